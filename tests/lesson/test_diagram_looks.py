"""How the picture of a step looks: legible, nothing over anything, edges as their weights, one file alone."""

import re
from itertools import combinations

import pytest

from app.lesson.diagram.frame import Line, drop_covered
from app.lesson.labels import Edge, Plate, touch
from tests.lesson.drawn import (
    LARGEST,
    contrast,
    every,
    every_case,
    exercise_from,
    lights_of,
    numbers_of,
    picture_of,
    posed,
    read,
    texts_of,
)
from tests.lesson.exercises import exercise_of

every_look = pytest.mark.parametrize("theme", ["light", "dark"])


@every_case
@every_look
def test_every_text_is_legible(case: str, theme: str) -> None:
    exercise = posed(case)
    for at in every(exercise, 5):
        for text in texts_of(read(picture_of(exercise, at, theme=theme))):
            assert contrast(text.fill, text.ground) >= 4.5, (at, text)  # WCAG 2.2, AA


def overlaps(plates: list[Plate]) -> list[tuple[Plate, ...]]:
    return [pair for pair in combinations(plates, 2) if touch(*pair)]


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
    whole = picture_of(exercise, grain="phase")
    assert overlaps([text.plate for text in texts_of(read(whole))]) == []
    assert whole.width * whole.height < 4_000_000


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
    assert not [mark for mark in root.iter() if mark.get("id")]  # two may stand in one page


def test_of_two_numbers_in_one_place_the_first_stays_and_one_over_a_neuron_goes() -> None:
    places = {"W.1.0.0": 0, "W.1.0.1": 5, "b.1.0": 50}
    edges = [Edge((0, y), (100, y), ref, size=(20, 10), at=0.5) for ref, y in places.items()]
    lines = [Line("weight", 1, edge, True) for edge in edges]
    assert [line.is_labelled for line in drop_covered(lines, [])] == [True, False, True]
    assert [line.is_labelled for line in drop_covered(lines, [(45, 45, 10, 10)])] == [True, False, False]
