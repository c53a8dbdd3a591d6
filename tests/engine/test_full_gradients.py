"""Deltas and gradients of whole networks, against HIPS autograd on a forward pass of its own."""

from itertools import product

import numpy as np
import pytest
from autograd import grad
from hypothesis import given, settings

from app.engine.arrays import Array
from app.engine.network import Batch, Network
from tests.engine import oracle
from tests.strategies import ELEMENTWISE, HEADS, Problem, problems, random_problem, run

# Both sides sum some hundred products in float64, in different orders and forms; sums that cancel are why the
# tolerance is absolute too. Values are of the order of 1.
RELATIVE, ABSOLUTE = 1e-10, 1e-13
DEPTHS = {1: (3, 2), 2: (2, 4, 2), 3: (2, 3, 3, 2)}  # with a square W, which its transpose would fit too

every_network = pytest.mark.parametrize(
    "problem",
    [
        pytest.param(
            random_problem(seed, DEPTHS[depth], (*[hidden] * (depth - 1), head), loss, samples),
            id=f"{hidden}-{head}-{loss}-{samples}-{depth}",
        )
        for seed, (hidden, (head, loss), samples, depth) in enumerate(
            product(ELEMENTWISE, HEADS, (1, 3), DEPTHS)
        )
        if depth > 1 or hidden == ELEMENTWISE[0]  # one layer has no hidden activation to vary
    ],
)


def assert_close(here: Array, there: Array) -> None:
    np.testing.assert_allclose(here, there, rtol=RELATIVE, atol=ABSOLUTE)


def check_gradients(problem: Problem) -> None:
    gradients = run(problem, 0.1).gradients
    expected = grad(lambda parameters: oracle.mean_loss(problem, parameters))(
        oracle.parameters_of(problem.network)
    )
    assert sorted(gradients.W_grad) == list(range(1, len(expected) + 1))
    for l, (W_grad, b_grad) in enumerate(expected, start=1):
        assert_close(gradients.W_grad[l], W_grad)
        assert_close(gradients.b_grad[l], b_grad)


def check_deltas(problem: Problem) -> None:
    """A delta belongs to one sample: no mean is in it, so that of all samples' losses the sum is taken."""
    result = run(problem, 0.1)
    parameters = oracle.parameters_of(problem.network)
    at_rest = [np.zeros((problem.batch.size, len(b))) for _, b in parameters]
    expected = grad(lambda nudges: oracle.sum_of_losses(problem, parameters, nudges))(at_rest)
    assert len(result.deltas.delta) == len(expected)
    for l, delta in enumerate(expected, start=1):
        assert_close(result.deltas.delta[l], delta.T)


@every_network
def test_the_gradients_are_those_of_autograd(problem: Problem) -> None:
    check_gradients(problem)


@every_network
def test_the_deltas_are_those_of_autograd(problem: Problem) -> None:
    check_deltas(problem)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(problems(hidden=("linear", "sigmoid", "tanh", "softplus")))
def test_random_networks_have_the_gradients_of_autograd(problem: Problem) -> None:
    check_gradients(problem)
    check_deltas(problem)


def test_the_mean_over_the_batch_is_taken_once() -> None:
    """The same sample four times over has the deltas, the gradients and the loss of one."""
    one = random_problem(1, (2, 3, 2), ("tanh", "linear"), "mse")
    batch = Batch.read(one.batch.x.T.repeat(4, axis=0), one.batch.y.T.repeat(4, axis=0))
    four = Problem(one.network, batch, one.loss)
    alone, together = run(one, 0.1), run(four, 0.1)
    assert together.loss.loss == pytest.approx(alone.loss.loss, rel=1e-15)
    for l in (1, 2):
        np.testing.assert_allclose(
            together.deltas.delta[l], alone.deltas.delta[l].repeat(4, axis=1), rtol=1e-14
        )
        np.testing.assert_allclose(together.gradients.W_grad[l], alone.gradients.W_grad[l], rtol=1e-14)
        np.testing.assert_allclose(together.gradients.b_grad[l], alone.gradients.b_grad[l], rtol=1e-14)


def test_a_relu_at_0_passes_nothing_back() -> None:
    """Its slope there is 0 by convention, which no other program need share."""
    at_0 = Problem(
        Network.read([([[1.0]], [0.0], "relu"), ([[1.0]], [0.0], "linear")]),
        Batch.read([[0.0]], [[1.0]]),
        "mse",
    )
    result = run(at_0, 0.1)
    assert result.deltas.delta[2][0, 0] == -2.0
    assert result.deltas.delta[1][0, 0] == 0.0
