"""The laws of an explanation: run, it gives the number that it explains, from numbers known by then."""

from collections.abc import Iterable, Iterator
from functools import partial

import numpy as np
import pytest
from hypothesis import given

from app.lesson.expressions import Const, Expression, Op, evaluate
from app.lesson.refs import Ref, look_up
from app.lesson.steps import Level, Step, entries
from app.lesson.structure import Structure
from tests.lesson.explained import LEVELS, all_steps, every_example, every_level, many, structure
from tests.lesson.magnitude import magnitude
from tests.strategies import Explained, explained_traces

RELATIVE = 1e-12  # sums of a few products, each rounded once or twice at 1e-16


@every_level
@every_example
def test_every_step_of_an_example_gives_its_target(explained: Explained, level: Level) -> None:
    value_of = partial(look_up, explained.trace, sample=explained.sample)
    for step in all_steps(structure(explained), level):
        here, there = np.asarray(evaluate(step.expression, value_of)), value_of(step.target)
        assert here.shape == np.shape(there), step.id
        # exactly 0 only where it is 0: there is nothing for an absolute tolerance to excuse
        assert here == pytest.approx(np.asarray(there), rel=RELATIVE, abs=0.0), step.id


@many
@given(explained_traces())
def test_every_step_of_a_random_network_gives_its_target(explained: Explained) -> None:
    value_of = partial(look_up, explained.trace, sample=explained.sample)
    for level in LEVELS:
        for step in all_steps(structure(explained), level):
            here, there = np.asarray(evaluate(step.expression, value_of)), value_of(step.target)
            assert here.shape == np.shape(there), step.id
            # in a random sum terms may cancel, so rounding is measured against their sizes
            assert (abs(here - there) <= RELATIVE * magnitude(step.expression, value_of)).all(), step.id


def written(expression: Expression) -> set[Ref]:
    """Every Ref in an expression, found apart from the application."""
    match expression:
        case Ref():
            return {expression}
        case Const():
            return set()
        case Op():
            return set().union(*map(written, expression.args))


def check_reads(s: Structure, steps: Iterable[Step]) -> None:
    """Reads are the Refs in the expression, once each, and all of them were computed or given before."""
    known: set[Ref] = set()
    for step in steps:
        assert len(set(step.reads)) == len(step.reads)
        assert set(step.reads) == written(step.expression), step.id
        for ref in step.reads:
            assert is_given(ref) or set(single_numbers(s, ref)) <= known, f"{step.id} reads {ref} too early"
        known |= set(single_numbers(s, step.target))


def is_given(ref: Ref) -> bool:
    """What a question holds: parameters, samples, the rate and the optimizer's state."""
    if ref.quantity in ("a", "m_W", "m_b", "v_W", "v_b"):
        return ref.quantity != "a" or ref.indices[0] == 0
    return ref.quantity in ("W", "b", "y", "learning_rate")


def single_numbers(s: Structure, ref: Ref) -> Iterator[Ref]:
    """The entries that a Ref stands for; a step computes its entry for all samples at once."""
    if ref.quantity == "loss" and ref.sample is None and s.samples > 1:
        yield Ref("loss_of_batch")  # the mean, which no other step may stand in for
    elif ref.is_array:
        yield from (Ref(ref.quantity, ref.indices + index) for index in entries(s, ref))
    else:
        yield Ref(ref.quantity, ref.indices)


@every_level
@every_example
def test_an_example_reads_what_it_writes_down_and_nothing_too_early(
    explained: Explained, level: Level
) -> None:
    check_reads(structure(explained), all_steps(structure(explained), level))


@many
@given(explained_traces())
def test_a_random_network_reads_what_it_writes_down_and_nothing_too_early(explained: Explained) -> None:
    for level in LEVELS:
        check_reads(structure(explained), all_steps(structure(explained), level))
