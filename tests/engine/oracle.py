"""The same mathematics written apart from the application, for HIPS autograd to differentiate.

Samples are rows here. The formulas are the textbook's, without the care that keeps extreme z exact.
"""

from collections.abc import Callable, Sequence
from typing import Any

import autograd.numpy as np

from app.engine.network import Network
from tests.strategies import Problem

Parameters = list[tuple[Any, Any]]  # W (n_l, n_{l-1}) and b (n_l,) of every layer


def softmax(z: Any) -> Any:
    e = np.exp(z)
    return e / np.sum(e, axis=1, keepdims=True)


ACTIVATIONS: dict[str, Callable[[Any], Any]] = {
    "linear": lambda z: z,
    "sigmoid": lambda z: 1.0 / (1.0 + np.exp(-z)),
    "tanh": lambda z: (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)),
    "relu": lambda z: z * (z > 0.0),
    "leaky_relu": lambda z: z * (z > 0.0) + 0.01 * z * (z <= 0.0),
    "softplus": lambda z: np.log(1.0 + np.exp(z)),
    "softmax": softmax,
}
# per sample, from outputs a and targets y
LOSSES: dict[str, Callable[[Any, Any], Any]] = {
    "mse": lambda a, y: np.mean((a - y) ** 2, axis=1),
    "squared_error": lambda a, y: np.sum((a - y) ** 2, axis=1),
    "half_squared_error": lambda a, y: 0.5 * np.sum((a - y) ** 2, axis=1),
    "binary_cross_entropy": lambda a, y: -np.mean(y * np.log(a) + (1.0 - y) * np.log(1.0 - a), axis=1),
    "cross_entropy": lambda a, y: -np.sum(y * np.log(a), axis=1),
}


def parameters_of(network: Network) -> Parameters:
    return [(layer.W.copy(), layer.b.copy()) for layer in network.layers]


def losses(problem: Problem, parameters: Parameters, nudges: Sequence[Any] | None = None) -> Any:
    """The loss of every sample. `nudges` are added to every z: to differentiate by them is to do so by z."""
    a = problem.batch.x.T
    for number, (layer, (W, b)) in enumerate(zip(problem.network.layers, parameters, strict=True)):
        z = np.dot(a, W.T) + b
        if nudges is not None:
            z = z + nudges[number]
        a = ACTIVATIONS[layer.activation](z)
    return LOSSES[problem.loss](a, problem.batch.y.T)


def sum_of_losses(problem: Problem, parameters: Parameters, nudges: Sequence[Any]) -> Any:
    return np.sum(losses(problem, parameters, nudges))


def mean_loss(problem: Problem, parameters: Parameters) -> Any:
    return np.mean(losses(problem, parameters))
