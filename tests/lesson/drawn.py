"""Reading a picture: its numbers, and what stands where."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

import pytest

from app.lesson.diagram.draw import Drawing, View, draw
from app.lesson.diagram.marks import CENTRED
from app.lesson.diagram.scene import list_steps
from app.lesson.diagram.sizes import text_width
from app.lesson.exercise import Exercise
from app.lesson.labels import Plate, touch
from app.lesson.presets import all_presets
from tests.lesson.exercises import exercise_of
from tests.strategies import Problem, random_problem, run

RATE = 0.3
SVG = "{http://www.w3.org/2000/svg}"
LARGEST = random_problem(5, (16,) * 9, ("tanh",) * 8, "mse")  # of those that are explained

BATCH = random_problem(2, (2, 3, 2), ("leaky_relu", "softmax"), "cross_entropy", samples=9)
WIDE = random_problem(8, (5, 5, 5), ("relu", "tanh"), "mse", samples=2)
every_case = pytest.mark.parametrize("case", [*all_presets(), "batch", "wide"])


@dataclass(frozen=True)
class Written:
    """A line of text: where it stands, its colour, and the opaque colour under its middle."""

    text: str
    plate: Plate
    fill: str
    ground: str


def posed(case: str) -> Exercise:
    own = {"batch": (BATCH, 4), "wide": (WIDE, 1)}
    return exercise_from(*own[case]) if case in own else exercise_of(case)


def picture_of(exercise: Exercise, at: str | None = None, **view: str) -> Drawing:
    return draw(exercise, View(at, **view))  # type: ignore[arg-type]


def exercise_from(problem: Problem, sample: int = 0, optimizer: str = "sgd") -> Exercise:
    return Exercise(run(problem, RATE, optimizer), problem.loss, sample)


def read(drawing: Drawing) -> ElementTree.Element:
    return ElementTree.fromstring(drawing.svg)


def numbers_of(root: ElementTree.Element) -> dict[str, str]:
    """By Ref what is written."""
    marks = [mark for mark in root.iter() if mark.get("data-ref")]
    found = {mark.attrib["data-ref"]: "".join(mark.itertext()) for mark in marks}
    assert len(found) == len(marks), "a number stands twice"
    return found


def lights_of(root: ElementTree.Element) -> dict[str, str]:
    """Of the numbers that are lit, how."""
    return {
        mark.attrib["data-ref"]: mark.attrib["data-light"] for mark in root.iter() if mark.get("data-light")
    }


def texts_of(root: ElementTree.Element) -> list[Written]:
    """In the order of drawing."""
    grounds: list[tuple[Plate, str]] = []
    found = []
    for mark in root.iter():
        if (shape := plate_of(mark)) and mark.get("fill", "none") != "none":
            grounds.append((shape, mark.attrib["fill"]))
        if mark.tag == SVG + "text":
            size, text = float(mark.attrib["font-size"]), "".join(mark.itertext())
            width = text_width(text, size)
            share = {"middle": 0.5, "end": 1.0}.get(mark.get("text-anchor", ""), 0.0)
            left, middle = float(mark.attrib["x"]) - share * width, float(mark.attrib["y"]) - CENTRED * size
            plate = (left, middle - 0.4 * size, width, 0.8 * size)
            middle_of = (left + width / 2, middle, 0.01, 0.01)
            under = [fill for shape, fill in grounds if touch(shape, middle_of)]
            found.append(Written(text, plate, mark.attrib["fill"], under[-1]))
    return found


def plate_of(mark: ElementTree.Element) -> Plate | None:
    """The box of a shape that covers what is under it; of half a disc the box of that half."""
    if mark.tag == SVG + "circle":
        cx, cy, r = (float(mark.attrib[name]) for name in ("cx", "cy", "r"))
        return cx - r, cy - r, 2 * r, 2 * r
    if mark.tag == SVG + "path":
        start, rest = mark.attrib["d"].removeprefix("M").split("A")
        x, y = map(float, start.split())
        r, upper = float(rest.split()[0]), rest.split()[4] == "1"
        return x, y - r * upper, 2 * r, r
    if mark.tag == SVG + "rect":
        sides = [mark.attrib.get(name, "0") for name in ("x", "y", "width", "height")]
        if "%" in sides[2]:
            return -1e9, -1e9, 2e9, 2e9
        x, y, width, height = map(float, sides)
        return x, y, width, height
    return None


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, 1.4.3: of two colours #rrggbb."""
    light, dark = sorted(map(luminance, (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def every(exercise: Exercise, count: int) -> Iterator[str]:
    """Evenly spread steps of a problem, from the start on, as `at` names them."""
    steps = list_steps(exercise.structure)
    yield "start"
    for place in range(count):
        yield str(steps[place * (len(steps) - 1) // (count - 1)].target)
