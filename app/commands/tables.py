"""The numbers of a problem as tables of plain text."""

from collections.abc import Collection, Iterable, Sequence

from app.engine.gradcheck import Probe
from app.lesson.exercise import Exercise, describe
from app.lesson.notation.symbols import name
from app.lesson.numbers import is_exact, show_result
from app.lesson.refs import Ref
from app.lesson.steps import PHASES, make_steps
from app.lesson.table import TITLES

CHECK_DIGITS = 8  # a gradient and its check agree in the first ones, and part in the last


def write_trace(exercise: Exercise) -> str:
    """Every computed number under its phase: its Ref, "=" or "≈", the number, what it is."""
    s = exercise.structure
    phases = [[line(exercise, step.target) for step in make_steps(s, phase, "element")] for phase in PHASES]
    widths = widths_of([row for rows in phases for row in rows])
    told = "\n".join(f"{term}: {words}" for term, words in describe(exercise))
    blocks = [
        f"{TITLES[phase]}\n{columns(rows, widths, {2})}" for phase, rows in zip(PHASES, phases, strict=True)
    ]
    return "\n\n".join([told, *blocks]) + "\n"


def line(exercise: Exercise, ref: Ref) -> tuple[str, ...]:
    value = exercise.value(ref)
    shown = exercise.result(ref)
    relation = "=" if is_exact(value, shown) else "≈"
    return str(ref), relation, shown, name(ref, exercise.structure)


def write_check(probes: Sequence[Probe], largest: float) -> str:
    """Gradient and difference quotient of every weight and bias, and what they say together."""
    heads = ("ref", "gradient", "difference", "relative error", "verdict")
    rows = [
        (
            probe.ref,
            show_result(probe.gradient, CHECK_DIGITS),
            show_result(probe.numeric, CHECK_DIGITS),
            f"{probe.relative_error:.1e}",
            probe.verdict,
        )
        for probe in probes
    ]
    differing = [probe.ref for probe in probes if probe.verdict == "differs"]
    said = f"{len(differing)} differ: {', '.join(differing)}." if differing else "Every gradient agrees."
    table = columns([heads, *rows], widths_of([heads, *rows]), {1, 2, 3})
    return f"{table}\n\nLargest relative error {largest:.1e}. {said}\n"


def widths_of(rows: Iterable[Sequence[str]]) -> list[int]:
    return [max(map(len, cells)) for cells in zip(*rows, strict=True)]


def columns(rows: Iterable[Sequence[str]], widths: Sequence[int], numbers: Collection[int]) -> str:
    """Cells under each other; the columns that hold `numbers` are flush on the right."""
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if at in numbers else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  " + "  ".join(cells).rstrip())
    return "\n".join(lines)
