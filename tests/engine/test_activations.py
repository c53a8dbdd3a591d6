"""Activations and their slopes: against 700 digits, against autograd, and at z where careless forms break."""

from collections.abc import Callable
from decimal import Context, Decimal, localcontext

import numpy as np
import pytest
from autograd import elementwise_grad
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.activations import ACTIVATIONS, softmax, softmax_pull_back
from app.engine.arrays import Array
from tests.engine import oracle
from tests.strategies import ELEMENTWISE

STABILITY = [0.0, *(sign * z for z in (1e-300, 1.0, 20.0, 40.0, 700.0, 1e3) for sign in (1.0, -1.0))]
# exp and a few operations round a handful of times by 1.1e-16; nothing absolute is allowed
RELATIVE = 1e-15
DIGITS = Context(prec=700)  # 1e-300 beside 1, and e^-1000, still leave hundreds of digits
many = settings(max_examples=200, deadline=None, derandomize=True)


def sigmoid(z: Decimal) -> Decimal:
    return 1 / (1 + (-z).exp())


def tanh(z: Decimal) -> Decimal:
    return 2 * sigmoid(2 * z) - 1


def step(z: Decimal, left: Decimal) -> Decimal:
    return Decimal(1) if z > 0 else left


ONE, LEAK = Decimal(1), Decimal("0.01")
EXACT: dict[str, tuple[Callable[[Decimal], Decimal], Callable[[Decimal], Decimal]]] = {
    "linear": (lambda z: z, lambda z: ONE),
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    "tanh": (tanh, lambda z: 1 - tanh(z) ** 2),
    "relu": (lambda z: step(z, Decimal(0)) * z, lambda z: step(z, Decimal(0))),
    "leaky_relu": (lambda z: step(z, LEAK) * z, lambda z: step(z, LEAK)),
    "softplus": (lambda z: (1 + z.exp()).ln(), sigmoid),
}

every_name = pytest.mark.parametrize("name", ELEMENTWISE)


def slope_of(name: str) -> Callable[[Array], Array]:
    slope = ACTIVATIONS[name].slope
    assert slope is not None
    return slope


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("z", STABILITY)
@every_name
def test_values_and_slopes_are_exact_without_a_warning(name: str, z: float) -> None:
    with localcontext(DIGITS):
        f, slope = (float(exact(Decimal(z))) for exact in EXACT[name])
    assert float(ACTIVATIONS[name].f(np.array([[z]]))[0, 0]) == pytest.approx(f, rel=RELATIVE, abs=0.0)
    assert float(slope_of(name)(np.array([[z]]))[0, 0]) == pytest.approx(slope, rel=RELATIVE, abs=0.0)


@pytest.mark.parametrize("z", [40.0, -40.0])
@pytest.mark.parametrize(("name", "expected"), [("sigmoid", 4.248354255291589e-18), ("tanh", 7.219405e-35)])
def test_a_saturated_slope_keeps_its_digits(name: str, expected: float, z: float) -> None:
    """1 - f(z) would be 0 on the one side, or leave no digit."""
    relative = 1e-15 if name == "sigmoid" else 1e-6  # as many digits as are written here
    assert float(slope_of(name)(np.array([z]))[0]) == pytest.approx(expected, rel=relative, abs=0.0)


@every_name
def test_a_slope_is_autograds_derivative(name: str) -> None:
    z = np.random.default_rng(7).uniform(-4.0, 4.0, (5, 40))
    expected = elementwise_grad(oracle.ACTIVATIONS[name])(z)
    # near |z| = 4 autograd's plain formulas for tanh and the like cancel to some 1e-13
    np.testing.assert_allclose(slope_of(name)(z), expected, rtol=1e-11)
    np.testing.assert_allclose(ACTIVATIONS[name].f(z), oracle.ACTIVATIONS[name](z), rtol=1e-11)


@every_name
def test_a_slope_is_what_a_difference_quotient_measures(name: str) -> None:
    z = np.random.default_rng(8).uniform(-4.0, 4.0, (5, 40))
    z += np.copysign(0.01, z)  # no kink between the two probes
    h = 1e-5
    f = ACTIVATIONS[name].f
    # h squared for what the quotient leaves out, 1e-16 / h for the rounding of f
    np.testing.assert_allclose(slope_of(name)(z), (f(z + h) - f(z - h)) / (2.0 * h), rtol=0.0, atol=2e-10)


def test_a_relu_has_slope_0_at_0() -> None:
    assert slope_of("relu")(np.array([-0.0, 0.0, 5e-324])).tolist() == [0.0, 0.0, 1.0]


def test_a_leaky_relu_has_its_leak_at_0() -> None:
    assert slope_of("leaky_relu")(np.array([-1.0, 0.0, 5e-324])).tolist() == [0.01, 0.01, 1.0]


def test_exactly_those_with_a_kink_say_so() -> None:
    kinked = {
        name
        for name in ELEMENTWISE
        if abs(np.subtract(*slope_of(name)(np.array([1e-9, -1e-9])))) > 1e-6  # a smooth slope moves by 1e-9
    }
    assert kinked == {name for name, activation in ACTIVATIONS.items() if activation.kinked}


@every_name
def test_results_share_no_memory_with_z(name: str) -> None:
    z = np.array([[1.0, -2.0]])
    for function in (ACTIVATIONS[name].f, slope_of(name)):
        assert not np.shares_memory(function(z), z)
    assert z.tolist() == [[1.0, -2.0]]


# softmax: it mixes the neurons of a column


columns = st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=6)


@many
@given(columns)
def test_a_softmax_is_positive_and_sums_to_1(column: list[float]) -> None:
    a = softmax(np.array(column)[:, None])
    assert (a >= 0.0).all()
    assert a.sum() == pytest.approx(1.0, rel=1e-15)


@many
@given(columns, st.floats(-1e3, 1e3))
def test_a_softmax_does_not_see_a_common_shift(column: list[float], shift: float) -> None:
    z = np.array(column)[:, None]
    # z + shift is rounded by up to 1e-13, and e^z passes that on
    np.testing.assert_allclose(softmax(z + shift), softmax(z), rtol=1e-12, atol=0.0)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("z", STABILITY)
def test_a_softmax_beside_0_is_a_sigmoid(z: float) -> None:
    with localcontext(DIGITS):
        expected = float(sigmoid(Decimal(z)))
    assert float(softmax(np.array([[z], [0.0]]))[0, 0]) == pytest.approx(expected, rel=RELATIVE, abs=0.0)


@pytest.mark.parametrize("K", [1, 2, 3])
def test_a_softmax_pulls_back_as_autograd_does(K: int) -> None:
    rng = np.random.default_rng(K)
    z, dL_da = rng.uniform(-2.0, 2.0, (2, K, 4))
    weighted = elementwise_grad(lambda z: oracle.softmax(z) * dL_da.T)
    expected = weighted(z.T).T
    # one output alone cannot move, so there 0 is all that rounding may leave
    np.testing.assert_allclose(softmax_pull_back(softmax(z), dL_da), expected, rtol=1e-12, atol=1e-15)


def test_columns_do_not_mix_in_a_softmax() -> None:
    z = np.random.default_rng(3).uniform(-2.0, 2.0, (3, 5))
    alone = np.hstack([softmax(z[:, [sample]]) for sample in range(5)])
    # a wider array may be summed in another order
    np.testing.assert_allclose(softmax(z), alone, rtol=RELATIVE)
