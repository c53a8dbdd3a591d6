"""What pip-audit and npm print, read: an answer that is missing is never taken for a good one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.house.tree import VENDOR, read


@dataclass(frozen=True, slots=True)
class Report:
    """What was asked about, how much of it was answered, and what is weak."""

    what: str
    answered: bool = False
    weaknesses: tuple[str, ...] = ()


def parse(printed: str) -> Any:
    try:
        return json.loads(printed)
    except json.JSONDecodeError:
        return None


def read_pip(printed: str) -> Report:
    """pip-audit ends well for a package that the service does not know; here that is no answer."""
    what = "the pinned Python packages"
    found = parse(printed)
    packages = found.get("dependencies", []) if isinstance(found, dict) else []
    weak = tuple(
        f"{package['name']} {package['version']}: {one['id']}"
        for package in packages
        for one in package.get("vulns", [])
    )
    return Report(what, bool(packages) and not any("skip_reason" in package for package in packages), weak)


def read_npm(printed: str) -> Report:
    """npm prints JSON for an error too; only with counts of packages and weaknesses it is an answer."""
    what = "the npm packages of the page and its tests"
    found = parse(printed)
    told = found.get("vulnerabilities") if isinstance(found, dict) else None
    answered = (
        isinstance(told, dict) and found.get("metadata", {}).get("dependencies", {}).get("total", 0) > 0
    )
    weak = tuple(f"{name}: {one.get('severity')}" for name, one in told.items()) if told else ()
    return Report(what, answered, weak)


def wanted_of_npm() -> str:
    """A package.json with the page tests' packages and the ones that static/vendor was taken from."""
    wanted = dict(json.loads(read("tests/page/package.json"))["dependencies"])
    for package in json.loads(read(VENDOR + "MANIFEST.json")):
        _, name, *version = package["origin"].split()
        wanted[name] = version[0] if version else package["version"]
    return json.dumps({"name": "audited", "private": True, "dependencies": wanted})


def join(reports: Sequence[Report]) -> str:
    lines = []
    for report in reports:
        if report.weaknesses:
            lines += [f"WEAK: {report.what}", *(f"  {one}" for one in report.weaknesses)]
        elif report.answered:
            lines.append(f"no known weakness: {report.what}")
        if not report.answered:
            lines.append(
                f"NOT AUDITED: {report.what}; nobody who knows of weaknesses could be asked about all"
            )
    return "\n".join(lines) + "\n"
