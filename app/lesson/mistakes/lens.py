"""A mistake under the lens: what it changes in a trace, where wrong and right part, what would expose it."""

from dataclasses import dataclass
from typing import Any, Literal

from app.engine.errors import UnknownNameError
from app.engine.gradcheck import Probe, check_gradients
from app.engine.trace import Trace
from app.lesson.explain import explain_steps
from app.lesson.mistakes.catalogue import MISTAKES
from app.lesson.mistakes.mistake import Mistake
from app.lesson.mistakes.walk import Pairs, Right, Wrong, walk
from app.lesson.refs import Ref
from app.lesson.steps import Level, make_all_steps
from app.lesson.structure import Structure

Status = Literal["changes", "silent", "impossible"]


@dataclass(frozen=True, eq=False, slots=True)
class View:
    """The wrong trace beside the right one.

    `status` is "changes", or "silent" where the mistake leaves every number as it is, or "impossible" where
    shapes keep it out altogether; `reason` says why, and of a mistake that changes something which layers it
    does not fit. `wrong` is the right trace itself when nothing changes.
    """

    mistake: Mistake
    right: Trace
    structure: Structure
    status: Status
    reason: str
    wrong: Trace
    walked: Wrong

    @property
    def differs(self) -> list[Ref]:
        """The Refs of all wrong numbers, in the order in which they are computed."""
        return [ref for refs in self.walked.differs.values() for ref in refs]

    @property
    def loss_falls(self) -> bool:
        """Whether the step goes down in spite of the mistake."""
        return self.wrong.loss_new < self.right.loss.loss

    def check(self) -> list[Probe]:
        """The wrong gradients beside central differences of the right loss."""
        return list(
            check_gradients(self.right.network, self.right.batch, self.structure.loss, self.wrong.gradients)
        )


def find_mistake(id: str) -> Mistake:
    """Raises UnknownNameError."""
    if id not in MISTAKES:
        raise UnknownNameError("mistake", "mistake", MISTAKES)
    return MISTAKES[id]


def look_at(mistake: Mistake, trace: Trace, s: Structure) -> View:
    """Run the steps with the mistake. Raises NonFiniteError with the Ref of a wrong number that overflows."""
    right = Right(trace, s)
    pairs = mistake.apply(s, right.rows)
    walked = walk(right, pairs)
    status, reason = judge(mistake, s, pairs, walked)
    wrong = walked.ledger.as_trace(trace) if walked.differs else trace
    return View(mistake, trace, s, status, reason, wrong, walked)


def judge(mistake: Mistake, s: Structure, pairs: Pairs, walked: Wrong) -> tuple[Status, str]:
    misfits = mistake.misfits(s)
    if walked.differs:
        return "changes", " ".join(misfits)
    if any(step is not original for step, original in pairs):
        return "silent", " ".join([mistake.equal(s), *misfits])
    return ("impossible", " ".join(misfits)) if misfits else ("silent", mistake.unchanged(s))


def explain_wrong(view: View, level: Level) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The steps of the explained sample that come out wrong, with the formulas of the mistaken student.

    `changed` tells a formula that the mistake changes from one that only reads wrong numbers.
    """
    s, mistake = view.structure, view.mistake
    wrong = {target for target, refs in view.walked.differs.items() if target in refs}
    if level == "layer":
        wrong = {Ref(target.quantity, target.indices[:1], target.sample) for target in wrong}
    pairs = [
        (step, step is not original)
        for step, original in mistake.apply(s, make_all_steps(s, level))
        if step.target in wrong
    ]
    described, names = explain_steps(s, [step for step, _ in pairs])
    for told, (step, changed) in zip(described, pairs, strict=True):
        told["changed"] = changed
        if changed:
            told["sentence"] = mistake.hint(s, step.layer or s.L)
    return described, names
