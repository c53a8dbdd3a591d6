"""Presets: published worked examples with the digits as their authors printed them. The source's comes first.

One file each in examples/. `exact` holds what an oracle with 40 digits, written apart from this project,
gives for the same problem; the tests compare with it, and it is not shown. `closing` holds the figures that
an author ends with and that a mistake explains (closing.py).
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from app.engine.network import Batch, Network
from app.engine.trace import Trace, trace

FOLDER = Path(__file__).with_name("examples")
SHOWN = ("id", "title", "source", "notes", "problem", "learning_rate", "freeze_biases", "printed")
FIRST = "source"


@cache
def all_examples() -> dict[str, dict[str, Any]]:
    """Every example by id, with all that its file holds."""
    read = [json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))]
    read.sort(key=lambda example: example["id"] != FIRST)
    return {example["id"]: example for example in read}


@cache
def all_presets() -> dict[str, dict[str, Any]]:
    """Every preset by id, with only what is shown."""
    return {id: {key: example[key] for key in SHOWN} for id, example in all_examples().items()}


def first_step(example: dict[str, Any]) -> Trace:
    """An example's first step of training, as the page opens it."""
    problem = example["problem"]
    network = Network.read(
        (layer["W"], layer["b"], layer["activation"]) for layer in problem["network"]["layers"]
    )
    batch = Batch.read(problem["x"], problem["y"])
    return trace(
        network,
        batch,
        problem["loss"],
        example["learning_rate"],
        freeze_biases=example["freeze_biases"],
    )
