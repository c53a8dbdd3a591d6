"""The figures that an author ends with, where a mistake explains them; ours by the right rule and with it.

Right training is the engine's. Wrong training runs the mistake's own formulas, layer by layer, update after
update.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.engine import phases
from app.engine.network import Network
from app.engine.trace import Trace
from app.engine.training import train
from app.lesson.expressions import evaluate
from app.lesson.mistakes.catalogue import MISTAKES
from app.lesson.mistakes.ledger import Ledger
from app.lesson.mistakes.mistake import Mistake
from app.lesson.presets import all_examples, first_step
from app.lesson.printed import Verdict, decimals_of, judge, name_after, value_after
from app.lesson.refs import Ref
from app.lesson.steps import make_all_steps
from app.lesson.structure import Structure, structure_of


@dataclass(frozen=True, slots=True)
class Judged:
    """Our number beside the printed one."""

    value: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure after so many `updates`, and ours by both rules.

    `right_at` tells, of a loss that neither gives, after how many updates it is the right rule's.
    """

    ref: str
    name: str
    printed: str
    decimals: int
    updates: int
    right: Judged
    wrong: Judged
    right_at: int | None


@dataclass(frozen=True, slots=True)
class Closing:
    mistake: str
    figures: tuple[Figure, ...]


@phases.unwarned
def train_with(mistake: Mistake, first: Trace, s: Structure, at: Collection[int]) -> dict[int, Network]:
    """The networks after so many updates as `at` lists, each update with the mistake in it; plain descent."""
    steps = [step for step, _ in mistake.apply(s, make_all_steps(s, "layer"))]
    steps = [step for step in steps if step.target != Ref("loss_new")]
    ledger = Ledger.of(first).copy()
    renewed = [place for place in ledger.arrays if (f"{place[0]}_new", place[1]) in ledger.arrays]
    kept = {}
    for update in range(1, max(at) + 1):
        for step in steps:
            ledger.put(step.target, evaluate(step.expression, ledger.value))
        if update in at:
            kept[update] = ledger.copy().as_trace(first).update.network
        for quantity, l in renewed:
            ledger.arrays[quantity, l][...] = ledger.arrays[f"{quantity}_new", l]
    return kept


def train_right(
    first: Trace, loss: str, frozen: bool, at: Collection[int]
) -> tuple[dict[int, Network], list[float]]:
    """The same by the right rule, and the loss after every update, from none on."""
    kept, losses = {}, []
    for progress in train(
        first.network, first.batch, loss, first.learning_rate, first.state, frozen, max(at)
    ):
        losses.append(progress.loss)
        if progress.update in at:
            kept[progress.update] = progress.network
    return kept, losses


def close(example: dict[str, Any]) -> Closing:
    told, loss, frozen = example["closing"], example["problem"]["loss"], example["freeze_biases"]
    first = first_step(example)
    s = structure_of(first, loss, 0, frozen)
    at = {figure["updates"] for figure in told["figures"]}
    wrong = train_with(MISTAKES[told["mistake"]], first, s, at)
    right, losses = train_right(first, loss, frozen, at)

    def complete(ref: str, printed: str, updates: int) -> Figure:
        def judged(network: Network) -> Judged:
            value = value_after(ref, network, first.batch, loss)
            return Judged(value, judge(printed, value))

        ours, theirs = judged(right[updates]), judged(wrong[updates])
        is_lost = ref == "loss_new" and ours.verdict == theirs.verdict == "differs"
        right_at = find_last(printed, losses) if is_lost else None
        words, decimals = name_after(ref, s), decimals_of(printed)
        return Figure(ref, words, printed, decimals, updates, ours, theirs, right_at)

    return Closing(told["mistake"], tuple(complete(**figure) for figure in told["figures"]))


def find_last(printed: str, losses: Sequence[float]) -> int | None:
    """After how many updates the loss was last the printed one."""
    found = (n for n in reversed(range(len(losses))) if judge(printed, losses[n]) == "matches")
    return next(found, None)


@cache
def closing_of(id: str) -> Closing | None:
    """The closing figures of an example, or None where it has none that a mistake explains.

    Twice ten thousand updates take seconds: they are made once.
    """
    example = all_examples()[id]
    return close(example) if "closing" in example else None
