"""What the engine is asked about: a network and a batch. Both check themselves once, when they are made."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.engine.activations import ACTIVATIONS
from app.engine.arrays import Array, read_array
from app.engine.errors import IncompatibleError, ShapeError, UnknownNameError
from app.engine.losses import LOSSES

ROW_SUM_TOLERANCE = 1e-9  # for targets such as 1/3, 1/3, 1/3, typed with ten digits or more


@dataclass(frozen=True, eq=False, slots=True)
class Layer:
    """One layer of weights: `W` of shape (n_l, n_{l-1}), `b` of shape (n_l,), and the name of its activation.

    `W[j][i]` leads from neuron i of the layer before to neuron j of this one.
    """

    W: Array
    b: Array
    activation: str

    @classmethod
    def read(
        cls, W: Any, b: Any, activation: str, field: str = "layer", l: int = 1, reading: int | None = None
    ) -> "Layer":
        """Copy and check numbers from outside; `field` is the layer's path in messages.

        It is layer `l`, and reads `reading` values when that is known: a W that is wrong in both directions,
        such as a transposed one, is told by its whole shape.
        Raises ShapeError, NonFiniteError or UnknownNameError.
        """
        W = read_array(f"{field}.W", W, ndim=2)
        b = read_array(f"{field}.b", b, ndim=1)
        if len(b) != len(W):
            if reading is not None and W.shape[1] != reading:
                raise misfit(f"{field}.W", l, W.shape, (len(b), reading))
            raise ShapeError(
                f"{field}.b",
                f"{field}.b has {count(len(b), 'number')} and W {count(len(W), 'row')}: one bias a neuron",
                b.shape,
                (len(W),),
            )
        if activation not in ACTIVATIONS:
            raise UnknownNameError(f"{field}.activation", "activation", ACTIVATIONS)
        return cls(W, b, activation)


@dataclass(frozen=True, eq=False, slots=True)
class Network:
    """Layers 1..L; layer 0 is the input. `layers[l - 1]` is layer l. Neighbours fit each other.

    Raises ShapeError when they do not, IncompatibleError for a softmax before the last layer.
    """

    layers: tuple[Layer, ...]

    def __post_init__(self) -> None:
        if not self.layers:
            raise ShapeError("layers", "a network needs at least one layer")
        for l, (before, layer) in enumerate(zip(self.layers, self.layers[1:], strict=False), start=2):
            expected = (len(layer.b), len(before.b))
            if layer.W.shape != expected:
                raise misfit(f"layers.{l - 1}.W", l, layer.W.shape, expected)
            if before.activation == "softmax":
                field = f"layers.{l - 2}.activation"
                raise IncompatibleError(field, f"{field}: softmax can only be used in the last layer")

    @classmethod
    def read(cls, layers: Iterable[tuple[Any, Any, str]]) -> "Network":
        """From outside: W, b and activation of each layer. Raises EngineError with the layer's path."""
        read: list[Layer] = []
        for index, parts in enumerate(layers):
            reading = len(read[-1].b) if read else None
            read.append(Layer.read(*parts, f"layers.{index}", index + 1, reading))
        return cls(tuple(read))

    @property
    def widths(self) -> tuple[int, ...]:
        """Neurons of layers 0..L."""
        return (self.layers[0].W.shape[1], *(len(layer.b) for layer in self.layers))

    @property
    def parameter_count(self) -> int:
        """Weights and biases together."""
        return sum(int(layer.W.size + layer.b.size) for layer in self.layers)


@dataclass(frozen=True, eq=False, slots=True)
class Batch:
    """Samples as columns: `x` of shape (n_0, B) and the targets `y` of shape (n_L, B)."""

    x: Array
    y: Array

    @classmethod
    def read(cls, x: Any, y: Any) -> "Batch":
        """Rows from outside, a sample each; a flat row is one sample. Raises ShapeError, NonFiniteError."""
        columns = []
        for field, rows in (("x", x), ("y", y)):
            flat = len(rows) > 0 and not any(hasattr(row, "__len__") for row in rows)
            array = np.ascontiguousarray(read_array(field, [rows] if flat else rows, ndim=2).T)
            array.setflags(write=False)
            columns.append(array)
        return cls(*columns)

    @property
    def size(self) -> int:
        """B, the number of samples."""
        return int(self.x.shape[1])


def check_fit(network: Network, batch: Batch, loss: str) -> None:
    """Raise ShapeError, UnknownNameError or IncompatibleError when network, samples and loss do not fit."""
    widths = network.widths
    for field, array, width, reader in (
        ("x", batch.x, widths[0], "the first layer reads"),
        ("y", batch.y, widths[-1], "the last layer gives"),
    ):
        if len(array) != width:
            raise ShapeError(
                field,
                f"{field} has rows of {count(len(array), 'number')}; {reader} {width}",
                array.shape[::-1],
                (array.shape[1], width),
            )
    if batch.size != batch.y.shape[1]:
        raise ShapeError(
            "y",
            f"x has {count(batch.size, 'sample')} and y {batch.y.shape[1]}: one target row a sample",
            batch.y.shape[::-1],
            (batch.size, widths[-1]),
        )
    if loss not in LOSSES:
        raise UnknownNameError("loss", "loss", LOSSES)
    head = LOSSES[loss].head
    if head is None:
        return
    if network.layers[-1].activation != head:
        raise IncompatibleError("loss", f"{loss} needs {head} in the last layer")
    if (batch.y < 0.0).any() or (batch.y > 1.0).any():
        raise IncompatibleError("y", f"{loss} needs targets between 0 and 1")
    if head == "softmax" and (abs(batch.y.sum(axis=0) - 1.0) > ROW_SUM_TOLERANCE).any():
        raise IncompatibleError("y", f"{loss} needs target rows that sum to 1")


def misfit(field: str, l: int, shape: tuple[int, ...], expected: tuple[int, int]) -> ShapeError:
    """The error of a W whose shape does not suit layer `l`."""
    n, reading = expected
    message = f"{field} has shape {shape}; layer {l} needs {expected}: {count(n, 'neuron')} reading {reading}"
    return ShapeError(field, message, shape, expected)


def count(n: int, noun: str) -> str:
    """`n` and the noun in the right number, for messages."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
