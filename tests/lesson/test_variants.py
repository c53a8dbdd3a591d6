"""Variants: valid, short, worth the work, and the same for the same seed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.network import Batch, Network, check_fit
from app.engine.trace import trace
from app.lesson.presets import all_presets
from app.lesson.variants import CURVED, SATURATED, count_flaws, draw_variant
from tests.lesson.exercises import every_preset, read_preset
from tests.lesson.explained import many
from tests.strategies import Problem, problems

# variant 7 of the source's network
SEVEN = {
    "W": [[[-0.5], [-0.6]], [[0.6, -0.4], [0.9, -0.5]], [[-0.1, -0.2]]],
    "b": [[-0.5, -0.5], [0.4, 0.1], [-0.3]],
    "x": [[1.4]],
    "y": [[0.4]],
}
seeds = st.integers(1, 2**53 - 1)


def numbers(network: Network, batch: Batch) -> np.ndarray:
    given = [array for layer in network.layers for array in (layer.W, layer.b)] + [batch.x, batch.y]
    return np.concatenate([array.ravel() for array in given])


@many
@given(problems(), seeds)
def test_a_variant_of_anything_fits_and_keeps_what_is_not_a_number(problem: Problem, seed: int) -> None:
    network, batch = draw_variant(problem.network, problem.batch, problem.loss, seed)
    check_fit(network, batch, problem.loss)
    assert network.widths == problem.network.widths
    assert [layer.activation for layer in network.layers] == [
        layer.activation for layer in problem.network.layers
    ]
    assert batch.size == problem.batch.size
    drawn = numbers(network, batch)
    assert (drawn == np.round(drawn, 1)).all()
    assert all(layer.W.all() for layer in network.layers)


@many
@given(st.sampled_from(sorted(all_presets())), seeds)
def test_a_variant_of_an_example_is_worth_the_work(id: str, seed: int) -> None:
    network, batch, loss = read_preset(id)
    drawn = draw_variant(network, batch, loss, seed)
    result = trace(*drawn, loss)
    assert count_flaws(result, loss) == 0
    for l, layer in enumerate(drawn[0].layers, start=1):
        if layer.activation in CURVED:
            assert (abs(result.forward.z[l]) <= SATURATED).all()
        elif layer.activation == "relu":
            assert (result.forward.z[l] > 0).any(axis=0).all()
        delta = result.deltas.delta[l]
        assert (abs(delta[delta != 0]) >= 0.00099).all()
    assert all(gradient.any() for gradient in result.gradients.W_grad.values())


@every_preset
def test_the_same_seed_draws_the_same_and_another_seed_something_else(id: str) -> None:
    problem = read_preset(id)
    first, again, other = (draw_variant(*problem, seed) for seed in (7, 7, 8))
    assert (numbers(*first) == numbers(*again)).all()
    assert (numbers(*first) != numbers(*other)).any()
    assert (numbers(*first) != numbers(*problem[:2])).any()


def test_a_seed_draws_these_numbers_wherever_it_is_opened() -> None:
    network, batch = draw_variant(*read_preset("source"), 7)
    assert [layer.W.tolist() for layer in network.layers] == SEVEN["W"]
    assert [layer.b.tolist() for layer in network.layers] == SEVEN["b"]
    assert (batch.x.tolist(), batch.y.tolist()) == (SEVEN["x"], SEVEN["y"])


def test_a_network_without_biases_stays_one_and_whole_numbers_stay_whole() -> None:
    network, _ = draw_variant(*read_preset("hmkcode"), 3)
    assert not any(layer.b.any() for layer in network.layers)
    drawn = numbers(*draw_variant(*read_preset("integers"), 3))
    assert (drawn == drawn.round()).all()


def test_a_truth_table_stays_the_task() -> None:
    network, batch, loss = read_preset("trask-xor")
    other, drawn = draw_variant(network, batch, loss, 5)
    assert (drawn.x == batch.x).all()
    assert (drawn.y == batch.y).all()
    assert (other.layers[0].W != network.layers[0].W).any()


@pytest.mark.parametrize("seed", range(1, 6))
def test_a_deep_chain_of_sigmoids_gets_the_best_there_is(seed: int) -> None:
    W, b = np.full((1, 1), 0.5), np.zeros(1)
    network = Network.read([(W, b, "sigmoid")] * 8)
    batch = Batch.read([[0.5]], [[1.0]])
    drawn = draw_variant(network, batch, "mse", seed)
    check_fit(*drawn, "mse")
    assert count_flaws(trace(*drawn, "mse"), "mse") > 0
