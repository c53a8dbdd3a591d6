"""The worked solution as a LaTeX document that compiles by itself: symbols, numbers, result of every step."""

from collections.abc import Iterator

from app.lesson.exercise import Exercise, Table, describe, list_given
from app.lesson.notation.flowing_latex import figure
from app.lesson.notation.hands import LATEX
from app.lesson.worksheet import SOLUTION, Group, Item, write_phases

PREAMBLE = r"""\documentclass[11pt]{article}
\usepackage[margin=2.2cm]{geometry}
\usepackage{amsmath,amssymb,longtable}
\setlength{\parindent}{0pt}
\setlength{\LTleft}{0pt}
\newcommand{\step}[1]{\par\medskip\textit{#1}\par\nopagebreak\smallskip}
% a line of a step: what is computed, = or about, and the formula, which breaks where it is too long
\newcommand{\working}[3]{%
  \makebox[7em][r]{$\displaystyle #1$}\makebox[2em]{$#2$}%
  \parbox[t]{\dimexpr\linewidth-9em\relax}{\raggedright$\displaystyle #3$}\par\smallskip}
\begin{document}
"""
SPECIAL = {
    **{sign: rf"\{sign}" for sign in "&%$#_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    "−": "$-$",
    "′": "$'$",
    "’": "'",
    "ŷ": r"$\hat{y}$",
    "∂": r"$\partial$",
    "δ": r"$\delta$",
    "σ": r"$\sigma$",
    "η": r"$\eta$",
    "·": r"$\cdot$",
    "²": "$^2$",
}
RELATIONS = {"=": "=", "≈": r"\approx"}


def write_latex(exercise: Exercise) -> str:
    return PREAMBLE + "\n".join(document(exercise)) + "\n\\end{document}\n"


def document(exercise: Exercise) -> Iterator[str]:
    yield r"\section*{One training step of error backpropagation, worked out}"
    yield r"\begin{description}"
    yield from (rf"\item[{plain(term)}] {plain(words)}" for term, words in describe(exercise))
    yield r"\end{description}"
    yield r"\subsection*{Given}"
    for given in list_given(exercise, LATEX):
        if given.formula:
            yield rf"\step{{{plain(given.name)}}}" + f"\n${given.formula}$"
        for table in given.tables:
            yield from tabular(table)
    for phase in write_phases(exercise, SOLUTION, LATEX):
        yield rf"\subsection*{{{phase.number}\quad {plain(phase.title.partition(' ')[2])}}}"
        for group in phase.groups:
            yield from write_group(group)


def write_group(group: Group) -> Iterator[str]:
    yield rf"\medskip {plain(group.sentence)}" + "\n"
    for item in group.items:
        yield from write_item(item)
    if group.tables:
        yield "\\medskip And so on for all of them:\n"
    for table in group.tables:
        yield from tabular(table)


def write_item(item: Item) -> Iterator[str]:
    yield rf"\step{{{plain(item.name)}}}"
    for number, row in enumerate(item.rows):
        target = "" if number else item.symbol
        yield rf"\working{{{target}}}{{{RELATIONS[row.relation]}}}{{{row.formula}}}"


def tabular(table: Table) -> Iterator[str]:
    yield rf"\begin{{longtable}}{{l{'r' * len(table.columns)}}}"
    yield rf"\multicolumn{{{len(table.columns) + 1}}}{{l}}{{\textit{{{plain(table.caption)}}}}} \\"
    yield " & ".join(["", *map(plain, table.columns)]) + r" \\ \hline"
    for head, cells in table.rows:
        yield " & ".join([plain(head), *(f"${figure(cell)}$" for cell in cells)]) + r" \\"
    yield r"\end{longtable}"


def plain(text: str) -> str:
    """Text of the lesson as TeX reads it."""
    return "".join(SPECIAL.get(sign, sign) for sign in text)
