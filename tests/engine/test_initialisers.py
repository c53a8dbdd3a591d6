"""Initialisers: the same seed gives the same weights, and their spread is that of the papers."""

import numpy as np
import pytest

from app.engine.arrays import Array
from app.engine.errors import EngineError, ShapeError, UnknownNameError
from app.engine.initialisers import INITIALISERS, draw_network

N_IN, N_OUT = 300, 200
every_initialiser = pytest.mark.parametrize("initialiser", INITIALISERS)
every_random_one = pytest.mark.parametrize("initialiser", [name for name in INITIALISERS if name != "zeros"])


def draw(initialiser: str, seed: int = 1) -> Array:
    """60 000 weights."""
    return draw_network(initialiser, [N_IN, N_OUT], ["tanh"], seed).layers[0].W


@every_initialiser
def test_the_same_seed_gives_the_same_network(initialiser: str) -> None:
    one, other = (draw_network(initialiser, [2, 3, 1], ["relu", "linear"], seed=4) for _ in range(2))
    for here, there in zip(one.layers, other.layers, strict=True):
        assert here.W.tobytes() == there.W.tobytes()


@every_random_one
def test_another_seed_gives_other_weights(initialiser: str) -> None:
    assert (draw(initialiser, 1) != draw(initialiser, 2)).all()


@every_random_one
def test_layers_of_one_shape_get_different_weights(initialiser: str) -> None:
    """Or training could not tell their neurons apart."""
    first, second = draw_network(initialiser, [3, 3, 3], ["tanh", "tanh"], seed=4).layers
    assert (first.W != second.W).all()


@every_initialiser
def test_the_network_has_the_widths_and_activations_asked_for_and_biases_of_0(initialiser: str) -> None:
    network = draw_network(initialiser, [2, 3, 1], ["relu", "linear"], seed=4)
    assert network.widths == (2, 3, 1)
    assert [layer.activation for layer in network.layers] == ["relu", "linear"]
    assert all((layer.b == 0.0).all() for layer in network.layers)


def test_zeros_are_zeros() -> None:
    assert not draw("zeros").any()


@pytest.mark.parametrize(
    ("initialiser", "bound"), [("uniform", 1.0), ("xavier", (6 / (N_IN + N_OUT)) ** 0.5)]
)
def test_uniform_weights_fill_their_range_and_stay_inside(initialiser: str, bound: float) -> None:
    W = draw(initialiser)
    # of 60 000 evenly spread weights the outermost lie within some 1/60 000 of the bounds
    assert -bound <= W.min() < -0.999 * bound
    assert 0.999 * bound < W.max() <= bound


@pytest.mark.parametrize(
    ("initialiser", "variance"),
    [("uniform", 1 / 3), ("xavier", 2 / (N_IN + N_OUT)), ("he", 2 / N_IN)],
)
def test_random_weights_have_mean_0_and_the_published_variance(initialiser: str, variance: float) -> None:
    W = draw(initialiser)
    # of 60 000 draws the mean strays by 1/245 of a deviation, the variance by 0.6 % or less: five times that
    assert abs(W.mean()) < 5 / 245 * variance**0.5
    assert W.var() == pytest.approx(variance, rel=0.03)


def test_he_weights_are_normal_and_not_bounded() -> None:
    within = (np.abs(draw("he")) < (2 / N_IN) ** 0.5).mean()
    assert within == pytest.approx(0.6827, abs=0.01)  # of a uniform draw 0.577 would lie within one deviation


@pytest.mark.parametrize(
    ("initialiser", "widths", "activations", "error", "field", "words"),
    [
        ("lecun", [2, 1], ["tanh"], UnknownNameError, "initialiser", "zeros, uniform, xavier, he"),
        ("he", [2, 3, 1], ["tanh"], ShapeError, "activations", "3 widths need 2 activations"),
        ("he", [2, 1], ["tanh", "tanh"], ShapeError, "activations", "2 widths need 1 activations"),
        ("he", [2, 1], ["swish"], UnknownNameError, "layers.0.activation", "choose one of linear"),
        ("he", [2, 2, 1], ["softmax", "tanh"], EngineError, "layers.0.activation", "last layer"),
    ],
)
def test_a_wrong_question_is_refused_in_words(
    initialiser: str,
    widths: list[int],
    activations: list[str],
    error: type[EngineError],
    field: str,
    words: str,
) -> None:
    with pytest.raises(error, match=words) as caught:
        draw_network(initialiser, widths, activations, seed=0)
    assert caught.value.field == field
