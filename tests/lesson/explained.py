"""Explained traces of the published examples, and what the tests of steps share."""

from itertools import chain, product
from typing import Any

import pytest
from hypothesis import settings

from app.engine.optimizers import OPTIMIZERS
from app.lesson.steps import PHASES, Level, Step, make_steps
from app.lesson.structure import Structure, structure_of
from tests.strategies import EXAMPLES, Explained, read_problem, run

LEVELS: tuple[Level, ...] = ("element", "layer")


def explain_example(example: dict[str, Any], optimizer: str) -> Explained:
    problem = read_problem(example["problem"])
    frozen = example["freeze_biases"]
    # one step later than the first, so that the optimizer's state is not all zeros
    result = run(problem, example["learning_rate"], optimizer, frozen, after=1)
    return Explained(result, problem.loss, problem.batch.size - 1, frozen)


def structure(explained: Explained) -> Structure:
    return structure_of(explained.trace, explained.loss, explained.sample, explained.freeze_biases)


def all_steps(s: Structure, level: Level) -> list[Step]:
    return list(chain.from_iterable(make_steps(s, phase, level) for phase in PHASES))


every_level = pytest.mark.parametrize("level", LEVELS)
every_example = pytest.mark.parametrize(
    "explained",
    [
        pytest.param(explain_example(example, optimizer), id=f"{example['id']}-{optimizer}")
        for example, optimizer in product(EXAMPLES, OPTIMIZERS)
    ],
)
many = settings(max_examples=150, deadline=None, derandomize=True)
