"""What a number looks like at a step: its text, its colour, its light."""

from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from app.lesson.diagram.marks import plate, write
from app.lesson.diagram.palette import Palette
from app.lesson.diagram.scene import Scene, is_given
from app.lesson.diagram.sizes import fit, text_width
from app.lesson.exercise import Exercise
from app.lesson.refs import Ref

GAP = 0.32  # between a prefix and the figures, in em
KINDS = {
    "delta": 3,  # the phase whose colour a number has
    **dict.fromkeys(("dL_dz", "dL_da"), 2),
    **dict.fromkeys(("W_grad", "b_grad", "W_new", "b_new", "loss_new"), 4),
}


@dataclass(frozen=True, slots=True)
class Pen:
    exercise: Exercise
    scene: Scene
    palette: Palette

    def shown(self, ref: Ref) -> str:
        """As every view but a formula writes it: what was typed in, in full where that is short."""
        is_operand = is_given(ref) or ref.quantity in ("W_new", "b_new")
        return self.exercise.operand(ref) if is_operand else self.exercise.result(ref)

    def signed(self, ref: Ref) -> str:
        """A weight's plus is written too, so that colour is never the only mark of its sign."""
        text = self.shown(ref)
        return f"+{text}" if self.exercise.value(ref) > 0 else text

    def ink(self, ref: Ref) -> str:
        """Lit in the colour of the phase, faint where it recedes, and otherwise in the colour of its kind."""
        light = self.scene.light(ref)
        if light:
            return self.palette.phase if light == "target" else self.palette.ink
        if self.scene.targets:
            return self.palette.ink_faint
        kind = KINDS.get(ref.quantity)
        return self.palette.phases[kind - 1] if kind else self.palette.ink

    def number(
        self,
        parent: Element,
        ref: Ref,
        x: float,
        y: float,
        size: float,
        room: float,
        prefix: str = "",
        text: str = "",
        on_edge: bool = False,
    ) -> None:
        """Nothing at all while it is not computed. A `prefix` says which number it is."""
        if not self.scene.knows(ref):
            return
        text = text or self.shown(ref)
        gap = GAP if prefix else 0.0
        fitted = fit(prefix + text, room - gap * size, size)
        if on_edge:
            plate(parent, prefix + text + " " * bool(prefix), x, y, fitted, self.palette.ground)
        light = self.scene.light(ref)
        paint: dict[str, Any] = {"fill": self.ink(ref), "bold": bool(light)}
        if prefix:
            start = x - (text_width(prefix + text, fitted) + gap * fitted) / 2
            write(parent, prefix, start, y, fitted, anchor="start", **paint)
            x = start + text_width(prefix, fitted) + gap * fitted
        anchor = "start" if prefix else "middle"
        write(parent, text, x, y, fitted, anchor=anchor, data_ref=str(ref), data_light=light, **paint)
