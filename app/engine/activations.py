"""Activation functions f and their slopes f'.

Every function maps an array to an array of the same shape, elementwise; only `softmax` mixes the neurons of
a column. All are exact to rounding for any z that a float64 holds: exponentials overflow to infinity or
vanish to 0 on the side where that is the right limit.
Formulas: Goodfellow, Bengio and Courville, Deep Learning (2016), sections 3.10 and 6.3.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from app.engine.arrays import Array

LEAK = 0.01  # slope of the leaky ReLU left of 0 (Maas, Hannun and Ng 2013)


@dataclass(frozen=True, slots=True)
class Activation:
    """`f` and its `slope` f'. A softmax has no slope: each output depends on every z (see
    `softmax_pull_back`).

    `kinked` says that f' jumps at 0, where a difference quotient may miss it.
    """

    name: str
    title: str
    formula: str
    f: Callable[[Array], Array]
    slope: Callable[[Array], Array] | None
    kinked: bool = False


def linear(z: Array) -> Array:
    return z.copy()  # a result must not share memory with z


def linear_slope(z: Array) -> Array:
    return np.ones_like(z)


@np.errstate(over="ignore")
def sigmoid(z: Array) -> Array:
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_slope(z: Array) -> Array:
    """sigmoid(z) (1 - sigmoid(z)), in the form that loses no digits where 1 - sigmoid(z) would cancel."""
    e = np.exp(-np.abs(z))
    return e / (1.0 + e) ** 2


def tanh(z: Array) -> Array:
    return np.tanh(z)


def tanh_slope(z: Array) -> Array:
    """1 - tanh(z)^2, without its cancellation: as tanh(z) = 2 sigmoid(2z) - 1, it is 4 sigmoid'(2z)."""
    return 4.0 * sigmoid_slope(2.0 * z)


def relu(z: Array) -> Array:
    return np.maximum(z, 0.0)


def relu_slope(z: Array) -> Array:
    """1 right of 0, otherwise 0: by convention also at 0 itself, where no derivative exists."""
    return (z > 0.0).astype(np.float64)


def leaky_relu(z: Array) -> Array:
    return np.where(z > 0.0, z, LEAK * z)


def leaky_relu_slope(z: Array) -> Array:
    return np.where(z > 0.0, 1.0, LEAK)


def softplus(z: Array) -> Array:
    """ln(1 + e^z)."""
    return np.logaddexp(0.0, z)


def softmax(z: Array) -> Array:
    """e^z_j / sum_k e^z_k down each column; the largest z is taken off first, so that nothing overflows."""
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)  # type: ignore[no-any-return]


ACTIVATIONS: Mapping[str, Activation] = MappingProxyType(
    {
        activation.name: activation
        for activation in (
            Activation("linear", "Linear", "f(z) = z", linear, linear_slope),
            Activation("sigmoid", "Sigmoid", "f(z) = 1 / (1 + e^-z)", sigmoid, sigmoid_slope),
            Activation("tanh", "Hyperbolic tangent", "f(z) = tanh z", tanh, tanh_slope),
            Activation("relu", "ReLU", "f(z) = max(0, z)", relu, relu_slope, kinked=True),
            Activation(
                "leaky_relu",
                "Leaky ReLU",
                f"f(z) = z for z > 0, otherwise {LEAK} z",
                leaky_relu,
                leaky_relu_slope,
                kinked=True,
            ),
            Activation("softplus", "Softplus", "f(z) = ln(1 + e^z)", softplus, sigmoid),
            Activation("softmax", "Softmax", "f(z)_j = e^z_j / sum_k e^z_k", softmax, None),
        )
    }
)


def softmax_pull_back(a: Array, dL_da: Array) -> Array:
    """dL/dz from dL/da through a softmax, all (n, B): its transposed Jacobian times dL/da.

    The Jacobian is full, da_k/dz_j = a_k ((1 if j = k else 0) - a_j); the product needs no n x n array.
    """
    return a * (dL_da - (a * dL_da).sum(axis=0))  # type: ignore[no-any-return]
