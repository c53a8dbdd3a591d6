"""Optimizers: pure functions from parameters, gradients and state to new parameters and new state.

SGD: Robbins and Monro (1951). Momentum: Polyak (1964), in the form v <- beta v + g, theta <- theta - eta v.
Adam: Kingma and Ba (2015), algorithm 1.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from app.engine.arrays import Array, Arrays, lock

if TYPE_CHECKING:
    from app.engine.network import Network

MOMENTUM = 0.9
ADAM_BETA_1 = 0.9
ADAM_BETA_2 = 0.999
ADAM_EPSILON = 1e-8


@dataclass(frozen=True, eq=False, slots=True)
class OptimizerState:
    """`t` steps taken so far; `slots["m_W"][l]` and the like, arrays of the parameters' own shapes by layer.

    SGD keeps none, momentum the velocity `v`, Adam the means `m` of the gradient and `v` of its square.
    """

    optimizer: str
    t: int
    slots: Mapping[str, Arrays]

    def __post_init__(self) -> None:
        object.__setattr__(self, "slots", MappingProxyType(dict(self.slots)))  # the names are locked too

    @classmethod
    def start(cls, optimizer: str, network: "Network") -> "OptimizerState":
        """All zeros, before the first step."""
        return cls(
            optimizer,
            0,
            {
                f"{slot}_{kind}": lock(
                    {
                        l: np.zeros_like(getattr(layer, kind))
                        for l, layer in enumerate(network.layers, start=1)
                    }
                )
                for kind in ("W", "b")
                for slot in OPTIMIZERS[optimizer].slots
            },
        )

    def slots_of(self, kind: str) -> dict[str, Arrays]:
        """The slots that belong to the weights (`kind` "W") or to the biases ("b")."""
        return {name: arrays for name, arrays in self.slots.items() if name.endswith(f"_{kind}")}


@dataclass(frozen=True, slots=True)
class Optimizer:
    """`step(theta, g, slots, t, eta)` gives the new theta and the new slots; t counts this step, from 1."""

    name: str
    title: str
    formula: str
    slots: tuple[str, ...]
    step: Callable[[Array, Array, tuple[Array, ...], int, float], tuple[Array, tuple[Array, ...]]]

    def step_all(
        self, theta: Arrays, gradient: Arrays, state: OptimizerState, kind: str, eta: float
    ) -> tuple[Arrays, dict[str, Arrays]]:
        """One step of every layer's W (`kind` "W") or b ("b")."""
        names = [f"{slot}_{kind}" for slot in self.slots]
        new: dict[int, Array] = {}
        kept: dict[str, dict[int, Array]] = {name: {} for name in names}
        for l in theta:
            old = tuple(state.slots[name][l] for name in names)
            new[l], slots = self.step(theta[l], gradient[l], old, state.t + 1, eta)
            for name, slot in zip(names, slots, strict=True):
                kept[name][l] = slot
        return lock(new), {name: lock(arrays) for name, arrays in kept.items()}


def sgd(
    theta: Array, g: Array, slots: tuple[Array, ...], t: int, eta: float
) -> tuple[Array, tuple[Array, ...]]:
    return theta - eta * g, ()


def momentum(
    theta: Array, g: Array, slots: tuple[Array, ...], t: int, eta: float
) -> tuple[Array, tuple[Array, ...]]:
    """v <- beta v + g; theta <- theta - eta v."""
    (v,) = slots
    v = MOMENTUM * v + g
    return theta - eta * v, (v,)


def adam(
    theta: Array, g: Array, slots: tuple[Array, ...], t: int, eta: float
) -> tuple[Array, tuple[Array, ...]]:
    """Steps by the mean gradient m over the root of the mean squared gradient v."""
    m, v = slots
    m = ADAM_BETA_1 * m + (1.0 - ADAM_BETA_1) * g
    v = ADAM_BETA_2 * v + (1.0 - ADAM_BETA_2) * g**2
    m_hat = m / (1.0 - ADAM_BETA_1**t)  # both means start at 0; this takes that bias out
    v_hat = v / (1.0 - ADAM_BETA_2**t)
    return theta - eta * m_hat / (np.sqrt(v_hat) + ADAM_EPSILON), (m, v)


OPTIMIZERS: Mapping[str, Optimizer] = MappingProxyType(
    {
        optimizer.name: optimizer
        for optimizer in (
            Optimizer("sgd", "Gradient descent (SGD)", "θ ← θ - η g", (), sgd),
            Optimizer("momentum", "Momentum", f"v ← {MOMENTUM} v + g;  θ ← θ - η v", ("v",), momentum),
            Optimizer(
                "adam",
                "Adam",
                f"m ← {ADAM_BETA_1} m + {1 - ADAM_BETA_1:.1g} g;  "
                f"v ← {ADAM_BETA_2} v + {1 - ADAM_BETA_2:.1g} g²;  "
                f"θ ← θ - η m̂ / (√v̂ + {ADAM_EPSILON:g})",
                ("m", "v"),
                adam,
            ),
        )
    }
)
