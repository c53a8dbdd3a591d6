"""The picture of an exercise's network on paper: boxes with lines to write on, weights on their edges.

Layers run from left to right, or from top to bottom for a narrow screen. Lengths are CSS pixels; PAGE of them
are the width of a page. Where things stand is decided here; the template draws, the style sheet paints.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise, product

from app.engine.activations import ACTIVATIONS
from app.lesson.exercise import Exercise
from app.lesson.labels import Edge, place_labels
from app.lesson.notation.symbols import hangers, symbol
from app.lesson.refs import Ref

MOST_UNITS, MOST_LAYERS = 5, 4  # a larger network would be a thicket; its numbers are given in rows
PAGE = 666.0
ROW, PADDING, HEAD = 20.0, 4.0, 20.0
GIVEN, NEURON = (76.0, ROW + 2 * PADDING), (90.0, 4 * ROW + 2 * PADDING)  # width and height of a box
BETWEEN = 14.0
SHORTEST, LONGEST, TO_TARGET = 70.0, 160.0, 30.0  # of edges
SIGN, LINE = 6.6, 15.0  # a figure's width, a label's height
# along an edge, where its weight may be written
PLACES = (0.3, 0.5, 0.7, 0.35, 0.65, 0.4, 0.6, 0.45, 0.55, 0.25, 0.75, 0.2, 0.8, 0.15, 0.85)


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
    most = max(n_in * n_out for n_in, n_out in pairwise(widths))
    gap = min(max(12.0 * most if tall else (PAGE - lengths) / L, SHORTEST), LONGEST)
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
    boxes = [box for column in columns for box in column]
    edges = [edge for l in range(1, L + 1) for edge in connect(exercise, columns, l, tall)]
    edges += lead_to_targets(columns, tall)
    extent = (room, length) if tall else (length, room + HEAD)
    return Picture(*extent, tuple(boxes), tuple(edges), tuple(heads))


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


def connect(exercise: Exercise, columns: list[list[Box]], l: int, tall: bool) -> list[Edge]:
    """The weights of layer l."""
    edges = []
    for (j, to), (i, source) in product(enumerate(columns[l]), enumerate(columns[l - 1])):
        ref = Ref("W", (l, j, i))
        text = exercise.operand(ref)
        size = len(text) * SIGN + 4, LINE
        edges.append(Edge(source.side(tall, True), to.side(tall, False), str(ref), text, size))
    walls = [(box.x, box.y, box.width, box.height) for box in (*columns[l - 1], *columns[l])]
    return place_labels(edges, walls, PLACES)


def lead_to_targets(columns: list[list[Box]], tall: bool) -> Iterator[Edge]:
    for output, target in zip(columns[-2], columns[-1], strict=True):
        yield Edge(output.side(tall, True), target.side(tall, False))
