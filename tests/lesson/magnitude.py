"""The size of what an expression adds up: rounding is measured against it, since a sum may cancel."""

from collections.abc import Callable
from functools import reduce
from operator import add, matmul, mul
from typing import Any

import numpy as np

from app.lesson.expressions import Const, Expression, Op, evaluate
from app.lesson.refs import Ref


def magnitude(expression: Expression, value_of: Callable[[Ref], Any]) -> Any:
    """The value, or an array of them, that it would have if nothing in it were negative or subtracted."""
    if isinstance(expression, Ref):
        return np.abs(value_of(expression))
    if isinstance(expression, Const):
        return abs(expression.value)
    return of_operation(expression, value_of)


def of_operation(op: Op, value_of: Callable[[Ref], Any]) -> Any:
    if op.kind in ("call", "slope", "softmax", "surprisal", "loss_after", "power"):
        return np.abs(evaluate(op, value_of))  # functions of exact arguments: right to their own size
    sizes = [magnitude(arg, value_of) for arg in op.args]
    match op.kind:
        case "add" | "sub":
            return reduce(add, sizes)
        case "mul" | "hadamard":
            return reduce(mul, sizes)
        case "matmul":
            return reduce(matmul, sizes)
        case "div":
            below = np.abs(evaluate(op.args[1], value_of))
            return sizes[0] * sizes[1] / below**2  # a denominator that cancels makes the quotient uncertain
        case "neg":
            return sizes[0]
        case "square":
            return sizes[0] ** 2
        case "sqrt":
            root = np.sqrt(evaluate(op.args[0], value_of))
            return np.divide(sizes[0], root, out=np.zeros_like(root), where=root > 0.0)
        case "transpose":
            return sizes[0].T
        case "sum":
            return sizes[0].sum()
    raise AssertionError(f"no magnitude for {op.kind}")
