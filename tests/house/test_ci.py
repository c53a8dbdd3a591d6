"""What CI runs can fail: the shell stops at the first error, and nothing swallows one."""

import re

import pytest

from tests.house.tree import read
from tests.page.launching import find


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


@pytest.mark.parametrize(
    "package", ["chromium-headless-shell", "firefox-esr", "webkit2gtk-driver", "xvfb", "nodejs", "npm"]
)
def test_the_script_installs_what_a_bare_machine_lacks(package: str) -> None:
    assert re.search(rf"^command -v .* \|\| missing\+=\({package}\)$", read(".ci/run"), flags=re.MULTILINE)


def test_in_ci_a_missing_browser_fails_and_elsewhere_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="apt install no-such-browser"):
        find("a browser", "no-such-browser", package="no-such-browser")
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match="apt install no-such-browser"):
        find("a browser", "no-such-browser", package="no-such-browser")
