"""Steps: every computed number as a target Ref and the expression that gives it, in the order of computing.

Levels: an `element` step gives one entry, a `layer` step one whole array in matrix form. Both cover the same
arrays in the same order, and an element step names the layer step that it belongs to as its `group`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Literal

from app.engine.optimizers import OPTIMIZERS
from app.lesson import rules
from app.lesson.expressions import Expression, reads
from app.lesson.refs import Ref
from app.lesson.structure import Structure

Level = Literal["element", "layer"]
PHASES = ("forward", "loss", "deltas", "gradients", "update")


@dataclass(frozen=True, slots=True)
class Step:
    """`target` is computed by `expression`; `layer` is None for numbers of the whole network."""

    phase: str
    level: Level
    target: Ref
    expression: Expression
    group: Ref

    @property
    def id(self) -> str:
        return str(self.target)

    @property
    def layer(self) -> int | None:
        return self.target.indices[0] if self.target.indices else None

    @property
    def reads(self) -> tuple[Ref, ...]:
        return reads(self.expression)


def make_steps(s: Structure, phase: str, level: Level) -> Iterator[Step]:
    """The steps of one phase, in the order of computing."""
    for target, by_entry, at_once in QUANTITIES_OF[phase](s):
        if level == "layer":
            yield Step(phase, level, target, at_once(), target)
            continue
        for index in entries(s, target):
            ref = Ref(target.quantity, target.indices + index, target.sample)
            yield Step(phase, level, ref, by_entry(*index), target)


def make_all_steps(s: Structure, level: Level) -> Iterator[Step]:
    """Those of every phase, in the order of computing."""
    for phase in PHASES:
        yield from make_steps(s, phase, level)


def entries(s: Structure, array: Ref) -> Iterator[tuple[int, ...]]:
    """The indices of every entry of an array's Ref, row by row; one empty index for a single number."""
    if not array.indices:
        return iter([()])
    l = array.indices[0]
    is_matrix = "W" in array.quantity
    return product(range(s.widths[l]), range(s.widths[l - 1])) if is_matrix else product(range(s.widths[l]))


# A quantity: its Ref, its expression for an entry by index, its expression for the whole.
Quantity = tuple[Ref, Callable[..., Expression], Callable[[], Expression]]


def forward_quantities(s: Structure) -> Iterator[Quantity]:
    for l in range(1, s.L + 1):
        yield Ref("z", (l,)), partial(rules.weighted_sum, s, l), partial(rules.weighted_sums, s, l)
        yield Ref("a", (l,)), partial(rules.activation, s, l), partial(rules.activations, s, l)


def loss_quantities(s: Structure) -> Iterator[Quantity]:
    L = s.L
    explained = None if s.samples == 1 else s.sample
    yield (
        Ref("loss", (), explained),
        partial(rules.sample_loss, s, explained),
        partial(rules.sample_loss_at_once, s, explained),
    )
    if s.samples > 1:
        yield Ref("loss"), partial(rules.batch_loss, s), partial(rules.batch_loss, s)
    if not s.fused:
        yield Ref("dL_da", (L,)), partial(rules.output_error, s), partial(rules.output_error, s)
        if s.activations[-1] != "softmax":
            yield slope_quantity(s, L)
    yield Ref("dL_dz", (L,)), partial(rules.output_dL_dz, s), partial(rules.output_dL_dzs, s)


def slope_quantity(s: Structure, l: int) -> Quantity:
    return Ref("slope", (l,)), partial(rules.slope, s, l), partial(rules.slope, s, l)


def delta_quantities(s: Structure) -> Iterator[Quantity]:
    for l in range(s.L, 0, -1):
        if not s.is_output(l):
            yield slope_quantity(s, l)
        yield Ref("delta", (l,)), partial(rules.delta, s, l), partial(rules.deltas, s, l)


def gradient_quantities(s: Structure) -> Iterator[Quantity]:
    for l in range(s.L, 0, -1):
        yield Ref("W_grad", (l,)), partial(rules.W_grad, s, l), partial(rules.W_grads, s, l)
        yield Ref("b_grad", (l,)), partial(rules.b_grad, s, l), partial(rules.b_grad, s, l)


def update_quantities(s: Structure) -> Iterator[Quantity]:
    for l, kind in product(range(s.L, 0, -1), ("W", "b")):
        if not (kind == "b" and s.freeze_biases):
            for slot in OPTIMIZERS[s.optimizer].slots:
                rule = partial(rules.slot_new, s, slot, kind, l)
                yield Ref(f"{slot}_{kind}_new", (l,)), rule, rule
        rule = partial(rules.parameter_new, s, kind, l)
        yield Ref(f"{kind}_new", (l,)), rule, rule
    yield Ref("loss_new"), partial(rules.loss_new, s), partial(rules.loss_new, s)


QUANTITIES_OF: dict[str, Callable[[Structure], Iterator[Quantity]]] = {
    "forward": forward_quantities,
    "loss": loss_quantities,
    "deltas": delta_quantities,
    "gradients": gradient_quantities,
    "update": update_quantities,
}
