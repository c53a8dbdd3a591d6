"""What one request may cost, decided before any work begins. The catalogue tells these numbers.

The API keeps no state, so every question carries all of its data and the body bounds most of what follows.
"""

from dataclasses import asdict, dataclass

from app.engine.errors import LimitError
from app.engine.network import Batch, Network


@dataclass(frozen=True, slots=True)
class Limits:
    body_bytes: int = 4 * 1024 * 1024  # the largest network below, written with 17 digits a number
    parameters: int = 200_000  # with `samples`, about 1 gigaflop and well under a second
    samples: int = 1_024
    layers: int = 128  # a layer costs some microseconds however small it is
    explained_layers: int = 8  # what a person can follow; bounds the formulas that are written out
    explained_units: int = 16
    explained_samples: int = 64


LIMITS = Limits()


def told() -> dict[str, int]:
    return asdict(LIMITS)


def check_size(network: Network, batch: Batch, explained: bool) -> None:
    """Raise LimitError when the problem is larger than a request may be."""
    L, samples = len(network.layers), batch.size
    at_most("network.layers", "weight layers", L, LIMITS.layers)
    at_most("network", "weights and biases", network.parameter_count, LIMITS.parameters)
    at_most("x", "samples", samples, LIMITS.samples)
    if explained:
        only = "; ask with steps=none for the values alone"
        at_most("network.layers", "explained weight layers", L, LIMITS.explained_layers, only)
        at_most("network", "explained units in a layer", max(network.widths), LIMITS.explained_units, only)
        at_most("x", "explained samples", samples, LIMITS.explained_samples, only)


def at_most(field: str, what: str, n: int, limit: int, hint: str = "") -> None:
    if n > limit:
        raise LimitError(field, f"at most {limit} {what} are possible, and these are {n}{hint}", limit)
