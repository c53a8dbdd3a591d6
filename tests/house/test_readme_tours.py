"""What the README says of the tours."""

import re

import httpx
import pytest

from tests.house.test_readme import README, rows
from tests.house.test_readme_sentences import SMALL, number_before
from tests.lesson.touring import number, stop_of

pytestmark = pytest.mark.anyio


async def test_its_table_of_tours_is_theirs_and_it_counts_them_and_their_stops(
    client: httpx.AsyncClient,
) -> None:
    tours = (await client.get("/api/tours")).json()["tours"]
    assert [row[0] for row in rows("tour")] == [tour["title"] for tour in tours]
    assert number_before("guided tours") == len(tours)
    told = re.search(r"each of (\w+) to (\w+) stops", README)
    assert told
    stops = [tour["stops"] for tour in tours]
    assert [SMALL.index(word) for word in told.groups()] == [min(stops), max(stops)]


async def test_the_link_to_a_stop_names_one(client: httpx.AsyncClient) -> None:
    told = re.search(r"`#v1\.lesson=tours\.([\w-]+)\.(\d)` opens the (\w+) one", README)
    assert told
    tour = (await client.get(f"/api/tours/{told[1]}")).json()
    assert ["first", "second", "third"].index(told[3]) + 1 == int(told[2]) <= len(tour["stops"])


@pytest.mark.parametrize(
    "row", [row for row in rows("call") if "/api/tours" in row[0]], ids=lambda row: row[0]
)
async def test_the_fields_of_a_tour_are_those_that_it_names(
    client: httpx.AsyncClient, row: list[str]
) -> None:
    path = row[0].strip("`").split()[1].replace("{id}", "dead-relu")
    answer = (await client.get(path)).json()
    held = set().union(*(set(part) for part in answer.get("tours", answer.get("stops"))))
    assert set(re.findall(r"`(\w+)`", row[1])) <= held


async def test_the_networks_are_as_it_says() -> None:
    layers = stop_of("vanishing-gradients", 1)["setup"]["problem"]["network"]["layers"]
    assert [layer["activation"] for layer in layers] == ["sigmoid"] * number_before("sigmoids in a row")
    assert number("dead-relu", 5, "W_grad.1.0.0") == 0
    assert stop_of("dead-relu", 5)["setup"]["updates"] == 100
    assert "after 100 updates still" in README
