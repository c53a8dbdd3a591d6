"""What a mistake is: a change of formulas, and what there is to tell about it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from app.lesson.expressions import Expression
from app.lesson.steps import Step
from app.lesson.structure import Structure


@dataclass(frozen=True, slots=True)
class Mistake:
    """`rewrite` gives a step's expression as the student writes it; `arrange` the order of the steps.

    `hint(s, l)` says what was done in layer l. `unchanged(s)` says why no formula changes, `equal(s)` why
    formulas change and no number. `misfits(s)` tells the places where the shapes do not allow it.
    """

    id: str
    title: str
    sentence: str
    why: str
    phase: str
    rewrite: Callable[[Structure, Step], Expression]
    hint: Callable[[Structure, int], str]
    equal: Callable[[Structure], str]
    unchanged: Callable[[Structure], str] = lambda s: ""
    misfits: Callable[[Structure], list[str]] = lambda s: []
    arrange: Callable[[Iterable[Step]], list[Step]] = list

    @property
    def told(self) -> dict[str, str]:
        """What a reader is told of it."""
        return {key: getattr(self, key) for key in ("id", "title", "sentence", "why", "phase")}

    def apply(self, s: Structure, steps: Iterable[Step]) -> "list[tuple[Step, Step]]":
        """Each step as the student takes it, in that order, beside the right one.

        A step that the mistake does not concern is the right one itself.
        """
        pairs = []
        for step in self.arrange(steps):
            expression = self.rewrite(s, step)
            same = expression is step.expression or expression == step.expression
            pairs.append((step if same else replace(step, expression=expression), step))
        return pairs
