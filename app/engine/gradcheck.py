"""Gradient check: central differences beside the gradients of backpropagation.

For every parameter theta, (L(theta + h) - L(theta - h)) / 2h. With h near the cube root of the machine's
epsilon, truncation and rounding are of one size (Dennis and Schnabel, Numerical Methods (1983), section 5.4).
That is for a theta that moves z as far as itself. A weight moves z by h times its input, so where inputs are
large h is smaller: otherwise a right gradient would seem wrong there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from app.engine import phases
from app.engine.activations import ACTIVATIONS
from app.engine.arrays import Array
from app.engine.errors import NonFiniteError
from app.engine.network import Batch, Network
from app.engine.phases import Forward, Gradients
from app.engine.slices import with_parameter

EPSILON = float(np.finfo(np.float64).eps)
AGREES = 1e-6  # relative; central differences in float64 reach about 1e-9, a real mistake 1e-2 and more


@dataclass(frozen=True, slots=True)
class Probe:
    """One parameter's gradient and its difference quotient.

    `relative_error` is |gradient - numeric| / max(|gradient|, |numeric|), 0 when both are 0. The verdict
    allows for the rounding of the two losses; `kink` says that a ReLU switched between the two probes, so
    that the quotient does not measure the slope there.
    """

    ref: str
    gradient: float
    numeric: float
    relative_error: float
    verdict: Literal["agrees", "differs", "kink"]


def check_gradients(network: Network, batch: Batch, loss: str, gradients: Gradients) -> Iterator[Probe]:
    """Yield a Probe for every W.l.j.i and b.l.j, layer by layer: two forward passes each.

    Raises NonFiniteError when the loss beside a parameter overflows.
    """
    a = phases.forward(network, batch.x).a
    for l, layer in enumerate(network.layers, start=1):
        inputs = np.abs(a[l - 1]).max(axis=1)
        for quantity, array, gradient in (
            ("W", layer.W, gradients.W_grad[l]),
            ("b", layer.b, gradients.b_grad[l]),
        ):
            for index in np.ndindex(array.shape):
                ref = ".".join(map(str, (quantity, l, *index)))
                reach = float(inputs[index[1]]) if quantity == "W" else 1.0
                yield probe(network, batch, loss, ref, l, quantity, index, reach, float(gradient[index]))


def probe(
    network: Network,
    batch: Batch,
    loss: str,
    ref: str,
    l: int,
    quantity: str,
    index: tuple[int, ...],
    reach: float,
    gradient: float,
) -> Probe:
    """`reach` is how far z moves with the parameter."""
    theta = float(getattr(network.layers[l - 1], quantity)[index])
    step = EPSILON ** (1 / 3)
    # no shorter than step squared, or theta + h and theta - h could round to one number
    h = step * max(1.0, abs(theta)) * max(step, 1.0 / max(1.0, reach))
    above, below = theta + h, theta - h
    losses, patterns = [], []
    for value in (above, below):
        moved = with_parameter(network, l, quantity, index, value)
        forward = phases.forward(moved, batch.x)
        losses.append(phases.loss_of_outputs(forward, batch, loss))
        patterns.append(kink_pattern(moved, forward))
    if not np.isfinite(losses).all():
        raise NonFiniteError(ref, f"beside {ref} the loss grows beyond what 64 bits hold")
    numeric = (losses[0] - losses[1]) / (above - below)  # the distance as rounded, not 2h
    distance, size = abs(gradient - numeric), max(abs(gradient), abs(numeric))
    rounding = 8 * EPSILON * max(1.0, *map(abs, losses)) / h
    if not np.array_equal(patterns[0], patterns[1]):
        verdict: Literal["agrees", "differs", "kink"] = "kink"
    else:
        verdict = "agrees" if distance <= AGREES * size + rounding else "differs"
    return Probe(ref, gradient, numeric, distance / size if size else 0.0, verdict)


def kink_pattern(network: Network, forward: Forward) -> Array:
    """For each z of a layer with a kink at 0, on which side of it z lies (on the kink is a side too)."""
    sides = [
        np.sign(forward.z[l]).ravel()
        for l, layer in enumerate(network.layers, start=1)
        if ACTIVATIONS[layer.activation].kinked
    ]
    return np.concatenate(sides) if sides else np.empty(0)
