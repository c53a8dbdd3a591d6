"""Loss functions, per sample, over the K output neurons.

Shapes: z, a, y are (K, B), a column a sample; `per_sample` is (B,); the derivatives are (K, B) and belong to
one sample each: the mean over the batch is taken in the gradients and nowhere else.
Formulas: Goodfellow, Bengio and Courville, Deep Learning (2016), sections 5.5 and 6.2.2.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from app.engine.activations import softplus
from app.engine.arrays import Array


@dataclass(frozen=True, slots=True)
class Loss:
    """`per_sample(z, a, y)`, and its derivative by a, or by z when the loss is fused with its `head`.

    A fused loss is computed from z by log-sum-exp, so that it stays exact when an output saturates at 0 or 1,
    and its derivative by z is a plain difference: no dL/da appears on the way.
    """

    name: str
    title: str
    formula: str
    per_sample: Callable[[Array, Array, Array], Array]
    dL_da: Callable[[Array, Array], Array] | None = None
    dL_dz: Callable[[Array, Array], Array] | None = None
    head: str | None = None


def mse(z: Array, a: Array, y: Array) -> Array:
    return ((a - y) ** 2).sum(axis=0) / len(y)  # type: ignore[no-any-return]


def mse_dL_da(a: Array, y: Array) -> Array:
    return 2.0 * (a - y) / len(y)


def squared_error(z: Array, a: Array, y: Array) -> Array:
    return ((a - y) ** 2).sum(axis=0)  # type: ignore[no-any-return]


def squared_error_dL_da(a: Array, y: Array) -> Array:
    return 2.0 * (a - y)


def half_squared_error(z: Array, a: Array, y: Array) -> Array:
    return ((a - y) ** 2).sum(axis=0) / 2.0  # type: ignore[no-any-return]


def half_squared_error_dL_da(a: Array, y: Array) -> Array:
    return a - y


def binary_cross_entropy(z: Array, a: Array, y: Array) -> Array:
    """With a = sigmoid(z), -ln a is softplus(-z) and -ln(1 - a) is softplus(z): exact near 0 and 1."""
    return (y * softplus(-z) + (1.0 - y) * softplus(z)).sum(axis=0) / len(y)  # type: ignore[no-any-return]


def binary_cross_entropy_dL_dz(a: Array, y: Array) -> Array:
    return (a - y) / len(y)


def surprisal(z: Array) -> Array:
    """-ln softmax(z) = ln(sum_k e^z_k) - z_j for every j of a column, shape (K, B).

    The largest z is taken off, and its own e^0 = 1 enters through log1p: a class that is nearly certain
    keeps all digits of its small surprisal.
    """
    below_top = z - z.max(axis=0)
    e = np.exp(below_top)
    e[z.argmax(axis=0), np.arange(z.shape[1])] = 0.0
    return np.log1p(e.sum(axis=0)) - below_top  # type: ignore[no-any-return]


def cross_entropy(z: Array, a: Array, y: Array) -> Array:
    """-sum_k y_k ln a_k with a = softmax(z)."""
    return (y * surprisal(z)).sum(axis=0)  # type: ignore[no-any-return]


def cross_entropy_dL_dz(a: Array, y: Array) -> Array:
    return a - y


LOSSES: Mapping[str, Loss] = MappingProxyType(
    {
        loss.name: loss
        for loss in (
            Loss("mse", "Mean squared error", "L = 1/K sum (ŷ - y)^2", mse, mse_dL_da),
            Loss("squared_error", "Squared error", "L = sum (ŷ - y)^2", squared_error, squared_error_dL_da),
            Loss(
                "half_squared_error",
                "Half squared error",
                "L = 1/2 sum (ŷ - y)^2",
                half_squared_error,
                half_squared_error_dL_da,
            ),
            Loss(
                "binary_cross_entropy",
                "Binary cross-entropy",
                "L = -1/K sum (y ln ŷ + (1 - y) ln(1 - ŷ))",
                binary_cross_entropy,
                dL_dz=binary_cross_entropy_dL_dz,
                head="sigmoid",
            ),
            Loss(
                "cross_entropy",
                "Cross-entropy",
                "L = -sum y ln ŷ",
                cross_entropy,
                dL_dz=cross_entropy_dL_dz,
                head="softmax",
            ),
        )
    }
)
