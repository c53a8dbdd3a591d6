"""A slice of the loss: what it does when one parameter moves and everything else stays.

The slope of this curve at the parameter's own value is its gradient: that is what dL/dw means.
"""

from dataclasses import dataclass

import numpy as np

from app.engine import phases
from app.engine.arrays import Array
from app.engine.errors import NonFiniteError
from app.engine.network import Layer, Network
from app.engine.trace import Trace


@dataclass(frozen=True, eq=False, slots=True)
class Slice:
    """`losses` over `values` (points,), and the `tangent` that touches them at the parameter's `value`."""

    value: float
    loss: float
    gradient: float
    values: Array
    losses: Array
    tangent: Array


@phases.unwarned
def take_slice(
    trace: Trace,
    loss: str,
    l: int,
    quantity: str,
    index: tuple[int, ...],
    start: float,
    stop: float,
    points: int,
) -> Slice:
    """The loss of the trace's batch as entry `index` of `W` or `b` (`quantity`) of layer l runs to `stop`.

    Raises NonFiniteError where the loss overflows on the way, IndexError when there is no such entry.
    """
    network, batch = trace.network, trace.batch
    value = float(getattr(network.layers[l - 1], quantity)[index])
    gradient = float(getattr(trace.gradients, f"{quantity}_grad")[l][index])
    values = np.linspace(start, stop, points)
    losses = np.array(
        [
            phases.mean_loss(with_parameter(network, l, quantity, index, x), batch, loss)
            for x in values.tolist()
        ]
    )
    tangent = trace.loss.loss + gradient * (values - value)
    if not (np.isfinite(losses).all() and np.isfinite(tangent).all()):
        raise NonFiniteError("to", "between from and to the loss grows beyond what 64 bits hold")
    return Slice(value, trace.loss.loss, gradient, values, losses, tangent)


def with_parameter(network: Network, l: int, quantity: str, index: tuple[int, ...], value: float) -> Network:
    """The same network with one entry of `W` or `b` (`quantity`) of layer l replaced."""
    layer = network.layers[l - 1]
    arrays = {"W": layer.W, "b": layer.b}
    arrays[quantity] = arrays[quantity].copy()
    arrays[quantity][index] = value
    arrays[quantity].setflags(write=False)
    moved = Layer(arrays["W"], arrays["b"], layer.activation)
    return Network((*network.layers[: l - 1], moved, *network.layers[l:]))
