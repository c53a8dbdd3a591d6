"""Between wire and engine: samples as rows here and as columns there, layers by string and by number."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.api.limits import check_counts, check_size, check_widths
from app.api.schemas import Architecture, NetworkBody, OptimizerStateBody, Problem, flat_or_rows
from app.engine.architecture import Reshaped, carry_over, sources_by_position
from app.engine.arrays import Array, Arrays, lock, read_array
from app.engine.errors import EngineError, IncompatibleError, ShapeError, UnknownNameError
from app.engine.initialisers import draw_network
from app.engine.network import Batch, Network, check_fit
from app.engine.optimizers import OPTIMIZERS, OptimizerState
from app.engine.phases import Deltas, Forward, Gradients, LossValue
from app.engine.trace import Trace


@dataclass(frozen=True, slots=True)
class Question:
    """A problem that is checked and within the limits."""

    network: Network
    batch: Batch
    loss: str

    @property
    def work(self) -> int:
        """Multiplications in a forward pass, roughly."""
        return self.network.parameter_count * self.batch.size


@contextmanager
def within(place: str) -> Iterator[None]:
    """The engine names a layer from the network on; a reader finds it from the body on, in `place`."""
    try:
        yield
    except EngineError as error:
        error.field = f"{place}.{error.field}"
        raise


def read_network(place: str, body: NetworkBody) -> Network:
    """The network at `place` in the body. Raises EngineError."""
    with within(place):
        return Network.read((layer.W, layer.b, layer.activation) for layer in body.layers)


def read_question(body: Problem, explained: bool) -> Question:
    """Raises EngineError: the parts do not fit, or are too large."""
    samples = {field: count_samples(rows) for field, rows in (("x", body.x), ("y", body.y))}
    check_counts(len(body.network.layers), samples)
    network = read_network("network", body.network)
    batch = Batch.read(body.x, body.y)
    check_size(network, batch, explained)
    check_fit(network, batch, body.loss)
    return Question(network, batch, body.loss)


def draw_architecture(body: Architecture) -> Reshaped:
    """The network that is wanted. Raises EngineError: it cannot be, is too large, or `keep` is no network."""
    widths = [body.inputs, *(layer.units for layer in body.layers)]
    check_widths(widths)
    if body.keep is not None:
        check_counts(len(body.keep.layers), {}, "keep.layers")
    activations = [layer.activation for layer in body.layers]
    drawn = draw_network(body.initialiser, widths, activations, body.seed)
    if body.keep is None:
        return Reshaped(drawn, 0, drawn.parameter_count)
    kept = read_network("keep", body.keep)
    by_position = sources_by_position(len(kept.layers), len(body.layers))
    given = [layer.keeps for layer in body.layers]
    return carry_over(kept, drawn, [p if g is None else g for g, p in zip(given, by_position, strict=True)])


def count_samples(rows: list[Any]) -> int:
    return 1 if flat_or_rows(rows) == "flat" else len(rows)


def check_sample(question: Question, sample: int) -> None:
    samples = question.batch.size
    if sample >= samples:
        raise ShapeError("sample", f"sample counts from 0 and must be below {samples}, the number of samples")


def read_state(body: OptimizerStateBody | None, optimizer: str, network: Network) -> OptimizerState:
    """The optimizer's state, or its start. Raises EngineError when it does not fit."""
    if optimizer not in OPTIMIZERS:
        raise UnknownNameError("optimizer", "optimizer", OPTIMIZERS)
    start = OptimizerState.start(optimizer, network)
    if body is None:
        return start
    given = {name: slot for name in ("m_W", "m_b", "v_W", "v_b") if (slot := getattr(body, name)) is not None}
    if set(given) != set(start.slots):
        wanted = " and ".join(start.slots) or "nothing but t"
        raise IncompatibleError("optimizer_state", f"the optimizer_state of {optimizer} holds {wanted}")
    slots = {name: read_slot(name, given[name], zeros) for name, zeros in start.slots.items()}
    if optimizer == "adam" and any((v < 0).any() for name in ("v_W", "v_b") for v in slots[name].values()):
        raise IncompatibleError("optimizer_state", "the mean of a squared gradient cannot be negative")
    return OptimizerState(optimizer, body.t, slots)


def read_slot(name: str, given: dict[str, Any], zeros: Arrays) -> Arrays:
    if set(given) != {str(l) for l in zeros}:
        raise ShapeError(f"optimizer_state.{name}", f"optimizer_state.{name} needs one entry for each layer")
    arrays = {}
    for l, zero in zeros.items():
        field = f"optimizer_state.{name}.{l}"
        arrays[l] = read_array(field, given[str(l)], zero.ndim)
        if arrays[l].shape != zero.shape:
            message = f"{field} has shape {arrays[l].shape}; the parameters have {zero.shape}"
            raise ShapeError(field, message, arrays[l].shape, zero.shape)
    return lock(arrays)


def by_layer(arrays: Arrays) -> dict[str, Array]:
    return {str(l): array for l, array in arrays.items()}


def rows(arrays: Arrays) -> dict[str, Array]:
    """Samples from columns to rows."""
    return {str(l): np.ascontiguousarray(array.T) for l, array in arrays.items()}


def forward_values(forward: Forward) -> dict[str, Any]:
    return {"z": rows(forward.z), "a": rows(forward.a)}


def loss_values(value: LossValue) -> dict[str, Any]:
    """A quantity that this head does not compute is absent, not empty."""
    derivatives = {"dL_da": value.dL_da, "slope": value.slope, "dL_dz": value.dL_dz}
    return {
        "loss": value.loss,
        "per_sample": value.per_sample,
        **{name: rows(arrays) for name, arrays in derivatives.items() if arrays},
    }


def delta_values(deltas: Deltas) -> dict[str, Any]:
    return {**({"slope": rows(deltas.slope)} if deltas.slope else {}), "delta": rows(deltas.delta)}


def gradient_values(gradients: Gradients) -> dict[str, Any]:
    return {"W_grad": by_layer(gradients.W_grad), "b_grad": by_layer(gradients.b_grad)}


def update_values(trace: Trace, freeze_biases: bool) -> dict[str, Any]:
    update = trace.update
    slots = {
        f"{name}_new": by_layer(arrays)
        for name, arrays in update.state.slots.items()
        if not (freeze_biases and name.endswith("_b"))  # frozen biases have no mean that follows them
    }
    return {
        **slots,
        "W_new": by_layer(update.W_new),
        "b_new": by_layer(update.b_new),
        "loss_new": trace.loss_new,
    }


def trace_values(trace: Trace, freeze_biases: bool) -> dict[str, Any]:
    """Those of all phases, by quantity; the slope, which two phases have, with the layers of both."""
    loss, deltas = loss_values(trace.loss), delta_values(trace.deltas)
    slope = {**deltas.pop("slope", {}), **loss.pop("slope", {})}
    return {
        **forward_values(trace.forward),
        **loss,
        **({"slope": slope} if slope else {}),
        **deltas,
        **gradient_values(trace.gradients),
        **update_values(trace, freeze_biases),
    }


def network_body(network: Network) -> dict[str, Any]:
    """The network as a question takes it."""
    return {
        "layers": [{"W": layer.W, "b": layer.b, "activation": layer.activation} for layer in network.layers]
    }


def state_body(state: OptimizerState) -> dict[str, Any]:
    return {"t": state.t, **{name: by_layer(arrays) for name, arrays in state.slots.items()}}
