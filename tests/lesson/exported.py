"""Exercises to export, and how what is exported is run."""

import contextlib
import io
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import strategies as st

from app.lesson.exercise import Exercise
from tests.strategies import explained_traces, random_problem, run

every_optimizer = pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
# the widest problem that is written out, and a batch
WIDEST = random_problem(7, (16,) * 9, ("tanh",) * 7 + ("softmax",), "cross_entropy", samples=3)


@st.composite
def exercises(draw: st.DrawFn) -> Exercise:
    """Random problems under every activation, loss and optimizer, in the middle of training."""
    found = draw(explained_traces())
    return Exercise(found.trace, found.loss, found.sample, found.freeze_biases, draw(st.integers(2, 8)))


def widest(optimizer: str = "adam") -> Exercise:
    return Exercise(run(WIDEST, 0.1, optimizer, after=1), WIDEST.loss, sample=1)


def run_source(source: str, name: str = "script") -> dict[str, Any]:
    """The variables that the program leaves; what it prints is kept in `printed`."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(source, name, "exec"), namespace)
    return namespace | {"printed": printed.getvalue()}


def needs(library: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        find_spec(library) is None, reason=f"{library} is not installed: the script is only compiled"
    )
