"""The NumPy script: forward pass, loss, deltas, gradients and update by hand, each formula a line.

The lines are printed from the steps' own expressions, those of one sample: with a sample a column they serve
a batch too, and only the means over the batch are written here.
"""

from collections.abc import Iterator
from dataclasses import replace

from app.engine.activations import LEAK
from app.lesson.exercise import Exercise
from app.lesson.exports.arrays import literal, variable, whole
from app.lesson.exports.code import ATOM, Code
from app.lesson.exports.program import (
    CHECK,
    REPORT,
    Part,
    checks,
    computed,
    head,
    introduction,
    parameters,
    remembered,
    rounding_lines,
)
from app.lesson.refs import Ref
from app.lesson.rules import sample_loss_at_once
from app.lesson.steps import PHASES, Step, make_steps

FILE = "backpropagation_numpy.py"
FUNCTIONS = {
    "sigmoid": ("    return 1 / (1 + np.exp(-z))",),
    "sigmoid_slope": (
        '    """sigmoid(z) * (1 - sigmoid(z)), in a form that keeps its digits where 1 - sigmoid(z) is 0."""',
        "    e = np.exp(-np.abs(z))",
        "    return e / (1 + e) ** 2",
    ),
    "tanh_slope": ('    """1 - tanh(z)**2, without its cancellation."""', "    return 1 / np.cosh(z) ** 2"),
    "relu": ("    return np.maximum(z, 0)",),
    "relu_slope": ("    return np.where(z > 0, 1.0, 0.0)",),
    "leaky_relu": (f"    return np.where(z > 0, z, {LEAK} * z)",),
    "leaky_relu_slope": (f"    return np.where(z > 0, 1.0, {LEAK})",),
    "softplus": ('    """ln(1 + e^z)."""', "    return np.logaddexp(0, z)"),
    "softplus_slope": ("    return 1 / (1 + np.exp(-z))",),
    "softmax": (
        '    """e^z over the sum of all e^z; the largest z is taken off so that none overflows."""',
        "    e = np.exp(z - z.max(axis=0))",
        "    return e / e.sum(axis=0)",
    ),
    "surprisal": (
        '    """-ln softmax(z)."""',
        "    below_top = z - z.max(axis=0)",
        "    return np.log(np.exp(below_top).sum(axis=0)) - below_top",
    ),
}
OVERFLOWING = {"sigmoid", "softplus_slope", "tanh_slope"}


def write_numpy(exercise: Exercise) -> str:
    first, *phases = numpy_parts(exercise)
    pieces = [introduction(exercise, "NumPy", FILE), "\n".join(first.lines)]
    for part in phases:
        pieces.append("\n" + "\n".join([f"# {head(exercise, part.phase)}", *part.lines]))
    return "\n".join(pieces) + "\n\n" + REPORT + "\n"


def numpy_parts(exercise: Exercise) -> list[Part]:
    """What is given, with the functions that the formulas need; then the phases."""
    code = Code("np", exercise.structure.samples)
    phases = [
        Part(
            phase,
            (*phase_lines(exercise, code, phase), "", *checks(exercise, phase, computed(exercise, phase))),
        )
        for phase in PHASES
    ]
    return [Part("", tuple(given_lines(exercise, code.used))), *phases]


def given_lines(exercise: Exercise, used: set[str]) -> Iterator[str]:
    found = exercise.trace
    yield "import numpy as np"
    yield ""
    if used & OVERFLOWING:
        yield 'np.seterr(over="ignore")  # a power of e may grow to infinity where 1 / infinity = 0 is right'
        yield ""
    yield "# Given. A sample is a column, and so is a bias: W @ x + b is written as it is read."
    for name, array in (("x", found.batch.x), ("y", found.batch.y)):
        yield f"{name} = np.array({literal(array, 14)})"
    if exercise.structure.samples > 1:
        yield f"B = {exercise.structure.samples}  # samples"
    for ref in parameters(exercise):
        yield f"{variable(ref)} = np.array({literal(whole(found, ref), 16)})"
    for ref in remembered(exercise):
        yield remembered_line(exercise, ref)
    yield f"learning_rate = {float(found.learning_rate)!r}"
    yield from rounding_lines(exercise)
    for name, lines in FUNCTIONS.items():
        if name in used:
            yield from ("", "", f"def {name}(z):", *lines)
    yield from (
        "",
        "",
        *CHECK.format(found="np.asarray(found)", expected="np.array(expected)", all="np.all").splitlines(),
    )
    yield ""


def remembered_line(exercise: Exercise, ref: Ref) -> str:
    array = whole(exercise.trace, ref)
    text = f"np.array({literal(array, 18)})" if array.any() else f"np.zeros({array.shape})"
    return f"{variable(ref)} = {text}"


def phase_lines(exercise: Exercise, code: Code, phase: str) -> Iterator[str]:
    """A line for every array, as the step at the level of layers says it."""
    s = exercise.structure
    one = replace(s, samples=1, sample=0)
    for step in make_steps(one, phase, "layer"):
        yield from step_lines(exercise, code, step)


def step_lines(exercise: Exercise, code: Code, step: Step) -> Iterator[str]:
    s, ref = exercise.structure, step.target
    if ref.quantity == "loss_new":
        yield "# the forward pass and the loss once more, with every new weight and bias in place"
        yield from loss_after(exercise, code)
        return
    text = code.write(step.expression)
    match ref.quantity:
        case "loss":
            yield f"per_sample = {text}"
            yield "loss = per_sample.mean()"
        case "W_grad" if s.samples > 1:
            yield f"{variable(ref)} = {text} / B"
        case "b_grad" if s.samples > 1:
            yield f"{variable(ref)} = np.sum({text}, axis=1, keepdims=True) / B"
        case _:
            yield f"{variable(ref)} = {text}"


def loss_after(exercise: Exercise, code: Code) -> Iterator[str]:
    """The lines of phases ① and ② with the new parameters."""
    one = replace(exercise.structure, samples=1, sample=0)
    again = Code(code.np, code.samples, renewed)
    for step in make_steps(one, "forward", "layer"):
        yield f"{renewed(step.target)} = {again.write(step.expression)}"
    yield f"loss_new = {again.write(sample_loss_at_once(one, None), ATOM)}.mean()"


def renewed(ref: Ref) -> str:
    """The name of what was computed with the new parameters; inputs and targets stay."""
    name = variable(ref)
    return name if name in ("x", "y") else f"{name}_new"
