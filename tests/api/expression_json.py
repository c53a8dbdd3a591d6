"""An evaluator of the API's `expression` JSON, written apart from the application, in plain floats.

It knows element steps: every operand is one number, save those of `loss_after`, which are whole arrays.
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple


class Number(NamedTuple):
    """A value, and the size of the terms it was summed from: rounding is measured against that."""

    value: float
    size: float


def exact(value: float) -> Number:
    return Number(value, abs(value))


def logistic(z: float) -> float:
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def logistic_slope(z: float) -> float:
    e = math.exp(-abs(z))
    return e / (1 + e) ** 2


def softplus(z: float) -> float:
    return max(z, 0.0) + math.log1p(math.exp(-abs(z)))


FUNCTIONS: dict[str, Callable[[float], float]] = {
    "linear": lambda z: z,
    "linear'": lambda z: 1.0,
    "sigmoid": logistic,
    "sigmoid'": logistic_slope,
    "tanh": math.tanh,
    "tanh'": lambda z: 4 * logistic_slope(2 * z),
    "relu": lambda z: max(z, 0.0),
    "relu'": lambda z: 1.0 if z > 0 else 0.0,
    "leaky_relu": lambda z: z if z > 0 else 0.01 * z,
    "leaky_relu'": lambda z: 1.0 if z > 0 else 0.01,
    "softplus": softplus,
    "softplus'": logistic,
}


def softmax(z: list[float], k: int) -> float:
    return math.exp(z[k] - max(z)) / math.fsum(math.exp(one - max(z)) for one in z)


def surprisal(z: list[float], k: int) -> float:
    """-ln softmax: the largest z counts as exactly 1, so that a small surprisal keeps its digits."""
    top = max(range(len(z)), key=lambda one: z[one])
    others = math.fsum(math.exp(z[one] - z[top]) for one in range(len(z)) if one != top)
    return math.log1p(others) - (z[k] - z[top])


COMPONENTS = {"softmax": softmax, "surprisal": surprisal}


def divide(a: Number, b: Number) -> Number:
    return Number(a.value / b.value, a.size * b.size / b.value**2)


def square(a: Number) -> Number:
    return Number(a.value**2, a.size**2)


def root(a: Number) -> Number:
    value = math.sqrt(a.value)
    return Number(value, a.size / value if value else 0.0)


OPERATIONS: dict[str, Callable[..., Number]] = {
    "add": lambda *a: Number(math.fsum(one.value for one in a), math.fsum(one.size for one in a)),
    "sub": lambda a, b: Number(a.value - b.value, a.size + b.size),
    "mul": lambda *a: Number(math.prod(one.value for one in a), math.prod(one.size for one in a)),
    "div": divide,
    "neg": lambda a: Number(-a.value, a.size),
    "square": square,
    "power": lambda a, b: exact(a.value**b.value),
    "sqrt": root,
}


def evaluate(expression: Any, value_of: Callable[[str], Any], problem: dict[str, Any]) -> Number:
    """The number that an expression gives when `value_of` answers for its Refs."""
    if isinstance(expression, str):
        return exact(value_of(expression))
    if not isinstance(expression, list):
        return exact(expression)
    head, *operands = expression
    if head == "loss_after":
        return loss_after([value_of(ref) for ref in operands], problem)
    numbers = [evaluate(operand, value_of, problem) for operand in operands]
    if head in OPERATIONS:
        return OPERATIONS[head](*numbers)
    if head in FUNCTIONS:
        (number,) = numbers
        return exact(FUNCTIONS[head](number.value))
    name, _, k = head.partition("_")
    return exact(COMPONENTS[name]([number.value for number in numbers], int(k)))


def loss_after(arrays: list[Any], problem: dict[str, Any]) -> Number:
    """The mean loss of the network W.1, b.1, ... W.L, b.L over the samples' x, ..., y, ..."""
    activations = [layer["activation"] for layer in problem["network"]["layers"]]
    parameters, rows = arrays[: 2 * len(activations)], arrays[2 * len(activations) :]
    samples = len(rows) // 2
    losses = []
    for x, y in zip(rows[:samples], rows[samples:], strict=True):
        a = x
        for W, b, activation in zip(parameters[::2], parameters[1::2], activations, strict=True):
            z = [
                math.fsum([bias, *map(float.__mul__, map(float, row), map(float, a))])
                for row, bias in zip(W, b, strict=True)
            ]
            a = [
                softmax(z, k) if activation == "softmax" else FUNCTIONS[activation](z[k])
                for k in range(len(z))
            ]
        losses.append(sample_loss(problem["loss"], z, a, y))
    return divide(OPERATIONS["add"](*losses), exact(samples))


def sample_loss(name: str, z: list[float], a: list[float], y: list[float]) -> Number:
    K = len(y)
    if name == "cross_entropy":
        return exact(math.fsum(y[k] * surprisal(z, k) for k in range(K)))
    if name == "binary_cross_entropy":
        terms = (y[k] * softplus(-z[k]) + (1 - y[k]) * softplus(z[k]) for k in range(K))
        return exact(math.fsum(terms) / K)
    squares = OPERATIONS["add"](*(square(OPERATIONS["sub"](exact(a[k]), exact(y[k]))) for k in range(K)))
    return divide(squares, exact({"mse": K, "squared_error": 1, "half_squared_error": 2}[name]))


def refs_in(expression: Any) -> list[str]:
    """Every Ref once, in the order of first writing."""
    if isinstance(expression, str):
        return [expression]
    if not isinstance(expression, list):
        return []
    return list(dict.fromkeys(ref for operand in expression[1:] for ref in refs_in(operand)))
