"""The picture as the text of an SVG file that needs nothing beside it: colours and font are inside."""

import base64
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from app.lesson.diagram.columns import TOP
from app.lesson.diagram.edges import draw_label, draw_line, largest_weight
from app.lesson.diagram.frame import Frame, lay_out, light_of
from app.lesson.diagram.marks import indexed, italic, mark, write
from app.lesson.diagram.nodes import draw_node
from app.lesson.diagram.palette import Theme, palette
from app.lesson.diagram.pen import Pen
from app.lesson.diagram.scene import Grain, find_scene, list_steps
from app.lesson.diagram.sizes import HEAD, LABEL, LINE, PILL
from app.lesson.diagram.told import description, title
from app.lesson.exercise import Exercise
from app.lesson.mistakes.lens import find_mistake, look_at
from app.lesson.refs import Ref, RefError, look_up
from app.lesson.steps import Step

FONT = Path(__file__).resolve().parents[3] / "static" / "vendor" / "lesson-math" / "lesson-math.woff2"
FAMILY = '"Lesson Math", "STIX Two Math", "Cambria Math", "DejaVu Serif", serif'
FUNCTIONS = {"sigmoid": "𝜎", "relu": "ReLU", "leaky_relu": "leaky ReLU"}


@dataclass(frozen=True, slots=True)
class View:
    """Which step, what is lit, in which colours, and with which mistake; see `find_scene`."""

    at: str | None = None
    grain: Grain = "element"
    selected: str | None = None
    mistake: str | None = None
    theme: Theme = "light"


@dataclass(frozen=True, slots=True)
class Drawing:
    """`svg` and its size in CSS pixels."""

    svg: str
    width: float
    height: float


def draw(exercise: Exercise, view: View, has_font: bool = True) -> Drawing:
    """Raises EngineError when `view` names a step, a number or a mistake that is not there."""
    s, steps = exercise.structure, None
    if view.mistake is not None:
        exercise, steps = make_mistake(exercise, view.mistake)
    scene = find_scene(s, view.at, view.grain, read_selected(exercise, view.selected), steps)
    if view.selected is not None and not all(map(scene.knows, scene.targets)):
        raise RefError("selected", "selected names a number that is not computed yet at this step")
    frame = lay_out(scene, exercise.digits)
    pen = Pen(exercise, scene, palette(view.theme, scene.phase))
    width, height = (float(round(length)) for length in (frame.columns.width, frame.columns.height))
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"})
    root.set("viewBox", f"0 0 {width:.0f} {height:.0f}")
    root.attrib |= {"width": f"{width:.0f}", "height": f"{height:.0f}", "font-family": FAMILY}
    mark(root, "title").text = title(scene, pen, view.mistake)
    mark(root, "desc").text = description(scene, pen, exercise)
    if has_font:
        mark(root, "style").text = font_face()
    mark(root, "rect", width="100%", height="100%", fill=pen.palette.ground)
    draw_heads(root, frame, pen)
    draw_edges(root, frame, pen)
    nodes = mark(root, "g")
    for node in frame.columns.nodes:
        draw_node(nodes, node, pen)
    draw_notes(nodes, frame, pen)
    return Drawing(tostring(root, encoding="unicode") + "\n", width, height)


def read_selected(exercise: Exercise, text: str | None) -> Ref | None:
    """Raises RefError for what names no number of the problem."""
    if text is None:
        return None
    try:
        ref = Ref.parse(text)
        if not isinstance(look_up(exercise.trace, ref, exercise.sample), float):
            raise RefError("selected", "selected takes one number, not an array")
    except RefError as error:
        raise RefError("selected", str(error)) from None
    return ref


def make_mistake(exercise: Exercise, id: str) -> tuple[Exercise, list[Step]]:
    """The numbers of who makes it, and their steps in the right order, as under the page's lens."""
    s, right = exercise.structure, list_steps(exercise.structure)
    mistake = find_mistake(id)
    lens = look_at(mistake, exercise.trace, s)
    taken = {step.target: step for step, _ in mistake.apply(s, right) if step.target in lens.walked.differs}
    return replace(exercise, trace=lens.wrong), [taken.get(step.target, step) for step in right]


@cache
def font_face() -> str:
    font = base64.b64encode(FONT.read_bytes()).decode()
    return f'@font-face{{font-family:"Lesson Math";src:url(data:font/woff2;base64,{font})}}'


def draw_edges(root: Element, frame: Frame, pen: Pen) -> None:
    """The lines, what is lit over the others, then their numbers."""
    largest = largest_weight(pen)
    group = mark(root, "g")
    crowds = {line.layer for line in frame.lines if line.kind == "weight" and not line.is_labelled}
    for line in sorted(frame.lines, key=lambda line: bool(light_of(line, pen.scene))):
        draw_line(group, line, pen, largest, line.layer in crowds)
    labels = mark(root, "g")
    for line in frame.lines:
        if line.is_labelled:
            draw_label(labels, line, pen)


def draw_heads(root: Element, frame: Frame, pen: Pen) -> None:
    s = pen.scene.structure
    names = ["input", *(f"layer {l}" for l in range(1, s.L)), "output"]
    group = mark(root, "g")
    for l, words in enumerate(names):
        activation = s.activations[l - 1] if l else ""
        function = FUNCTIONS.get(activation, activation.replace("_", " "))
        write(
            group,
            words + (f" · {function}" if l else ""),
            frame.columns.x[l],
            TOP - HEAD,
            HEAD,
            pen.palette.ink_soft,
        )
    targets = [node for node in frame.columns.nodes if node.kind == "target"]
    loss_x = frame.columns.x[-1]
    if len(targets) == 1:
        y = targets[0].y - targets[0].radius - HEAD
        write(group, "target", loss_x, y, HEAD, pen.palette.ink_soft)
    else:
        write(group, "loss", loss_x, TOP - HEAD, HEAD, pen.palette.ink_soft)
        write(group, "target", frame.columns.target_x, TOP - HEAD, HEAD, pen.palette.ink_soft)


def draw_notes(parent: Element, frame: Frame, pen: Pen) -> None:
    """The samples' losses under their mean, and the learning rate."""
    loss = next(node for node in frame.columns.nodes if node.kind == "loss")
    y = loss.y + loss.radius + PILL + LINE
    for place, sample in enumerate(frame.samples):
        prefix = indexed("L", sample, pen.scene.structure.samples)
        ref = Ref("loss", (), sample)
        pen.number(parent, ref, loss.x, y + place * LINE, LABEL, 3 * loss.radius, prefix=prefix, on_edge=True)
    ground = next(node.y for node in frame.columns.nodes if node.kind == "bias")
    pen.number(parent, Ref("learning_rate"), loss.x, ground, LABEL, 3 * loss.radius, prefix=italic("η"))
