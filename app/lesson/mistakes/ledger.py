"""Every number of a trace as a table that steps read and write: samples stay columns, all at once.

A Ref without a sample means the number in every sample, a row of shape (B,), so that one walk over the
element steps serves the whole batch; `@3` picks one.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from app.engine import phases
from app.engine.arrays import Array, Arrays, lock
from app.engine.network import Layer, Network
from app.engine.optimizers import OptimizerState
from app.engine.trace import Trace
from app.lesson.expressions import Expression, Number, evaluate
from app.lesson.refs import PER_SAMPLE, Ref

Place = tuple[str, int]  # a quantity and its layer; 0 for what has no layer
EACH_LOSS: Place = ("loss@", 0)


class Ledger:
    """A trace's numbers by place: (n, B) where each sample has its own, (n, m) and (n,) for parameters."""

    def __init__(self, arrays: dict[Place, Array]) -> None:
        self.arrays = arrays

    @classmethod
    def of(cls, trace: Trace) -> "Ledger":
        return cls(dict(places(trace)))

    def copy(self) -> "Ledger":
        return Ledger({place: array.copy() for place, array in self.arrays.items()})

    def find(self, ref: Ref) -> tuple[Array, tuple[int, ...]]:
        """The array that holds `ref`, and the index in it."""
        if ref.quantity == "loss" and ref.sample is not None:
            return self.arrays[EACH_LOSS], ()
        if not ref.indices or ref.quantity == "y":
            return self.arrays[ref.quantity, 0], ref.indices
        return self.arrays[ref.quantity, ref.indices[0]], ref.indices[1:]

    def value(self, ref: Ref) -> Number:
        """A number, a row of one number in every sample, a matrix or a column."""
        array, index = self.find(ref)
        if ref.quantity in PER_SAMPLE and array.ndim:
            if ref.is_array:
                return array if ref.sample is None else array[:, ref.sample, np.newaxis]
            row: Array = array[index]
            return row if ref.sample is None else row[ref.sample]
        if ref.is_array and array.ndim == 1:
            return array[:, np.newaxis]
        entry: Array = array[index]
        return entry

    def put(self, ref: Ref, value: Number) -> None:
        """Write the number at `ref`, or the row; `loss@3` takes the losses of all samples."""
        array, index = self.find(ref)
        # in a batch of one, what is given for all samples is a row of one number
        array[index] = np.reshape(value, array[index].shape)
        if ref.quantity == "loss" and ref.sample is None and self.arrays[EACH_LOSS].size == 1:
            self.arrays[EACH_LOSS][...] = value  # the only sample's loss is that of the batch

    @phases.unwarned
    def run(self, expression: Expression) -> Number:
        """The expression on these numbers, overflow and all."""
        return evaluate(expression, self.value)

    def as_trace(self, right: Trace) -> Trace:
        """These numbers in the form of `right`, whose parts they take the place of."""

        def swap(part: Any, *quantities: str) -> Any:
            return replace(part, **{q: self.by_layer(q, getattr(part, q)) for q in quantities})

        update, state = right.update, right.update.state
        slots = {name: self.by_layer(f"{name}_new", arrays) for name, arrays in state.slots.items()}
        W_new, b_new = self.by_layer("W_new", update.W_new), self.by_layer("b_new", update.b_new)
        network = Network(
            tuple(
                Layer(W_new[l], b_new[l], layer.activation)
                for l, layer in enumerate(right.network.layers, start=1)
            )
        )
        return replace(
            right,
            forward=swap(right.forward, "z", "a"),
            loss=replace(
                swap(right.loss, "dL_da", "slope", "dL_dz"),
                loss=float(self.arrays["loss", 0]),
                per_sample=self.arrays[EACH_LOSS],
            ),
            deltas=swap(right.deltas, "slope", "delta"),
            gradients=swap(right.gradients, "W_grad", "b_grad"),
            update=replace(
                update,
                network=network,
                W_new=W_new,
                b_new=b_new,
                state=OptimizerState(state.optimizer, state.t, slots),
            ),
            loss_new=float(self.arrays["loss_new", 0]),
        )

    def by_layer(self, quantity: str, like: Arrays) -> Arrays:
        return lock({l: self.arrays[quantity, l] for l in like})


def places(trace: Trace) -> Iterator[tuple[Place, Array]]:
    for l, layer in enumerate(trace.network.layers, start=1):
        yield ("W", l), layer.W
        yield ("b", l), layer.b
    yield ("y", 0), trace.batch.y
    parts = (
        (trace.forward, ("z", "a")),
        (trace.loss, ("dL_da", "slope", "dL_dz")),
        (trace.deltas, ("slope", "delta")),
        (trace.gradients, ("W_grad", "b_grad")),
        (trace.update, ("W_new", "b_new")),
    )
    for part, quantities in parts:
        for quantity in quantities:
            for l, array in getattr(part, quantity).items():
                yield (quantity, l), array
    for suffix, state in (("", trace.state), ("_new", trace.update.state)):
        for name, arrays in state.slots.items():
            yield from (((f"{name}{suffix}", l), array) for l, array in arrays.items())
    yield EACH_LOSS, trace.loss.per_sample
    for name, number in (
        ("loss", trace.loss.loss),
        ("loss_new", trace.loss_new),
        ("learning_rate", trace.learning_rate),
    ):
        yield (name, 0), np.array(number)
