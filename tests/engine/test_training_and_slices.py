"""Training repeats the phases exactly; a slice of the loss touches its tangent where the parameter stands."""

import numpy as np
import pytest

from app.engine.errors import NonFiniteError
from app.engine.network import Batch, Network
from app.engine.optimizers import OPTIMIZERS, OptimizerState
from app.engine.phases import mean_loss
from app.engine.slices import take_slice, with_parameter
from app.engine.trace import trace
from app.engine.training import train

NETWORK = Network.read([([[-1.2], [0.5]], [0.2, 0.1], "tanh"), ([[-0.3, 0.8]], [0.1], "linear")])
BATCH = Batch.read([[0.5], [-1.0], [2.0]], [[1.0], [0.5], [-0.5]])


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("freeze_biases", [False, True])
def test_training_is_the_trace_over_and_over_bit_for_bit(optimizer: str, freeze_biases: bool) -> None:
    network, state = NETWORK, OptimizerState.start(optimizer, NETWORK)
    for progress in train(NETWORK, BATCH, "mse", 0.1, state, freeze_biases, updates=7):
        result = trace(network, BATCH, "mse", 0.1, optimizer, state, freeze_biases)
        assert progress.loss == result.loss.loss
        for kept, expected in zip(progress.network.layers, network.layers, strict=True):
            assert np.array_equal(kept.W, expected.W)
            assert np.array_equal(kept.b, expected.b)
        network, state = result.update.network, result.update.state
    assert progress.update == 7


def test_training_that_leaves_the_range_of_64_bits_is_told_with_the_update() -> None:
    run = train(NETWORK, BATCH, "mse", 1e200, OptimizerState.start("sgd", NETWORK), False, updates=50)
    with pytest.raises(NonFiniteError):
        list(run)


@pytest.mark.parametrize(("quantity", "l", "index"), [("W", 1, (1, 0)), ("W", 2, (0, 1)), ("b", 1, (0,))])
def test_the_tangent_touches_the_curve_at_the_parameter_and_nowhere_crosses_its_slope(
    quantity: str, l: int, index: tuple[int, ...]
) -> None:
    result = trace(NETWORK, BATCH, "mse")
    value = float(getattr(NETWORK.layers[l - 1], quantity)[index])
    h = 1e-3
    found = take_slice(result, "mse", l, quantity, index, value - h, value + h, points=3)
    assert found.value == value
    assert found.losses[1] == pytest.approx(result.loss.loss, rel=1e-12)
    assert found.tangent[1] == pytest.approx(result.loss.loss, rel=1e-12)
    # the curve leaves its tangent with h squared: 1e-6 times a curvature of order 1
    assert np.abs(found.losses - found.tangent).max() < 1e-5
    assert (found.tangent[2] - found.tangent[0]) / (2 * h) == pytest.approx(found.gradient, rel=1e-9)


def test_a_slice_moves_one_parameter_and_leaves_the_network_alone() -> None:
    before = [layer.W.copy() for layer in NETWORK.layers]
    moved = with_parameter(NETWORK, 2, "W", (0, 1), 5.0)
    assert moved.layers[1].W.tolist() == [[-0.3, 5.0]]
    assert moved.layers[0] is NETWORK.layers[0]
    assert all(np.array_equal(a, layer.W) for a, layer in zip(before, NETWORK.layers, strict=True))
    found = take_slice(trace(NETWORK, BATCH, "mse"), "mse", 2, "W", (0, 1), 4.0, 5.0, points=2)
    assert found.losses[1] == mean_loss(moved, BATCH, "mse")


def test_a_slice_that_overflows_is_refused() -> None:
    with pytest.raises(NonFiniteError):
        take_slice(trace(NETWORK, BATCH, "mse"), "mse", 2, "W", (0, 1), 0.0, 1e200, points=3)


def test_a_tangent_that_overflows_is_refused_without_a_warning() -> None:
    network = Network.read([([[1.0]], [1.3e154], "linear")])
    with pytest.raises(NonFiniteError):
        take_slice(trace(network, BATCH, "mse", 0.0), "mse", 1, "b", (0,), -1e155, 1e155, points=3)
