"""Every stop of every tour stands at a real step, and every number that a text names is known there."""

import re
from typing import Any

import pytest

from app.engine.trace import Trace
from app.lesson.mistakes.catalogue import MISTAKES
from app.lesson.refs import PER_SAMPLE, QUANTITIES, Ref, look_up
from app.lesson.steps import make_all_steps
from app.lesson.structure import structure_of
from app.lesson.tours.catalogue import FOLDER, TOURS, all_tours
from app.lesson.tours.figures import FIGURE, fill_in
from app.lesson.tours.setups import trace_of

STOPS = [
    pytest.param(stop, id=f"{tour['id']}.{n}")
    for tour in all_tours().values()
    for n, stop in enumerate(tour["stops"], start=1)
]
GIVEN = ("W", "b", "y", "learning_rate")


def known_at(stop: dict[str, Any]) -> tuple[Trace, list[str]]:
    """The trace of a stop, and the targets of the steps that are done there, in order."""
    setup = stop["setup"]
    trace = trace_of(setup)
    s = structure_of(trace, setup["problem"]["loss"], stop["sample"], setup["freeze_biases"])
    targets = [str(step.target) for step in make_all_steps(s, "element")]
    return trace, targets[: 0 if stop["at"] is None else targets.index(stop["at"]) + 1]


def is_known(ref: Ref, trace: Trace, done: list[str], sample: int) -> bool:
    """Whether a single number is there, and given or computed by then."""
    if ref.is_array or not isinstance(look_up(trace, ref, sample), float):
        return False
    if ref.quantity in GIVEN or (ref.quantity == "a" and ref.indices[0] == 0):
        return True
    return str(ref) in done or (ref.quantity in PER_SAMPLE and str(ref).partition("@")[0] in done)


def test_every_file_is_a_tour_and_every_tour_has_three_to_eight_stops_and_a_sentence() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == sorted(TOURS)
    assert list(all_tours()) == list(TOURS)
    for id, tour in all_tours().items():
        assert tour["id"] == id
        assert re.fullmatch("[a-z0-9-]{1,64}", id)  # as a link holds it
        assert 3 <= len(tour["stops"]) <= 8
        assert len({stop["title"] for stop in tour["stops"]}) == len(tour["stops"])
        assert tour["sentence"].endswith((".", "?"))


@pytest.mark.parametrize("stop", STOPS)
def test_a_stop_stands_at_a_real_step_and_every_number_in_its_text_is_known_there(
    stop: dict[str, Any],
) -> None:
    trace, done = known_at(stop)
    for found in FIGURE.finditer(stop["text"]):
        assert is_known(Ref.parse(found["ref"]), trace, done, stop["sample"]), found["ref"]
    if stop["selected"] is not None:
        assert is_known(Ref.parse(stop["selected"]), trace, done, stop["sample"])


@pytest.mark.parametrize("stop", STOPS)
def test_a_stop_names_what_the_page_knows(stop: dict[str, Any]) -> None:
    assert stop["view"] in ("network", "matrices", "table", "training")
    assert stop["grain"] in ("element", "layer", "phase")
    assert 0 <= stop["sample"] < len(stop["setup"]["problem"]["x"])
    assert stop["mistake"] in (None, *MISTAKES)
    assert (stop["updates"] is None) == (stop["view"] != "training")


@pytest.mark.parametrize("stop", STOPS)
def test_a_text_is_one_to_three_sentences_and_short_enough_for_a_phone(stop: dict[str, Any]) -> None:
    text = FIGURE.sub("0", stop["text"])
    assert 1 <= len(re.findall(r"[.?!](?= |$)", text)) <= 3
    assert len(text) <= 260
    assert "{" not in text
    assert "}" not in text


def test_a_number_of_another_stop_and_one_of_a_mistake_are_filled_in_and_one_of_the_page_is_left() -> None:
    stops = all_tours()["slow-to-learn"]["stops"]
    assert fill_in("{1/a.1.0} {2/a.1.0} {a.1.0} {1/W.1.0.0}", 1, stops) == "0.8176 0.9820 {a.1.0} 0.6"
    mistaken = all_tours()["why-transpose"]["stops"]
    assert fill_in("{6/delta.1.0} {delta.1.0!untransposed}", 6, mistaken) == "−0.0729 −0.0445"


def test_every_quantity_can_be_asked_for() -> None:
    """A text that needs one which the steps do not compute would fail above, and not because of its form."""
    for quantity in QUANTITIES:
        assert FIGURE.fullmatch(f"{{2/{quantity}.1.0@3!raw_error}}")
