"""Mistakes made in the examples and in random networks, shared by the tests of mistakes."""

from itertools import product
from typing import Any

import pytest

from app.lesson.mistakes.catalogue import MISTAKES
from app.lesson.mistakes.lens import View, look_at
from tests.lesson.explained import structure
from tests.strategies import EXAMPLE_OF, EXAMPLES, Explained, read_problem, run


def first_step(example: dict[str, Any], sample: int = 0) -> Explained:
    """An example's own first step of training, as the page opens it."""
    problem, frozen = read_problem(example["problem"]), example["freeze_biases"]
    return Explained(run(problem, example["learning_rate"], frozen=frozen), problem.loss, sample, frozen)


def make(id: str, explained: Explained) -> View:
    return look_at(MISTAKES[id], explained.trace, structure(explained))


def make_on(id: str, example: str) -> View:
    return make(id, first_step(EXAMPLE_OF[example]))


every_mistake = pytest.mark.parametrize("id", MISTAKES)
every_mistake_on_every_example = pytest.mark.parametrize(
    ("id", "example"), [(id, example["id"]) for example, id in product(EXAMPLES, MISTAKES)]
)
