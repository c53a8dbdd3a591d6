"""The gradient check: it agrees with right gradients, differs from wrong ones, and knows a kink."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings

from app.engine.gradcheck import Probe, check_gradients
from app.engine.network import Batch, Layer, Network
from tests.strategies import EXAMPLES, SMOOTH, Problem, problems, random_problem, read_problem, run


def check(problem: Problem, factor: float = 1.0) -> list[Probe]:
    """Probes of the gradients, all of them wrong by `factor`."""
    gradients = run(problem, 0.1).gradients
    wrong = replace(
        gradients,
        W_grad={l: factor * g for l, g in gradients.W_grad.items()},
        b_grad={l: factor * g for l, g in gradients.b_grad.items()},
    )
    return list(check_gradients(problem.network, problem.batch, problem.loss, wrong))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(problems(hidden=tuple(SMOOTH)))
def test_it_agrees_on_random_networks_and_flags_no_kink_where_there_is_none(problem: Problem) -> None:
    verdicts = {probe.verdict for probe in check(problem)}
    smooth = problem.network.layers[-1].activation in (*SMOOTH, "softmax")
    assert verdicts <= ({"agrees"} if smooth else {"agrees", "kink"})


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example["id"]))
def test_it_agrees_on_every_example(example: dict[str, object]) -> None:
    problem = read_problem(example["problem"])  # type: ignore[arg-type]
    assert {probe.verdict for probe in check(problem)} == {"agrees"}


def test_it_probes_every_parameter_once_layer_by_layer() -> None:
    problem = random_problem(2, (1, 2, 1), ("tanh", "linear"), "mse")
    assert [probe.ref for probe in check(problem)] == [
        *("W.1.0.0", "W.1.1.0", "b.1.0", "b.1.1"),
        *("W.2.0.0", "W.2.0.1", "b.2.0"),
    ]


@pytest.mark.parametrize("factor", [-1.0, 2.0, 0.5, 1.001])
def test_it_differs_from_a_gradient_that_is_wrong(factor: float) -> None:
    problem = random_problem(3, (2, 3, 2), ("sigmoid", "tanh"), "mse", samples=2)
    assert {probe.verdict for probe in check(problem, factor)} == {"differs"}


@pytest.mark.parametrize("size", [30.0, 1e3, 1e5])
def test_it_agrees_on_inputs_that_nobody_scaled(size: float) -> None:
    """Ages, prices and pixels: there a step that suits a weight of 1 would carry z far along its curve."""
    for seed in range(20):
        small = random_problem(seed, (2, 3, 2), ("tanh", "sigmoid"), "mse", samples=2)
        first, last = small.network.layers
        network = Network((Layer.read(first.W / size, first.b, "tanh"), last))
        batch = Batch.read(small.batch.x.T * size, small.batch.y.T)
        for factor, verdict in ((1.0, "agrees"), (1.01, "differs")):
            probes = check(Problem(network, batch, "mse"), factor)
            assert {probe.verdict for probe in probes} == {verdict}, seed


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("weight", [0.0, 1e-200, 1.0])
def test_however_large_an_input_the_two_probes_stay_apart(weight: float) -> None:
    network = Network.read([([[weight]], [0.0], "tanh")])
    problem = Problem(network, Batch.read([[1e200]], [[0.5]]), "mse")
    assert [probe.ref for probe in check(problem)] == ["W.1.0.0", "b.1.0"]


@pytest.mark.parametrize(("factor", "error"), [(-1.0, 2.0), (2.0, 0.5), (1.0, 0.0)])
def test_it_tells_how_wrong_a_gradient_is(factor: float, error: float) -> None:
    problem = random_problem(3, (2, 3, 2), ("sigmoid", "tanh"), "mse", samples=2)
    for probe in check(problem, factor):
        # central differences are good for some 1e-9 of a gradient near 1, and for less of a small one
        assert probe.relative_error == pytest.approx(error, abs=1e-6)
        assert probe.numeric == pytest.approx(probe.gradient / factor, rel=1e-6)


@pytest.mark.parametrize(("activation", "b"), [*product(("relu", "leaky_relu"), (0.0, 1e-6, -1e-6))])
def test_a_probe_across_a_kink_is_flagged_and_not_failed(activation: str, b: float) -> None:
    """At z = 0 to within the distance of the probes the difference quotient mixes two slopes."""
    network = Network.read([([[1.0], [1.0]], [b, 0.5], activation), ([[2.0, 3.0]], [0.0], "linear")])
    problem = Problem(network, Batch.read([[0.0]], [[1.0]]), "mse")
    verdicts = {probe.ref: probe.verdict for probe in check(problem)}
    assert verdicts.pop("b.1.0") == "kink"
    # on the kink itself no probe of another parameter leaves it, and beside it none crosses it
    assert set(verdicts.values()) == {"agrees"}


def test_a_gradient_of_0_that_is_right_has_no_error() -> None:
    network = Network.read([([[1.0]], [-1.0], "relu"), ([[2.0]], [0.0], "linear")])
    dead = {probe.ref: probe for probe in check(Problem(network, Batch.read([[0.5]], [[1.0]]), "mse"))}
    assert dead["W.1.0.0"] == Probe("W.1.0.0", 0.0, 0.0, 0.0, "agrees")
