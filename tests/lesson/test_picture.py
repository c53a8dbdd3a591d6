"""The picture of a worksheet: every number in its place, blanks for what is computed, nothing in the way."""

from itertools import combinations

import pytest

from app.lesson.exercise import Exercise
from app.lesson.labels import touch
from app.lesson.picture import MOST_LAYERS, MOST_UNITS, PAGE, Box, Picture, draw_network
from app.lesson.presets import all_presets
from app.lesson.refs import Ref
from tests.lesson.exercises import every_preset, exercise_of
from tests.strategies import random_problem, run

both_ways = pytest.mark.parametrize("tall", [False, True], ids=["wide", "tall"])


def drawn(exercise: Exercise, tall: bool, blank: bool = False) -> Picture:
    picture = draw_network(exercise, (lambda ref: "") if blank else exercise.result, tall)
    assert picture
    return picture


@every_preset
@both_ways
def test_every_weight_stands_on_its_edge_and_every_neuron_has_its_numbers(id: str, tall: bool) -> None:
    exercise = exercise_of(id)
    s, picture = exercise.structure, drawn(exercise, tall)
    weights = {edge.ref: edge.text for edge in picture.edges if edge.ref}
    assert weights == {
        str(ref): exercise.operand(ref)
        for l in range(1, s.L + 1)
        for j in range(s.widths[l])
        for i in range(s.widths[l - 1])
        for ref in [Ref("W", (l, j, i))]
    }
    told = {entry.ref: entry.text for box in picture.boxes for entry in box.entries}
    given = [Ref("a", (0, i)) for i in range(s.widths[0])] + [Ref("y", (k,)) for k in range(s.widths[-1])]
    neurons = [(l, j) for l in range(1, s.L + 1) for j in range(s.widths[l])]
    given += [Ref("b", neuron) for neuron in neurons]
    computed = [Ref(quantity, neuron) for quantity in ("z", "a", "delta") for neuron in neurons]
    assert told == {str(ref): exercise.operand(ref) for ref in given} | {
        str(ref): exercise.result(ref) for ref in computed
    }
    blank = {
        entry.ref for box in drawn(exercise, tall, True).boxes for entry in box.entries if not entry.text
    }
    assert blank == {str(ref) for ref in computed}


def as_plate(box: Box) -> tuple[float, float, float, float]:
    return box.x, box.y, box.width, box.height


@every_preset
@both_ways
def test_nothing_lies_over_anything_and_all_is_within_the_frame(id: str, tall: bool) -> None:
    picture = drawn(exercise_of(id), tall)
    plates = [edge.plate for edge in picture.edges if edge.ref]
    boxes = [as_plate(box) for box in picture.boxes]
    assert not [pair for pair in combinations(boxes, 2) if touch(*pair)]
    assert not [pair for pair in combinations(plates, 2) if touch(*pair)]
    assert not [(box, plate) for box in boxes for plate in plates if touch(box, plate)]
    for x, y, width, height in (*boxes, *plates):
        assert x >= 0
        assert y >= 0
        assert x + width <= picture.width + 1e-9
        assert y + height <= picture.height + 1e-9
    for box in picture.boxes:
        assert all(box.y < entry.y < box.y + box.height for entry in box.entries)


@every_preset
def test_it_is_no_wider_than_a_page(id: str) -> None:
    assert drawn(exercise_of(id), tall=False).width <= PAGE + 1e-9


@both_ways
def test_edges_join_the_neurons_that_their_weights_name(tall: bool) -> None:
    exercise = exercise_of("trask-xor")
    picture = drawn(exercise, tall)
    place = {entry.ref: box for box in picture.boxes for entry in box.entries if entry.ref.startswith("a.")}
    for edge in picture.edges:
        if edge.ref:
            l, j, i = Ref.parse(edge.ref).indices
            assert edge.start == place[f"a.{l - 1}.{i}"].side(tall, True)
            assert edge.end == place[f"a.{l}.{j}"].side(tall, False)


def test_a_network_that_would_be_a_thicket_is_not_drawn() -> None:
    for widths in ((MOST_UNITS + 1, 1), (1, MOST_UNITS + 1), (1,) * (MOST_LAYERS + 2)):
        problem = random_problem(1, widths, ("linear",) * (len(widths) - 1), "mse")
        exercise = Exercise(run(problem, 0.1), "mse")
        assert draw_network(exercise, exercise.result) is None
    assert all(draw_network(exercise_of(id), lambda ref: "") for id in all_presets())
