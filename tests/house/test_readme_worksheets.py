"""What the README says of worksheets is so."""

import re

import httpx
import pytest

from app.api.sheet_query import COUNTS, OWN, read_query
from app.lesson.variants import TRIES
from app.lesson.worksheet import PATTERN, SHEETS, USUAL, WRITTEN_OUT
from tests.house.test_readme import README, rows
from tests.house.test_readme_sentences import SMALL


@pytest.mark.anyio
async def test_the_addresses_of_worksheets_answer(client: httpx.AsyncClient, anyio_backend: str) -> None:
    setup = re.findall(r"^#v1\.\S+&setup=([\w-]+)", README, flags=re.MULTILINE)[0]
    addresses = [row[0].strip("`").replace("…", setup) for row in rows("worksheet")]
    assert len(addresses) == 4
    for address in addresses:
        assert (await client.get(address)).status_code == 200, address


def test_the_query_of_a_worksheet_is_the_one_that_is_told() -> None:
    told = {row[0].strip("`"): row for row in rows("query")}
    assert set(told) == {*COUNTS, "blanks", "problem"}
    usual = {name: str(default) for name, (default, _, _) in COUNTS.items()} | {"blanks": USUAL}
    assert {name: row[2].strip("`") for name, row in told.items() if name != "problem"} == usual
    assert re.findall(r"`(\w+)`", told["blanks"][1]) == list(SHEETS)
    assert re.findall(r"\d+ to \d+", told["digits"][1]) == [f"{COUNTS['digits'][1]} to {COUNTS['digits'][2]}"]
    assert read_query(OWN, {"problem": "x"}).problem == "x"


def test_the_figures_of_the_notes_are_those_of_the_code() -> None:
    assert (WRITTEN_OUT, TRIES) == (16, 100)
    assert "more than sixteen entries" in README
    assert "a hundred times at most" in README
    assert f"the first {SMALL[PATTERN]} steps are written out" in README
