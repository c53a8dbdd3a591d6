"""Steps as plain dictionaries, with every printed form: what the API sends and the page shows."""

from typing import Any

from app.lesson.expressions import as_json
from app.lesson.notation.latex import LaTeX
from app.lesson.notation.mathml import MathML
from app.lesson.notation.printer import Printer
from app.lesson.notation.symbols import name
from app.lesson.notation.words import Words
from app.lesson.steps import Level, Step, make_steps
from app.lesson.structure import Structure
from app.lesson.wording import sentence


def explain(s: Structure, phase: str, level: Level) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The steps of a phase, and the names in words of every Ref that they touch.

    Nothing here depends on a number: the value of a step is the value of its target.
    """
    return explain_steps(s, list(make_steps(s, phase, level)))


def explain_steps(s: Structure, steps: list[Step]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Steps of one structure, wherever they come from, and the names of what they touch."""
    printers = [Printer(script, s) for script in (MathML(), LaTeX(), Words())]
    names = {
        str(ref): name(ref, s)
        for ref in dict.fromkeys(ref for step in steps for ref in (step.target, *step.reads))
    }
    return [describe(step, s, printers) for step in steps], names


def describe(step: Step, s: Structure, printers: list[Printer]) -> dict[str, Any]:
    mathml, latex, words = (printer.equation(step.target, step.expression) for printer in printers)
    return {
        "id": step.id,
        "phase": step.phase,
        "level": step.level,
        "layer": step.layer,
        "group": str(step.group),
        "target": str(step.target),
        "reads": [str(ref) for ref in step.reads],
        "expression": as_json(step.expression),
        "sentence": sentence(step, s),
        "mathml": mathml,
        "latex": latex,
        "words": words,
    }
