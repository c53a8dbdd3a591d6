"""What the steps of a problem depend on: its architecture, not its numbers.

Two problems of one structure have the same steps, formulas and words; only the values differ. So steps can be
made once a structure, and their ids stay when a number is edited.
"""

from dataclasses import dataclass, replace

from app.engine.losses import LOSSES
from app.engine.network import Batch, Network
from app.engine.trace import Trace


@dataclass(frozen=True, slots=True)
class Structure:
    """`widths` n_0..n_L, `activations` of layers 1..L, and the choices that change what is computed.

    `updates_taken` matters to Adam alone, whose correction of the means counts the steps.
    """

    widths: tuple[int, ...]
    activations: tuple[str, ...]
    loss: str
    samples: int = 1
    sample: int = 0
    optimizer: str = "sgd"
    updates_taken: int = 0
    freeze_biases: bool = False

    @property
    def L(self) -> int:
        return len(self.activations)

    @property
    def fused(self) -> bool:
        """Whether the loss goes straight to dL/dz."""
        return LOSSES[self.loss].head is not None

    def is_output(self, l: int) -> bool:
        return l == self.L


def structure_before_update(network: Network, batch: Batch, loss: str, sample: int = 0) -> Structure:
    """The structure of a problem whose update is not asked for."""
    activations = tuple(layer.activation for layer in network.layers)
    return Structure(network.widths, activations, loss, batch.size, sample)


def structure_of(trace: Trace, loss: str, sample: int = 0, freeze_biases: bool = False) -> Structure:
    """The structure of a trace that was computed with `loss` and `freeze_biases`."""
    state = trace.state
    return replace(
        structure_before_update(trace.network, trace.batch, loss, sample),
        optimizer=state.optimizer,
        updates_taken=state.t if state.optimizer == "adam" else 0,
        freeze_biases=freeze_biases,
    )
