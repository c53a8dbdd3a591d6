"""Refs: the address of every number, the same in JSON, picture, formula, link, speech and tests.

`quantity.layer.index...`, optionally `@sample`, all counted from 0 save the layer, where 0 is the input.
Without indices (`W.2`) a Ref names the whole array. Without `@sample` it means the sample being explained.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from app.engine.arrays import Array
from app.engine.errors import EngineError
from app.engine.trace import Trace

# How many indices follow the quantity, the layer counted: (for an array, for an entry).
MATRIX, VECTOR, TARGET, SCALAR = (1, 3), (1, 2), (0, 1), (0, 0)
QUANTITIES = {
    **dict.fromkeys(("W", "W_grad", "W_new", "m_W", "v_W", "m_W_new", "v_W_new"), MATRIX),
    **dict.fromkeys(("b", "b_grad", "b_new", "m_b", "v_b", "m_b_new", "v_b_new"), VECTOR),
    **dict.fromkeys(("z", "a", "dL_da", "dL_dz", "slope", "delta"), VECTOR),
    "y": TARGET,
    **dict.fromkeys(("loss", "loss_new", "learning_rate"), SCALAR),
}
NUMBER = re.compile("0|[1-9][0-9]{0,5}")  # one spelling for each, as a Ref is also a key
PER_SAMPLE = frozenset(("z", "a", "dL_da", "dL_dz", "slope", "delta", "y", "loss"))


class RefError(EngineError):
    """A string that is no Ref, or a Ref that names nothing in the trace at hand."""


@dataclass(frozen=True, slots=True)
class Ref:
    """One address. `str` gives the string form, `Ref.parse` reads it."""

    quantity: str
    indices: tuple[int, ...] = ()
    sample: int | None = None

    def __str__(self) -> str:
        at = "" if self.sample is None else f"@{self.sample}"
        return ".".join([self.quantity, *map(str, self.indices)]) + at

    @property
    def is_array(self) -> bool:
        """Whether it names a whole array and not one number."""
        return len(self.indices) < QUANTITIES[self.quantity][1]

    @classmethod
    @lru_cache(maxsize=4096)
    def parse(cls, text: str) -> "Ref":
        """Read a Ref; `x` and `x.0` are other names of `a.0` and `a.0.0`. Raises RefError."""
        path, at, sample = text.partition("@")
        quantity, *indices = path.split(".")
        if quantity == "x":
            quantity, indices = "a", ["0", *indices]
        lengths = QUANTITIES.get(quantity)
        numbers = [*indices, *([sample] if at else [])]
        if (
            lengths is None
            or not all(NUMBER.fullmatch(number) for number in numbers)
            or len(indices) not in lengths
            or (at and quantity not in PER_SAMPLE)
        ):
            raise RefError("ref", "a ref reads like W.2.0.1, b.1.0, z.1.0, a.3.0@2, loss or loss@2")
        return cls(quantity, tuple(map(int, indices)), int(sample) if at else None)


def look_up(trace: Trace, ref: Ref, sample: int = 0) -> float | Array:
    """The number that `ref` names in `trace`, or the array: a matrix, or a column of shape (n, 1).

    `sample` is the one being explained. Raises RefError when the trace has no such place.
    """
    at = sample if ref.sample is None else ref.sample
    try:
        if ref.quantity == "learning_rate":
            return trace.learning_rate
        if ref.quantity == "loss_new":
            return trace.loss_new
        if ref.quantity == "loss":
            return trace.loss.loss if ref.sample is None else float(trace.loss.per_sample[at])
        array, index = find_array(trace, ref)
        if ref.quantity in PER_SAMPLE:
            array = array[:, at]
        if not index:
            return array if array.ndim == 2 else array[:, np.newaxis]
        return float(array[index])
    except (KeyError, IndexError):
        raise RefError("ref", "this network has no such number") from None


def find_array(trace: Trace, ref: Ref) -> tuple[Array, tuple[int, ...]]:
    """The whole array that holds `ref`, samples as columns, and its entry's index within one sample."""
    if ref.quantity == "y":
        return trace.batch.y, ref.indices
    l, *index = ref.indices
    if ref.quantity in ("W", "b"):
        if l == 0:
            raise KeyError(l)  # layers[-1] would be the last one
        layer = trace.network.layers[l - 1]
        return (layer.W if ref.quantity == "W" else layer.b), tuple(index)
    if ref.quantity == "slope":
        return (trace.loss.slope if l == len(trace.network.layers) else trace.deltas.slope)[l], tuple(index)
    if ref.quantity[:2] in ("m_", "v_"):
        new = ref.quantity.endswith("_new")
        slots = trace.update.state.slots if new else trace.state.slots
        return slots[ref.quantity.removesuffix("_new")][l], tuple(index)
    holder = {
        "z": trace.forward, "a": trace.forward, "dL_da": trace.loss, "dL_dz": trace.loss,
        "delta": trace.deltas, "W_grad": trace.gradients, "b_grad": trace.gradients,
        "W_new": trace.update, "b_new": trace.update,
    }[ref.quantity]  # fmt: skip
    return getattr(holder, ref.quantity)[l], tuple(index)
