"""Worksheets: the steps of a problem for work on paper, with blanks, as a key, or worked out.

Formulas, numbers and words are printed from the steps' own expressions, as everywhere in the lesson; what a
kind of page hides is replaced by blanks, and nothing else differs between them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType

from app.lesson.exercise import Exercise, Table, tabulate
from app.lesson.notation.flowing import Flowing, len_shown, sides
from app.lesson.notation.hands import MATHML, Hand
from app.lesson.notation.printer import Printer
from app.lesson.notation.symbols import name
from app.lesson.numbers import is_exact
from app.lesson.refs import Ref
from app.lesson.steps import PHASES, Step, make_steps
from app.lesson.table import TITLES
from app.lesson.wording import sentence

WRITTEN_OUT = 16  # entries of an array; of a larger one the first steps are written out and all fill a table
PATTERN = 3  # those first steps
WIDE = 76, 44  # signs of a formula that takes the whole width; in symbols many are small


@dataclass(frozen=True, slots=True)
class Showing:
    """What stands on the page: of a step its formula, the numbers in it, those computed earlier, its result.

    With `sentences` each array's steps stand apart, under what they do.
    """

    title: str
    formulas: bool = True
    numbers: bool = True
    earlier: bool = True
    results: bool = False
    sentences: bool = False


# from the most help to the least
SHEETS: Mapping[str, Showing] = MappingProxyType(
    {
        "results": Showing("Only results are blank"),
        "computed": Showing("Everything computed is blank", earlier=False),
        "numbers": Showing("All numbers are blank", numbers=False, earlier=False),
        "all": Showing("Formulas are blank too", formulas=False, numbers=False, earlier=False),
    }
)
USUAL = "computed"
KEY = Showing("Key", formulas=False, numbers=False, results=True)
SOLUTION = Showing("Worked solution", results=True, sentences=True)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a step: "=" or "≈", and a formula, or "" for a blank of a kind ("working", "result")."""

    relation: str
    formula: str
    blank: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One step: the Ref and name of what it computes, its symbol, its lines."""

    ref: str
    name: str
    symbol: str
    rows: tuple[Row, ...]
    is_wide: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The steps that fill one array, or several. `tables` hold one whose steps are not all written out."""

    sentence: str
    items: tuple[Item, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """One of the four, the last in two parts."""

    number: int
    title: str
    groups: tuple[Group, ...]


def write_phases(exercise: Exercise, showing: Showing, hand: Hand = MATHML) -> list[Phase]:
    """Every number of the problem, in the order of computing."""
    s = exercise.structure
    writer = Writer(exercise, showing, hand)
    phases = []
    for index, phase in enumerate(PHASES):
        sentences = {step.target: sentence(step, s) for step in make_steps(s, phase, "layer")}
        arrays = groupby(make_steps(s, phase, "element"), key=lambda step: step.group)
        groups = [writer.group(array, sentences[array], list(steps)) for array, steps in arrays]
        phases.append(
            Phase(min(index + 1, 4), TITLES[phase], tuple(groups if showing.sentences else join(groups)))
        )
    return phases


def join(groups: list[Group]) -> list[Group]:
    """Neighbours in one, so that their steps share lines; a table ends a group."""
    joined: list[Group] = []
    for group in groups:
        if joined and not joined[-1].tables:
            group = replace(group, items=joined.pop().items + group.items)
        joined.append(group)
    return joined


class Writer:
    """Writes the steps of one problem as one kind of page shows them."""

    def __init__(self, exercise: Exercise, showing: Showing, hand: Hand) -> None:
        self.exercise, self.showing, self.structure = exercise, showing, exercise.structure
        self.hand = hand
        steps = (step for phase in PHASES for step in make_steps(self.structure, phase, "element"))
        self.computed = {self.own(step.target) for step in steps}
        self.marked = Printer(Flowing(), self.structure)  # its operands say which Ref they are
        self.symbols = self.marked if hand is MATHML else Printer(hand.symbols(), self.structure)
        self.figures = Printer(hand.figures(self.put_in), self.structure)

    def own(self, ref: Ref) -> Ref:
        """Without the sample where it is the explained one: both forms name the same number."""
        is_own = ref.sample == self.exercise.sample
        return Ref(ref.quantity, ref.indices) if is_own and ref.quantity != "loss" else ref

    def put_in(self, ref: Ref) -> str | None:
        """What stands in a formula's place of `ref`; other samples are not worked here, so they are given."""
        hidden = not self.showing.earlier and self.own(ref) in self.computed
        return None if hidden else self.exercise.operand(ref)

    def group(self, array: Ref, words: str, steps: list[Step]) -> Group:
        shown = steps if len(steps) <= WRITTEN_OUT else steps[:PATTERN]
        tables = () if shown is steps else tabulate(self.exercise, array, self.cell)
        items = tuple(self.item(step) for step in shown)
        return Group(sentence(steps[0], self.structure) if len(steps) == 1 else words, items, tables)

    def cell(self, ref: Ref) -> str:
        return self.exercise.result(ref) if self.showing.results else ""

    def item(self, step: Step) -> Item:
        target, *written = sides(self.symbols, step.target, step.expression)
        rows = [Row("=", self.hand.line(written))] if self.showing.formulas else []
        last = sides(self.marked, step.target, step.expression)[-1]
        operands = self.worked(step, last) if self.showing.formulas else []
        exact = all(is_exact(self.exercise.value(ref), self.exercise.operand(ref)) for ref in operands)
        # what is only copied needs no line of its own
        if operands and last != self.marked.write(operands[0], 0):
            rows.append(self.numbers(step, exact))
        elif not self.showing.results and (not rows or any(ref.is_array for ref in step.reads)):
            rows.append(Row("=", "", "working"))
        is_wide = any(len_shown(row.formula) > limit for row, limit in zip(rows, WIDE, strict=False))
        rows.append(self.result(step.target, exact))
        return Item(
            step.id, name(step.target, self.structure), self.hand.line([target]), tuple(rows), is_wide
        )

    def worked(self, step: Step, side: str) -> list[Ref]:
        """The single numbers that the side to be worked out rests on; for arrays nothing is put in."""
        if any(ref.is_array for ref in step.reads):
            return []
        return [ref for ref in step.reads if f'data-ref="{ref}"' in side or Flowing.dots in side]

    def numbers(self, step: Step, exact: bool) -> Row:
        """The last side of the equation, which is the one to work out, in numbers."""
        relation = "=" if exact else "≈"
        if not self.showing.numbers:
            return Row(relation, "", "working")
        return Row(relation, self.hand.line(sides(self.figures, step.target, step.expression)[-1:]))

    def result(self, target: Ref, exact: bool) -> Row:
        shown = self.exercise.result(target)
        relation = "=" if exact and is_exact(self.exercise.value(target), shown) else "≈"
        if not self.showing.results:
            return Row(relation, "", "result")
        return Row(relation, self.hand.line([self.hand.figure(shown)]))
