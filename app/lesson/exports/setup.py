"""The problem as JSON that imports again: the body of an update, bit for bit, under a mark of its version."""

import json
from typing import Any

from app.engine.optimizers import OptimizerState
from app.lesson.exercise import Exercise

FORMAT = "backpropagation-lesson/1"


def write_setup(exercise: Exercise) -> str:
    """A line for each part and for each layer, so that it can be read and compared."""
    parts = []
    for name, value in setup_of(exercise).items():
        if name == "network":
            layers = ",\n    ".join(json.dumps(layer) for layer in value["layers"])
            parts.append(f'  "network": {{"layers": [\n    {layers}\n  ]}}')
        else:
            parts.append(f"  {json.dumps(name)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def setup_of(exercise: Exercise) -> dict[str, Any]:
    found = exercise.trace
    return {
        "format": FORMAT,
        "network": {
            "layers": [
                {"W": layer.W.tolist(), "b": layer.b.tolist(), "activation": layer.activation}
                for layer in found.network.layers
            ]
        },
        "loss": exercise.loss,
        "x": found.batch.x.T.tolist(),
        "y": found.batch.y.T.tolist(),
        "learning_rate": float(found.learning_rate),
        "freeze_biases": exercise.freeze_biases,
        "optimizer": found.state.optimizer,
        "optimizer_state": state_of(found.state),
    }


def state_of(state: OptimizerState) -> dict[str, Any]:
    slots = {
        name: {str(l): array.tolist() for l, array in arrays.items()} for name, arrays in state.slots.items()
    }
    return {"t": state.t, **slots}
