"""`GET /api/catalogue`: every choice there is, the only source for menus."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import orjson

from app.api.limits import told
from app.engine.activations import ACTIVATIONS
from app.engine.initialisers import INITIALISERS
from app.engine.losses import LOSSES
from app.engine.optimizers import OPTIMIZERS
from app.lesson.datasets import DATASETS
from app.lesson.exports.formats import FORMATS
from app.lesson.mistakes.catalogue import MISTAKES
from app.lesson.presets import all_presets


@cache
def catalogue() -> bytes:
    return orjson.dumps(
        {
            "activations": [
                {**entry, "output_only": ACTIVATIONS[entry["id"]].slope is None}
                for entry in entries(ACTIVATIONS)
            ],
            "losses": [{**entry, "needs_output": LOSSES[entry["id"]].head} for entry in entries(LOSSES)],
            "optimizers": entries(OPTIMIZERS),
            "initialisers": entries(INITIALISERS),
            "mistakes": [mistake.told for mistake in MISTAKES.values()],
            "presets": [{"id": preset["id"], "title": preset["title"]} for preset in all_presets().values()],
            "datasets": [dataset.told for dataset in DATASETS.values()],
            "exports": [export.told for export in FORMATS.values()],
            "limits": told(),
        }
    )


def entries(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"id": name, "title": entry.title, "formula": entry.formula} for name, entry in table.items()]
