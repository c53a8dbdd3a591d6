"""What the tests of the tours' claims share: stops by number, their traces, runs of training from them."""

import copy
import json
from functools import cache
from typing import Any

import numpy as np

from app.engine.optimizers import OptimizerState
from app.engine.trace import Trace
from app.engine.training import Progress, train
from app.lesson.mistakes.catalogue import MISTAKES
from app.lesson.mistakes.lens import View, look_at
from app.lesson.refs import Ref, look_up
from app.lesson.structure import structure_of
from app.lesson.tours.catalogue import FOLDER, all_tours
from app.lesson.tours.setups import read, trace_of


def stop_of(tour: str, n: int) -> dict[str, Any]:
    """Counted from 1, as on the page."""
    found: dict[str, Any] = all_tours()[tour]["stops"][n - 1]
    return found


@cache
def trace_at(tour: str, n: int) -> Trace:
    return trace_of(stop_of(tour, n)["setup"])


def number(tour: str, n: int, ref: str) -> float:
    return float(np.asarray(look_up(trace_at(tour, n), Ref.parse(ref), stop_of(tour, n)["sample"])))


def changed(tour: str, n: int, layer: int, quantity: str, index: tuple[int, ...], value: float) -> Trace:
    """The trace at a stop with one weight or bias changed by the reader."""
    setup = copy.deepcopy(stop_of(tour, n)["setup"])
    place = setup["problem"]["network"]["layers"][layer - 1][quantity]
    for i in index[:-1]:
        place = place[i]
    place[index[-1]] = value
    return trace_of(setup)


def run(tour: str, n: int, updates: int) -> list[Progress]:
    """As the training view runs it from a stop."""
    setup = stop_of(tour, n)["setup"]
    network, batch = read(setup)
    state = OptimizerState.start("sgd", network)
    return list(
        train(network, batch, setup["problem"]["loss"], setup["learning_rate"], state, False, updates)
    )


def mistaken(tour: str, n: int, mistake: str) -> View:
    trace, stop = trace_at(tour, n), stop_of(tour, n)
    return look_at(
        MISTAKES[mistake], trace, structure_of(trace, stop["setup"]["problem"]["loss"], stop["sample"])
    )


def written(tour: str, n: int) -> str:
    """The text of a stop as it stands in its file."""
    told = json.loads((FOLDER / f"{tour}.json").read_text("utf-8"))
    return str(told["stops"][n - 1]["text"])
