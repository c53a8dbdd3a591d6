"""Optimizers, against the recurrences of their papers written as plain loops over single numbers."""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import pytest

from app.engine.arrays import Array
from app.engine.network import Network
from app.engine.optimizers import OPTIMIZERS, OptimizerState
from app.engine.phases import Gradients, update
from app.engine.trace import Trace
from tests.strategies import Problem, random_problem, run

ETA = 0.3
# five steps of a few operations each, in the papers' order here and in the engine's there
RELATIVE, ABSOLUTE = 1e-13, 1e-15
Key = tuple[Any, ...]  # kind, layer and indices of one parameter


def gradient_descent(theta: float, gradients: list[float]) -> float:
    for g in gradients:
        theta = theta - ETA * g
    return theta


def momentum(theta: float, gradients: list[float]) -> float:
    v = 0.0
    for g in gradients:
        v = 0.9 * v + g
        theta = theta - ETA * v
    return theta


def adam(theta: float, gradients: list[float]) -> float:
    """Kingma and Ba (2015), algorithm 1, line by line."""
    m = v = 0.0
    for t, g in enumerate(gradients, start=1):
        m = 0.9 * m + (1 - 0.9) * g
        v = 0.999 * v + (1 - 0.999) * g * g
        m_hat = m / (1 - 0.9**t)
        v_hat = v / (1 - 0.999**t)
        theta = theta - ETA * m_hat / (math.sqrt(v_hat) + 1e-8)
    return theta


LOOPS: dict[str, Callable[[float, list[float]], float]] = {
    "sgd": gradient_descent,
    "momentum": momentum,
    "adam": adam,
}
every_optimizer = pytest.mark.parametrize("optimizer", LOOPS)


def problem() -> Problem:
    return random_problem(5, (3, 4, 2), ("tanh", "sigmoid"), "binary_cross_entropy", samples=3)


def train(optimizer: str, steps: int, frozen: bool = False) -> list[Trace]:
    return [run(problem(), ETA, optimizer, frozen, after=n) for n in range(steps)]


def entries(kind: str, arrays: Mapping[int, Any]) -> Iterator[tuple[Key, float]]:
    for l, array in arrays.items():
        for index in np.ndindex(array.shape):
            yield (kind, l, *index), float(array[index])


def parameters(network: Network) -> dict[Key, float]:
    layers = dict(enumerate(network.layers, start=1))
    return {
        **dict(entries("W", {l: layer.W for l, layer in layers.items()})),
        **dict(entries("b", {l: layer.b for l, layer in layers.items()})),
    }


def gradients(trace: Trace) -> dict[Key, float]:
    return {
        **dict(entries("W", trace.gradients.W_grad)),
        **dict(entries("b", trace.gradients.b_grad)),
    }


def test_every_optimizer_has_a_loop_to_be_compared_with() -> None:
    assert set(LOOPS) == set(OPTIMIZERS)


@every_optimizer
def test_five_steps_end_where_the_plain_loop_ends(optimizer: str) -> None:
    traces = train(optimizer, 5)
    start = parameters(traces[0].network)
    for steps in (1, 2, 5):
        reached = parameters(traces[steps - 1].update.network)
        for key, theta in start.items():
            history = [gradients(trace)[key] for trace in traces[:steps]]
            expected = LOOPS[optimizer](theta, history)
            assert reached[key] == pytest.approx(expected, rel=RELATIVE, abs=ABSOLUTE), key


@every_optimizer
def test_an_update_changes_nothing_it_was_given_and_repeats_itself(optimizer: str) -> None:
    before = train(optimizer, 3)[-1]
    network, state = before.network, before.state
    kept = parameters(network), gradients(before), slots(state), state.t
    once = update(network, before.gradients, ETA, optimizer, state)
    assert (parameters(network), gradients(before), slots(state), state.t) == kept
    again = update(network, before.gradients, ETA, optimizer, state)
    assert parameters(again.network) == parameters(once.network)
    assert slots(again.state) == slots(once.state)


def slots(state: OptimizerState) -> dict[Key, float]:
    return {key: value for name, arrays in state.slots.items() for key, value in entries(name, arrays)}


@every_optimizer
def test_the_state_counts_its_steps_and_starts_at_zero(optimizer: str) -> None:
    start = OptimizerState.start(optimizer, problem().network)
    assert start.t == 0
    assert set(slots(start).values()) <= {0.0}
    assert [trace.update.state.t for trace in train(optimizer, 3)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("optimizer", "names"),
    [("sgd", []), ("momentum", ["v_W", "v_b"]), ("adam", ["m_W", "m_b", "v_W", "v_b"])],
)
def test_the_state_holds_an_array_like_every_parameter(optimizer: str, names: list[str]) -> None:
    for state in (train(optimizer, 1)[0].state, train(optimizer, 1)[0].update.state):
        assert sorted(state.slots) == names
        for name in names:
            for l, layer in enumerate(problem().network.layers, start=1):
                assert state.slots[name][l].shape == getattr(layer, name[-1]).shape


@every_optimizer
def test_frozen_biases_and_their_state_keep_every_bit(optimizer: str) -> None:
    free = train(optimizer, 3)[-1]
    held = update(free.network, free.gradients, ETA, optimizer, free.state, freeze_biases=True)
    for l, layer in enumerate(free.network.layers, start=1):
        assert held.b_new[l].tobytes() == layer.b.tobytes() == held.network.layers[l - 1].b.tobytes()
        assert held.W_new[l].tobytes() == free.update.W_new[l].tobytes()
    for name, arrays in free.state.slots_of("b").items():
        assert any(array.any() for array in arrays.values())  # there is something to keep
        for l, array in arrays.items():
            assert held.state.slots[name][l].tobytes() == array.tobytes()


@every_optimizer
def test_frozen_biases_leave_the_other_steps_alone(optimizer: str) -> None:
    first, last = (train(optimizer, 5, frozen=True)[n] for n in (0, -1))
    for old, new in zip(first.network.layers, last.update.network.layers, strict=True):
        assert new.b.tobytes() == old.b.tobytes()
        assert (new.W != old.W).all()


@every_optimizer
def test_every_parameter_moves_at_once(optimizer: str) -> None:
    """Each new value follows from the old network alone: it is the same when every other gradient is 0."""
    trace = train(optimizer, 2)[-1]
    together = trace.update
    for l in trace.gradients.W_grad:
        only = Gradients(
            {k: g if k == l else np.zeros_like(g) for k, g in trace.gradients.W_grad.items()},
            {k: g if k == l else np.zeros_like(g) for k, g in trace.gradients.b_grad.items()},
        )
        alone = update(trace.network, only, ETA, optimizer, trace.state)
        assert alone.W_new[l].tobytes() == together.W_new[l].tobytes()
        assert alone.b_new[l].tobytes() == together.b_new[l].tobytes()


@every_optimizer
def test_gradients_are_taken_before_any_parameter_has_moved(optimizer: str) -> None:
    """The best known slip steps the last layer first and sends the error back through its new weights."""
    trace = train(optimizer, 2)[-1]
    z, delta = trace.forward.z[1], trace.deltas.delta[2]

    def first_layers_gradient(W: Array) -> Array:
        return (W.T @ delta * (1.0 - np.tanh(z) ** 2)) @ trace.batch.x.T / trace.batch.size

    before, after = trace.network.layers[1].W, trace.update.W_new[2]
    here = trace.gradients.W_grad[1]
    np.testing.assert_allclose(here, first_layers_gradient(before), rtol=1e-12, atol=1e-15)
    # the slip is far outside that tolerance, so that it would be noticed
    assert (abs(here - first_layers_gradient(after)) > 1e-6).all()


@every_optimizer
def test_the_new_network_holds_the_new_parameters(optimizer: str) -> None:
    trace = train(optimizer, 2)[-1]
    assert parameters(trace.update.network) == {
        **dict(entries("W", trace.update.W_new)),
        **dict(entries("b", trace.update.b_new)),
    }
    assert [layer.activation for layer in trace.update.network.layers] == ["tanh", "sigmoid"]
