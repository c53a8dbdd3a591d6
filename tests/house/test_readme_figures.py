"""What the README says of the page's costs is what the tests hold."""

import re

from tests.bench.api import CONNECTIONS, STEPS
from tests.bench.engine import OTHERS, WORKS
from tests.bench.page import BOUNDS
from tests.house.test_readme import README, rows
from tests.house.tree import ROOT
from tests.page.test_first_view import KILOBYTES, REQUESTS

ROWS = {row[0]: row[1:] for row in rows("what")}
NEAR = 4  # kB between a figure and the limit that its test holds


def number(text: str) -> float:
    return float(text.removesuffix(" kB"))


def test_no_figure_is_over_its_bound() -> None:
    assert ROWS
    for name, (figure, bound, _) in ROWS.items():
        assert number(figure) <= number(bound), name


def test_the_bytes_and_requests_that_it_tells_are_held_by_a_test_that_fails_a_little_above() -> None:
    for accepts, limit in KILOBYTES.items():
        coding = {"gzip": "gzip", "gzip, br": "brotli"}[accepts]
        figure, bound, _ = ROWS[f"first view, {coding}"]
        assert limit - NEAR <= number(figure) < limit <= number(bound)
    figure, bound, _ = ROWS["requests of the first view"]
    assert number(figure) <= REQUESTS <= number(bound)


def test_the_bounds_that_the_bench_prints_are_those_that_it_tells() -> None:
    assert ROWS["first view, gzip"][1] == f"{BOUNDS['kB, gzip'][1]} kB"
    assert ROWS["requests of the first view"][1] == str(BOUNDS["requests"][1])
    assert f"bounds {BOUNDS['first paint'][1]} ms" in README


BESIDE_OTHERS = {row[0]: row[1:] for row in rows("measured against")}


def test_every_ratio_is_of_a_comparison_that_the_bench_makes() -> None:
    requests = {f"steps={steps}, {n} connection{'s' * (n > 1)}" for steps in STEPS for n in CONNECTIONS}
    told = set()
    for name, (ratio, aim, command) in BESIDE_OTHERS.items():
        what, _, other = name.rpartition(": ")
        told.add(what)
        if command == "`python -m tests.bench.engine`":
            assert what in WORKS
            assert other in OTHERS
        else:
            assert command == "`python -m tests.bench.api`"
            assert what in requests
        assert float(ratio) > 0
        assert not aim or float(aim) > 0
    assert told == {*WORKS, *requests}


def test_every_command_beside_a_figure_runs_a_file_that_is_there() -> None:
    for name, (_, _, command) in (ROWS | BESIDE_OTHERS).items():
        path = re.search(r"tests/\S+\.py|(?<=-m )tests\.\S+", command.strip("`"))
        assert path, name
        assert (ROOT / path[0]).is_file() or (ROOT / (path[0].replace(".", "/") + ".py")).is_file(), name
