"""The edges between the neurons, and room for their numbers: what a network's shape and the light decide."""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, product

from app.lesson.diagram.columns import Columns, stand
from app.lesson.diagram.scene import Scene
from app.lesson.diagram.sizes import LABEL, LINE, operand_width, text_width
from app.lesson.diagram.slots import Slot, chosen_of, slots_of
from app.lesson.labels import Edge, Plate, place_labels, touch
from app.lesson.refs import Ref

CROWD = 25  # weights between two layers; of more only those that are lit get their number written
WAYS = (150.0, 200.0, 260.0, 340.0, 440.0, 560.0, 700.0)  # from rim to rim, each for so many weights:
WEIGHTS = (4, 9, 16, CROWD)
TO_LOSS = 130.0
MOST_SAMPLES = 6  # whose losses stand in a list
# along an edge, where its number may be written, from the middle outward
PLACES = (0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.15, 0.85)


@dataclass(frozen=True, slots=True)
class Line:
    """An edge of `kind` weight, bias, loss (output to loss), given (target to loss) or bundle (left out)."""

    kind: str
    layer: int
    edge: Edge
    is_labelled: bool


@dataclass(frozen=True, slots=True)
class Frame:
    columns: Columns
    lines: tuple[Line, ...]
    samples: tuple[int, ...]  # whose losses are listed under their mean


def lay_out(scene: Scene, digits: int) -> Frame:
    s = scene.structure
    chosen = chosen_of(scene.targets, s.L)
    slots = tuple(tuple(slots_of(count, chosen.get(l))) for l, count in enumerate(s.widths))
    samples = () if s.samples == 1 else (s.sample,) if s.samples > MOST_SAMPLES else tuple(range(s.samples))
    columns, lines = settle(slots, digits, len(samples))
    return Frame(columns, tuple(light_crowds(lines, columns, scene, digits)), samples)


@lru_cache(maxsize=64)
def settle(
    slots: tuple[tuple[Slot, ...], ...], digits: int, samples: int
) -> tuple[Columns, tuple[Line, ...]]:
    """Each way between two layers as long as it takes to keep its numbers apart.

    The light does not change it, so that the pictures of one network lie on each other.
    """
    layers = [list(own) for own in slots]
    L = len(layers) - 1
    ways = [first_way(len(n_in) * len(n_out)) for n_in, n_out in pairwise(layers)]
    while True:
        columns = stand(layers, digits, [*(WAYS[way] for way in ways), TO_LOSS], samples)
        lines = [place(connect(columns, l, digits), columns, l, digits) for l in range(1, L + 2)]
        tight = [
            l for l in range(1, L + 1) if ways[l - 1] + 1 < len(WAYS) and is_tight(lines[l - 1], columns, l)
        ]
        if not tight:
            return columns, tuple(line for layer in lines for line in layer)
        for l in tight:
            ways[l - 1] += 1


def first_way(weights: int) -> int:
    return 1 if weights > CROWD else next(i for i, most in enumerate(WEIGHTS) if weights <= most)


def connect(columns: Columns, l: int, digits: int) -> list[Line]:
    """The edges that lead into layer l; L + 1 is the loss."""
    size = operand_width(digits, LABEL) + text_width("+", LABEL) + 6, 2 * LINE
    near = [node for node in columns.nodes if node.kind != "gap" or node.left_out]
    into = [node for node in near if node.layer == l and node.kind in ("neuron", "gap", "loss")]
    into = [node for node in into if l < len(columns.x) - 1 or node.kind == "loss"]
    origin = [node for node in near if node.layer == l - 1 and node.kind in ("input", "neuron", "gap")]
    found = []
    for to, source in product(into, origin):
        if to.kind == "loss":
            kind, ref = "loss", Ref("dL_da", (l - 1, source.index))
        else:
            kind, ref = "weight", Ref("W", (l, to.index, source.index))
        if "gap" in (to.kind, source.kind):
            kind = "bundle"
        found.append(Line(kind, l, Edge(source.towards(to), to.towards(source), str(ref), size=size), False))
    for node in near:
        if node.layer != l:
            continue
        if node.kind == "bias":
            for to in into:
                if to.kind == "neuron":
                    ends = node.towards(to), to.towards(node)
                    ref = Ref("b", (l, to.index))
                    found.append(Line("bias", l, Edge(*ends, str(ref), size=size), False))
        if node.kind == "target":
            ends = node.towards(into[0]), into[0].towards(node)
            found.append(Line("given", l, Edge(*ends, f"y.{node.index}"), False))
    return found


def place(lines: list[Line], columns: Columns, l: int, digits: int) -> list[Line]:
    """With the numbers in their places, unless they are a crowd."""
    weights = sum(line.kind in ("weight", "bundle") for line in lines)
    if weights > CROWD or any(line.kind == "bundle" for line in lines):
        return lines
    return label(lines, [line for line in lines if line.kind != "given"], columns, l, digits)


def label(lines: list[Line], chosen: list[Line], columns: Columns, l: int, digits: int) -> list[Line]:
    placed = place_labels([line.edge for line in chosen], walls_of(columns, l, digits), PLACES)
    at = {edge.ref: edge for edge in placed}
    return [
        replace(line, edge=at[line.edge.ref], is_labelled=True) if line in chosen else line for line in lines
    ]


def walls_of(columns: Columns, l: int, digits: int) -> list[Plate]:
    last = len(columns.x) - 2
    near = [node for node in columns.nodes if node.layer in (l - 1, l)]
    return [wall for node in near for wall in node.walls(digits, node.layer == last)]


def is_tight(lines: list[Line], columns: Columns, l: int) -> bool:
    """Whether two numbers lie over each other, or one over a neuron."""
    plates = [line.edge.plate for line in lines if line.is_labelled]
    discs = [wall for node in columns.nodes if node.layer in (l - 1, l) for wall in node.walls(4, False)[:1]]
    return any(touch(plate, other) for i, plate in enumerate(plates) for other in (*plates[:i], *discs))


def light_crowds(lines: tuple[Line, ...], columns: Columns, scene: Scene, digits: int) -> list[Line]:
    """Where the numbers of all edges would be a crowd, those that are lit get theirs."""
    found: list[Line] = []
    for l in range(1, len(columns.x)):
        own = [line for line in lines if line.layer == l]
        if any(line.is_labelled for line in own):
            found += own
            continue
        lit = [line for line in own if line.kind not in ("bundle", "given") and light_of(line, scene)]
        lit.sort(key=lambda line: light_of(line, scene) != "target")
        labelled = label(own, lit, columns, l, digits) if 0 < len(lit) <= CROWD else own
        found += drop_covered(labelled, walls_of(columns, l, digits))
    return found


def drop_covered(lines: list[Line], walls: list[Plate]) -> list[Line]:
    """A number over another one would be no number at all: the later one goes."""
    found, taken = [], list(walls)
    for line in lines:
        is_free = line.is_labelled and not any(touch(line.edge.plate, other) for other in taken)
        taken += [line.edge.plate] if is_free else []
        found.append(replace(line, is_labelled=is_free))
    return found


def refs_of(line: Line) -> list[Ref]:
    """The numbers whose light an edge carries."""
    if line.kind == "bundle":
        return []
    ref = Ref.parse(line.edge.ref)
    if line.kind in ("loss", "given"):
        return [Ref("loss")] if line.kind == "given" else [ref, Ref("loss")]
    return [ref, *(Ref(f"{ref.quantity}_{suffix}", ref.indices) for suffix in ("grad", "new"))]


def light_of(line: Line, scene: Scene) -> str:
    return scene.light(*refs_of(line))
