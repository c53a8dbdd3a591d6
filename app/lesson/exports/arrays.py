"""The numbers of a trace as the exports write them: their names in a program, and whole arrays as source."""

from math import isfinite

import numpy as np

from app.engine.arrays import Array
from app.engine.trace import Trace
from app.lesson.exercise import Exercise
from app.lesson.refs import Ref, find_array
from app.lesson.steps import make_all_steps

WIDTH = 100  # signs of a line of source


def variable(ref: Ref) -> str:
    """The name of an array in a program: W1, b1, x, z1, delta2, W2_grad, m_W1_new, loss."""
    if ref.quantity == "loss" and ref.sample is not None:
        return "per_sample"
    if not ref.indices:
        return ref.quantity
    l = ref.indices[0]
    if ref.quantity == "a" and l == 0:
        return "x"
    for suffix in ("_grad", "_new"):
        if ref.quantity.endswith(suffix):
            return f"{ref.quantity.removesuffix(suffix)}{l}{suffix}"
    return f"{ref.quantity}{l}"


def whole(trace: Trace, ref: Ref) -> Array:
    """All of an array: a matrix as it is, a bias as a column, numbers of samples with a column a sample.

    The loss has shape (), the losses of the samples (B,).
    """
    if ref.quantity == "loss":
        return np.array(trace.loss.loss) if ref.sample is None else trace.loss.per_sample
    if ref.quantity == "loss_new":
        return np.array(trace.loss_new)
    array, _ = find_array(trace, ref)
    return array if array.ndim == 2 else array[:, np.newaxis]


def literal(array: Array, indent: int = 0) -> str:
    """Nested lists that read back bit for bit; what is too long for a line has a line a row, or several."""
    if array.ndim == 0:
        return repr(float(array))
    flat = repr(array.tolist())
    if indent + len(flat) <= WIDTH:
        return flat
    if array.ndim == 1:
        return "[\n" + filled([repr(number) for number in array.tolist()], 4) + "]"
    rows = [repr(row) for row in array.tolist()]
    lines = [f"    {row},\n" if len(row) + 5 <= WIDTH else wrapped(row) for row in rows]
    return "[\n" + "".join(lines) + "]"


def wrapped(row: str) -> str:
    return "    [\n" + filled(row.strip("[]").split(", "), 8) + "    ],\n"


def filled(numbers: list[str], indent: int) -> str:
    """As many numbers a line as fit."""
    lines, line = [], ""
    for number in numbers:
        if line and indent + len(line) + len(number) + 2 > WIDTH:
            lines.append(line)
            line = ""
        line += f"{number}, "
    return "".join(f"{' ' * indent}{line.rstrip()}\n" for line in [*lines, line])


def rounding(exercise: Exercise) -> tuple[float, float]:
    """What may be left of a difference where terms cancel: of the first phases, and of the update.

    A sum that is added up in another order is off by some 1e-16 of its largest term, so 1e-12 of the largest
    number of all leaves room for a thousand of them. Adam divides by the root of v, which magnifies what is
    left of a gradient that is nearly 0.
    """
    found = exercise.trace
    arrays = [whole(found, step.target) for step in make_all_steps(exercise.structure, "layer")]
    arrays += [layer.W for layer in found.network.layers] + [found.batch.x, found.batch.y]
    largest = max(1.0, *(float(np.abs(array).max()) for array in arrays))
    # an autograd's cross-entropy multiplies by the sum of the targets, which is 1 only to nine digits
    uneven = float(abs(found.batch.y.sum(axis=0) - 1).max()) if exercise.loss == "cross_entropy" else 0.0
    usual = (1e-12 + 10 * uneven) * largest
    after = usual
    if exercise.structure.optimizer == "adam":
        smallest = min(float(np.sqrt(v.min())) for v in squares(found))
        after += found.learning_rate * min(2.0, (1e-14 + uneven) * largest / (smallest + 1e-8))
    return capped(usual), capped(after)


def squares(trace: Trace) -> list[Array]:
    """Adam's means of the squared gradients, after this update."""
    slots = trace.update.state.slots
    return [array for name in ("v_W", "v_b") for array in slots[name].values()]


def capped(number: float) -> float:
    """With two digits, since it is an estimate; finite whatever the numbers are."""
    return float(f"{number:.1e}") if isfinite(number) else 1e300
