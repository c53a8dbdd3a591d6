"""Explained steps for the tests of what is printed: every example, and networks that bring out every form."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from app.engine.optimizers import OPTIMIZERS
from app.lesson.explain import explain
from app.lesson.steps import PHASES, Level
from app.lesson.structure import Structure
from tests.lesson.explained import LEVELS, explain_example, structure
from tests.strategies import ELEMENTWISE, EXAMPLES, HEADS

Described = dict[str, Any]


def structures() -> Iterator[Structure]:
    for example, optimizer in product(EXAMPLES, OPTIMIZERS):
        yield structure(explain_example(example, optimizer))
    for number, (head, loss) in enumerate(HEADS):
        hidden = ELEMENTWISE[number % len(ELEMENTWISE)]
        yield Structure((2, 3, 2), (hidden, head), loss, samples=1 + number % 2)
    # sums of more than six terms, indices of two digits, and more samples than are written out
    yield Structure((8, 12, 7), ("tanh", "softmax"), "cross_entropy", 9, 8, "adam", 3)
    yield Structure((8, 12, 7), ("relu", "softmax"), "mse", 1, 0, "momentum")
    yield Structure((3, 7, 7, 7, 7), ("relu", "relu", "relu", "sigmoid"), "binary_cross_entropy")


def describe_all(s: Structure, level: Level) -> tuple[list[Described], dict[str, str]]:
    """Every step of every phase, and the names of all Refs."""
    steps: list[Described] = []
    names: dict[str, str] = {}
    for phase in PHASES:
        more, named = explain(s, phase, level)
        steps += more
        names |= named
    return steps, names


CASES: list[tuple[Structure, list[Described], dict[str, str]]] = [
    (s, *describe_all(s, level)) for s in dict.fromkeys(structures()) for level in LEVELS
]


def each_step() -> Iterator[tuple[Structure, Described]]:
    for s, steps, _ in CASES:
        for step in steps:
            yield s, step


def unwritten(s: Structure, step: Described, dots: str) -> bool:
    """Whether some of what a step reads is left out of its formula, as is meant in three places."""
    elided = any(dots in step[form] for form in ("mathml", "words"))
    # the samples behind a loss go without saying, and the slope of a linear activation is 1 wherever it is
    constant = step["target"].startswith("slope.") and s.activations[step["layer"] - 1] == "linear"
    return elided or constant or step["target"] == "loss_new"
