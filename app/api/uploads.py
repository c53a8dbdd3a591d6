"""Files that are taken in: a problem or a network as JSON, weights as safetensors."""

from typing import Any

import orjson

from app.api.convert import Question, network_body, read_network, read_question, read_state, rows
from app.api.file_schemas import NetworkFile, SetupFile
from app.api.limits import LIMITS, check_counts, check_form, check_widths
from app.api.packing import flatten
from app.engine.activations import ACTIVATIONS
from app.engine.arrays import lock
from app.engine.errors import IncompatibleError, UnknownNameError
from app.engine.network import Network
from app.lesson.exports.setup import FORMAT
from app.lesson.safetensors import looks_like_one, read_linear_layers

PROBLEM_KEYS = frozenset(("loss", "x", "y"))


def read_file(raw: bytes, is_json: bool, activation: str, output_activation: str) -> dict[str, Any]:
    """`setup` of a problem, or `network`. Raises EngineError and pydantic's ValidationError."""
    for field, name in (("activation", activation), ("output_activation", output_activation)):
        if name not in ACTIVATIONS:  # also beside a body that needs neither: a slip is not passed over
            raise UnknownNameError(field, "activation", ACTIVATIONS)
    if not is_json and (looks_like_one(raw) or not raw.lstrip().startswith(b"{")):
        return {"network": network_body(read_weights(raw, activation, output_activation))}
    check_form(raw)
    if is_network(raw):
        return {"network": network_body(read_network_file(raw))}
    body = read_setup(raw)
    return {"setup": told(body, read_question(body, explained=False))}


def read_weights(raw: bytes, activation: str, output_activation: str) -> Network:
    """The file tells no activations: all hidden layers get one, the output layer its own."""
    found = read_linear_layers(raw, LIMITS.layers)
    check_counts(len(found), {}, "file")
    check_widths([found[0][0].shape[1], *(len(b) for _, b in found)])
    hidden = [activation] * (len(found) - 1)
    return Network.read(
        (W, b, name) for (W, b), name in zip(found, [*hidden, output_activation], strict=True)
    )


def is_network(raw: bytes) -> bool:
    """Whether it is a network alone, as `{"network": ...}` or its layers."""
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return False
    return isinstance(value, dict) and (
        "layers" in value or ("network" in value and not PROBLEM_KEYS & value.keys())
    )


def read_network_file(raw: bytes) -> Network:
    value = orjson.loads(raw)
    if "layers" in value:
        value = {"network": value}
    body = NetworkFile.model_validate_json(orjson.dumps(value))
    check_counts(len(body.network.layers), {})
    network = read_network("network", body.network)
    check_widths(network.widths)
    return network


def read_setup(raw: bytes) -> SetupFile:
    """A problem from any form of it: exported, bare, a preset, the setup of a link."""
    body = SetupFile.model_validate_json(flatten(raw))
    if body.format != FORMAT:
        raise IncompatibleError("format", f"format is not one that is read here; this is {FORMAT}")
    return body


def told(body: SetupFile, question: Question) -> dict[str, Any]:
    """As a link holds it."""
    read_state(body.optimizer_state, body.optimizer, question.network)
    state = body.optimizer_state
    batch = rows(lock({0: question.batch.x, 1: question.batch.y}))
    return {
        "problem": {
            "network": network_body(question.network),
            "loss": question.loss,
            "x": batch["0"],
            "y": batch["1"],
        },
        "learning_rate": body.learning_rate,
        "freeze_biases": body.freeze_biases,
        "optimizer": body.optimizer,
        "optimizer_state": None if state is None else state.model_dump(exclude_none=True),
        "updates": 0 if state is None else state.t,
    }
