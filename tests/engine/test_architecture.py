"""What a network keeps when its architecture changes, apart from the web."""

import numpy as np
import pytest

from app.engine.architecture import carry_over, sources_by_position
from app.engine.errors import ShapeError
from app.engine.initialisers import draw_network
from app.engine.network import Layer, Network


def drawn(*widths: int, seed: int = 1) -> Network:
    """With biases that are not 0 and tell the network."""
    network = draw_network("uniform", widths, ["tanh"] * (len(widths) - 1), seed)
    return Network(tuple(Layer.read(l.W, l.b + seed, l.activation) for l in network.layers))


@pytest.mark.parametrize(
    ("before", "after", "sources"),
    [(3, 3, (1, 2, 3)), (3, 4, (1, 2, 0, 3)), (3, 2, (1, 3)), (1, 3, (0, 0, 1)), (3, 1, (3,))],
)
def test_hidden_layers_keep_their_place_and_the_output_stays_the_output(
    before: int, after: int, sources: tuple[int, ...]
) -> None:
    assert sources_by_position(before, after) == sources


def test_the_overlap_is_kept_and_neither_network_is_changed() -> None:
    old, fresh = drawn(2, 3, 1, seed=1), drawn(3, 2, 2, seed=2)
    before = [layer.W.tobytes() for network in (old, fresh) for layer in network.layers]
    result = carry_over(old, fresh, (1, 2))
    first, last = result.network.layers
    assert np.array_equal(first.W[:, :2], old.layers[0].W[:2])
    assert np.array_equal(first.W[:, 2], fresh.layers[0].W[:, 2])
    assert np.array_equal(last.W[0], old.layers[1].W[0, :2])
    assert np.array_equal(last.W[1], fresh.layers[1].W[1])
    assert (first.b.tolist(), last.b.tolist()) == ([1.0, 1.0], [1.0, 2.0])
    assert (result.kept, result.new) == (4 + 2 + 2 + 1, 2 + 0 + 2 + 1)
    assert [layer.W.tobytes() for network in (old, fresh) for layer in network.layers] == before
    assert not first.W.flags.writeable


def test_the_same_architecture_keeps_everything_and_no_source_nothing() -> None:
    old, fresh = drawn(2, 3, 1, seed=1), drawn(2, 3, 1, seed=2)
    whole = carry_over(old, fresh, (1, 2))
    assert (whole.kept, whole.new) == (13, 0)
    none = carry_over(old, fresh, (0, 0))
    assert (none.kept, none.new) == (0, 13)
    for result, source in ((whole, old), (none, fresh)):
        for here, there in zip(result.network.layers, source.layers, strict=True):
            assert here.W.tobytes() == there.W.tobytes()


@pytest.mark.parametrize("source", [-1, 3])
def test_a_layer_that_is_not_there_cannot_be_kept(source: int) -> None:
    with pytest.raises(ShapeError, match=r"layers\.1\.keeps counts from 1 to 2"):
        carry_over(drawn(2, 3, 1), drawn(2, 3, 1), (1, source))
