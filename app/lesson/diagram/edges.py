"""Edges as wide as |w|, in the colour of its sign, and their numbers; all follow it from old to new."""

from typing import Any
from xml.etree.ElementTree import Element

import numpy as np

from app.lesson.diagram.frame import Line, light_of
from app.lesson.diagram.marks import italic, mark, plate, write
from app.lesson.diagram.pen import Pen
from app.lesson.diagram.sizes import LABEL, LINE
from app.lesson.refs import Ref

THINNEST, THICKEST, PLAIN = 0.75, 6.5, 1.25
QUIET, RECEDING, CROWDED = 0.75, 0.33, 0.14  # opacities: of an edge, of one beside others that are lit


def largest_weight(pen: Pen) -> float:
    """Old and new ones together, so that an update visibly changes widths."""
    found = pen.exercise.trace
    old = [array for layer in found.network.layers for array in (layer.W, layer.b)]
    new = [*found.update.W_new.values(), *found.update.b_new.values()]
    return max(float(np.abs(array).max()) for array in (*old, *new))


def draw_line(parent: Element, line: Line, pen: Pen, largest: float, is_crowd: bool) -> None:
    light = light_of(line, pen.scene)
    (x1, y1), (x2, y2) = line.edge.start, line.edge.end
    paint: dict[str, Any] = {"stroke": pen.palette.line_strong, "stroke_width": PLAIN}
    if line.kind == "bundle":
        paint |= {"stroke_dasharray": "1 5", "stroke_linecap": "round"}
    elif line.kind in ("loss", "given"):
        if light:
            paint = {"stroke": pen.palette.phase, "stroke_width": 2.5}
    else:
        weight = weight_of(line, pen)
        share = abs(weight) / largest if largest else 0.0
        paint["stroke_width"] = THINNEST + (THICKEST - THINNEST) * share
        if weight:
            paint["stroke"] = pen.palette.positive if weight > 0 else pen.palette.negative
        if is_crowd and weight < 0:
            paint["stroke_dasharray"] = "5 3"  # no sign is written here
    opacity = 1.0 if light else QUIET if not pen.scene.targets else CROWDED if is_crowd else RECEDING
    if opacity < 1:
        paint["stroke_opacity"] = opacity
    mark(
        parent,
        "line",
        x1=x1,
        y1=y1,
        x2=x2,
        y2=y2,
        **paint,
        data_edge="" if line.kind == "bundle" else line.edge.ref,
    )


def weight_of(line: Line, pen: Pen) -> float:
    ref = Ref.parse(line.edge.ref)
    new = Ref(f"{ref.quantity}_new", ref.indices)
    return pen.exercise.value(new if pen.scene.knows(new) else ref)


def draw_label(parent: Element, line: Line, pen: Pen) -> None:
    """The weight, old or new, and its gradient under it; at the loss what is handed back to the output."""
    x, y, width, height = line.edge.plate
    x, y = x + width / 2, y + height / 2
    ref = Ref.parse(line.edge.ref)
    if line.kind == "loss":
        if pen.scene.knows(ref):
            name = italic("∂L/∂ŷ")
            fill = pen.ink(ref)
            plate(parent, name, x, y - LINE / 2, LABEL, pen.palette.ground)
            write(parent, name, x, y - LINE / 2, LABEL, fill)
            pen.number(parent, ref, x, y + LINE / 2, LABEL, width, on_edge=True)
        return
    gradient, new = (Ref(f"{ref.quantity}_{suffix}", ref.indices) for suffix in ("grad", "new"))
    weight = new if pen.scene.knows(new) else ref
    has_gradient = pen.scene.knows(gradient)
    over = LINE / 2 if has_gradient else 0.0
    pen.number(parent, weight, x, y - over, LABEL, width, text=pen.signed(weight), on_edge=True)
    pen.number(parent, gradient, x, y + over, LABEL, width, prefix="∂", on_edge=True)
