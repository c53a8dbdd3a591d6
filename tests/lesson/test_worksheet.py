"""Worksheets: the key has every number, blanks hide what they say and nothing else."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given

from app.lesson.exercise import Exercise, list_given
from app.lesson.numbers import is_exact, show_operand, show_result
from app.lesson.refs import Ref, look_up
from app.lesson.worksheet import KEY, PATTERN, SHEETS, SOLUTION, WRITTEN_OUT, Showing, write_phases
from tests.lesson.exercises import every_preset, exercise_of, figures, items_of, shown, steps_of
from tests.lesson.explained import many
from tests.strategies import Explained, explained_traces, random_problem, run

every_level = pytest.mark.parametrize("level", SHEETS)


@every_preset
@pytest.mark.parametrize("digits", [2, 4, 7])
def test_every_number_of_the_key_is_the_trace_s_as_it_is_printed(id: str, digits: int) -> None:
    exercise = exercise_of(id, digits=digits)
    items = items_of(exercise, KEY)
    assert [item.ref for item in items] == [step.id for step in steps_of(exercise)]
    for item in items:
        value = float(look_up(exercise.trace, Ref.parse(item.ref), exercise.sample))
        [row] = item.rows
        assert shown(row) == show_result(value, digits), item.ref
        assert row.relation == ("=" if is_exact(value, shown(row)) else "≈")


@every_preset
def test_a_worked_solution_has_no_blank_and_its_numbers_are_those_of_the_formula(id: str) -> None:
    exercise = exercise_of(id)
    for step, item in zip(steps_of(exercise), items_of(exercise, SOLUTION), strict=True):
        assert not any(row.blank for row in item.rows)
        assert shown(item.rows[-1]) == exercise.result(step.target)
        symbols, *numbers = item.rows[:-1]
        assert set(figures(symbols)) <= {str(ref) for ref in step.reads}
        for row in numbers:
            told = figures(row)
            assert set(told) <= set(figures(symbols))
            for ref, text in told.items():
                assert text == show_operand(exercise.value(Ref.parse(ref))), (item.ref, ref)


@every_preset
@every_level
def test_a_sheet_differs_from_the_solution_by_its_blanks_alone(id: str, level: str) -> None:
    exercise, showing = exercise_of(id), SHEETS[level]
    targets = {step.id for step in steps_of(exercise)}
    solution = {item.ref: item for item in items_of(exercise, SOLUTION)}
    sheet = items_of(exercise, showing)
    assert [item.ref for item in sheet] == list(solution)
    for item in sheet:
        worked = solution[item.ref]
        assert (item.symbol, item.name) == (worked.symbol, worked.name)
        *before, last = item.rows
        assert (last.formula, last.blank) == ("", "result")
        if not showing.formulas:
            assert [(row.formula, row.blank) for row in before] == [("", "working")]
            continue
        assert before[0] == worked.rows[0]
        if item.ref == "loss_new":  # a whole forward pass: there is room to work it
            assert [(row.formula, row.blank) for row in before[1:]] == [("", "working")]
            continue
        assert len(item.rows) == len(worked.rows)
        for row, whole in zip(before[1:], worked.rows[1:-1], strict=True):
            if not showing.numbers:
                assert (row.formula, row.blank, row.relation) == ("", "working", whole.relation)
                continue
            told, wanted = figures(row), figures(whole)
            hidden = set() if showing.earlier else {ref for ref in wanted if own(exercise, ref) in targets}
            assert told == {ref: "blank" if ref in hidden else text for ref, text in wanted.items()}


def own(exercise: Exercise, ref: str) -> str:
    """The explained sample's numbers go by both names; its loss only by one."""
    return ref if ref.startswith("loss") else ref.removesuffix(f"@{exercise.sample}")


@every_preset
def test_no_result_can_be_read_off_a_sheet_of_which_all_that_is_computed_is_blank(id: str) -> None:
    exercise = exercise_of(id, digits=8)
    rows = [row for item in items_of(exercise, SHEETS["computed"]) for row in item.rows[1:]]
    written = {text for row in rows for text in figures(row).values()}
    steps = steps_of(exercise)
    computed = {exercise.operand(step.target) for step in steps}
    inputs = {ref for step in steps for ref in step.reads if not ref.is_array}
    others = {exercise.operand(ref) for ref in inputs if own(exercise, str(ref)) not in {s.id for s in steps}}
    assert written <= others | {"blank"}
    assert computed - others


def test_in_a_batch_the_numbers_of_the_other_samples_are_given() -> None:
    exercise = exercise_of("trask-xor", sample=2)
    items = {item.ref: item for item in items_of(exercise, SHEETS["computed"])}
    told = figures(items["W_grad.2.0.1"].rows[1])
    assert {ref: text == "blank" for ref, text in told.items()} == {
        f"{ref}@{at}": at == 2 for at in range(4) for ref in ("delta.2.0", "a.1.1")
    }
    told = figures(items["loss"].rows[1])
    assert {ref: text == "blank" for ref, text in told.items()} == {f"loss@{at}": at == 2 for at in range(4)}


@many
@given(explained_traces())
def test_any_problem_can_be_written_and_every_line_is_well_formed(explained: Explained) -> None:
    exercise = Exercise(explained.trace, explained.loss, explained.sample, explained.freeze_biases)
    steps = steps_of(exercise)
    for showing in (KEY, SOLUTION, *SHEETS.values()):
        items = items_of(exercise, showing)
        assert [item.ref for item in items] == [step.id for step in steps]
        for row in (row for item in items for row in item.rows if row.formula):
            for part in ElementTree.fromstring(row.formula).iter("mfrac"):
                assert len(part) == 2


def test_of_a_large_array_the_first_steps_are_written_out_and_all_numbers_fill_a_table() -> None:
    problem = random_problem(1, (5, 6, 1), ("tanh", "linear"), "mse")
    exercise = Exercise(run(problem, 0.1), "mse")
    assert problem.network.layers[0].W.size > WRITTEN_OUT
    for showing in (KEY, SOLUTION, SHEETS["computed"]):
        groups = [group for phase in write_phases(exercise, showing) for group in phase.groups]
        held = [group for group in groups if group.tables]
        assert len(held) == 2  # gradients and new weights of layer 1
        for quantity, group in zip(("W_grad", "W_new"), held, strict=True):
            refs = [item.ref for item in group.items if item.ref.startswith(f"{quantity}.1.")]
            assert refs == [f"{quantity}.1.0.{i}" for i in range(PATTERN)]
            heads = [head for table in group.tables for head in table.columns]
            assert heads == [f"from {i}" for i in range(1, 6)]
            assert [head for head, _ in group.tables[0].rows] == [f"to {j}" for j in range(1, 7)]
            cells = table_cells(group)
            expected = [
                [exercise.result(Ref(quantity, (1, j, i))) if showing.results else "" for i in range(5)]
                for j in range(6)
            ]
            assert cells == expected


def table_cells(held: Any) -> list[list[str]]:
    """The rows of an array whose tables stand for some columns each."""
    parts = [[cells for _, cells in table.rows] for table in held.tables]
    return [[cell for cells in row for cell in cells] for row in zip(*parts, strict=True)]


@every_preset
def test_all_that_is_given_is_told_with_its_numbers(id: str) -> None:
    exercise = exercise_of(id)
    s, told = exercise.structure, list_given(exercise)
    written = " ".join(re.sub("<[^>]*>", " ", given.formula) for given in told) + " ".join(
        cell for given in told for table in given.tables for _, cells in table.rows for cell in cells
    )
    refs = [Ref("learning_rate"), *(Ref("a", (0, i)) for i in range(s.widths[0]))]
    refs += [Ref("y", (k,)) for k in range(s.widths[-1])]
    for l in range(1, s.L + 1):
        refs += [Ref("b", (l, j)) for j in range(s.widths[l])]
        refs += [Ref("W", (l, j, i)) for j in range(s.widths[l]) for i in range(s.widths[l - 1])]
    assert all(exercise.operand(ref) in written for ref in refs)


def test_the_levels_of_help_are_told_apart_and_the_kinds_are_what_they_say() -> None:
    assert list(SHEETS) == ["results", "computed", "numbers", "all"]
    assert len({(s.formulas, s.numbers, s.earlier) for s in SHEETS.values()}) == len(SHEETS)
    assert not any(showing.results for showing in SHEETS.values())
    assert KEY.results
    assert Showing("Worked solution", results=True, sentences=True) == SOLUTION
