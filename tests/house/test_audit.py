"""The audit finds what is weak, and takes silence for silence."""

import json
from typing import Any

import pytest

from tests.audit.__main__ import UNASKED, WEAK, main
from tests.audit.reports import Report, join, read_npm, read_pip, wanted_of_npm
from tests.house.test_supply import pins
from tests.house.tree import VENDOR, read

SOUND = {"name": "a", "version": "1.0", "vulns": []}
ILL = {"name": "b", "version": "2.0", "vulns": [{"id": "PYSEC-0000-1", "fix_versions": ["2.1"]}]}
UNKNOWN = {"name": "c", "skip_reason": "Dependency not found on PyPI and could not be audited: c (1.0)"}
COUNTED = {"dependencies": {"total": 4}}


def of_pip(*packages: dict[str, Any]) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


@pytest.mark.parametrize(
    ("printed", "answered", "weak"),
    [
        (of_pip(SOUND), True, ()),
        (of_pip(SOUND, ILL), True, ("b 2.0: PYSEC-0000-1",)),
        (of_pip(UNKNOWN), False, ()),
        (of_pip(SOUND, UNKNOWN), False, ()),
        (of_pip(UNKNOWN, ILL), False, ("b 2.0: PYSEC-0000-1",)),
        (of_pip(), False, ()),
        ("", False, ()),
        ("Traceback (most recent call last):", False, ()),
        ("[]", False, ()),
    ],
)
def test_what_pip_audit_prints_is_read(printed: str, answered: bool, weak: tuple[str, ...]) -> None:
    report = read_pip(printed)
    assert (report.answered, report.weaknesses) == (answered, weak)


@pytest.mark.parametrize(
    ("printed", "answered", "weak"),
    [
        (json.dumps({"vulnerabilities": {}, "metadata": COUNTED}), True, ()),
        (
            json.dumps({"vulnerabilities": {"d": {"severity": "high"}}, "metadata": COUNTED}),
            True,
            ("d: high",),
        ),
        (json.dumps({"vulnerabilities": {}, "metadata": {"dependencies": {"total": 0}}}), False, ()),
        (json.dumps({"message": "405 Method Not Allowed", "error": {"summary": ""}}), False, ()),
        ("", False, ()),
    ],
)
def test_what_npm_prints_is_read(printed: str, answered: bool, weak: tuple[str, ...]) -> None:
    report = read_npm(printed)
    assert (report.answered, report.weaknesses) == (answered, weak)


GOOD, BAD, SILENT = Report("x", True), Report("y", True, ("y 1.0: weak",)), Report("z")


@pytest.mark.parametrize(
    ("reports", "code", "tolerant"),
    [
        ((GOOD, GOOD), 0, 0),
        ((GOOD, BAD), WEAK, WEAK),
        ((BAD, SILENT), WEAK, WEAK),
        ((GOOD, SILENT), UNASKED, 0),
        ((SILENT, SILENT), UNASKED, 0),
    ],
)
def test_a_weakness_always_fails_and_silence_unless_it_is_let_pass(
    reports: tuple[Report, ...], code: int, tolerant: int, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tuple(lambda report=report: report for report in reports)
    assert main([], asked) == code
    assert main(["--unasked-passes"], asked) == tolerant
    printed = capsys.readouterr().out
    assert printed == join(reports) * 2
    assert ("NOT AUDITED: z" in printed) == (SILENT in reports)
    assert ("y 1.0: weak" in printed) == (BAD in reports)


def test_every_package_that_the_page_is_made_with_is_asked_about() -> None:
    wanted = json.loads(wanted_of_npm())["dependencies"]
    assert len(wanted) == len(json.loads(read(VENDOR + "MANIFEST.json"))) + len(
        json.loads(read("tests/page/package.json"))["dependencies"]
    )
    assert {"lit-html", "@preact/signals-core", "swagger-ui-dist"} <= set(wanted)
    assert all(version[0].isdigit() for version in wanted.values())


def test_the_auditor_is_pinned_too() -> None:
    assert "pip-audit" in pins()
