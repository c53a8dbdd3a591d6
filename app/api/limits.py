"""What one request may cost, decided before any work begins. The catalogue tells these numbers.

Each can be set by the environment, as BACKPROP_LIMIT_<NAME>.

The API keeps no state, so every question carries all of its data and the body bounds most of what follows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import pairwise

from app.engine.errors import LimitError
from app.engine.network import Batch, Network
from app.settings import LIMIT_PREFIX, SettingsError, read_fields


@dataclass(frozen=True, slots=True)
class Limits:
    body_bytes: int = 4 * 1024 * 1024  # the largest network below, written with 17 digits a number
    parameters: int = 200_000  # with `samples`, about 1 gigaflop and well under a second
    samples: int = 1_024
    layers: int = 128  # a layer costs some microseconds however small it is
    explained_layers: int = 8  # what a person can follow; bounds the formulas that are written out
    explained_units: int = 16
    explained_samples: int = 64
    checked_parameters: int = 2_500  # each costs two forward passes; as many as explained networks have
    slice_points: int = 500
    updates: int = 20_000
    repeated_work: int = 5_000_000_000  # parameters x samples x updates, or x points of a slice
    training_seconds: int = 20
    request_seconds: int = 20  # for a request to arrive; 4 MiB need a line of 1.7 Mbit/s
    picture_pixels: int = 16_000_000  # of a PNG; the largest explained network has 11 at twice its size

    def __post_init__(self) -> None:
        for field in fields(self):
            if getattr(self, field.name) < 1:
                raise SettingsError(f"{LIMIT_PREFIX}{field.name.upper()} must be at least 1")


LIMITS = read_fields(Limits, LIMIT_PREFIX)


def told() -> dict[str, int]:
    return asdict(LIMITS)


def check_counts(layers: int, samples: Mapping[str, int], field: str = "network.layers") -> None:
    """Raise LimitError for more layers, or samples (of x and of y), than it would be cheap to read."""
    at_most(field, "weight layers", layers, LIMITS.layers)
    for name, count in samples.items():
        at_most(name, "samples", count, LIMITS.samples)


def check_form(raw: bytes) -> None:
    """Raise LimitError for JSON with more names, or more lists, than a question within the limits can have.

    Counted before it is parsed: of four megabytes of unknown names the errors alone take seconds to list.
    A name has a colon after it and a list a bracket before it, so no fewer of these are there.
    """
    names = 8 * LIMITS.layers + 1_024  # three in a layer, four in an optimizer's state; and what presets tell
    # a row of weights comes with a bias, and an optimizer's state may hold two more of each
    lists = 3 * LIMITS.parameters // 2 + 2 * LIMITS.samples + names
    at_most("", "names in a body", raw.count(b":"), names)
    at_most("", "lists and objects in a body", raw.count(b"[") + raw.count(b"{"), lists)


def check_size(network: Network, batch: Batch, explained: bool) -> None:
    """Raise LimitError when a problem within `check_counts` is larger than a request may be."""
    at_most("network", "weights and biases", network.parameter_count, LIMITS.parameters)
    if explained:
        check_explained(network, batch, "; ask with steps=none for the values alone")


def check_explained(network: Network, batch: Batch, hint: str = "") -> None:
    """Raise LimitError for a problem whose steps are too many to be made one by one."""
    layers, units = len(network.layers), max(network.widths)
    at_most("network.layers", "explained weight layers", layers, LIMITS.explained_layers, hint)
    at_most("network", "explained units in a layer", units, LIMITS.explained_units, hint)
    at_most("x", "explained samples", batch.size, LIMITS.explained_samples, hint)


def check_widths(widths: Sequence[int]) -> None:
    """Raise LimitError for a network of `widths` n_0..n_L that would be larger than a request may be."""
    at_most("layers", "weight layers", len(widths) - 1, LIMITS.layers)
    parameters = sum((n_in + 1) * n_out for n_in, n_out in pairwise(widths))
    at_most("layers", "weights and biases", parameters, LIMITS.parameters)


def check_probes(network: Network, batch: Batch) -> None:
    """Raise LimitError when checking every gradient by differences would take too long."""
    at_most("network", "weights and biases to check", network.parameter_count, LIMITS.checked_parameters)
    at_most("x", "samples to check with", batch.size, LIMITS.explained_samples)


def check_repeated(work: int, field: str, times: int, limit: int) -> None:
    """Raise LimitError when `times` passes, of `work` each, are more than one request may run."""
    at_most(field, field, times, limit)
    at_most(field, f"parameters times samples times {field}", work * times, LIMITS.repeated_work)


def at_most(field: str, what: str, n: int, limit: int, hint: str = "") -> None:
    if n > limit:
        raise LimitError(field, f"at most {limit} {what} are possible, and these are {n}{hint}", limit)
