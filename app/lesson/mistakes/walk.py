"""The steps of a mistaken student, run in order: an error carries on to everything that reads it."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from app.engine.errors import NonFiniteError
from app.engine.trace import Trace, overflow
from app.lesson.expressions import Expression, Number, Op, op, walk_refs, with_refs
from app.lesson.mistakes.ledger import Ledger
from app.lesson.refs import Ref
from app.lesson.steps import Step, make_all_steps
from app.lesson.structure import Structure

Pairs = list[tuple[Step, Step]]  # each step as it is taken, beside the right one


class Right:
    """A right trace, its element steps, and the same steps as `rows`, for the whole batch at once."""

    def __init__(self, trace: Trace, s: Structure) -> None:
        self.trace = trace
        self.structure = s
        self.ledger = Ledger.of(trace)
        self.steps = tuple(make_all_steps(s, "element"))
        self.rows = tuple(in_every_sample(step) for step in self.steps)
        self.values: dict[Ref, Number] = {}

    def value(self, step: Step) -> Number:
        """What one of `rows` gives when it is run; kept, as the walk of every mistake compares with it.

        It is the engine's number but for its last bits, which depend on the order of a sum.
        """
        if step.target not in self.values:
            self.values[step.target] = self.ledger.run(step.expression)
        return self.values[step.target]


@dataclass(frozen=True, eq=False, slots=True)
class Wrong:
    """What a walk gave: all numbers, and under each target that came out wrong the Refs that are.

    Both in the order of the walk; the explained sample's number comes first, and bare as in its step.
    """

    ledger: Ledger
    differs: dict[Ref, tuple[Ref, ...]]


def in_samples(s: Structure, target: Ref, marked: Any) -> tuple[Ref, ...]:
    """The Refs of `target` in the samples that `marked`, a row of booleans or a single one, is true for."""
    if np.size(marked) == 1:
        return (target,)
    samples = sorted(np.flatnonzero(marked).tolist(), key=lambda sample: sample != s.sample)
    named = target.quantity == "loss"  # bare, it is the batch's
    return tuple(
        replace(target, sample=None if sample == s.sample and not named else sample) for sample in samples
    )


def in_every_sample(step: Step) -> Step:
    """The step for the whole batch: it gives a row where each sample has a number.

    Only a sample's loss names the sample that it is of, and only gradients add up samples.
    """
    expression = step.expression
    if step.phase == "gradients":
        expression = with_one_row(expression)
    elif step.target.sample is not None:
        expression = without_samples(expression)
    return step if expression is step.expression else replace(step, expression=expression)


def without_samples(expression: Expression) -> Expression:
    return with_refs(expression, lambda ref: replace(ref, sample=None))


def with_one_row(expression: Expression) -> Expression:
    """The terms of a batch, one a sample and otherwise alike, as the sum of a single row."""
    if isinstance(expression, Op) and expression.kind == "div":
        return replace(expression, args=(with_one_row(expression.args[0]), *expression.args[1:]))
    if isinstance(expression, Op) and expression.kind == "add":
        return op("sum", without_samples(expression.args[0]))
    return expression


def walk(right: Right, pairs: Pairs) -> Wrong:
    """Take the first step of each pair, unless it is the right one and reads only right numbers.

    `pairs` are those of `Mistake.apply` to the rows. Two numbers are compared bit by bit, each from its own
    formula run in the same way, so that a number which differs really does. Raises NonFiniteError with the
    Ref that overflows.
    """
    ledger, s = right.ledger.copy(), right.structure
    wrong: set[tuple[Any, ...]] = set()
    differs: dict[Ref, tuple[Ref, ...]] = {}
    for step, original in pairs:
        if step is original and not any((r.quantity, r.indices) in wrong for r in walk_refs(step.expression)):
            continue
        value, there = ledger.run(step.expression), right.value(original)
        if not np.isfinite(value).all():
            ref = in_samples(s, step.target, ~np.isfinite(value))[0]
            raise NonFiniteError(str(ref), f"with this mistake {overflow(str(ref))}")
        unequal = np.asarray(value != there)
        if unequal.any():
            ledger.put(step.target, np.where(unequal, value, ledger.value(step.target)))
            differs[step.target] = in_samples(s, step.target, unequal)
            wrong |= {(ref.quantity, ref.indices) for ref in (step.target, step.group)}
    return Wrong(ledger, differs)
