"""What is exported for readers and for programs: notebook, worked solution in LaTeX and Markdown."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings

from app.lesson.exercise import Exercise
from app.lesson.exports.latex_document import write_latex
from app.lesson.exports.markdown_document import write_markdown
from app.lesson.exports.notebook import write_notebook
from app.lesson.numbers import SUPERSCRIPTS
from app.lesson.worksheet import SOLUTION
from tests.lesson.exercises import every_preset, exercise_of, items_of
from tests.lesson.exported import every_optimizer, exercises, run_source, widest
from tests.lesson.test_export_scripts import compare

TEX = shutil.which("pdflatex")


def cells_of(exercise: Exercise) -> list[Any]:
    notebook = nbformat.reads(write_notebook(exercise), as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    return list(notebook.cells)


@every_preset
@every_optimizer
def test_the_notebook_is_valid_and_its_cells_run_one_after_the_other(id: str, optimizer: str) -> None:
    exercise = exercise_of(id, optimizer=optimizer)
    programs = [cell.source for cell in cells_of(exercise) if cell.cell_type == "code"]
    assert len(programs) == 7  # what is given, the five phases, the end
    found = run_source("\n\n".join(programs))
    compare(found, exercise)
    assert "Every number agrees" in found["printed"]


def test_a_wrong_number_stops_the_notebook_in_its_own_cell() -> None:
    programs = [cell.source for cell in cells_of(exercise_of("source")) if cell.cell_type == "code"]
    assert programs[3].count("0.08713") == 1
    programs[3] = programs[3].replace("0.08713", "0.08723")
    run_source("\n\n".join(programs[:3]))
    with pytest.raises(AssertionError, match=r"^delta2 is "):
        run_source("\n\n".join(programs[:4]))


def test_every_phase_of_the_notebook_stands_under_its_formulas() -> None:
    texts = [cell.source for cell in cells_of(exercise_of("source")) if cell.cell_type == "markdown"]
    heads = [re.match(r"## (.*)", text) for text in texts[1:]]
    assert [head and head[1] for head in heads] == [
        "① Forward pass",
        "② Loss",
        "③ Deltas",
        "④ Gradients",
        "④ Update",
    ]
    assert r"\boldsymbol{\delta}^{(2)}" in texts[3]
    assert all(text.count("$$") % 2 == 0 and "$$" in text for text in texts[1:])


def assert_well_formed(latex: str) -> None:
    """Every brace and every environment is closed where it was opened, and TeX can read every sign."""
    assert latex.isascii()
    assert not [line for line in latex.splitlines() if line.count("(") != line.count(")")]
    opened: list[str] = []
    for found in re.finditer(r"\\begin\{(\w+\*?)\}|\\end\{(\w+\*?)\}|\\left|\\right|\\.|[{}]|\$", latex):
        match found[0]:
            case "{" | r"\left":
                opened.append(found[0])
            case "}":
                assert opened.pop() == "{"
            case r"\right":
                assert opened.pop() == r"\left"
            case "$":
                if "$" in opened:
                    assert opened.pop() == "$"
                else:
                    opened.append("$")
            case _ if found[1]:
                opened.append(found[1])
            case _ if found[2]:
                assert opened.pop() == found[2]
    assert not opened


def test_what_is_not_well_formed_is_noticed() -> None:
    good = write_latex(exercise_of("source"))
    assert_well_formed(good)
    for wrong in (good.replace("}", "", 1), good.replace(r"\end{description}", ""), good.replace("$", "", 1)):
        with pytest.raises((AssertionError, IndexError)):
            assert_well_formed(wrong)


@every_preset
@every_optimizer
def test_the_latex_of_every_example_is_well_formed(id: str, optimizer: str) -> None:
    assert_well_formed(write_latex(exercise_of(id, optimizer=optimizer)))


@given(exercises())
@settings(deadline=None)
def test_the_latex_of_any_problem_is_well_formed(exercise: Exercise) -> None:
    assert_well_formed(write_latex(exercise))


@pytest.mark.skipif(TEX is None, reason="no TeX is installed: its form is checked, not that it compiles")
@pytest.mark.parametrize(
    "exercise", [exercise_of("softmax", optimizer="adam"), widest()], ids=["small", "widest"]
)
def test_the_latex_compiles_and_nothing_runs_over_the_margin(exercise: Exercise, tmp_path: Path) -> None:
    assert TEX
    (tmp_path / "solution.tex").write_text(write_latex(exercise), encoding="utf-8")
    ended = subprocess.run(
        [TEX, "-interaction=nonstopmode", "-halt-on-error", "solution.tex"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=240,
    )
    assert ended.returncode == 0, ended.stdout[-2000:]
    wide = [float(points) for points in re.findall(r"Overfull \\hbox \(([\d.]+)pt", ended.stdout)]
    assert max(wide, default=0) < 10


def results(markdown: str) -> list[tuple[str, str, str]]:
    """Of every step its name, its last relation and its result as numbers.py writes it."""
    found = []
    for name, block in re.findall(
        r"^\*\*(.+?)\*\*\n\n\$\$\n\\begin\{aligned\}\n(.*?)\n\\end\{aligned\}",
        markdown,
        re.DOTALL | re.MULTILINE,
    ):
        last = re.fullmatch(
            r"(.*?)&(=|\\approx) (-?[\d.]+)(?: \\times 10\^\{(-?\d+)\})?", block.split(" \\\\\n")[-1]
        )
        assert last, block
        power = f"×10{last[4].translate(SUPERSCRIPTS)}" if last[4] else ""
        found.append((name, last[2].replace(r"\approx", "≈"), (last[3] + power).replace("-", "−", 1)))
    return found


@every_preset
@every_optimizer
@pytest.mark.parametrize("digits", [2, 4, 8])
def test_the_markdown_holds_every_result_as_the_page_shows_it(id: str, optimizer: str, digits: int) -> None:
    exercise = exercise_of(id, optimizer=optimizer, digits=digits)
    items = items_of(exercise, SOLUTION)
    told = results(write_markdown(exercise))
    assert [name for name, _, _ in told] == [item.name for item in items]
    for (_, relation, shown), item in zip(told, items, strict=True):
        assert relation == item.rows[-1].relation
        assert shown == re.sub("<[^>]*>", "", item.rows[-1].formula) or "×" in shown


@given(exercises())
@settings(deadline=None)
def test_the_markdown_of_any_problem_puts_the_same_numbers_into_its_formulas(exercise: Exercise) -> None:
    """Each number that stands in a formula of the page stands in the same line here."""
    blocks = re.findall(r"\\begin\{aligned\}\n(.*?)\n\\end\{aligned\}", write_markdown(exercise), re.DOTALL)
    items = items_of(exercise, SOLUTION)
    assert len(blocks) == len(items)
    for block, item in zip(blocks, items, strict=True):
        lines = re.split(r" \\\\\n", block)
        assert len(lines) == len(item.rows)
        for line, row in zip(lines[1:], item.rows[1:], strict=True):
            page = re.sub("<[^>]*>", " ", row.formula).replace("−", "-").replace("×", "")
            here = re.sub(r"\\[a-z]+", " ", line)
            assert re.findall(r"\d+\.\d+", here) == re.findall(r"\d+\.\d+", page)
