"""The problem that a command is asked about: a file, standard input, or an example by its name."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from app.api.limits import LIMITS
from app.api.refusals import Refused, in_words
from app.api.schemas import UpdateProblem
from app.api.uploads import read_setup
from app.api.worksheet import preset_problem
from app.lesson.presets import all_presets

STDIN = "-"


class UsageError(Exception):
    """What the reader asked for cannot be done, in words."""


@contextmanager
def refusals_of(place: str) -> Iterator[None]:
    """Turns the refusal of a problem into words for a terminal, a line for each reason."""
    try:
        with in_words():
            yield
    except Refused as refused:
        raise UsageError("\n".join(f"{place}: {message}" for message in refused.messages)) from None


def place_of(given: Namespace) -> str:
    """What messages call the problem."""
    if given.preset:
        return f"preset {given.preset}"
    return "standard input" if given.file == STDIN else str(given.file)


def read_problem(given: Namespace) -> UpdateProblem:
    """Raises UsageError when there is none, or it cannot be read."""
    if given.preset:
        if given.file != STDIN:
            raise UsageError("name a file or a preset, not both")
        if given.preset not in all_presets():
            raise UsageError(f"there is no preset of that name; there are {', '.join(all_presets())}")
        return preset_problem(given.preset)
    raw = read_raw(given.file)
    with refusals_of(place_of(given)):
        return read_setup(raw)


def read_raw(file: str) -> bytes:
    try:
        if file == STDIN:
            if sys.stdin.isatty():
                sys.stderr.write("Waiting for a problem as JSON on standard input; Ctrl+D ends it.\n")
            raw = sys.stdin.buffer.read(LIMITS.body_bytes + 1)
        else:
            with open(file, "rb") as opened:
                raw = opened.read(LIMITS.body_bytes + 1)
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror or error}") from None
    if len(raw) > LIMITS.body_bytes:
        raise UsageError(f"{file} is larger than {LIMITS.body_bytes} bytes")
    return raw
