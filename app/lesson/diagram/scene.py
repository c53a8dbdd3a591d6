"""What a picture of one step shows: which numbers are computed by then, and which are lit.

The rules are those of the page (static/js/model/trace.js): both light the same numbers at the same step.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from app.lesson.exercise import entries_of
from app.lesson.refs import Ref, RefError
from app.lesson.steps import Step, make_all_steps
from app.lesson.structure import Structure

Grain = Literal["element", "layer", "phase"]
Light = Literal["target", "read", ""]
GRAINS: tuple[Grain, ...] = ("element", "layer", "phase")
START = "start"  # in a Ref's place: before the first step
SHOWN_PHASES = {"forward": 1, "loss": 2, "deltas": 3, "gradients": 4, "update": 4}
GIVEN = ("W", "b", "y", "learning_rate", "m_W", "v_W", "m_b", "v_b")


@dataclass(frozen=True, slots=True)
class Scene:
    """After `cursor` of `count` steps. `step` is the last one or a chosen number's; None at the start."""

    structure: Structure
    cursor: int
    count: int
    step: Step | None
    computed: frozenset[Ref]
    targets: frozenset[Ref]
    reads: frozenset[Ref]

    @property
    def phase(self) -> int:
        """From 1 to 4, as the page counts: gradients and update are one."""
        return SHOWN_PHASES[self.step.phase] if self.step else 1

    def knows(self, ref: Ref) -> bool:
        """Whether there is a number to show. Another sample's loss comes with their mean."""
        own = bare(ref, self.structure)
        if own.quantity == "loss" and own.sample not in (None, self.structure.sample):
            own = Ref("loss")
        return is_given(own) or own in self.computed

    def light(self, *refs: Ref) -> Light:
        """The brightest light of those that are known."""
        known = {bare(ref, self.structure) for ref in refs if self.knows(ref)}
        return "target" if known & self.targets else "read" if known & self.reads else ""


def find_scene(
    s: Structure,
    at: str | None = None,
    grain: Grain = "element",
    selected: Ref | None = None,
    steps: Sequence[Step] | None = None,
) -> Scene:
    """The scene after the step that computes `at`, a Ref; of an array, after its last entry.

    None is the end, START the beginning; `grain` is how much of the last steps is lit. A `selected` number
    takes the light from them. `steps` are those of a mistake instead of the right ones. Raises RefError.
    """
    steps = list_steps(s) if steps is None else steps
    cursor = find_cursor(s, at)
    block = steps[start_of_block(steps, cursor, grain) : cursor]
    targets = frozenset(bare(step.target, s) for step in block)
    last = steps[cursor - 1] if cursor else None
    if selected is not None:
        targets = frozenset([bare(selected, s)])
        block = [step for step in steps if bare(step.target, s) in targets]
        last = block[0] if block else last
    reads = members((ref for step in block for ref in step.reads), s) - targets
    computed = frozenset(bare(step.target, s) for step in steps[:cursor])
    return Scene(s, cursor, len(steps), last, computed, targets, reads)


@lru_cache(maxsize=32)
def list_steps(s: Structure) -> tuple[Step, ...]:
    return tuple(make_all_steps(s, "element"))


def find_cursor(s: Structure, at: str | None) -> int:
    """How many steps are done."""
    steps = list_steps(s)
    if at is None:
        return len(steps)
    if at == START:
        return 0
    try:
        wanted = bare(Ref.parse(at), s)
    except RefError as error:
        raise RefError("at", f"{error}; or {START}, before the first step") from None
    ends = [
        place for place, step in enumerate(steps, start=1) if wanted in (bare(step.target, s), step.group)
    ]
    if ends:
        return ends[-1]
    if is_given(wanted):
        raise RefError(
            "at", f"at names a number that is given: no step computes it; {START} is before the first"
        )
    raise RefError("at", "at names a number that no step of this problem computes")


def start_of_block(steps: Sequence[Step], cursor: int, grain: Grain) -> int:
    """Where the last move began that led to `cursor`, when moves are as long as `grain` says."""
    keys = [
        i if grain == "element" else step.group if grain == "layer" else SHOWN_PHASES[step.phase]
        for i, step in enumerate(steps)
    ]
    ends = [0, *(i for i, (one, other) in enumerate(pairwise(keys), start=1) if one != other), len(steps)]
    return max((end for end in ends if end < cursor), default=0)


def bare(ref: Ref, s: Structure) -> Ref:
    """The explained sample needs no mention; its loss does, as `loss` is the mean."""
    if ref.sample != s.sample or (ref.quantity == "loss" and s.samples > 1):
        return ref
    return Ref(ref.quantity, ref.indices)


def is_given(ref: Ref) -> bool:
    return ref.quantity in GIVEN or (ref.quantity == "a" and ref.indices[0] == 0)


def members(refs: Iterable[Ref], s: Structure) -> frozenset[Ref]:
    """Of an array every entry: a formula that reads it whole lights all of it."""
    found: set[Ref] = set()
    for ref in refs:
        indices = entries_of(s, ref) if ref.is_array else [()]
        found |= {bare(Ref(ref.quantity, ref.indices + index, ref.sample), s) for index in indices}
    return frozenset(found)
