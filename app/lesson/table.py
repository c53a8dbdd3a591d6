"""The finished trace of the source's network as a table, for readers without JavaScript."""

from dataclasses import dataclass
from functools import cache

from app.engine.network import Batch, Network
from app.engine.trace import Trace, trace
from app.lesson.notation.mathml import MathML
from app.lesson.notation.printer import Printer
from app.lesson.numbers import is_exact, show_result
from app.lesson.presets import FIRST, all_presets
from app.lesson.refs import look_up
from app.lesson.steps import PHASES, make_steps
from app.lesson.structure import structure_of

TITLES = {
    "forward": "① Forward pass",
    "loss": "② Loss",
    "deltas": "③ Deltas",
    "gradients": "④ Gradients",
    "update": "④ Update",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One computed number: its formula as MathML, "=" or "≈", and the number as shown."""

    mathml: str
    relation: str
    number: str


@cache
def finished_trace() -> list[tuple[str, list[Line]]]:
    """Every phase's title with its lines, in the order of computing."""
    preset = all_presets()[FIRST]
    loss = preset["problem"]["loss"]
    result = run_preset(FIRST)
    s = structure_of(result, loss, freeze_biases=preset["freeze_biases"])
    printer = Printer(MathML(), s)
    phases = []
    for phase in PHASES:
        lines = []
        for step in make_steps(s, phase, "element"):
            value = float(look_up(result, step.target))
            shown = show_result(value)
            relation = "=" if is_exact(value, shown) else "≈"
            lines.append(Line(printer.equation(step.target, step.expression), relation, shown))
        phases.append((TITLES[phase], lines))
    return phases


def run_preset(id: str) -> Trace:
    """One step of training of a preset, from its own starting weights."""
    preset = all_presets()[id]
    problem = preset["problem"]
    layers = problem["network"]["layers"]
    network = Network.read((layer["W"], layer["b"], layer["activation"]) for layer in layers)
    return trace(
        network,
        Batch.read(problem["x"], problem["y"]),
        problem["loss"],
        preset["learning_rate"],
        freeze_biases=preset["freeze_biases"],
    )
