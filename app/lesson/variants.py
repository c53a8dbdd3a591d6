"""Variants of a problem: the same architecture and loss, other numbers, by seed, short enough for hands.

Weights, biases, inputs and targets have one decimal, or none where the problem is all whole numbers. Of a
hundred drawings the first is taken that is worth the work: nothing dead, nothing saturated, no number that
four decimals would not show. Where none is, as in a deep chain of sigmoids, the one with the fewest flaws is.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from app.engine.arrays import Array
from app.engine.losses import LOSSES
from app.engine.network import Batch, Layer, Network
from app.engine.trace import Trace, trace

TRIES = 100
# no product of short decimals lies on one of these bounds, so that rounding never decides
TOO_SMALL, TOO_LARGE = 0.00099, 60.0007
SATURATED = 2.50007
SOLVED = 0.00499
CURVED = frozenset(("sigmoid", "tanh", "softplus", "softmax"))
# lowest and highest target, in tenths, for an output of each activation; others take any
TARGETS = {"sigmoid": (1, 9), "tanh": (-9, 9), "relu": (1, 20), "softplus": (1, 20)}


def draw_variant(network: Network, batch: Batch, loss: str, seed: int) -> tuple[Network, Batch]:
    """Another network and batch of the same shapes, that fit `loss`; the same seed gives the same, anywhere.

    Biases of a layer that are all 0 stay 0. Several samples that hold only 0 and 1 are a truth table, the
    task itself, and stay.
    """
    generator = np.random.default_rng(seed)
    best: tuple[int, Network, Batch] | None = None
    for _ in range(TRIES):
        drawn = draw_once(network, batch, loss, generator)
        count = count_flaws(trace(*drawn, loss), loss)
        if best is None or count < best[0]:
            best = (count, *drawn)
        if count == 0:
            break
    assert best is not None
    return best[1:]


def draw_once(
    network: Network, batch: Batch, loss: str, generator: np.random.Generator
) -> tuple[Network, Batch]:
    """One drawing, degenerate or not."""
    whole = is_whole(network, batch)

    def signed(shape: tuple[int, ...], most: int) -> Array:
        drawn: Array
        if whole:
            drawn = generator.integers(1, 5, shape) * generator.choice([1.0, 1.0, -1.0], shape)
        else:
            drawn = generator.integers(1, most + 1, shape) * generator.choice([1.0, -1.0], shape) / 10.0
        return drawn

    layers = tuple(
        Layer.read(
            signed(layer.W.shape, 9),
            signed(layer.b.shape, 5) if layer.b.any() else np.zeros_like(layer.b),
            layer.activation,
        )
        for layer in network.layers
    )
    if batch.size > 1 and all(np.isin(array, (0.0, 1.0)).all() for array in (batch.x, batch.y)):
        return Network(layers), batch
    x = signed(batch.x.shape, 15)
    if (batch.x >= 0.0).all():
        x = np.abs(x)
    y = draw_targets(batch.y.shape, loss, network.layers[-1].activation, whole, generator)
    return Network(layers), Batch.read(x.T, y.T)


def is_whole(network: Network, batch: Batch) -> bool:
    """Whether all that is given is whole, and stays so: no curved activation."""
    given = [batch.x, batch.y, *(array for layer in network.layers for array in (layer.W, layer.b))]
    curved = any(layer.activation in CURVED for layer in network.layers)
    return not curved and all((array == array.round()).all() for array in given)


def draw_targets(
    shape: tuple[int, ...], loss: str, activation: str, whole: bool, generator: np.random.Generator
) -> Array:
    """Targets of shape (K, B) that the loss can take and the output can reach."""
    K, B = shape
    if "softmax" in (LOSSES[loss].head, activation):
        return np.eye(K)[:, generator.integers(0, K, B)]
    if LOSSES[loss].head == "sigmoid":
        return generator.integers(0, 2, shape).astype(np.float64)
    if whole:
        return generator.integers(1, 10, shape).astype(np.float64)
    low, high = TARGETS.get(activation, (-15, 15))
    return generator.integers(low, high + 1, shape) / 10.0


def count_flaws(result: Trace, loss: str) -> int:
    """How many numbers of a drawing make it a poor exercise."""
    flaws = sum(int(((abs(v) > 0.0) & (abs(v) < TOO_SMALL)).sum()) for v in computed(result))
    flaws += sum(int((abs(v) > TOO_LARGE).sum()) for v in computed(result))
    flaws += int((result.loss.per_sample < SOLVED).sum())
    for l, layer in enumerate(result.network.layers, start=1):
        z = result.forward.z[l]
        if layer.activation in CURVED:
            flaws += int((abs(z) > SATURATED).sum())
        elif layer.activation in ("relu", "leaky_relu"):
            # more than half of a layer dead, in any sample; at the output any that is dead stops all learning
            alive = (z > 0.0).sum(axis=0)
            wanted = len(z) if l == len(result.network.layers) else (len(z) + 1) // 2
            flaws += int(np.maximum(wanted - alive, 0).sum())
    return flaws


def computed(result: Trace) -> Iterator[Any]:
    """Every array of the way there and back."""
    for arrays in (
        result.forward.z,
        result.forward.a,
        result.loss.dL_dz,
        result.deltas.delta,
        result.gradients.W_grad,
        result.gradients.b_grad,
    ):
        yield from (array for l, array in arrays.items() if l > 0)
