"""A number that grows beyond 64 bits is refused under the name of the first one that did."""

from typing import Any

import pytest

from app.engine.errors import NonFiniteError
from app.engine.network import Batch, Network
from app.lesson.refs import Ref
from tests.strategies import Problem, run

HUGE = 1e308
Layers = list[tuple[Any, Any, str]]


def ask(layers: Layers, x: Any, y: Any, loss: str = "mse", rate: float = 0.1, optimizer: str = "sgd") -> None:
    run(Problem(Network.read(layers), Batch.read(x, y), loss), rate, optimizer)


def one(W: Any, activation: str = "linear") -> Layers:
    return [(W, [0.0] * len(W), activation)]


TWO: Layers = [([[1.0], [1.0]], [0.0, 0.0], "sigmoid"), ([[1.0, 1.0]], [0.0], "linear")]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("layers", "x", "y", "ref"),
    [
        pytest.param(one([[HUGE]]), [[10.0]], [[0.0]], "z.1.0", id="a product"),
        pytest.param(one([[HUGE, HUGE]]), [[1.0, 1.0]], [[0.0]], "z.1.0", id="a sum"),
        pytest.param(one([[1.0], [HUGE]]), [[10.0]], [[0.0, 0.0]], "z.1.1", id="of the second neuron"),
        pytest.param(one([[HUGE]]), [[1.0], [10.0]], [[0.0], [0.0]], "z.1.0@1", id="of the second sample"),
        pytest.param(
            one([[HUGE]], "tanh"), [[-10.0]], [[0.0]], "z.1.0", id="though the activation is finite"
        ),
        pytest.param(
            [([[1.0]], [0.0], "linear"), *one([[HUGE]])], [[10.0]], [[0.0]], "z.2.0", id="in a later layer"
        ),
        pytest.param(
            [([[1.0]], [0.0], "linear"), *one([[1.0], [HUGE]])],
            [[1.0], [1.0], [10.0]],
            [[0.0, 0.0]] * 3,
            "z.2.1@2",
            id="by layer, neuron and sample",
        ),
        pytest.param(
            [*one([[HUGE]]), *one([[0.0]])], [[10.0]], [[0.0]], "z.1.0", id="not the NaN that follows it"
        ),
        pytest.param(one([[1.0]]), [[1e200]], [[0.0]], "loss", id="a square"),
        pytest.param(one([[1.0]]), [[1.0], [1e200]], [[0.0], [0.0]], "loss@1", id="a square of the second"),
        pytest.param(one([[1.0]]), [[1.3e154]] * 2, [[0.0]] * 2, "loss", id="the mean, of finite squares"),
        pytest.param(
            [([[0.0]], [0.0], "linear"), *one([[1e200]])], [[1.0]], [[1e150]], "delta.1.0", id="a delta"
        ),
        pytest.param(
            [([[0.0]], [0.0], "linear"), *one([[1e200]])],
            [[1.0], [1.0]],
            [[0.0], [1e150]],
            "delta.1.0@1",
            id="a delta of the second sample",
        ),
        pytest.param(one([[0.0, 0.0]]), [[1.0, 1e200]], [[1e150]], "W_grad.1.0.1", id="a gradient"),
    ],
)
def test_the_first_number_beyond_64_bits_is_named(layers: Layers, x: Any, y: Any, ref: str) -> None:
    with pytest.raises(NonFiniteError, match="grew beyond what 64 bits hold") as caught:
        ask(layers, x, y)
    assert caught.value.field == ref
    assert str(caught.value).startswith(f"{ref} is not finite")
    assert str(Ref.parse(caught.value.field)) == ref


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("rate", "optimizer", "target", "ref"),
    [
        (HUGE, "sgd", 20.0, "W_new.2.0.0"),
        (HUGE, "momentum", 20.0, "W_new.2.0.0"),
        (1e200, "sgd", 1.0, "loss_new"),
        (1e200, "adam", 1.0, "loss_new"),
        (0.1, "adam", 1e154, "v_W_new.2.0.0"),
    ],
)
def test_an_update_that_is_too_large_is_named(rate: float, optimizer: str, target: float, ref: str) -> None:
    with pytest.raises(NonFiniteError) as caught:
        ask(TWO, [[1.0]], [[target]], rate=rate, optimizer=optimizer)
    assert caught.value.field == ref


def test_of_several_that_overflow_the_first_in_the_order_of_steps_is_named() -> None:
    """The update begins at the last layer."""
    with pytest.raises(NonFiniteError) as caught:
        ask([*one([[1.0]]), *one([[1.0]])], [[100.0]], [[0.0]], rate=HUGE)
    assert caught.value.field == "W_new.2.0.0"


@pytest.mark.filterwarnings("error")
def test_numbers_whose_squares_alone_would_overflow_are_no_overflow() -> None:
    """The quick look for infinities sums squares; it must not cry wolf at 1e200."""
    ask(one([[1e200]], "tanh"), [[1.0]], [[1.0]])


@pytest.mark.filterwarnings("error")
def test_numbers_that_vanish_are_no_overflow() -> None:
    ask(one([[1e-200]]), [[1e-200]], [[0.0]])
