"""Neurons with z over a and their badges, inputs, targets, the loss, the biases' ones, and gaps."""

from typing import Any
from xml.etree.ElementTree import Element

from app.lesson.diagram.columns import Node, badge_width
from app.lesson.diagram.marks import indexed, italic, mark, pill, write
from app.lesson.diagram.pen import Pen
from app.lesson.diagram.sizes import BADGE, CAPTION, CHORD, LABEL, NUMBER, PILL
from app.lesson.refs import Ref

RIM = {"": 1.25, "read": 2.25, "target": 3.5}
BADGE_RIM = {"": 1.25, "read": 2.25, "target": 2.75}
HALF, SYMBOL = 0.25, 0.62  # radii from the middle to z and to a, and to their letters


def draw_node(parent: Element, node: Node, pen: Pen) -> None:
    draw = {
        "input": draw_single,
        "target": draw_single,
        "neuron": draw_neuron,
        "loss": draw_loss,
        "bias": draw_bias,
        "gap": draw_gap,
    }[node.kind]
    draw(mark(parent, "g"), node, pen)


def draw_disc(parent: Element, node: Node, pen: Pen, *refs: Ref) -> None:
    light = pen.scene.light(*refs)
    rim = pen.palette.phase if light else pen.palette.line_strong
    lit = len(refs) == 1 and light == "target"
    fill = pen.palette.tint if lit else pen.palette.surface
    mark(
        parent, "circle", cx=node.x, cy=node.y, r=node.radius, fill=fill, stroke=rim, stroke_width=RIM[light]
    )


def draw_single(parent: Element, node: Node, pen: Pen) -> None:
    """An input or a target: one given number with its symbol over it."""
    widths = pen.scene.structure.widths
    is_input = node.kind == "input"
    ref = Ref("a", (0, node.index)) if is_input else Ref("y", (node.index,))
    draw_disc(parent, node, pen, ref)
    symbol = indexed("x" if is_input else "y", node.index, widths[0 if is_input else -1])
    write(parent, symbol, node.x, node.y - 0.45 * node.radius, CAPTION, pen.palette.ink_soft)
    pen.number(parent, ref, node.x, node.y + 0.2 * node.radius, NUMBER, CHORD * node.radius)


def draw_neuron(parent: Element, node: Node, pen: Pen) -> None:
    s = pen.scene.structure
    x, y, r, place = node.x, node.y, node.radius, (node.layer, node.index)
    is_output = s.is_output(node.layer)
    z, a = Ref("z", place), Ref("a", place)
    draw_disc(parent, node, pen, *(Ref(name, place) for name in ("z", "a", "slope", "delta", "dL_dz")))
    for ref, sweep in ((z, 1), (a, 0)):
        if pen.scene.light(ref) == "target":
            half = f"M{x - r:.2f} {y:.2f}A{r:.2f} {r:.2f} 0 0 {sweep} {x + r:.2f} {y:.2f}Z"
            mark(parent, "path", d=half, fill=pen.palette.tint)
    mark(parent, "line", x1=x - r, y1=y, x2=x + r, y2=y, stroke=pen.palette.line)
    letters = ("z", "ŷ" if is_output else "a")
    for ref, letter, side in zip((z, a), letters, (-1, 1), strict=True):
        symbol = indexed(letter, node.index, s.widths[node.layer])
        write(parent, symbol, x, y + side * SYMBOL * r, CAPTION, pen.palette.ink_soft)
        pen.number(parent, ref, x, y + side * HALF * r, NUMBER, CHORD * r)
    slope = "σ′" if s.activations[node.layer - 1] == "sigmoid" else "f′"
    draw_badge(parent, Ref("slope", place), slope, 1.2, x, y - r - 0.38 * PILL, pen)
    under = y + r + 0.38 * PILL
    if is_output:
        draw_badge(parent, Ref("dL_dz", place), "∂L/∂z", 3.2, x, under, pen)
        under += PILL + 2
    draw_badge(parent, Ref("delta", place), "δ", 0.9, x, under, pen)


def draw_badge(parent: Element, ref: Ref, prefix: str, room: float, x: float, y: float, pen: Pen) -> None:
    """A number in a pill on the rim; `room` is what its prefix takes, in em."""
    if not pen.scene.knows(ref):
        return
    light = pen.scene.light(ref)
    kinds = {"delta": 3, "dL_dz": 2, "loss_new": 4}
    rim = pen.palette.phases[kinds[ref.quantity] - 1] if ref.quantity in kinds else pen.palette.line_strong
    width = badge_width(pen.exercise.digits, room)
    paint: dict[str, Any] = {
        "fill": pen.palette.tint if light == "target" else pen.palette.surface,
        "stroke": pen.palette.phase if light else rim,
        "stroke_width": BADGE_RIM[light],
    }
    pill(parent, x, y, width, PILL, **paint)
    pen.number(parent, ref, x, y, BADGE, width - 10, prefix=prefix if prefix == "new" else italic(prefix))


def draw_loss(parent: Element, node: Node, pen: Pen) -> None:
    draw_disc(parent, node, pen, Ref("loss"))
    write(parent, italic("L"), node.x, node.y - 0.5 * node.radius, CAPTION, pen.palette.ink_soft)
    pen.number(parent, Ref("loss"), node.x, node.y + 0.12 * node.radius, NUMBER, CHORD * node.radius)
    draw_badge(parent, Ref("loss_new"), "new", 2.2, node.x, node.y + node.radius + 0.5 * PILL, pen)


def draw_bias(parent: Element, node: Node, pen: Pen) -> None:
    place = {"cx": node.x, "cy": node.y, "r": node.radius}
    mark(parent, "circle", **place, fill=pen.palette.sunken, stroke=pen.palette.line)
    write(parent, "1", node.x, node.y, LABEL, pen.palette.ink_soft)


def draw_gap(parent: Element, node: Node, pen: Pen) -> None:
    """Three dots, and how many neurons they stand for."""
    if not node.left_out:
        return
    for step in (-9.0, 0.0, 9.0):
        mark(parent, "circle", cx=node.x, cy=node.y + step, r=2.5, fill=pen.palette.ink_soft)
    is_last = node.layer > pen.scene.structure.L  # beside it the paper ends
    x, anchor = (node.x - 12, "end") if is_last else (node.x + 12, "start")
    write(parent, f"{node.left_out} more", x, node.y, CAPTION, pen.palette.ink_soft, anchor=anchor)
