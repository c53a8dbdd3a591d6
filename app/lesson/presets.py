"""Presets: published worked examples with the digits as their authors printed them. The source's comes first.

One file each in examples/. `exact` holds what an oracle with 40 digits, written apart from this project,
gives for the same problem; the tests compare with it, and it is not shown.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("examples")
SHOWN = ("id", "title", "source", "notes", "problem", "learning_rate", "freeze_biases", "printed")
FIRST = "source"


@cache
def all_presets() -> dict[str, dict[str, Any]]:
    """Every preset by id, with only what is shown."""
    read = [json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))]
    read.sort(key=lambda preset: preset["id"] != FIRST)
    return {preset["id"]: {key: preset[key] for key in SHOWN} for preset in read}
