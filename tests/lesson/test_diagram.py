"""The picture of a step: every number up to it and none after, lit as its formula reads, in nobody's way."""

import re
from itertools import combinations

import pytest

from app.engine.errors import EngineError
from app.lesson.diagram.scene import GRAINS, bare, find_scene, is_given, list_steps
from app.lesson.exercise import Exercise
from app.lesson.labels import touch
from app.lesson.mistakes.lens import find_mistake, look_at
from app.lesson.numbers import read_shown, show_operand, show_result
from app.lesson.presets import all_presets
from app.lesson.refs import Ref, RefError, look_up
from tests.lesson.drawn import (
    LARGEST,
    contrast,
    every,
    exercise_from,
    lights_of,
    numbers_of,
    picture_of,
    read,
    texts_of,
)
from tests.lesson.exercises import exercise_of
from tests.strategies import random_problem

BATCH = random_problem(2, (2, 3, 2), ("leaky_relu", "softmax"), "cross_entropy", samples=9)
WIDE = random_problem(8, (5, 5, 5), ("relu", "tanh"), "mse", samples=2)
CASES = [*all_presets(), "batch", "wide"]
MOST_LOSSES = 6  # a list of more would be no part of a picture

every_case = pytest.mark.parametrize("case", CASES)
every_look = pytest.mark.parametrize("theme", ["light", "dark"])


def posed(case: str) -> Exercise:
    own = {"batch": (BATCH, 4), "wide": (WIDE, 1)}
    return exercise_from(*own[case]) if case in own else exercise_of(case)


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


@every_case
@every_look
def test_every_text_is_legible(case: str, theme: str) -> None:
    exercise = posed(case)
    for at in every(exercise, 5):
        for text in texts_of(read(picture_of(exercise, at, theme=theme))):
            assert contrast(text.fill, text.ground) >= 4.5, (at, text)  # WCAG 2.2, AA


def overlaps(drawing_texts: list[tuple[float, float, float, float]]) -> list[object]:
    return [pair for pair in combinations(drawing_texts, 2) if touch(*pair)]


@every_case
def test_no_text_lies_over_another_and_all_is_on_the_paper(case: str) -> None:
    exercise = posed(case)
    for at in (*every(exercise, 4), None):
        drawing = picture_of(exercise, at)
        texts = texts_of(read(drawing))
        assert overlaps([text.plate for text in texts]) == [], at
        for x, y, width, height in (text.plate for text in texts):
            assert x >= 0
            assert y >= 0
            assert x + width <= drawing.width
            assert y + height <= drawing.height


def test_the_largest_network_leaves_out_what_would_be_a_crowd_but_never_what_is_lit() -> None:
    exercise = exercise_from(LARGEST)
    for at in ("a.3.7", "delta.4.9", "W_new.5.8.3"):
        root = read(picture_of(exercise, at))
        texts = texts_of(root)
        assert lights_of(root)[at] == "target"
        assert overlaps([text.plate for text in texts]) == []
        assert sum(text.text.endswith(" more") for text in texts) >= 18  # twice in each of nine columns
        assert {f"z.3.{j}" for j in (0, 1, 15)} <= numbers_of(root).keys()
        assert "z.3.4" not in numbers_of(root)
    drawing = picture_of(exercise)
    assert drawing.width * drawing.height < 4_000_000


def test_pictures_of_one_network_lie_on_each_other() -> None:
    exercise = exercise_of("mazur")
    lines = set()
    for at in every(exercise, 6):
        drawing = picture_of(exercise, at)
        edges = {
            mark.attrib["data-edge"]: [mark.attrib[name] for name in ("x1", "y1", "x2", "y2")]
            for mark in read(drawing).iter()
            if mark.get("data-edge")
        }
        lines.add((drawing.width, drawing.height, str(sorted(edges.items()))))
    assert len(lines) == 1


def test_an_edge_is_as_wide_as_its_weight_in_the_colour_of_its_sign_and_follows_the_update() -> None:
    exercise = exercise_of("source")

    def weight(at: str) -> dict[str, str]:
        root = read(picture_of(exercise, at))
        return next(mark.attrib for mark in root.iter() if mark.get("data-edge") == "W.3.0.0")

    before, after = (weight(at) for at in ("W_grad.1.0.0", "W_new.3.0.0"))
    assert float(before["stroke-width"]) > float(after["stroke-width"])  # from −0.3 to −0.2253
    assert before["stroke"] == after["stroke"]
    other = read(picture_of(exercise, "W_grad.1.0.0"))
    edges = [mark.attrib for mark in other.iter() if mark.get("data-edge")]
    signs = {edge["data-edge"]: edge["stroke"] for edge in edges}
    assert signs["W.3.0.1"] != signs["W.3.0.0"]


@every_look
def test_the_file_needs_nothing_beside_it_and_says_in_words_what_it_shows(theme: str) -> None:
    drawing = picture_of(exercise_of("source"), "delta.2.1", theme=theme)
    root = read(drawing)
    assert re.findall(r"href|<script|\bon\w+=|var\(|@import|class=|(?<!xmlns=\")https?://", drawing.svg) == []
    assert re.findall(r"url\((?!data:font/woff2;base64,)", drawing.svg) == []
    told, described = (str(mark.text) for mark in root[:2])
    assert told == "③ Deltas, step 19 of 50: delta of neuron 2 of layer 2 is minus 0.2364"
    assert described.startswith("The network from input to output and loss, layers: 1 input, 2 neurons")
    assert "It reads weight from neuron 2 of layer 2 to the output 0.8;" in described
    assert root.get("aria-labelledby") == "picture-title picture-description"


def test_the_start_has_a_scene_without_light() -> None:
    s = exercise_of("source").structure
    scene = find_scene(s, "start")
    assert (scene.cursor, scene.phase, scene.step) == (0, 1, None)
    assert not scene.targets | scene.reads | scene.computed
    with pytest.raises(RefError):
        find_scene(s, "START")
