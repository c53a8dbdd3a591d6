"""Data sets to try a network on, drawn by seed: samples as rows, one target each.

Numbers have two decimals, so that a step worked by hand stays short.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from app.engine.arrays import Array
from app.engine.errors import EngineError, UnknownNameError

DECIMALS = 2
MOST = 1_024  # samples; the API takes no more in one question


@dataclass(frozen=True, slots=True)
class Range:
    """The values that a parameter may take, both ends included, and the one it has unless told."""

    default: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Dataset:
    """`draw(generator, count, noise)` gives x of shape (count, n_0) and y of shape (count,)."""

    id: str
    title: str
    sentence: str
    count: Range
    noise: Range
    inputs: int
    layers: tuple[tuple[int, str], ...]  # units and activation of a network that can learn it
    loss: str
    draw: Callable[[np.random.Generator, int, float], tuple[Array, Array]]

    @property
    def told(self) -> dict[str, Any]:
        """Everything but the samples; the network as `/api/network` takes it."""
        layers = [{"units": units, "activation": activation} for units, activation in self.layers]
        ranges = {
            name: {end: getattr(limits, end) for end in ("default", "least", "most")}
            for name, limits in (("count", self.count), ("noise", self.noise))
        }
        suits = {"inputs": self.inputs, "layers": layers, "loss": self.loss}
        return {"id": self.id, "title": self.title, "sentence": self.sentence, **ranges, "suits": suits}


def at_corners(generator: np.random.Generator, count: int, noise: float) -> tuple[Array, Array]:
    """The corners of the unit square in turn: x, spread by `noise`, and the corners themselves."""
    corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])[np.arange(count) % 4]
    return corners + generator.normal(0.0, noise, (count, 2)), corners


def xor(generator: np.random.Generator, count: int, noise: float) -> tuple[Array, Array]:
    x, corners = at_corners(generator, count, noise)
    return x, corners[:, 0] + corners[:, 1] - 2.0 * corners[:, 0] * corners[:, 1]


def both(generator: np.random.Generator, count: int, noise: float) -> tuple[Array, Array]:
    x, corners = at_corners(generator, count, noise)
    return x, corners[:, 0] * corners[:, 1]


def classes(count: int) -> Array:
    """0 and 1 in turn, shape (count,)."""
    return np.tile([0.0, 1.0], (count + 1) // 2)[:count]


def circles(generator: np.random.Generator, count: int, noise: float) -> tuple[Array, Array]:
    """Radius 1 outside (y = 0) and 1/2 inside (y = 1), in turn, at angles drawn evenly."""
    y = classes(count)
    angle = generator.uniform(0.0, 2.0 * np.pi, count)
    ring = (1.0 - y / 2.0)[:, None] * np.stack((np.cos(angle), np.sin(angle)), axis=1)
    return ring + generator.normal(0.0, noise, (count, 2)), y


def moons(generator: np.random.Generator, count: int, noise: float) -> tuple[Array, Array]:
    """Two half circles that reach into each other: one (y = 0) opens downward, the other (y = 1) upward."""
    y = classes(count)
    angle = generator.uniform(0.0, np.pi, count)
    arc = np.stack((np.cos(angle), np.sin(angle)), axis=1)
    arc[y == 1.0] = [1.0, 0.5] - arc[y == 1.0]
    return arc + generator.normal(0.0, noise, (count, 2)), y


def sine(generator: np.random.Generator, count: int, noise: float) -> tuple[Array, Array]:
    """x at even distances from -3 to 3, y = sin x spread by `noise`."""
    x = np.linspace(-3.0, 3.0, count)
    return x[:, None], np.sin(x) + generator.normal(0.0, noise, count)


CORNERS, CLOUD = Range(4, 4, MOST), Range(32, 4, MOST)
SOME_NOISE = 0.05
DATASETS: Mapping[str, Dataset] = MappingProxyType(
    {
        dataset.id: dataset
        for dataset in (
            Dataset(
                "xor",
                "XOR",
                "1 where exactly one of two inputs is 1: no single neuron can tell them apart.",
                CORNERS,
                Range(0.0, 0.0, 0.5),
                2,
                ((4, "tanh"), (1, "sigmoid")),
                "binary_cross_entropy",
                xor,
            ),
            Dataset(
                "and",
                "AND",
                "1 where both inputs are 1: a single neuron is enough.",
                CORNERS,
                Range(0.0, 0.0, 0.5),
                2,
                ((1, "sigmoid"),),
                "binary_cross_entropy",
                both,
            ),
            Dataset(
                "circles",
                "Two circles",
                "1 on an inner circle, 0 on an outer one around it.",
                CLOUD,
                Range(SOME_NOISE, 0.0, 0.5),
                2,
                ((6, "tanh"), (1, "sigmoid")),
                "binary_cross_entropy",
                circles,
            ),
            Dataset(
                "moons",
                "Two moons",
                "0 on one half circle, 1 on another, each reaching into the other's bend.",
                CLOUD,
                Range(SOME_NOISE, 0.0, 0.5),
                2,
                ((6, "tanh"), (1, "sigmoid")),
                "binary_cross_entropy",
                moons,
            ),
            Dataset(
                "sine",
                "A sine",
                "y follows the sine of one input: a curve to fit.",
                Range(24, 4, MOST),
                Range(SOME_NOISE, 0.0, 0.5),
                1,
                ((6, "tanh"), (1, "linear")),
                "mse",
                sine,
            ),
        )
    }
)


def draw_samples(id: str, seed: int, count: int | None = None, noise: float | None = None) -> dict[str, Any]:
    """Samples of a data set as rows, with what they were drawn with; the same seed gives the same.

    Raises UnknownNameError for the id, EngineError for a count or a noise out of its range.
    """
    if id not in DATASETS:
        raise UnknownNameError("id", "data set", DATASETS)
    dataset = DATASETS[id]
    count = int(dataset.count.default) if count is None else count
    noise = dataset.noise.default if noise is None else noise
    for field, value, limits in (("count", count, dataset.count), ("noise", noise, dataset.noise)):
        if not limits.least <= value <= limits.most:
            raise EngineError(field, f"{field} must be from {limits.least:g} to {limits.most:g} for {id}")
    x, y = dataset.draw(np.random.default_rng(seed), count, noise)
    rows = {"x": as_shown(x), "y": as_shown(y[:, None])}
    return {"id": id, "title": dataset.title, "seed": seed, "count": count, "noise": noise, **rows}


def as_shown(rows: Array) -> list[list[float]]:
    """Rounded; + 0.0 makes of a minus zero a plain one."""
    return (rows.round(DECIMALS) + 0.0).tolist()  # type: ignore[no-any-return]
