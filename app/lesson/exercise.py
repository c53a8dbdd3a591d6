"""A problem on paper: what is given, and how its numbers are written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.engine.activations import ACTIVATIONS
from app.engine.losses import LOSSES
from app.engine.network import count
from app.engine.optimizers import OPTIMIZERS
from app.engine.trace import Trace
from app.lesson.notation.hands import MATHML, Hand
from app.lesson.notation.symbols import name, shown_index, symbol
from app.lesson.numbers import show_operand, show_result
from app.lesson.refs import Ref, look_up
from app.lesson.steps import entries
from app.lesson.structure import Structure, structure_of
from app.lesson.wording import capital

TABLE_SIGNS, TABLE_COLUMNS = 32, 4  # a wider table goes on below, so that it fits any page and any screen
MATRIX_SIGNS = 30  # a row that is longer does not fit a narrow screen beside its symbol


@dataclass(frozen=True, eq=False, slots=True)
class Exercise:
    """A finished trace, and how it is explained. The optimizer's state is that of the trace."""

    trace: Trace
    loss: str
    sample: int = 0
    freeze_biases: bool = False
    digits: int = 4

    @property
    def structure(self) -> Structure:
        return structure_of(self.trace, self.loss, self.sample, self.freeze_biases)

    def value(self, ref: Ref) -> float:
        """The one number that `ref` names."""
        return float(look_up(self.trace, ref, self.sample))

    def operand(self, ref: Ref) -> str:
        """As it is written where it is used, and where it is given."""
        return show_operand(self.value(ref), self.digits)

    def result(self, ref: Ref) -> str:
        """As it is written where it has been computed."""
        return show_result(self.value(ref), self.digits)


@dataclass(frozen=True, slots=True)
class Table:
    """An array, or some of its columns; a cell is a number as shown, or "" for a blank."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Given:
    """An array that is given: its name, and its numbers as a formula or, where it is large, as tables."""

    name: str
    formula: str
    tables: tuple[Table, ...]


def list_given(exercise: Exercise, hand: Hand = MATHML) -> list[Given]:
    """Inputs, targets, the rate, weights and biases; of a batch every sample."""
    s = exercise.structure
    arrays = [Ref(kind, (l,)) for l in range(1, s.L + 1) for kind in ("W", "b")]
    samples = [] if s.samples > 1 else [Ref("a", (0,)), Ref("y")]
    given = [give(exercise, ref, hand) for ref in (*samples, *arrays, Ref("learning_rate"))]
    return [*list_samples(exercise), *given]


def list_samples(exercise: Exercise) -> list[Given]:
    """The batch, a row a sample."""
    s = exercise.structure
    if s.samples == 1:
        return []
    refs = [Ref("a", (0, i)) for i in range(s.widths[0])] + [Ref("y", (k,)) for k in range(s.widths[-1])]
    rows = [
        (f"sample {shown_index(at)}", [exercise.operand(Ref(r.quantity, r.indices, at)) for r in refs])
        for at in range(s.samples)
    ]
    return [Given("Samples", "", split("Samples", [name(ref, s).removeprefix("the ") for ref in refs], rows))]


def give(exercise: Exercise, array: Ref, hand: Hand) -> Given:
    s = exercise.structure
    title = capital(name(array, s).removeprefix("the "))
    rows = [[exercise.operand(ref) for ref in row] for row in rows_of(s, array)]
    if max(sum(len(text) + 1 for text in row) for row in rows) > MATRIX_SIGNS or len(rows) > 8:
        return Given(title, "", tabulate(exercise, array, exercise.operand))
    if len(rows) == len(rows[0]) == 1:
        array = next(iter(rows_of(s, array)))[0]
        numbers = hand.figure(rows[0][0])
    else:
        numbers = hand.matrix([[hand.figure(text) for text in row] for row in rows])
    return Given(title, hand.whole_line([hand.symbol(symbol(array, s)), numbers]), ())


def rows_of(s: Structure, array: Ref) -> Iterator[list[Ref]]:
    """The Refs of a matrix by row; of a vector one a row."""
    row: list[Ref] = []
    width = s.widths[array.indices[0] - 1] if is_matrix(array) else 1
    for index in entries_of(s, array):
        row.append(Ref(array.quantity, array.indices + index))
        if len(row) == width:
            yield row
            row = []


def is_matrix(array: Ref) -> bool:
    return "W" in array.quantity


def entries_of(s: Structure, array: Ref) -> Iterator[tuple[int, ...]]:
    if array.quantity == "y":
        return ((k,) for k in range(s.widths[-1]))
    return entries(s, array)


def tabulate(exercise: Exercise, array: Ref, write: Callable[[Ref], str]) -> tuple[Table, ...]:
    """A matrix with a row a neuron and a column a neuron before; `write` gives a cell's text."""
    s = exercise.structure
    rows = list(rows_of(s, array))
    heads = [f"from {shown_index(i)}" for i in range(len(rows[0]))] if is_matrix(array) else ["value"]
    lines = [
        (f"{'to ' if is_matrix(array) else ''}{shown_index(j)}", [write(ref) for ref in row])
        for j, row in enumerate(rows)
    ]
    return split(capital(name(array, s).removeprefix("the ")), heads, lines)


def split(caption: str, heads: list[str], rows: list[tuple[str, list[str]]]) -> tuple[Table, ...]:
    """Tables of as many columns as fit side by side."""
    widest = max(len(text) for texts in (heads, *(cells for _, cells in rows)) for text in texts)
    step = max(1, min(TABLE_COLUMNS, TABLE_SIGNS // (widest + 1)))
    parts = [slice(at, at + step) for at in range(0, len(heads), step)]
    return tuple(
        Table(caption, tuple(heads[part]), tuple((head, tuple(cells[part])) for head, cells in rows))
        for part in parts
    )


def describe(exercise: Exercise) -> list[tuple[str, str]]:
    """What is to be worked, as terms and what they are: the layers, the loss, and what is not as usual."""
    s = exercise.structure
    layers = [count(s.widths[0], "input")]
    for l, activation in enumerate(s.activations, start=1):
        noun = "output" if s.is_output(l) else "neuron"
        layers.append(f"{count(s.widths[l], noun)} ({ACTIVATIONS[activation].title})")
    told = [("Layers", ", ".join(layers)), ("Loss", LOSSES[exercise.loss].title)]
    if s.samples > 1:
        told.append(("Sample", f"{shown_index(s.sample)} of {s.samples}; gradients are means over all"))
    if s.optimizer != "sgd":
        told.append(("Optimizer", OPTIMIZERS[s.optimizer].title))
    if s.freeze_biases:
        told.append(("Biases", "frozen: the update leaves them as they are"))
    return told
