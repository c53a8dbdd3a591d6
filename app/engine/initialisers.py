"""Initialisers, seeded: starting weights of shape (n_out, n_in). Biases start at 0.

Xavier: Glorot and Bengio (2010), uniform. He: He, Zhang, Ren and Sun (2015), normal.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from app.engine.arrays import Array
from app.engine.errors import ShapeError, UnknownNameError
from app.engine.network import Network


@dataclass(frozen=True, slots=True)
class Initialiser:
    """`draw(generator, n_out, n_in)` gives starting weights of shape (n_out, n_in)."""

    name: str
    title: str
    formula: str
    draw: Callable[[np.random.Generator, int, int], Array]


def zeros(generator: np.random.Generator, n_out: int, n_in: int) -> Array:
    return np.zeros((n_out, n_in))


def uniform(generator: np.random.Generator, n_out: int, n_in: int) -> Array:
    return generator.uniform(-1.0, 1.0, (n_out, n_in))


def xavier(generator: np.random.Generator, n_out: int, n_in: int) -> Array:
    bound = np.sqrt(6.0 / (n_in + n_out))
    return generator.uniform(-bound, bound, (n_out, n_in))


def he(generator: np.random.Generator, n_out: int, n_in: int) -> Array:
    return generator.normal(0.0, np.sqrt(2.0 / n_in), (n_out, n_in))


INITIALISERS: Mapping[str, Initialiser] = MappingProxyType(
    {
        initialiser.name: initialiser
        for initialiser in (
            Initialiser("zeros", "Zeros", "w = 0", zeros),
            Initialiser("uniform", "Uniform", "w from -1 to 1", uniform),
            Initialiser(
                "xavier", "Xavier (Glorot)", "w from -√(6 / (n_in + n_out)) to +√(6 / (n_in + n_out))", xavier
            ),
            Initialiser("he", "He (Kaiming)", "w normal with mean 0, variance 2 / n_in", he),
        )
    }
)


def draw_network(initialiser: str, widths: Sequence[int], activations: Sequence[str], seed: int) -> Network:
    """A network of `widths` n_0..n_L with `activations` of layers 1..L; the same seed gives the same weights.

    Raises UnknownNameError for a name, ShapeError when there is not one activation for each layer of weights.
    """
    if initialiser not in INITIALISERS:
        raise UnknownNameError("initialiser", "initialiser", INITIALISERS)
    if len(activations) != len(widths) - 1:
        raise ShapeError("activations", f"{len(widths)} widths need {len(widths) - 1} activations")
    generator = np.random.default_rng(seed)
    draw = INITIALISERS[initialiser].draw
    return Network.read(
        (draw(generator, n_out, n_in), np.zeros(n_out), activation)
        for n_in, n_out, activation in zip(widths[:-1], widths[1:], activations, strict=True)
    )
