"""One pass through all phases, and the check that nothing in it left the range of a float64."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import isfinite
from typing import TypeVar

import numpy as np

from app.engine import phases
from app.engine.arrays import Array, surely_finite
from app.engine.errors import NonFiniteError
from app.engine.network import Batch, Network
from app.engine.optimizers import OptimizerState
from app.engine.phases import Deltas, Forward, Gradients, LossValue, Update

P = TypeVar("P", bound=Forward | LossValue | Deltas | Gradients | Update)


@dataclass(frozen=True, eq=False, slots=True)
class Passes:
    """The way there and back: the first four phases."""

    forward: Forward
    loss: LossValue
    deltas: Deltas
    gradients: Gradients


@dataclass(frozen=True, eq=False, slots=True)
class Trace:
    """Everything that one step of training computes, in order, beside what it was computed from."""

    network: Network
    batch: Batch
    forward: Forward
    loss: LossValue
    deltas: Deltas
    gradients: Gradients
    update: Update
    loss_new: float
    learning_rate: float
    state: OptimizerState


def trace(
    network: Network,
    batch: Batch,
    loss: str,
    learning_rate: float = 0.1,
    optimizer: str = "sgd",
    state: OptimizerState | None = None,
    freeze_biases: bool = False,
) -> Trace:
    """Forward, loss, deltas, gradients, update, and the loss on the same batch afterwards.

    The parts are expected to fit (network.check_fit). Raises NonFiniteError with the Ref of the first number
    that overflowed.
    """
    state = OptimizerState.start(optimizer, network) if state is None else state
    passed = back_and_forth(network, batch, loss)
    update = check_finite(
        phases.update(network, passed.gradients, learning_rate, optimizer, state, freeze_biases)
    )
    loss_new = loss_after(update.network, batch, loss)
    return Trace(
        network,
        batch,
        passed.forward,
        passed.loss,
        passed.deltas,
        passed.gradients,
        update,
        loss_new,
        learning_rate,
        state,
    )


def back_and_forth(network: Network, batch: Batch, loss: str) -> Passes:
    """Forward, loss, deltas, gradients. Raises NonFiniteError as `trace` does."""
    forward = phases.forward(network, batch.x)
    value = phases.loss(network, forward, batch, loss)
    deltas = phases.deltas(network, forward, value)
    gradients = phases.gradients(forward, deltas)
    # Every number goes into one of these, which NaN and infinity do not leave again: each f and f' of a
    # finite z is finite, and whatever delta is multiplied with, 0 too, does not make it finite again.
    if not (isfinite(value.loss) and surely_finite(*forward.z.values(), *gradients.W_grad.values())):
        for phase in (forward, value, deltas, gradients):
            check_finite(phase)
    return Passes(forward, value, deltas, gradients)


def loss_after(network: Network, batch: Batch, loss: str) -> float:
    """The loss of an updated network on the same batch. Raises NonFiniteError when it overflows."""
    loss_new = phases.mean_loss(network, batch, loss)
    if not isfinite(loss_new):
        raise NonFiniteError("loss_new", overflow("loss_new"))
    return loss_new


def check_finite(phase: P) -> P:
    """Give `phase` back, or raise NonFiniteError with the Ref that was the first to leave the range."""
    if isinstance(phase, Forward):
        # layer by layer, as they were computed: a NaN further on is only an echo of the first
        named = [(f"{q}.{l}", getattr(phase, q)[l]) for l in phase.z for q in ("z", "a")]
    elif isinstance(phase, LossValue):
        named = [("loss@", phase.per_sample), *by_layer(phase, "dL_da"), *by_layer(phase, "dL_dz")]
    elif isinstance(phase, Update):
        new = {f"{slot}_new": arrays for slot, arrays in phase.state.slots.items()}
        new |= {"W_new": phase.W_new, "b_new": phase.b_new}
        if surely_finite(*(array for arrays in new.values() for array in arrays.values())):
            return phase  # without a list of names, which takes as long as the update
        named = [
            (f"{q}.{l}", new[q][l])
            for l in sorted(phase.W_new, reverse=True)
            for kind in ("W_new", "b_new")
            for q in new
            if q.endswith(kind)
        ]
    elif isinstance(phase, Gradients):
        named = [(f"{q}.{l}", getattr(phase, q)[l]) for l in phase.W_grad for q in ("W_grad", "b_grad")]
    else:
        named = [entry for field in fields(phase) for entry in by_layer(phase, field.name)]
    for name, array in named:
        if not surely_finite(array) and not np.isfinite(array).all():
            ref = first_ref(name, array)
            raise NonFiniteError(ref, overflow(ref))
    if isinstance(phase, LossValue) and not isfinite(phase.loss):
        raise NonFiniteError("loss", overflow("loss"))
    return phase


def by_layer(phase: object, quantity: str) -> list[tuple[str, Array]]:
    """A quantity's arrays with their Refs."""
    arrays: Mapping[int, Array] = getattr(phase, quantity)
    return [(f"{quantity}.{l}", array) for l, array in arrays.items()]


def first_ref(name: str, array: Array) -> str:
    """The Ref of the first entry of `array` that is not finite; sample arrays are (neuron, sample)."""
    index = [int(i) for i in np.argwhere(~np.isfinite(array))[0]]
    if name == "loss@":
        return f"loss@{index[0]}" if array.size > 1 else "loss"
    if name.split(".")[0] in ("z", "a", "dL_da", "dL_dz", "delta"):
        return f"{name}.{index[0]}@{index[1]}" if array.shape[1] > 1 else f"{name}.{index[0]}"
    return ".".join([name, *map(str, index)])


def overflow(ref: str) -> str:
    """What to say of a number that left the range."""
    return f"{ref} is not finite: on the way to it the numbers grew beyond what 64 bits hold"
