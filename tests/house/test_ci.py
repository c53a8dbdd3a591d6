"""What CI runs can fail: the shell stops at the first error, and nothing swallows one."""

import re

from tests.house.tree import read


def lines_of(path: str) -> list[str]:
    """The lines that do something."""
    return [line.strip() for line in read(path).splitlines() if line.strip() and not line.startswith("#")]


def test_the_script_stops_at_the_first_error_from_its_first_line_on() -> None:
    assert read(".ci/run").startswith("#!/usr/bin/env bash\n")
    assert lines_of(".ci/run")[0] == "set -euo pipefail"


def test_the_script_ends_with_the_checks_and_the_tests_and_swallows_no_failure() -> None:
    commands = [line for line in lines_of(".ci/run") if line.startswith("make ")]
    assert commands == ["make check", "make audit UNASKED=passes", "make test"]
    assert lines_of(".ci/run")[-1] == "make test"
    assert not re.search(r"\|\|\s*(true|:)|set \+e", read(".ci/run"))


def test_no_target_of_make_swallows_a_failure() -> None:
    assert not re.search(r"\|\|\s*(true|:)|^\t@?-", read("Makefile"), flags=re.MULTILINE)
