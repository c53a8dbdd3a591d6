"""Training: the four phases and an update, over and over, on the same batch."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from app.engine import phases
from app.engine.errors import NonFiniteError
from app.engine.network import Batch, Network
from app.engine.optimizers import OptimizerState
from app.engine.trace import check_finite


@dataclass(frozen=True, eq=False, slots=True)
class Progress:
    """After `update` updates: the loss with `network`, and the optimizer's state for the next."""

    update: int
    loss: float
    network: Network
    state: OptimizerState


def train(
    network: Network,
    batch: Batch,
    loss: str,
    learning_rate: float,
    state: OptimizerState,
    freeze_biases: bool,
    updates: int,
) -> Iterator[Progress]:
    """Yield the start (`update` 0) and the state after every one of `updates` updates.

    Raises NonFiniteError when the loss or a parameter leaves the range of a float64, as with too large a
    learning rate.
    """
    for update in range(updates + 1):
        forward = phases.forward(network, batch.x)
        value = phases.loss(network, forward, batch, loss)
        if not isfinite(value.loss):
            raise NonFiniteError("loss", f"after {update} updates the loss is beyond what 64 bits hold")
        yield Progress(update, value.loss, network, state)
        if update == updates:
            return
        gradients = phases.gradients(forward, phases.deltas(network, forward, value))
        step = check_finite(
            phases.update(network, gradients, learning_rate, state.optimizer, state, freeze_biases)
        )
        network, state = step.network, step.state
