"""Exercises of the published examples, and what the tests of worksheets share."""

import re
from itertools import chain
from xml.etree import ElementTree

import pytest

from app.engine.network import Batch, Network
from app.engine.trace import trace
from app.lesson.exercise import Exercise
from app.lesson.presets import all_presets
from app.lesson.steps import PHASES, Step, make_steps
from app.lesson.worksheet import Item, Row, Showing, write_phases
from tests.strategies import read_problem


def read_preset(id: str) -> tuple[Network, Batch, str]:
    problem = read_problem(all_presets()[id]["problem"])
    return problem.network, problem.batch, problem.loss


def exercise_of(id: str, sample: int = 0, digits: int = 4, optimizer: str = "sgd") -> Exercise:
    preset = all_presets()[id]
    network, batch, loss = read_preset(id)
    frozen = preset["freeze_biases"]
    result = trace(network, batch, loss, preset["learning_rate"], optimizer, None, frozen)
    return Exercise(result, loss, sample, frozen, digits)


def steps_of(exercise: Exercise) -> list[Step]:
    return list(chain.from_iterable(make_steps(exercise.structure, phase, "element") for phase in PHASES))


def items_of(exercise: Exercise, showing: Showing) -> list[Item]:
    phases = write_phases(exercise, showing)
    return [item for phase in phases for group in phase.groups for item in group.items]


def figures(row: Row) -> dict[str, str]:
    """What stands in a line for each Ref: its number as text, "blank" or a symbol."""
    if not row.formula:
        return {}
    parts = ElementTree.fromstring(row.formula).iter()
    return {ref: text_of(part) for part in parts if (ref := part.get("data-ref"))}


def text_of(part: ElementTree.Element) -> str:
    """The text of a formula, with a power of ten as numbers.py writes it."""
    text = "".join(part.itertext()).strip("()")
    plain = re.fullmatch(r"(.*×10)(−?\d+)", text)
    return plain[1] + plain[2].translate(str.maketrans("−0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")) if plain else text


def shown(row: Row) -> str:
    return text_of(ElementTree.fromstring(row.formula))


every_preset = pytest.mark.parametrize("id", all_presets())
