"""Another architecture for the same network: what still fits is kept bit for bit, the rest is drawn.

The rule is this lesson's own. A weight names its neurons by their place, so a kept number stays where it is:
of every W and b the overlap from the first row and column on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.engine.arrays import Array
from app.engine.errors import ShapeError
from app.engine.network import Layer, Network


@dataclass(frozen=True, eq=False, slots=True)
class Reshaped:
    """The network, and how many of its weights and biases are `kept` and how many are `new`."""

    network: Network
    kept: int
    new: int


def sources_by_position(before: int, after: int) -> tuple[int, ...]:
    """For layers 1..`after` the one of 1..`before` that each continues; 0 stands for none.

    Hidden layers keep their place, and the output layer stays the output layer.
    """
    return (*(l if l < before else 0 for l in range(1, after)), before)


def carry_over(kept: Network, drawn: Network, sources: Sequence[int]) -> Reshaped:
    """`drawn`, with the numbers of `kept` wherever they fit; widths and activations are those of `drawn`.

    Layer l takes W[:n, :m] and b[:n] of layer `sources[l - 1]` of `kept`, where n and m are what both have;
    0 takes nothing. Raises ShapeError for a source that is not there.
    """
    for l, source in enumerate(sources, start=1):
        if not 0 <= source <= len(kept.layers):
            field = f"layers.{l - 1}.keeps"
            raise ShapeError(
                field, f"{field} counts from 1 to {len(kept.layers)}, the layers there are to keep"
            )
    layers, overlap = [], 0
    for layer, source in zip(drawn.layers, sources, strict=True):
        if source:
            old = kept.layers[source - 1]
            overlap += layer.W[shared(layer.W, old.W)].size + layer.b[shared(layer.b, old.b)].size
            layers.append(Layer.read(laid_over(layer.W, old.W), laid_over(layer.b, old.b), layer.activation))
        else:
            layers.append(layer)
    network = Network(tuple(layers))
    return Reshaped(network, overlap, network.parameter_count - overlap)


def shared(ground: Array, top: Array) -> tuple[slice, ...]:
    """The entries that both have, from the first on."""
    return tuple(slice(min(sizes)) for sizes in zip(ground.shape, top.shape, strict=True))


def laid_over(ground: Array, top: Array) -> Array:
    """A copy of `ground` with `top` over it from the first entry on, as far as both reach."""
    both = shared(ground, top)
    result = ground.copy()
    result[both] = top[both]
    return result
