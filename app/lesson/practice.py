"""An answer to "what comes next?": right or not, and which mistake gives that very number."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import isfinite

import numpy as np

from app.engine.errors import NonFiniteError
from app.engine.trace import Trace
from app.lesson.expressions import Number, walk_refs
from app.lesson.mistakes.catalogue import MISTAKES
from app.lesson.mistakes.mistake import Mistake
from app.lesson.mistakes.walk import Pairs, Right, walk
from app.lesson.notation.symbols import name
from app.lesson.numbers import show_result
from app.lesson.refs import PER_SAMPLE, Ref, RefError, look_up
from app.lesson.slips import LOST_BRACKET, Slip, is_shown_as, slips_in_writing, without_a_bracket
from app.lesson.structure import Structure


@dataclass(frozen=True, slots=True)
class Recognised:
    """A mistake that gives the number that was answered, made at the step of `at`."""

    mistake: Mistake
    at: Ref
    hint: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """`mistakes` and `slips` are empty when the answer is right."""

    right: bool
    value: float
    shown: str
    mistakes: tuple[Recognised, ...] = ()
    slips: tuple[Slip, ...] = ()


def address(trace: Trace, ref: Ref, s: Structure) -> tuple[Ref, Structure]:
    """The target of the step that computes `ref`, and the structure with its sample explained.

    Raises RefError for an array, and for a number that the trace does not have.
    """
    if ref.is_array:
        raise RefError("ref", "an answer is one number; this ref names a whole array")
    look_up(trace, ref, s.sample)
    if ref.sample is None:
        return ref, s
    named = ref.quantity == "loss" and s.samples > 1  # bare, it is the batch's
    return (ref if named else replace(ref, sample=None)), replace(s, sample=ref.sample)


def judge_answer(trace: Trace, s: Structure, ref: Ref, answer: float, digits: int) -> Judgement:
    """Raises RefError for a Ref that no step computes."""
    target, s = address(trace, ref, s)
    right = Right(trace, s)
    step = next((step for step in right.steps if step.target == target), None)
    if step is None:
        raise RefError("ref", "that number is given, not computed: there is nothing to work out")
    value = float(look_up(trace, target, s.sample))
    shown = show_result(value, digits)
    if is_shown_as(answer, value, digits):
        return Judgement(True, value, shown)

    def is_answer(number: Number) -> bool:
        own = in_sample(number, target, s)
        return isfinite(own) and is_shown_as(answer, own, digits)

    slips = list(slips_in_writing(answer, value, digits))
    if any(is_answer(right.ledger.run(changed)) for changed in without_a_bracket(step.expression)):
        slips.append(LOST_BRACKET)
    # what was done in the asked step comes before what was done earlier
    found = sorted(recognise(right, target, is_answer), key=lambda recognised: recognised.at != target)
    mistakes = tuple(replace(recognised, at=named_like(ref, recognised.at)) for recognised in found)
    return Judgement(False, value, shown, mistakes, tuple(slips))


def recognise(right: Right, target: Ref, is_answer: Callable[[Number], bool]) -> Iterator[Recognised]:
    """Every mistake that gives the answer at `target`: made there alone, or carried there from before."""
    s = right.structure
    for mistake in MISTAKES.values():
        pairs = needed(mistake.apply(s, right.rows), target)
        taken, original = pairs[-1]
        if taken is not original and is_answer(right.ledger.run(taken.expression)):
            yield Recognised(mistake, target, mistake.hint(s, target.indices[0]))
            continue
        try:
            walked = walk(right, pairs)
        except NonFiniteError:
            continue  # no answer is infinite
        if target in walked.differs and is_answer(walked.ledger.value(target)):
            at = next(iter(walked.differs.values()))[0]
            hint = mistake.hint(s, at.indices[0])
            where = name(replace(at, sample=None), s).removeprefix("the ")
            yield Recognised(mistake, at, f"Earlier, in the {where}: {hint[0].lower()}{hint[1:]}")


def named_like(asked: Ref, at: Ref) -> Ref:
    """`at` with its sample named, if that of the asked number is."""
    if asked.sample is None or at.sample is not None or at.quantity not in PER_SAMPLE:
        return at
    return replace(at, sample=asked.sample)


def needed(pairs: Pairs, target: Ref) -> Pairs:
    """Only the steps that `target` depends on, itself the last."""
    wanted = {(target.quantity, target.indices)}
    kept: Pairs = []
    for pair in reversed(pairs):
        step = pair[0]
        if not (kept or step.target == target):
            continue
        if not wanted.isdisjoint((ref.quantity, ref.indices) for ref in (step.target, step.group)):
            wanted |= {(ref.quantity, ref.indices) for ref in walk_refs(step.expression)}
            kept.append(pair)
    return kept[::-1]


def in_sample(value: Number, target: Ref, s: Structure) -> float:
    """The explained sample's number out of a row; a single number is itself."""
    row = np.ravel(value)
    return float(row[s.sample if target.quantity in PER_SAMPLE and row.size > 1 else 0])
