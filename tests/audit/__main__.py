"""Known weaknesses of what comes from elsewhere: `make audit`.

The pinned Python packages are asked for at PyPI, or at OSV where that does not answer for all; the packages
of the page tests and those that static/vendor was taken from at npm. It ends with 1 for a weakness, and with
3 where somebody could not be asked: that is no good answer. With `--unasked-passes` it then says so, and
ends with 0.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.audit.reports import Report, join, read_npm, read_pip, wanted_of_npm
from tests.house.tree import ROOT

WEAK, UNASKED = 1, 3
PATIENCE = 180.0  # seconds for one service
SERVICES = ("pypi", "osv")


def run(command: list[str], folder: Path) -> str:
    """What it prints; nothing where there is no such program or it takes too long."""
    try:
        ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return ended.stdout


def ask_pip(service: str) -> Report:
    options = ["--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
    pins = ["--requirement", ".requirements/constraints.txt", "--vulnerability-service", service]
    return read_pip(run([sys.executable, "-m", "pip_audit", *pins, *options], ROOT))


def ask_python() -> Report:
    """The first service that answers for every package."""
    found = Report("the pinned Python packages")
    for service in SERVICES:
        found = ask_pip(service)
        if found.answered or found.weaknesses:
            break
    return found


def ask_npm() -> Report:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "package.json").write_text(wanted_of_npm(), encoding="utf-8")
        quiet = ["--package-lock-only", "--ignore-scripts", "--no-fund", "--fetch-retries=0"]
        run(["npm", "install", "--silent", "--no-audit", *quiet], folder)
        return read_npm(run(["npm", "audit", "--json", *quiet], folder))


def main(arguments: list[str], asked: tuple[Callable[[], Report], ...] = (ask_python, ask_npm)) -> int:
    reports = [ask() for ask in asked]
    sys.stdout.write(join(reports))
    if any(report.weaknesses for report in reports):
        return WEAK
    if all(report.answered for report in reports) or "--unasked-passes" in arguments:
        return 0
    return UNASKED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
