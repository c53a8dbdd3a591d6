"""The picture of an exercise's network on paper: boxes with lines to write on, weights on their edges.

Layers run from left to right, or from top to bottom for a narrow screen. Lengths are CSS pixels; PAGE of them
are the width of a page. Where things stand is decided here; the template draws, the style sheet paints.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from app.engine.activations import ACTIVATIONS
from app.lesson.exercise import Exercise
from app.lesson.notation.symbols import hangers, symbol
from app.lesson.refs import Ref

MOST_UNITS, MOST_LAYERS = 5, 4  # a larger network would be a thicket; its numbers are given in rows
PAGE = 666.0
ROW, PADDING, HEAD = 20.0, 4.0, 20.0
GIVEN, NEURON = (76.0, ROW + 2 * PADDING), (90.0, 4 * ROW + 2 * PADDING)  # width and height of a box
BETWEEN = 14.0
SHORTEST, LONGEST, TO_TARGET = 78.0, 150.0, 30.0  # of edges
SIGN, LINE = 6.6, 15.0  # a figure's width, a label's height
PLACES = (0.3, 0.5, 0.7, 0.2, 0.8, 0.4, 0.6)  # along an edge, where its weight may be written


@dataclass(frozen=True, slots=True)
class Entry:
    """A line in a box: a letter with its index, and a number, or "" for a blank; `y` is its middle."""

    ref: str
    letter: str
    index: str
    text: str
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """A neuron, or a number that is given."""

    x: float
    y: float
    width: float
    height: float
    entries: tuple[Entry, ...]

    def side(self, tall: bool, end: bool) -> tuple[float, float]:
        """The middle of the side that the signal enters by, or leaves by at its `end`."""
        if tall:
            return self.x + self.width / 2, self.y + self.height * end
        return self.x + self.width * end, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Edge:
    """A line; a weight's has its number `at` a point of it, counted from 0 at its start to 1."""

    start: tuple[float, float]
    end: tuple[float, float]
    ref: str = ""
    text: str = ""
    at: float = 0.0

    @property
    def plate(self) -> tuple[float, float, float, float]:
        """x, y, width and height of what is under the number."""
        width = len(self.text) * SIGN + 4
        x, y = (a + (b - a) * self.at for a, b in zip(self.start, self.end, strict=True))
        return x - width / 2, y - LINE / 2, width, LINE


@dataclass(frozen=True, slots=True)
class Picture:
    """`heads` are the names of layers with the place of their middle."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    heads: tuple[tuple[float, str], ...]


def draw_network(exercise: Exercise, show: Callable[[Ref], str], tall: bool = False) -> Picture | None:
    """`show` gives a computed number as text, "" for a blank. None: the network is too large to be drawn."""
    widths = exercise.structure.widths
    L = len(widths) - 1
    if max(widths) > MOST_UNITS or L > MOST_LAYERS:
        return None
    along, across = (1, 0) if tall else (0, 1)  # which of width and height
    sizes = [GIVEN, *[NEURON] * L, GIVEN]
    counts = (*widths, widths[-1])  # last the targets
    lengths = sum(size[along] for size in sizes) + TO_TARGET
    gap = SHORTEST if tall else min(max((PAGE - lengths) / L, SHORTEST), LONGEST)
    pitch = NEURON[across] + BETWEEN
    room = max(widths) * pitch - BETWEEN
    start, columns, heads = 0.0, [], []
    for l, (size, count) in enumerate(zip(sizes, counts, strict=True)):
        column = []
        for j in range(count):
            middle = room / 2 + (j - (count - 1) / 2) * pitch - size[across] / 2
            place = (middle, start) if tall else (start, middle + HEAD)
            column.append(Box(*place, *size, tuple(write_entries(exercise, l, j, place[1], show))))
        if 0 < l <= L and not tall:
            heads.append(
                (
                    start + size[0] / 2,
                    f"layer {l}: {ACTIVATIONS[exercise.structure.activations[l - 1]].title}",
                )
            )
        columns.append(column)
        start += size[along] + (TO_TARGET if l == L else gap)
    length = start - gap
    edges = [*place_labels(list(connect(exercise, columns, tall))), *lead_to_targets(columns, tall)]
    extent = (room, length) if tall else (length, room + HEAD)
    return Picture(*extent, tuple(box for column in columns for box in column), tuple(edges), tuple(heads))


def write_entries(
    exercise: Exercise, l: int, j: int, top: float, show: Callable[[Ref], str]
) -> Iterator[Entry]:
    """What stands in the box of neuron j of layer l; layer L + 1 holds the targets."""
    s = exercise.structure
    if l == 0 or l > s.L:
        refs = [Ref("a", (0, j)) if l == 0 else Ref("y", (j,))]
    else:
        refs = [Ref(quantity, (l, j)) for quantity in ("b", "z", "a", "delta")]
    for line, ref in enumerate(refs):
        given = ref.quantity in ("b", "y") or l == 0
        mark = symbol(ref, s)
        letter = mark.letter + ("\u0302" if mark.hat else "")
        y = top + PADDING + (line + 0.5) * ROW
        yield Entry(str(ref), letter, hangers(mark)[0], exercise.operand(ref) if given else show(ref), y)


def connect(exercise: Exercise, columns: list[list[Box]], tall: bool) -> Iterator[Edge]:
    """The weights, their numbers not placed yet."""
    for l in range(1, exercise.structure.L + 1):
        for (j, to), (i, source) in product(enumerate(columns[l]), enumerate(columns[l - 1])):
            ref = Ref("W", (l, j, i))
            yield Edge(source.side(tall, True), to.side(tall, False), str(ref), exercise.operand(ref))


def lead_to_targets(columns: list[list[Box]], tall: bool) -> Iterator[Edge]:
    for output, target in zip(columns[-2], columns[-1], strict=True):
        yield Edge(output.side(tall, True), target.side(tall, False))


def place_labels(edges: list[Edge]) -> list[Edge]:
    """Each number at the first place on its edge where it touches no other number, and few other edges."""
    placed: list[Edge] = []
    for edge in edges:
        others = [other for other in edges if other.ref != edge.ref]

        def crowd(choice: Edge, others: list[Edge] = others) -> int:
            numbers = sum(touch(choice.plate, other.plate) for other in placed)
            return 10 * numbers + sum(crosses(other, choice.plate) for other in others)

        placed.append(min((replace(edge, at=at) for at in PLACES), key=crowd))
    return placed


def touch(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return (
        abs(one[0] + one[2] / 2 - other[0] - other[2] / 2) < (one[2] + other[2]) / 2
        and abs(one[1] + one[3] / 2 - other[1] - other[3] / 2) < (one[3] + other[3]) / 2
    )


def crosses(edge: Edge, plate: tuple[float, float, float, float]) -> bool:
    """Whether the edge passes under the plate, told at points along it."""
    points = (replace(edge, at=at / 40, text="") for at in range(41))
    return any(touch(plate, (point.plate[0] + 2, point.plate[1] + LINE / 2, 0.0, 0.0)) for point in points)
