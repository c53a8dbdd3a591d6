"""Nothing that the engine gives can be changed, and nothing that it was given is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import Any

import numpy as np
import pytest

from app.engine.initialisers import INITIALISERS, draw_network
from app.engine.network import Batch, Network
from app.engine.optimizers import OPTIMIZERS, OptimizerState
from app.lesson.refs import Ref, look_up
from tests.strategies import HEADS, random_problem, run

every_optimizer = pytest.mark.parametrize("optimizer", OPTIMIZERS)
every_head = pytest.mark.parametrize(("activation", "loss"), HEADS)


def walk(value: Any) -> Iterator[Any]:
    """A result and everything in it."""
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from walk(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from walk(entry)
    elif isinstance(value, tuple):
        for entry in value:
            yield from walk(entry)


def assert_frozen(value: Any) -> None:
    kinds = set()
    for part in walk(value):
        assert not isinstance(part, list | set)
        if isinstance(part, np.ndarray):
            kinds.add("array")
            with pytest.raises(ValueError, match="read-only"):
                part[...] = 0.0
        elif isinstance(part, Mapping):
            kinds.add("mapping")
            with pytest.raises(TypeError, match="item assignment"):
                part[1] = None  # type: ignore[index]
        elif is_dataclass(part):
            for field in fields(part):
                with pytest.raises(FrozenInstanceError):
                    setattr(part, field.name, None)
    assert "array" in kinds or value.optimizer == "sgd"


@every_optimizer
@pytest.mark.parametrize("samples", [1, 3])
@pytest.mark.parametrize("frozen", [False, True])
def test_nothing_in_a_trace_can_be_changed(optimizer: str, samples: int, frozen: bool) -> None:
    problem = random_problem(1, (2, 3, 2), ("relu", "sigmoid"), "mse", samples)
    assert_frozen(run(problem, 0.1, optimizer, frozen, after=1))


@every_head
def test_nothing_in_a_trace_under_any_loss_can_be_changed(activation: str, loss: str) -> None:
    assert_frozen(run(random_problem(1, (2, 3, 2), ("linear", activation), loss, samples=2), 0.1))


@every_optimizer
def test_a_starting_state_cannot_be_changed(optimizer: str) -> None:
    assert_frozen(OptimizerState.start(optimizer, random_problem(1, (2, 1), ("tanh",), "mse").network))


@pytest.mark.parametrize("initialiser", INITIALISERS)
def test_a_drawn_network_cannot_be_changed(initialiser: str) -> None:
    assert_frozen(draw_network(initialiser, [2, 3, 1], ["tanh", "linear"], seed=0))


@pytest.mark.parametrize("ref", ["W.1", "b.1", "a.0", "y", "delta.2", "W_new.1", "b_grad.2"])
def test_an_array_that_is_looked_up_cannot_be_changed(ref: str) -> None:
    array = look_up(run(random_problem(1, (2, 3, 2), ("relu", "sigmoid"), "mse"), 0.1), Ref.parse(ref))
    assert isinstance(array, np.ndarray)
    with pytest.raises(ValueError, match="read-only"):
        array[0, 0] = 0.0


@pytest.mark.parametrize("as_array", [np.array, np.asfortranarray], ids=["rows first", "columns first"])
def test_a_network_keeps_copies_of_its_numbers(as_array: Any) -> None:
    W, b = as_array([[1.0, 2.0], [3.0, 4.0]]), as_array([5.0, 6.0])
    network = Network.read([(W, b, "tanh")])
    W[...] = b[...] = 0.0  # they are still the caller's, and may be changed
    assert network.layers[0].W.tolist() == [[1.0, 2.0], [3.0, 4.0]]
    assert network.layers[0].b.tolist() == [5.0, 6.0]


@pytest.mark.parametrize("rows", [[[1.0], [2.0]], [[1.0, 2.0]], [[1.0, 2.0], [3.0, 4.0]]])
def test_a_batch_keeps_copies_of_its_numbers(rows: list[list[float]]) -> None:
    x, y = np.array(rows), np.array(rows)
    batch = Batch.read(x, y)
    x[...] = y[...] = 0.0
    assert batch.x.T.tolist() == batch.y.T.tolist() == rows


def test_results_are_float64() -> None:
    integers = Network.read([([[1, 2]], [0], "linear")]), Batch.read([[1, 2]], [[1]])
    problem = random_problem(1, (2, 1), ("linear",), "mse")
    arrays = [
        part
        for part in walk((*integers, run(type(problem)(*integers, "mse"), 0.1)))
        if isinstance(part, np.ndarray)
    ]
    assert len(arrays) > 10
    assert {array.dtype for array in arrays} == {np.dtype(np.float64)}
