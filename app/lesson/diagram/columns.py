"""Where the neurons stand: layers as columns from left to right, the biases' ones in a row below.

The page fits its picture into a window and shrinks it until it fits. Here type and neurons keep their size
and the paper is as large as it has to be, so the rules are fewer than those of the page, and others.
"""

from dataclasses import dataclass
from math import hypot
from typing import Literal

from app.lesson.diagram.sizes import BADGE, HEAD, LABEL, LINE, MARGIN, PILL, radius, result_width
from app.lesson.diagram.slots import Gap, Slot
from app.lesson.labels import Plate, Point

Kind = Literal["input", "neuron", "bias", "gap", "loss", "target"]
OVERHANG = 0.88 * PILL  # of a badge over the rim it hangs on
NOTE = 46.0  # the width of "12 more"
BETWEEN = 16.0  # two neurons of a column with all their badges
TOP = HEAD + 2 * MARGIN


@dataclass(frozen=True, slots=True)
class Node:
    """A disc; of the loss `layer` is L + 1, of a bias the layer it leads to. A gap has no radius."""

    kind: Kind
    x: float
    y: float
    radius: float
    layer: int
    index: int = 0
    left_out: int = 0

    def towards(self, other: "Node") -> Point:
        """The point of the rim that faces another node."""
        distance = hypot(other.x - self.x, other.y - self.y)
        share = self.radius / distance
        return self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share

    def walls(self, digits: int, is_output: bool) -> list[Plate]:
        """What it covers, with the badges that it may wear."""
        if self.kind == "gap":
            return [(self.x - 8, self.y - 14, 8 + 12 + NOTE, 28)] if self.left_out else []
        r = self.radius
        found = [(self.x - r, self.y - r, 2 * r, 2 * r)]
        if self.kind == "neuron":
            widths = [badge_width(digits, 1.2), badge_width(digits, 3.2 if is_output else 0.9)]
            below = r + OVERHANG + (PILL + 2 if is_output else 0)
            found.append((self.x - widths[0] / 2, self.y - r - OVERHANG, widths[0], r))
            found.append((self.x - widths[1] / 2, self.y, widths[1], below))
        return found


@dataclass(frozen=True, slots=True)
class Columns:
    """`x` of each layer 0..L and of the loss."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    x: tuple[float, ...]
    target_x: float


def badge_width(digits: int, prefix: float) -> float:
    """`prefix` is the width of what says which number it is, in em."""
    return result_width(digits, BADGE) + prefix * BADGE + 16


def stand(slots: list[list[Slot]], digits: int, clear: list[float], samples: int) -> Columns:
    """`slots` of layers 0..L; `clear` is the way between the rims of each two columns, the loss the last.

    `samples` is how many losses stand in a list under their mean.
    """
    r = radius(digits)
    L = len(slots) - 1
    outputs = slots[L]
    x = [MARGIN + r]
    for way in clear:
        x.append(x[-1] + 2 * r + way)
    lone = len(outputs) == 1
    column_width = max(2 * r, badge_width(digits, 2.6))  # of the loss, with the new loss under it
    target_x = x[-1] if lone else x[-1] + column_width / 2 + 60 + r
    width = target_x + (column_width / 2 if lone else 0.75 * r) + MARGIN
    spans = [span(len(own), l, L, r) for l, own in enumerate(slots)]
    below_loss = r + PILL + samples * LINE
    above_loss = 3.6 * r + HEAD if lone else r
    body = max(*spans, 2 * max(above_loss, below_loss) if samples or lone else 0)
    middle = TOP + body / 2
    nodes: list[Node] = []
    for l, own in enumerate(slots):
        nodes += column("input" if l == 0 else "neuron", own, x[l], ys(own, l, L, r, middle), r, l)
    nodes.append(Node("loss", x[-1], middle, 0.95 * r, L + 1))
    target_ys = [middle - 2.75 * r] if lone else ys(outputs, L, L, r, middle)
    nodes += column("target", outputs, target_x, target_ys, 0.72 * r, L + 1)
    ground = TOP + body + MARGIN + 0.4 * r
    for l in range(1, L + 1):
        nodes.append(Node("bias", x[l - 1] + 0.3 * (x[l] - x[l - 1]), ground, 0.4 * r, l))
    return Columns(width, ground + 0.4 * r + MARGIN, tuple(nodes), tuple(x), target_x)


def pitch(l: int, L: int, r: float) -> float:
    """From neuron to neuron."""
    if l == 0:
        return 1.6 * r + 2 * BETWEEN + LABEL
    return 2 * r + 2 * OVERHANG + BETWEEN + (PILL + 2 if l == L else 0)


def span(count: int, l: int, L: int, r: float) -> float:
    return (count - 1) * pitch(l, L, r) + 2 * (r + OVERHANG + (PILL + 2 if l == L else 0))


def ys(own: list[Slot], l: int, L: int, r: float, middle: float) -> list[float]:
    return [middle + (place - (len(own) - 1) / 2) * pitch(l, L, r) for place in range(len(own))]


def column(kind: Kind, own: list[Slot], x: float, at: list[float], r: float, l: int) -> list[Node]:
    size = 0.8 * r if kind == "input" else r
    return [
        Node("gap", x, y, 0.0, l, left_out=slot.end - slot.start)
        if isinstance(slot, Gap)
        else Node(kind, x, y, size, l, slot)
        for slot, y in zip(own, at, strict=True)
    ]
