"""Published worked examples: the digits their authors printed, and an oracle's exact values."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from app.engine import phases, training
from app.engine.network import Network
from app.engine.optimizers import OptimizerState
from app.engine.trace import Trace
from tests.strategies import EXAMPLE_OF, EXAMPLES, read_problem, run

RELATIVE = 1e-12  # the oracle has 40 digits; a few thousand roundings of a float64 stay well below this
HALF_A_DIGIT = 0.5  # of the last printed place: what rounding leaves


def example_id(example: dict[str, Any]) -> str:
    return str(example["id"])


every_example = pytest.mark.parametrize("example", EXAMPLES, ids=example_id)


def train(example: dict[str, Any], updates: int) -> Trace:
    """The last of so many steps of training."""
    problem = read_problem(example["problem"])
    return run(problem, example["learning_rate"], frozen=example["freeze_biases"], after=updates - 1)


def assert_close(here: Any, there: Any, relative: float = RELATIVE) -> None:
    """Numbers, lists or arrays of one shape, entry by entry."""
    assert np.shape(here) == np.shape(there)
    assert np.asarray(here) == pytest.approx(np.asarray(there), rel=relative, abs=0.0)


def assert_layers_close(here: Mapping[int, NDArray[Any]], there: dict[str, Any], by_sample: bool) -> None:
    """Layer by layer; samples are columns here and rows there."""
    assert {str(l) for l in here} == set(there)
    for l, array in here.items():
        assert_close(array.T if by_sample else array, there[str(l)])


@every_example
def test_the_forward_pass_meets_the_exact_values(example: dict[str, Any]) -> None:
    forward = train(example, 1).forward
    assert_layers_close(forward.z, example["exact"]["forward"]["z"], by_sample=True)
    assert_layers_close(forward.a, example["exact"]["forward"]["a"], by_sample=True)


@every_example
def test_the_loss_meets_the_exact_values(example: dict[str, Any]) -> None:
    value = train(example, 1).loss
    assert_close(value.loss, example["exact"]["loss"]["value"])
    assert_close(value.per_sample, example["exact"]["loss"]["per_sample"])


@every_example
def test_the_deltas_meet_the_exact_values(example: dict[str, Any]) -> None:
    delta = train(example, 1).deltas.delta
    assert_layers_close(delta, example["exact"]["deltas"]["delta"], by_sample=True)


@every_example
def test_the_gradients_meet_the_exact_values(example: dict[str, Any]) -> None:
    gradients = train(example, 1).gradients
    assert_layers_close(gradients.W_grad, example["exact"]["gradients"]["W"], by_sample=False)
    assert_layers_close(gradients.b_grad, example["exact"]["gradients"]["b"], by_sample=False)


@every_example
def test_training_meets_the_exact_network_loss_and_prediction(example: dict[str, Any]) -> None:
    exact = example["exact"]["update"]
    last = train(example, exact["updates"])
    layers = exact["network"]["layers"]
    assert len(last.update.network.layers) == len(layers)
    for layer, there in zip(last.update.network.layers, layers, strict=True):
        assert_close(layer.W, there["W"])
        assert_close(layer.b, there["b"])
    assert_close(last.loss_new, exact["loss"])
    assert_close(predict(last.update.network, example).T, exact["prediction"])


def predict(network: Network, example: dict[str, Any]) -> NDArray[Any]:
    x = read_problem(example["problem"]).batch.x
    return phases.forward(network, x).a[len(network.layers)]


def value_at(example: dict[str, Any], ref: str) -> float:
    """The number at a printed Ref, of the first sample; `a_new` and `loss_new` are after the updates."""
    quantity, *path = ref.split(".")
    if quantity in ("a_new", "loss_new"):
        last = train(example, example["exact"]["update"]["updates"])
        if quantity == "loss_new":
            return last.loss_new
        return float(predict(last.update.network, example)[int(path[1]), 0])
    first = train(example, 1)
    if quantity == "loss":
        return first.loss.loss
    holders = (first.forward, first.deltas, first.gradients, first.update)
    holder = next(holder for holder in holders if hasattr(holder, quantity))
    l, *index = map(int, path)
    array = getattr(holder, quantity)[l]
    return float(array[(*index, 0)] if quantity in ("z", "a", "delta") else array[tuple(index)])


@pytest.mark.parametrize(
    ("example", "ref"),
    [
        pytest.param(example, ref, id=f"{example['id']}-{ref}")
        for example in EXAMPLES
        for ref in example["printed"]
    ],
)
def test_every_printed_digit_follows_by_rounding(example: dict[str, Any], ref: str) -> None:
    text = example["printed"][ref]
    last_place = Decimal(1).scaleb(-len(text.partition(".")[2]))
    # where an author truncated, or multiplied rounded factors, the example says by how many last places
    allowed = Decimal(str(example["printed_ulp"].get(ref, HALF_A_DIGIT))) * last_place
    # a value on the tie itself, such as 0.625 printed 0.63, may lie off it by a rounding of its own
    allowed += abs(Decimal(text)) * Decimal(RELATIVE)
    assert abs(Decimal(value_at(example, ref)) - Decimal(text)) <= allowed


# figures that the notes beside an example tell in words


def told(id: str, figure: str) -> Any:
    """A figure as the notes tell it, and half of its last place, which is what it promises."""
    assert figure in EXAMPLE_OF[id]["notes"]
    return pytest.approx(float(figure), rel=0.0, abs=0.5 * 10.0 ** -len(figure.partition(".")[2]))


def train_fast(id: str, updates: int) -> tuple[float, Network]:
    """Loss and network after so many updates, in a loop that keeps no trace."""
    example, problem = EXAMPLE_OF[id], read_problem(EXAMPLE_OF[id]["problem"])
    start = OptimizerState.start("sgd", problem.network)
    *_, last = training.train(
        *(problem.network, problem.batch, problem.loss, example["learning_rate"], start),
        *(example["freeze_biases"], updates),
    )
    return last.loss, last.network


@pytest.mark.parametrize(("updates", "figure"), [(0, "0.4964100319"), (10_000, "0.0085845257")])
def test_the_errors_told_of_xor_are_those_of_its_author(updates: int, figure: str) -> None:
    """He tells the mean absolute error, and sums over samples where here is a mean at four times the rate."""
    _, network = train_fast("trask-xor", updates)
    y = read_problem(EXAMPLE_OF["trask-xor"]["problem"]).batch.y
    assert float(abs(predict(network, EXAMPLE_OF["trask-xor"]) - y).mean()) == told("trask-xor", figure)


@pytest.mark.parametrize(("id", "figure"), [("nielsen-fast", "0.093956"), ("nielsen-slow", "0.202848")])
def test_the_outputs_told_after_300_updates_are_reached(id: str, figure: str) -> None:
    _, network = train_fast(id, 300)
    assert float(predict(network, EXAMPLE_OF[id])[0, 0]) == told(id, figure)


def slip(network: Network, example: dict[str, Any]) -> Network:
    """One step as the most cited example ends it: the error goes back through weights already updated."""
    problem, rate = read_problem(example["problem"]), example["learning_rate"]
    forward = phases.forward(network, problem.batch.x)
    value = phases.loss(network, forward, problem.batch, problem.loss)
    right = phases.gradients(forward, phases.deltas(network, forward, value))
    stepped = phases.update(network, right, rate, freeze_biases=True).network
    half_way = Network((network.layers[0], stepped.layers[1]))
    wrong = phases.gradients(forward, phases.deltas(half_way, forward, value))
    return phases.update(network, wrong, rate, freeze_biases=True).network


def test_the_most_cited_example_is_told_right_and_its_slip_explains_its_figures() -> None:
    example = EXAMPLE_OF["mazur"]
    problem = read_problem(example["problem"])

    def loss_of(network: Network) -> float:
        return phases.mean_loss(network, problem.batch, problem.loss)

    free = run(problem, example["learning_rate"])
    assert train(example, 1).loss_new == told("mazur", "0.29102777369359933")
    assert loss_of(slip(problem.network, example)) == told("mazur", "0.291027924")
    assert free.loss_new == told("mazur", "0.28047144679143016")


def test_the_most_cited_example_ends_where_it_should_after_10_000_updates() -> None:
    loss, network = train_fast("mazur", 10_000)
    # 10 000 updates add up their roundings
    assert_close(loss, 3.510187782978859e-05, relative=1e-9)
    outputs = predict(network, EXAMPLE_OF["mazur"])
    assert_close(outputs, [[0.01591362044355068], [0.9840642735146238]], relative=1e-9)
    assert all(
        figure in EXAMPLE_OF["mazur"]["notes"] for figure in ("3.510187782978859e-05", "0.98406427351")
    )
