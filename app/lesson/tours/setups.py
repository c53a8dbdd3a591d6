"""The problems that tours bring along, as the page and its links hold them, and the traces of them."""

from collections.abc import Mapping
from typing import Any

from app.engine.network import Batch, Network, check_fit
from app.engine.optimizers import OptimizerState
from app.engine.trace import Trace, trace
from app.engine.training import train
from app.lesson.presets import FIRST, all_presets

OPTIMIZER = "sgd"  # it remembers nothing but how many steps it took


def setup_of(stop: Mapping[str, Any], own: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The example that a stop belongs to, and the setup it stands in, after as many updates as it says.

    `own` are the problems of its tour by name. The keys are in the order of a link's `setup`.
    """
    given = own[stop["problem"]] if "problem" in stop else all_presets()[stop["preset"]]
    problem = given["problem"]
    setup = {
        "problem": {key: problem[key] for key in ("network", "loss", "x", "y")},
        "learning_rate": given["learning_rate"],
        "freeze_biases": given.get("freeze_biases", False),
        "optimizer": OPTIMIZER,
        "optimizer_state": None,
        "updates": 0,
        "start": problem["network"],
    }
    preset = stop.get("preset") or given.get("preset", FIRST)
    return preset, (trained(setup, stop["after"]) if "after" in stop else setup)


def trained(setup: dict[str, Any], updates: int) -> dict[str, Any]:
    """`setup` after that many updates, each exactly as the page's own training makes it."""
    network, batch = read(setup)
    *_, last = train(
        network,
        batch,
        setup["problem"]["loss"],
        setup["learning_rate"],
        OptimizerState.start(OPTIMIZER, network),
        setup["freeze_biases"],
        updates,
    )
    layers = [
        {"W": layer.W.tolist(), "b": layer.b.tolist(), "activation": layer.activation}
        for layer in last.network.layers
    ]
    return setup | {
        "problem": setup["problem"] | {"network": {"layers": layers}},
        "optimizer_state": {"t": last.state.t},
        "updates": updates,
    }


def read(setup: Mapping[str, Any]) -> tuple[Network, Batch]:
    """Raises EngineError when the parts do not fit."""
    problem = setup["problem"]
    layers = problem["network"]["layers"]
    network = Network.read((layer["W"], layer["b"], layer["activation"]) for layer in layers)
    batch = Batch.read(problem["x"], problem["y"])
    check_fit(network, batch, problem["loss"])
    return network, batch


def trace_of(setup: Mapping[str, Any]) -> Trace:
    network, batch = read(setup)
    state = OptimizerState(OPTIMIZER, setup["updates"], {})
    return trace(
        network,
        batch,
        setup["problem"]["loss"],
        setup["learning_rate"],
        OPTIMIZER,
        state,
        setup["freeze_biases"],
    )
