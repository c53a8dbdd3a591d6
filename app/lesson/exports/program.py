"""What the scripts share: their beginning, the numbers that are given, the check of the numbers found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.engine.arrays import Array
from app.lesson.exercise import Exercise, describe
from app.lesson.exports.arrays import literal, rounding, variable, whole
from app.lesson.refs import PER_SAMPLE, Ref
from app.lesson.steps import make_steps

# a note on each phase; of one sample there is no mean
HEADS = {
    "forward": "① Forward pass: z = W a + b, and a = f(z), layer by layer",
    "loss": "② Loss, and how it changes with the output",
    "deltas": "③ Deltas: delta = dL/dz, from the output back",
    "gradients": "④ Gradients{means}",
    "update": "④ Update: every parameter at once, from the gradients at the old ones",
}
CHECK = '''def check(name, found, expected, rounding=ROUNDING):
    """Stop where a number is not the lesson's. In another order of adding the last of 16 digits may differ:
    1e-9 of a number leaves room for that, and `rounding` for what is left where terms cancel."""
    found, expected = {found}, {expected}
    right = {all}(abs(found - expected) <= 1e-9 * abs(expected) + rounding)
    assert found.shape == expected.shape and right, f"{{name}} is {{found}}; in the lesson it is {{expected}}"
'''


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a program that stands by itself: a cell of the notebook. `phase` is "" before the first."""

    phase: str
    lines: tuple[str, ...]


def introduction(exercise: Exercise, library: str, file: str) -> str:
    """The docstring of a script."""
    told = "\n".join(f"{term}: {words}." for term, words in describe(exercise))
    return (
        f'"""One step of training by error backpropagation, in {library}.\n\n{told}\n\n'
        f"Every number is computed here, and compared with the lesson's own; run it with: python {file}\n"
        '"""\n'
    )


def head(exercise: Exercise, phase: str) -> str:
    """The comment over the lines of a phase."""
    return HEADS[phase].format(means=", means over the samples" if exercise.structure.samples > 1 else "")


def rounding_lines(exercise: Exercise) -> list[str]:
    usual, after = rounding(exercise)
    lines = [f"ROUNDING = {usual!r}  # of numbers as large as these, what is left where terms cancel"]
    if after != usual:
        lines.append(f"STEP_ROUNDING = {after!r}  # Adam's division by the root of v magnifies it")
    return lines


def rounding_of(exercise: Exercise, phase: str) -> str:
    usual, after = rounding(exercise)
    return ", STEP_ROUNDING" if phase == "update" and after != usual else ""


REPORT = (
    'print(f"The loss is {loss:.6g}, after the update {loss_new:.6g}. Every number agrees with the lesson.")'
)


def parameters(exercise: Exercise) -> list[Ref]:
    layers = range(1, exercise.structure.L + 1)
    return [Ref(kind, (l,)) for l in layers for kind in ("W", "b")]


def remembered(exercise: Exercise) -> list[Ref]:
    """What the optimizer brings along from earlier updates."""
    frozen = exercise.freeze_biases
    slots = exercise.trace.state.slots.items()
    return [Ref(name, (l,)) for name, arrays in slots if not (frozen and name.endswith("_b")) for l in arrays]


def computed(exercise: Exercise, phase: str) -> list[Ref]:
    """Every array of a phase in the order of computing, whole."""
    return [step.target for step in make_steps(exercise.structure, phase, "layer")]


def checks(exercise: Exercise, phase: str, refs: Iterable[Ref], is_row: bool = False) -> list[str]:
    """Lines that compare each variable with the lesson's number; `is_row` has a sample a row."""
    tail = rounding_of(exercise, phase)
    lines = []
    for ref in refs:
        array = whole(exercise.trace, ref)
        name = variable(ref)
        if is_row:
            array = turned(ref, array)
        line = f'check("{name}", {name}, {literal(array, 2 * len(name) + 12 + len(tail))}{tail})'
        lines.append(line)
    return lines


def write_script(
    exercise: Exercise, lines: Iterable[str], bodies: Mapping[str, Iterable[str]], is_row: bool = False
) -> str:
    """`lines` that come first, then by phase its body and the check of what autograd leaves to be seen."""
    lines = list(lines)
    for phase, body in bodies.items():
        lines += ["", f"# {head(exercise, phase)}", *body, ""]
        refs = [ref for ref in computed(exercise, phase) if ref.quantity not in ("slope", "dL_dz", "dL_da")]
        lines += checks(exercise, phase, refs, is_row)
    return "\n".join([*lines, "", REPORT]) + "\n"


def turned(ref: Ref, array: Array) -> Array:
    """As a library has it that keeps a sample a row and a bias without a second axis."""
    if "b" in ref.quantity.split("_")[:2]:
        return array[:, 0]
    return array.T if ref.quantity in PER_SAMPLE else array
