"""A table of bad questions: a name, the question, the class of its error, the field, and words in it."""

from collections.abc import Callable
from typing import Any

from app.engine.errors import EngineError, IncompatibleError, NonFiniteError, ShapeError, UnknownNameError
from app.engine.network import Batch, Network, check_fit

# a number and a name that occur nowhere else, to be looked for in messages
N, NAME = 98765.4321, "zorblax"
Question = Callable[[], object]


def network(*layers: tuple[Any, Any, str]) -> Question:
    return lambda: Network.read(layers)


def batch(x: Any, y: Any) -> Question:
    return lambda: Batch.read(x, y)


def fit(x: Any, y: Any, loss: str, activation: str, n_out: int = 2) -> Question:
    """Two inputs and `n_out` outputs, asked about x and y."""
    layer = ([[N, 1.0]] * n_out, [N] * n_out, activation)
    return lambda: check_fit(Network.read([layer]), Batch.read(x, y), loss)


GOOD = ([[N, 1.0]], [N], "tanh")
ROW = [[N, 1.0]]
CASES: list[tuple[str, Question, type[EngineError], str, str]] = [
    ("no layer", network(), ShapeError, "layers", "a network needs at least one layer"),
    (
        "ragged W",
        network(([[N, 1.0], [N]], [0.0, 0.0], "tanh")),
        ShapeError,
        "layers.0.W",
        "layers.0.W has rows of unequal length: row 1 has 2, row 2 has 1",
    ),
    (
        "flat W",
        network(([N, 1.0], [0.0], "tanh")),
        ShapeError,
        "layers.0.W",
        "needs a list of rows of numbers",
    ),
    (
        "deep W",
        network(([[[N]]], [0.0], "tanh")),
        ShapeError,
        "layers.0.W",
        "needs a list of rows of numbers",
    ),
    ("empty W", network(([], [0.0], "tanh")), ShapeError, "layers.0.W", "layers.0.W is empty"),
    ("W of empty rows", network(([[]], [0.0], "tanh")), ShapeError, "layers.0.W", "layers.0.W is empty"),
    ("words in W", network(([[NAME]], [0.0], "tanh")), ShapeError, "layers.0.W", "hold only numbers"),
    ("mixed W", network(([[N], N], [0.0, 0.0], "tanh")), ShapeError, "layers.0.W", "rows of equal length"),
    ("nested b", network(([[N]], [[N]], "tanh")), ShapeError, "layers.0.b", "needs a list of numbers"),
    ("NaN in W", network(([[N, float("nan")]], [0.0], "tanh")), NonFiniteError, "layers.0.W", "not finite"),
    ("infinite b", network(([[N]], [-float("inf")], "tanh")), NonFiniteError, "layers.0.b", "not finite"),
    (
        "huge integer",
        network(([[10**400]], [0.0], "tanh")),
        NonFiniteError,
        "layers.0.W",
        "too large for 64 bits",
    ),
    (
        "too many biases",
        network(([[N]], [N, 1.0, 2.0], "tanh")),
        ShapeError,
        "layers.0.b",
        "layers.0.b has 3 numbers and W 1 row: one bias a neuron",
    ),
    (
        "neighbours that do not fit",
        network(([[N], [1.0], [2.0]], [0.0] * 3, "tanh"), ([[N, 1.0], [N, 1.0]], [0.0] * 2, "tanh")),
        ShapeError,
        "layers.1.W",
        "layers.1.W has shape (2, 2); layer 2 needs (2, 3): 2 neurons reading 3",
    ),
    (
        "a transposed W",
        network(([[N], [1.0], [2.0]], [0.0] * 3, "tanh"), ([[N, 1.0]] * 3, [0.0] * 2, "tanh")),
        ShapeError,
        "layers.1.W",
        "layers.1.W has shape (3, 2); layer 2 needs (2, 3): 2 neurons reading 3",
    ),
    (
        "unknown activation",
        network(GOOD, ([[N]], [0.0], NAME)),
        UnknownNameError,
        "layers.1.activation",
        "there is no such activation; choose one of linear, sigmoid, tanh, ",
    ),
    (
        "hidden softmax",
        network(([[N]], [0.0], "softmax"), ([[N]], [0.0], "linear")),
        IncompatibleError,
        "layers.0.activation",
        "softmax can only be used in the last layer",
    ),
    ("ragged x", batch([[N, 1.0], [N]], [[0.0]]), ShapeError, "x", "row 1 has 2, row 2 has 1"),
    ("empty x", batch([], [[0.0]]), ShapeError, "x", "x is empty"),
    ("empty y", batch([[N]], [[]]), ShapeError, "y", "y is empty"),
    ("deep x", batch([[[N]]], [[0.0]]), ShapeError, "x", "needs a list of rows of numbers"),
    ("mixed x", batch([N, [N]], [[0.0]]), ShapeError, "x", "rows of equal length that hold only numbers"),
    ("words in y", batch([[N]], [[NAME]]), ShapeError, "y", "hold only numbers"),
    ("NaN in x", batch([[float("nan")]], [[N]]), NonFiniteError, "x", "x holds a number that is not finite"),
    (
        "infinite y",
        batch([[N]], [[float("inf")]]),
        NonFiniteError,
        "y",
        "y holds a number that is not finite",
    ),
    (
        "wide x",
        fit([[N, 1, 2]], ROW, "mse", "tanh"),
        ShapeError,
        "x",
        "rows of 3 numbers; the first layer reads 2",
    ),
    ("narrow y", fit(ROW, [[N]], "mse", "tanh"), ShapeError, "y", "rows of 1 number; the last layer gives 2"),
    (
        "one target row too many",
        fit(ROW, ROW * 2, "mse", "tanh"),
        ShapeError,
        "y",
        "x has 1 sample and y 2: one target row a sample",
    ),
    (
        "unknown loss",
        fit(ROW, ROW, NAME, "tanh"),
        UnknownNameError,
        "loss",
        "there is no such loss; choose one of mse",
    ),
    (
        "binary cross-entropy of a tanh",
        fit(ROW, [[1.0, 0.0]], "binary_cross_entropy", "tanh"),
        IncompatibleError,
        "loss",
        "binary_cross_entropy needs sigmoid in the last layer",
    ),
    (
        "cross-entropy of sigmoids",
        fit(ROW, [[1.0, 0.0]], "cross_entropy", "sigmoid"),
        IncompatibleError,
        "loss",
        "cross_entropy needs softmax in the last layer",
    ),
    (
        "target above 1",
        fit(ROW, [[N, 0.0]], "binary_cross_entropy", "sigmoid"),
        IncompatibleError,
        "y",
        "needs targets between 0 and 1",
    ),
    (
        "target below 0",
        fit(ROW, [[-0.25, 1.25]], "cross_entropy", "softmax"),
        IncompatibleError,
        "y",
        "needs targets between 0 and 1",
    ),
    (
        "target row that sums to 0.75",
        fit(ROW, [[0.5, 0.25]], "cross_entropy", "softmax"),
        IncompatibleError,
        "y",
        "needs target rows that sum to 1",
    ),
]
