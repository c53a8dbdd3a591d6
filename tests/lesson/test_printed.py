"""Printed digits beside our numbers: what is called a match is one, and what is not is not called one."""

from typing import Any

import pytest

from app.engine import phases
from app.lesson.closing import closing_of
from app.lesson.presets import all_presets
from app.lesson.printed import judge, marks_of
from tests.lesson.test_mistakes import updated_by_hand
from tests.strategies import EXAMPLE_OF, EXAMPLES


@pytest.mark.parametrize(
    ("text", "value", "verdict"),
    [
        ("0.75136507", 0.7513650695523157, "matches"),
        ("0.75136507", 0.7513650649, "differs"),
        ("0.63", 0.625, "matches"),  # a tie, however it is rounded
        ("0.62", 0.625, "matches"),
        ("0.62", 0.6251, "differs"),
        ("7", 7.0, "matches"),
        ("-1.2220", -1.22203, "matches"),
        ("-1.2220", 1.22203, "differs"),
        ("0.20", 0.2028, "matches"),
        ("0.20", 0.2051, "differs"),
        ("0", 0.0, "matches"),
    ],
)
def test_a_number_matches_when_it_rounds_to_the_printed_digits(text: str, value: float, verdict: str) -> None:
    assert judge(text, value) == verdict


def test_a_truncated_number_is_near_and_only_within_the_places_that_its_example_allows() -> None:
    assert judge("0.6086", 0.60869, 1.0) == "near"
    assert judge("0.6086", 0.60869) == "differs"
    assert judge("0.6086", 0.6088, 1.0) == "differs"
    assert judge("0.6086", 0.60861, 1.0) == "matches"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_every_printed_number_has_its_mark_and_only_truncated_ones_do_not_match(
    example: dict[str, Any],
) -> None:
    marks = marks_of(example["id"])
    assert {mark.ref: mark.printed for mark in marks} == example["printed"]
    for mark in marks:
        assert mark.verdict == ("near" if mark.ref in example["printed_ulp"] else "matches")
        after = mark.ref.startswith(("a_new", "loss_new"))
        assert mark.updates == (example["exact"]["update"]["updates"] if after else 0)
        assert mark.name


def test_numbers_after_updates_are_named_as_what_they_are() -> None:
    names = {mark.ref: mark.name for mark in marks_of("nielsen-slow")}
    assert names == {"a.1.0": "the prediction", "a_new.1.0": "the prediction"}
    assert {mark.ref: mark.name for mark in marks_of("mazur")}["a.2.0"] == "prediction 1"


def test_the_closing_figures_are_those_of_both_rules_worked_by_hand() -> None:
    closing = closing_of("mazur")
    assert closing is not None
    assert closing.mistake == "updated_weights"
    verdicts = [(f.ref, f.updates, f.right.verdict, f.wrong.verdict, f.right_at) for f in closing.figures]
    assert verdicts == [
        ("loss_new", 1, "differs", "matches", None),
        ("loss_new", 10_000, "differs", "differs", 9_999),
        ("a_new.2.0", 10_000, "differs", "matches", None),
        ("a_new.2.1", 10_000, "differs", "matches", None),
    ]
    by_hand = {"wrong": updated_by_hand("updated_weights", 10_000), "right": updated_by_hand("", 10_000)}
    for rule, trace in by_hand.items():
        found = run_again(trace)
        ours = [getattr(figure, rule).value for figure in closing.figures[1:]]
        assert ours == pytest.approx(found, rel=1e-9)  # twice 10 000 updates add up their roundings


def run_again(trace: Any) -> list[float]:
    """Loss and outputs of a network on its own samples."""
    outputs = phases.forward(trace.network, trace.batch.x).a[2][:, 0]
    return [phases.mean_loss(trace.network, trace.batch, "half_squared_error"), *map(float, outputs)]


def test_what_is_told_of_the_closing_figures_is_what_comes_of_them() -> None:
    closing, notes = closing_of("mazur"), EXAMPLE_OF["mazur"]["notes"]
    assert closing is not None
    assert all(figure.printed in notes for figure in closing.figures)
    last = closing.figures[1]
    assert f"{last.wrong.value:.10f} after 10 000" in notes
    assert repr(last.right.value)[:12] in notes
    assert f"{last.right_at:,}".replace(",", " ") in notes


def test_an_example_that_ends_as_it_should_has_no_closing_figures() -> None:
    assert [id for id in all_presets() if closing_of(id)] == ["mazur"]
