"""The Jupyter notebook: the NumPy script in cells, each phase under its formulas. Format 4.5 of nbformat."""

import json
from collections.abc import Iterator
from typing import Any

from app.lesson.exercise import Exercise, describe
from app.lesson.exports.numpy_script import numpy_parts
from app.lesson.exports.program import REPORT
from app.lesson.notation.latex import LaTeX
from app.lesson.notation.printer import Printer
from app.lesson.steps import make_steps
from app.lesson.table import TITLES
from app.lesson.wording import sentence


def write_notebook(exercise: Exercise) -> str:
    cells = [cell | {"id": f"cell-{number}"} for number, cell in enumerate(make_cells(exercise), start=1)]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "cells": cells,
    }
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def make_cells(exercise: Exercise) -> Iterator[dict[str, Any]]:
    given, *phases = numpy_parts(exercise)
    told = "\n".join(f"- {term}: {words}" for term, words in describe(exercise))
    yield text(
        "# One training step, number by number\n\n"
        f"{told}\n\nEvery cell computes a phase and compares its numbers with those of the lesson."
    )
    yield program("\n".join(given.lines))
    for part in phases:
        yield text(f"## {TITLES[part.phase]}\n\n{formulas(exercise, part.phase)}")
        yield program("\n".join(part.lines))
    yield program(REPORT)


def formulas(exercise: Exercise, phase: str) -> str:
    """Each array's formula under what it does."""
    s = exercise.structure
    printer = Printer(LaTeX(), s)
    return "\n\n".join(
        f"{sentence(step, s)}\n\n$${printer.equation(step.target, step.expression)}$$"
        for step in make_steps(s, phase, "layer")
    )


def text(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": lines(source)}


def program(source: str) -> dict[str, Any]:
    code = lines(source.strip("\n"))
    return {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": code}


def lines(source: str) -> list[str]:
    return source.splitlines(keepends=True)
