"""The steps of a mistaken student, run in order: an error carries on to everything that reads it."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from app.engine.errors import NonFiniteError
from app.engine.trace import Trace, overflow
from app.lesson.expressions import Expression, Number, walk_refs, with_refs
from app.lesson.mistakes.ledger import Ledger
from app.lesson.refs import Ref
from app.lesson.steps import Step, make_all_steps
from app.lesson.structure import Structure

Pairs = list[tuple[Step, Step]]  # each step as it is taken, beside the right one


class Right:
    """A right trace, its element steps, and what each of these gives when it is run."""

    def __init__(self, trace: Trace, s: Structure) -> None:
        self.trace = trace
        self.structure = s
        self.ledger = Ledger.of(trace)
        self.steps = tuple(make_all_steps(s, "element"))
        self.values: dict[Ref, Number] = {}

    def value(self, step: Step) -> Number:
        """The number of a step, or its row; kept, as the walk of every mistake compares with it.

        It is the engine's number but for its last bits, which depend on the order of a sum.
        """
        if step.target not in self.values:
            self.values[step.target] = self.ledger.run(in_every_sample(step))
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


def in_every_sample(step: Step) -> Expression:
    """The step's expression for the whole batch; only a sample's loss names the sample that it is of."""
    if step.target.sample is None:
        return step.expression
    return with_refs(step.expression, lambda ref: replace(ref, sample=None))


def walk(right: Right, pairs: Pairs) -> Wrong:
    """Take the first step of each pair, unless it is the right one and reads only right numbers.

    `pairs` are of `Mistake.apply`. Two numbers are compared bit by bit, each from its own formula run in the
    same way, so that a number which differs really does. Raises NonFiniteError with the Ref that overflows.
    """
    ledger, s = right.ledger.copy(), right.structure
    wrong: set[tuple[Any, ...]] = set()
    differs: dict[Ref, tuple[Ref, ...]] = {}
    for step, original in pairs:
        if step is original and not any((r.quantity, r.indices) in wrong for r in walk_refs(step.expression)):
            continue
        value, there = ledger.run(in_every_sample(step)), right.value(original)
        if not np.isfinite(value).all():
            ref = in_samples(s, step.target, ~np.isfinite(value))[0]
            raise NonFiniteError(str(ref), f"with this mistake {overflow(str(ref))}")
        unequal = np.asarray(value != there)
        if unequal.any():
            ledger.put(step.target, np.where(unequal, value, ledger.value(step.target)))
            differs[step.target] = in_samples(s, step.target, unequal)
            wrong |= {(ref.quantity, ref.indices) for ref in (step.target, step.group)}
    return Wrong(ledger, differs)
