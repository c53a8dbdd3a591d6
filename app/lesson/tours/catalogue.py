"""The tours, in the order in which they are best taken."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from app.lesson.tours.figures import fill_in
from app.lesson.tours.setups import setup_of

FOLDER = Path(__file__).parent
TOURS = (
    "four-phases",
    "why-transpose",
    "vanishing-gradients",
    "dead-relu",
    "equal-weights",
    "slow-to-learn",
    "loss-went-down",
)
# where a stop stands in the demo, and what it usually is
PLACE: Mapping[str, Any] = MappingProxyType(
    {"at": None, "selected": None, "view": "network", "grain": "element", "sample": 0}
)
# what it offers besides: a mistake to look at, updates to run in the training view
OFFERS = ("mistake", "updates")


@cache
def all_tours() -> Mapping[str, dict[str, Any]]:
    """Every tour by id, its stops with their whole setup and the numbers of other traces filled in."""
    return MappingProxyType({id: read_tour(id) for id in TOURS})


def read_tour(id: str) -> dict[str, Any]:
    told = json.loads((FOLDER / f"{id}.json").read_text("utf-8"))
    stops = [read_stop(stop, told.get("problems", {})) for stop in told["stops"]]
    for n, stop in enumerate(stops, start=1):
        stop["text"] = fill_in(stop["text"], n, stops)
    return {"id": told["id"], "title": told["title"], "sentence": told["sentence"], "stops": stops}


def read_stop(stop: dict[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    preset, setup = setup_of(stop, own)
    return {
        "title": stop["title"],
        "text": stop["text"],
        "preset": preset,
        "setup": setup,
        **{key: stop.get(key, usual) for key, usual in PLACE.items()},
        **{key: stop.get(key) for key in OFFERS},
    }
