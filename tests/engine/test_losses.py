"""Losses and their derivatives: against autograd, and where saturated outputs would lose their digits."""

import math
from itertools import product

import numpy as np
import pytest
from autograd import elementwise_grad

from app.engine.activations import ACTIVATIONS
from app.engine.arrays import Array
from app.engine.losses import LOSSES
from tests.engine import oracle

# sums of at most three products; the plain logarithms of the oracle cancel a little more than the engine
CLOSE = 1e-12


def draw(K: int, samples: int, loss: str) -> tuple[Array, Array, Array]:
    """z, a = f(z) and targets, (K, B) each."""
    rng = np.random.default_rng([K, samples])
    z = rng.uniform(-2.0, 2.0, (K, samples))
    y = rng.uniform(0.0, 1.0, (K, samples))
    if LOSSES[loss].head == "softmax":
        y /= y.sum(axis=0)
    return z, ACTIVATIONS[LOSSES[loss].head or "tanh"].f(z), y


every_case = pytest.mark.parametrize(
    ("loss", "K", "samples"), [(loss, K, B) for loss, K, B in product(LOSSES, (1, 2, 3), (1, 4))]
)


@every_case
def test_the_value_of_each_sample_is_that_of_the_formula(loss: str, K: int, samples: int) -> None:
    z, a, y = draw(K, samples, loss)
    here = LOSSES[loss].per_sample(z, a, y)
    assert here.shape == (samples,)
    # the surprisal of a lone class is 0
    np.testing.assert_allclose(here, oracle.LOSSES[loss](a.T, y.T), rtol=CLOSE, atol=1e-15)


@every_case
def test_the_derivative_is_autograds_without_a_mean_over_the_batch(loss: str, K: int, samples: int) -> None:
    z, a, y = draw(K, samples, loss)
    rule = LOSSES[loss]
    assert (rule.dL_da is None) != (rule.dL_dz is None)
    assert (rule.head is None) == (rule.dL_dz is None)
    if rule.dL_da is not None:
        here = rule.dL_da(a, y)
        there = elementwise_grad(lambda a: oracle.LOSSES[loss](a, y.T))(a.T).T
    else:
        assert rule.dL_dz is not None
        assert rule.head is not None
        f = oracle.ACTIVATIONS[rule.head]
        here = rule.dL_dz(a, y)
        there = elementwise_grad(lambda z: oracle.LOSSES[loss](f(z), y.T))(z.T).T
    np.testing.assert_allclose(here, there, rtol=CLOSE, atol=1e-15)


def per_sample(loss: str, z: list[float], y: list[float]) -> float:
    """The loss of one sample, from its logits alone: the outputs are saturated."""
    column, targets = np.array(z)[:, None], np.array(y)[:, None]
    a = ACTIVATIONS[LOSSES[loss].head or "linear"].f(column)
    return float(LOSSES[loss].per_sample(column, a, targets)[0])


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("loss", "z", "y", "expected"),
    [
        ("binary_cross_entropy", [40.0], [1.0], 4.248354255291589e-18),
        ("binary_cross_entropy", [-40.0], [0.0], 4.248354255291589e-18),
        ("binary_cross_entropy", [40.0], [0.0], 40.0),
        ("binary_cross_entropy", [700.0], [1.0], math.exp(-700.0)),
        ("binary_cross_entropy", [1e3], [0.0], 1e3),
        ("binary_cross_entropy", [-1e3], [1.0], 1e3),
        ("binary_cross_entropy", [1e3], [1.0], 0.0),
        ("binary_cross_entropy", [0.0, 0.0], [1.0, 0.25], math.log(2.0)),
        ("cross_entropy", [30.0, 0.0, 0.0], [1.0, 0.0, 0.0], math.log1p(2.0 * math.exp(-30.0))),
        ("cross_entropy", [0.0, 30.0, 0.0], [0.0, 1.0, 0.0], math.log1p(2.0 * math.exp(-30.0))),
        ("cross_entropy", [30.0, 0.0, 0.0], [0.0, 1.0, 0.0], 30.0 + math.log1p(2.0 * math.exp(-30.0))),
        ("cross_entropy", [700.0, 0.0], [1.0, 0.0], math.exp(-700.0)),
        ("cross_entropy", [1e3, -1e3], [0.0, 1.0], 2e3),
        ("cross_entropy", [1e3, 1e3], [0.5, 0.5], math.log(2.0)),
        ("cross_entropy", [1e3], [1.0], 0.0),
    ],
)
def test_a_saturated_output_keeps_the_digits_of_its_loss(
    loss: str, z: list[float], y: list[float], expected: float
) -> None:
    # exponential, logarithm and a sum or two: a few roundings of 1e-16 each
    assert per_sample(loss, z, y) == pytest.approx(expected, rel=1e-15, abs=0.0)


def test_one_output_under_mse_is_the_squared_error() -> None:
    """With one output the mean over outputs is no mean at all, which is the loss of the text taught."""
    z, a, y = draw(1, 4, "mse")
    np.testing.assert_array_equal(LOSSES["mse"].per_sample(z, a, y), (a[0] - y[0]) ** 2)


def test_the_three_squared_losses_differ_by_their_factor() -> None:
    z, a, y = draw(3, 4, "mse")
    whole = LOSSES["squared_error"].per_sample(z, a, y)
    np.testing.assert_allclose(3.0 * LOSSES["mse"].per_sample(z, a, y), whole, rtol=1e-15)
    np.testing.assert_allclose(2.0 * LOSSES["half_squared_error"].per_sample(z, a, y), whole, rtol=1e-15)


def test_samples_do_not_mix_in_any_loss() -> None:
    for loss, rule in LOSSES.items():
        z, a, y = draw(3, 4, loss)
        alone = [rule.per_sample(z[:, [s]], a[:, [s]], y[:, [s]])[0] for s in range(4)]
        # a sum down a column may be taken in another order for a wider array
        np.testing.assert_allclose(rule.per_sample(z, a, y), alone, rtol=1e-15)
