"""Formulas that break: they say what the unbroken ones say, in pieces that are short enough."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given

from app.lesson.exercise import Exercise
from app.lesson.expressions import op
from app.lesson.notation.flowing import LONG, Figures, Flowing, figure, formula, sides
from app.lesson.notation.mathml import MathML
from app.lesson.notation.printer import Printer
from app.lesson.refs import Ref
from app.lesson.worksheet import SOLUTION
from tests.lesson.exercises import exercise_of, items_of, steps_of
from tests.lesson.explained import many
from tests.lesson.read_back import as_python, evaluate_as_read
from tests.strategies import Explained, explained_traces, random_problem, run


def flat(text: str) -> str:
    """The signs of a formula, without those that only hold it together."""
    return re.sub(r"<[^>]*>|[()/\s]", "", text)


@many
@given(explained_traces())
def test_a_formula_that_breaks_says_what_the_unbroken_one_says(explained: Explained) -> None:
    exercise = Exercise(explained.trace, explained.loss, explained.sample, explained.freeze_biases)
    plain = Printer(MathML(), exercise.structure)
    flowing = Printer(Flowing(), exercise.structure)
    for step in steps_of(exercise):
        broken = "=".join(sides(flowing, step.target, step.expression))
        assert flat(broken) == flat(plain.equation(step.target, step.expression)), step.id


def width(part: ElementTree.Element) -> int:
    """In signs; of a fraction the wider side counts."""
    inner = [width(child) for child in part]
    return len(part.text or "") + (max(inner) if part.tag == "mfrac" else sum(inner))


@pytest.mark.parametrize("loss", ["mse", "binary_cross_entropy"])
def test_no_piece_of_a_long_formula_is_wider_than_a_narrow_screen(loss: str) -> None:
    problem = random_problem(3, (12, 9, 6), ("tanh", "sigmoid"), loss, samples=9)
    exercise = Exercise(run(problem, 0.1), loss, 4)
    for item in items_of(exercise, SOLUTION):
        for row in item.rows:
            assert max(map(width, ElementTree.fromstring(row.formula))) <= 1.5 * LONG, item.ref


def test_a_formula_is_one_element_of_pieces() -> None:
    math = ElementTree.fromstring(formula("<mi>a</mi>\n<mo>+</mo><mi>b</mi>"))
    assert math.tag == "math"
    assert [piece.get("class") for piece in math] == ["piece", "piece"]


def in_numbers(mathml: str) -> str:
    """A line of numbers as Python, by the usual precedence."""
    math = ElementTree.fromstring(mathml)
    for part in math.iter():
        part.attrib.pop("data-ref", None)
        part.text = (part.text or "").replace("−", "-").replace("×", "*") or None
    return "".join(map(as_python, math))


@many
@given(explained_traces())
def test_the_numbers_of_a_worked_line_give_its_result(explained: Explained) -> None:
    exercise = Exercise(explained.trace, explained.loss, explained.sample, explained.freeze_biases, 8)
    for item in items_of(exercise, SOLUTION):
        # Adam divides by roots of numbers that are too small for the digits shown
        is_adam = exercise.structure.optimizer == "adam" and item.ref[:6] in ("W_new.", "b_new.")
        if is_adam or len(item.rows) < 3 or "⋯" in item.rows[1].formula:
            continue
        worked = evaluate_as_read(in_numbers(item.rows[1].formula), lambda ref: None)
        value = exercise.value(Ref.parse(item.ref))
        assert abs(worked - value) <= 1e-6 * max(1.0, abs(value)), item.ref


def test_a_negative_number_has_brackets_where_it_needs_them_and_nowhere_else() -> None:
    exercise = exercise_of("relu-homework")
    s = exercise.structure
    figures = Printer(Figures(lambda ref: "−0.5"), s)
    z, a = Ref("z", (1, 0)), Ref("a", (1, 0))
    assert flat_text(sides(figures, a, op("call", z, name="relu"))[-1]) == "max(0,−0.5)"
    assert flat_text(sides(figures, z, op("mul", z, a))[-1]) == "(−0.5)·(−0.5)"
    assert flat_text(figure("−4.386×10⁻⁴")) == "−4.386×10−4"


def flat_text(mathml: str) -> str:
    return re.sub(r"<[^>]*>|\s", "", mathml)
