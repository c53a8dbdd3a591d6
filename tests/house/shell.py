"""The command line as a shell has it: in a process of its own, or in this one, which is there already."""

import json
import subprocess
from io import BytesIO, TextIOWrapper
from typing import Any

import pytest

from app.__main__ import main
from tests.house.test_serving import PATIENCE, command, environment
from tests.house.tree import ROOT


def typed(given: Any) -> str:
    """What comes on standard input: a text as it is, anything else as JSON."""
    return given if isinstance(given, str) else json.dumps(given)


def ask(*arguments: str, given: Any = None) -> subprocess.CompletedProcess[str]:
    """A process of its own, with `given` on its standard input."""
    return subprocess.run(
        command(*arguments),
        cwd=ROOT,
        env=environment(),
        input=typed(given),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
    )


def leave(arguments: list[str], given: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The code that the command line ends with; in this process, which starts faster than one of its own."""
    monkeypatch.setattr("sys.argv", ["app", *arguments])
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(typed(given).encode())))
    with pytest.raises(SystemExit) as left:
        main()
    return left.value.code


def told(capfdbinary: pytest.CaptureFixture[bytes]) -> tuple[str, str]:
    printed, complained = capfdbinary.readouterr()
    return printed.decode(), complained.decode()
