"""The worked solution as Markdown with LaTeX formulas, as notebooks, GitHub and Pandoc read it."""

from collections.abc import Iterator

from app.lesson.exercise import Exercise, Table, describe, list_given
from app.lesson.notation.hands import LATEX
from app.lesson.worksheet import SOLUTION, Group, Item, write_phases

RELATIONS = {"=": "=", "≈": r"\approx"}


def write_markdown(exercise: Exercise) -> str:
    return "\n\n".join(document(exercise)) + "\n"


def document(exercise: Exercise) -> Iterator[str]:
    yield "# One training step of error backpropagation, worked out"
    yield "\n".join(f"- {term}: {words}" for term, words in describe(exercise))
    yield "## Given"
    for given in list_given(exercise, LATEX):
        if given.formula:
            yield f"{given.name}: ${given.formula}$"
        yield from map(piped, given.tables)
    for phase in write_phases(exercise, SOLUTION, LATEX):
        yield f"## {phase.title}"
        for group in phase.groups:
            yield from write_group(group)


def write_group(group: Group) -> Iterator[str]:
    yield group.sentence
    yield from map(write_item, group.items)
    if group.tables:
        yield "And so on for all of them:"
    yield from map(piped, group.tables)


def write_item(item: Item) -> str:
    lines = [
        rf"{'' if number else item.symbol} &{RELATIONS[row.relation]} {row.formula}".strip()
        for number, row in enumerate(item.rows)
    ]
    aligned = " \\\\\n".join(lines)
    return f"**{item.name}**\n\n$$\n\\begin{{aligned}}\n{aligned}\n\\end{{aligned}}\n$$"


def piped(table: Table) -> str:
    heads = ["", *table.columns]
    rows = [heads, [":--", *("--:" for _ in table.columns)], *([head, *cells] for head, cells in table.rows)]
    return f"*{table.caption}*\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows)
