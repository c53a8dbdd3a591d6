"""The picture of a step: every number up to it and none after, lit as its formula reads, in nobody's way."""

import re

import pytest

from app.engine.errors import EngineError
from app.lesson.diagram.scene import GRAINS, bare, find_scene, is_given, list_steps
from app.lesson.exercise import Exercise
from app.lesson.mistakes.lens import find_mistake, look_at
from app.lesson.numbers import read_shown, show_operand, show_result
from app.lesson.refs import Ref, RefError, look_up
from tests.lesson.drawn import (
    BATCH,
    every,
    every_case,
    exercise_from,
    lights_of,
    numbers_of,
    picture_of,
    posed,
    read,
)
from tests.lesson.exercises import exercise_of

MOST_LOSSES = 6  # a list of more would be no part of a picture


def has_place(ref: Ref) -> bool:
    """What an optimizer remembers has none, on the page neither."""
    return ref.quantity[:2] not in ("m_", "v_") and ref.sample is None


def expected(exercise: Exercise, done: int) -> dict[str, str]:
    """Every number after so many steps, as the lesson prints it."""
    s = exercise.structure
    known = {bare(step.target, s) for step in list_steps(s)[:done]}
    refs = {Ref("a", (0, i)) for i in range(s.widths[0])} | {Ref("y", (k,)) for k in range(s.widths[-1])}
    refs |= {Ref("learning_rate")} | {ref for ref in known if has_place(ref)}
    for l in range(1, s.L + 1):
        for j in range(s.widths[l]):
            for given in (Ref("b", (l, j)), *(Ref("W", (l, j, i)) for i in range(s.widths[l - 1]))):
                new = Ref(f"{given.quantity}_new", given.indices)
                refs |= set() if new in known else {given}  # the new one takes its place
    listed = [s.sample] if s.samples > MOST_LOSSES else range(s.samples) if s.samples > 1 else []
    for sample in listed:
        ref = Ref("loss", (), sample)
        refs |= {ref} if ref in known or Ref("loss") in known else set()
    return {str(ref): printed(exercise, ref) for ref in refs}


def printed(exercise: Exercise, ref: Ref) -> str:
    value = float(look_up(exercise.trace, ref, exercise.sample))
    if not is_given(ref) and ref.quantity not in ("W_new", "b_new"):
        return show_result(value, exercise.digits)
    plus = "+" if ref.quantity[0] in "Wb" and value > 0 else ""
    return plus + show_operand(value, exercise.digits)


@every_case
def test_every_number_up_to_the_step_stands_there_and_none_after(case: str) -> None:
    exercise = posed(case)
    steps = [str(step.target) for step in list_steps(exercise.structure)]
    for at in every(exercise, 12):
        done = 0 if at == "start" else steps.index(at) + 1
        assert numbers_of(read(picture_of(exercise, at))) == expected(exercise, done), at
    assert numbers_of(read(picture_of(exercise))) == expected(exercise, len(steps))


def test_numbers_have_the_digits_that_are_asked_for() -> None:
    for digits in (2, 8):
        exercise = exercise_of("mazur", digits=digits)
        shown = numbers_of(read(picture_of(exercise)))
        assert shown == expected(exercise, len(list_steps(exercise.structure)))
        assert len(str(read_shown(shown["a.1.0"])).partition(".")[2]) == digits


@every_case
def test_the_step_s_number_and_what_its_formula_reads_are_lit(case: str) -> None:
    exercise = posed(case)
    s, steps = exercise.structure, list_steps(exercise.structure)
    for step in steps[:-1:7]:  # the last reads whole arrays
        lights = lights_of(read(picture_of(exercise, str(step.target))))
        reads = {str(bare(ref, s)) for ref in step.reads}
        own = str(bare(step.target, s))
        there = numbers_of(read(picture_of(exercise, str(step.target)))).keys()
        assert lights.get(own) == ("target" if own in there else None)
        assert {ref for ref, light in lights.items() if light == "read"} == (reads & there) - {own}
    assert lights_of(read(picture_of(exercise, "start"))) == {}


def test_a_coarser_grain_lights_a_layer_or_a_phase_at_once() -> None:
    exercise = exercise_of("mazur")
    lit: dict[str, set[str]] = {}
    for grain in GRAINS:
        lights = lights_of(read(picture_of(exercise, "delta.1.1", grain=grain)))
        lit[grain] = {ref for ref, light in lights.items() if light == "target"}
    assert lit["element"] == {"delta.1.1"}
    assert lit["layer"] == {"delta.1.0", "delta.1.1"}
    assert lit["phase"] == lit["layer"] | {"slope.1.0", "slope.1.1", "delta.2.0", "delta.2.1"}


def test_an_array_stands_for_its_last_entry_and_the_explained_sample_may_be_named() -> None:
    exercise = exercise_from(BATCH, sample=4)
    for name, entry in (("delta.1", "delta.1.2"), ("W_grad.2", "W_grad.2.1.2"), ("z.1.0@4", "z.1.0")):
        assert picture_of(exercise, name).svg == picture_of(exercise, entry).svg
    assert picture_of(exercise, "loss@4").svg != picture_of(exercise, "loss").svg


@pytest.mark.parametrize(
    ("view", "field", "words"),
    [
        ({"at": "delta"}, "at", "a ref reads like"),
        ({"at": ""}, "at", "start"),
        ({"at": "delta.7.0"}, "at", "no step of this problem computes"),
        ({"at": "z.1.0@1"}, "at", "no step of this problem computes"),
        ({"at": "W.1.0.0"}, "at", "is given"),
        ({"at": "x.0"}, "at", "is given"),
        ({"selected": "W.1"}, "selected", "one number"),
        ({"selected": "W.9.0.0"}, "selected", "no such number"),
        ({"selected": "delta.1.0", "at": "z.1.0"}, "selected", "not computed yet"),
        ({"mistake": "typo"}, "mistake", "there is no such mistake"),
    ],
)
def test_what_is_not_there_is_refused_in_words(view: dict[str, str], field: str, words: str) -> None:
    with pytest.raises(EngineError, match=re.escape(words)) as refused:
        picture_of(exercise_of("source"), **view)
    assert refused.value.field == field


def test_a_chosen_number_takes_the_light() -> None:
    lights = lights_of(read(picture_of(exercise_of("source"), "delta.1.0", selected="a.2.0")))
    assert lights == {"a.2.0": "target", "z.2.0": "read"}
    lights = lights_of(read(picture_of(exercise_of("source"), "delta.1.0", selected="W.2.0.1")))
    assert lights == {"W.2.0.1": "target"}


def test_under_a_mistake_its_numbers_stand_there_and_its_formula_s_reads_are_lit() -> None:
    exercise = exercise_of("source")
    wrong = look_at(find_mistake("no_slope_at_hidden"), exercise.trace, exercise.structure).wrong
    root = read(picture_of(exercise, "delta.2.0", mistake="no_slope_at_hidden"))
    assert numbers_of(root)["delta.2.0"] == show_result(float(wrong.deltas.delta[2][0, 0]))
    assert lights_of(root) == {"delta.2.0": "target", "W.3.0.0": "read", "delta.3.0": "read"}
    assert "No slope at the hidden layers" in str(root[0].text)


def test_the_start_has_a_scene_without_light() -> None:
    s = exercise_of("source").structure
    scene = find_scene(s, "start")
    assert (scene.cursor, scene.phase, scene.step) == (0, 1, None)
    assert not scene.targets | scene.reads | scene.computed
    with pytest.raises(RefError):
        find_scene(s, "START")
