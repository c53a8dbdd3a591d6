"""Expressions over Refs: what a step says, and can be run to check that it says the truth.

One tree serves for evaluation, for the list of what it reads, and for every printed form. It holds Refs,
constants and operations; the same operations work on numbers and on arrays, where a vector is a column.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import reduce
from operator import add, matmul, mul
from typing import Any, TypeAlias

import numpy as np

from app.engine import phases
from app.engine.activations import ACTIVATIONS, softmax
from app.engine.arrays import Array
from app.engine.losses import surprisal
from app.engine.network import Batch, Layer, Network
from app.lesson.refs import Ref

Number: TypeAlias = float | Array


@dataclass(frozen=True, slots=True)
class Const:
    """A number that belongs to the formula itself, such as the 2 of a square."""

    value: float


@dataclass(frozen=True, slots=True)
class Op:
    """An operation of `kind` (a key of EVALUATORS) on its arguments.

    `name` is the activation of a `call` or `slope`; `index` the component wanted of a `softmax` or a
    `surprisal` whose arguments are the single numbers; `after` what `loss_after` needs besides numbers.
    """

    kind: str
    args: "tuple[Expression, ...]"
    name: str = ""
    index: int | None = None
    after: "tuple[str, tuple[str, ...], int] | None" = None


Expression: TypeAlias = Ref | Const | Op


def op(kind: str, *args: Expression, **more: Any) -> Op:
    return Op(kind, args, **more)


def total(terms: list[Expression]) -> Expression:
    """The sum written out; a single term stands for itself."""
    return terms[0] if len(terms) == 1 else Op("add", tuple(terms))


def divided(expression: Expression, by: int) -> Expression:
    return expression if by == 1 else op("div", expression, Const(by))


def component(function: Callable[[Array], Array]) -> Callable[[Op, list[Any]], Number]:
    """`function` of a column: of one array argument all of it, of single numbers the component `index`.

    Instead of single numbers there may be rows, a number a sample; the component then is a row too.
    """

    def evaluate_component(op: Op, args: list[Any]) -> Number:
        if op.index is None:
            return function(args[0])
        found = function(np.array(args).reshape(len(args), -1))[op.index]
        return found if np.ndim(args[0]) else float(found[0])

    return evaluate_component


def apply_slope(op: Op, args: list[Any]) -> Number:
    slope = ACTIVATIONS[op.name].slope
    assert slope is not None  # steps.py writes a softmax otherwise
    return slope(np.asarray(args[0]))


def evaluate_loss_after(op: Op, args: list[Any]) -> float:
    """The mean loss of a network: arguments W.1, b.1, ..., W.L, b.L, then every sample's x, then y."""
    assert op.after is not None
    loss, activations, samples = op.after
    parameters, columns = args[: 2 * len(activations)], args[2 * len(activations) :]
    layers = zip(parameters[::2], parameters[1::2], activations, strict=True)
    network = Network(tuple(Layer(W, b[:, 0], activation) for W, b, activation in layers))
    batch = Batch(np.hstack(columns[:samples]), np.hstack(columns[samples:]))
    return phases.mean_loss(network, batch, loss)


EVALUATORS: dict[str, Callable[[Op, list[Any]], Number]] = {
    "add": lambda op, args: reduce(add, args),
    "sub": lambda op, args: args[0] - args[1],
    "mul": lambda op, args: reduce(mul, args),
    "div": lambda op, args: args[0] / args[1],
    "neg": lambda op, args: -args[0],
    "square": lambda op, args: args[0] ** 2,
    "power": lambda op, args: args[0] ** args[1],
    "sqrt": lambda op, args: np.sqrt(args[0]),
    "sum": lambda op, args: float(args[0].sum()),
    "matmul": lambda op, args: reduce(matmul, args),
    "transpose": lambda op, args: args[0].T,
    "hadamard": lambda op, args: reduce(mul, args),
    "call": lambda op, args: ACTIVATIONS[op.name].f(np.asarray(args[0])),
    "slope": apply_slope,
    "softmax": component(softmax),
    "surprisal": component(surprisal),
    "loss_after": evaluate_loss_after,
}


def evaluate(expression: Expression, value_of: Callable[[Ref], Number]) -> Number:
    """Run the expression on the numbers that `value_of` gives for its Refs."""
    if isinstance(expression, Ref):
        return value_of(expression)
    if isinstance(expression, Const):
        return expression.value
    return EVALUATORS[expression.kind](expression, [evaluate(arg, value_of) for arg in expression.args])


def walk_refs(expression: Expression) -> Iterator[Ref]:
    """Every Ref in the order in which it is written, repetitions included."""
    if isinstance(expression, Ref):
        yield expression
    elif isinstance(expression, Op):
        for arg in expression.args:
            yield from walk_refs(arg)


def reads(expression: Expression) -> tuple[Ref, ...]:
    """Every Ref once, in the order of first writing."""
    return tuple(dict.fromkeys(walk_refs(expression)))


def with_refs(expression: Expression, exchange: Callable[[Ref], Expression]) -> Expression:
    """The same tree with every Ref exchanged."""
    if isinstance(expression, Ref):
        return exchange(expression)
    if isinstance(expression, Const):
        return expression
    return replace(expression, args=tuple(with_refs(arg, exchange) for arg in expression.args))


def as_json(expression: Expression) -> Any:
    """Refs as strings, constants as numbers, operations as lists that begin with their name.

    A call is named by its function (`"sigmoid"`), a slope by its function and a prime (`"sigmoid'"`), and a
    component by function and index (`"softmax_0"`).
    """
    if isinstance(expression, Ref):
        return str(expression)
    if isinstance(expression, Const):
        return expression.value
    head = {"call": expression.name, "slope": f"{expression.name}'"}.get(expression.kind, expression.kind)
    if expression.index is not None:
        head = f"{head}_{expression.index}"
    return [head, *(as_json(arg) for arg in expression.args)]
