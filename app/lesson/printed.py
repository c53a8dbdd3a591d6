"""The digits that an author printed beside our own numbers: does ours round to what stands there?"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from app.engine import phases
from app.engine.network import Batch, Network
from app.engine.trace import Trace
from app.engine.training import train
from app.lesson.notation.symbols import name
from app.lesson.presets import all_examples, first_step
from app.lesson.refs import Ref, look_up
from app.lesson.structure import Structure, structure_of

Verdict = Literal["matches", "near", "differs"]
HALF = Decimal("0.5")
# a number on the tie itself, such as 0.625 printed as 0.63, may lie beside it by a rounding of its own
SLACK = Decimal("1e-12")


@dataclass(frozen=True, slots=True)
class Mark:
    """One printed number. `updates` is how many it comes after; 0 for those of the first step itself."""

    ref: str
    name: str
    printed: str
    decimals: int
    value: float
    updates: int
    verdict: Verdict


def decimals_of(text: str) -> int:
    return len(text.partition(".")[2])


def judge(text: str, value: float, last_places: float = 0.0) -> Verdict:
    """Whether `value` rounds to the decimal `text`.

    "near" is a number that does not, and lies within so many `last_places` of it: its author cut digits off,
    or multiplied rounded factors.
    """
    printed, place = Decimal(text), Decimal(1).scaleb(-decimals_of(text))
    off = abs(Decimal(value) - printed) - abs(printed) * SLACK
    if off <= HALF * place:
        return "matches"
    return "near" if off <= Decimal(last_places) * place else "differs"


def after_updates(ref: str) -> bool:
    return ref.partition(".")[0] in ("a_new", "loss_new")


def name_after(ref: str, s: Structure) -> str:
    """In words, a number that stands after some updates: there it is an ordinary prediction or loss."""
    return name(Ref.parse(ref.replace("_new", "")), s)


def value_after(ref: str, network: Network, batch: Batch, loss: str) -> float:
    """`loss_new`, or `a_new.l.j` of the first sample, of a network that has been updated."""
    if ref == "loss_new":
        return phases.mean_loss(network, batch, loss)
    l, j = Ref.parse(ref.replace("_new", "")).indices
    return float(phases.forward(network, batch.x).a[l][j, 0])


def last_network(first: Trace, example: dict[str, Any], updates: int) -> Network:
    loss, frozen = example["problem"]["loss"], example["freeze_biases"]
    network = first.network
    for progress in train(network, first.batch, loss, first.learning_rate, first.state, frozen, updates):
        network = progress.network
    return network


def mark_all(example: dict[str, Any]) -> Iterator[Mark]:
    first, loss = first_step(example), example["problem"]["loss"]
    s = structure_of(first, loss, 0, example["freeze_biases"])
    updates = example["exact"]["update"]["updates"]
    is_after = any(map(after_updates, example["printed"]))
    network = last_network(first, example, updates) if is_after else first.network
    for ref, text in example["printed"].items():
        if after_updates(ref):
            value, times, words = value_after(ref, network, first.batch, loss), updates, name_after(ref, s)
        else:
            value, times, words = float(look_up(first, Ref.parse(ref))), 0, name(Ref.parse(ref), s)
        verdict = judge(text, value, example["printed_ulp"].get(ref, 0.0))
        yield Mark(ref, words, text, decimals_of(text), value, times, verdict)


@cache
def marks_of(id: str) -> tuple[Mark, ...]:
    """The marks of an example's printed numbers, in the order in which its file lists them."""
    return tuple(mark_all(all_examples()[id]))
