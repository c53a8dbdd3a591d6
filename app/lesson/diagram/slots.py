"""Large layers: the middle is left out, so that what stands stays legible. As on the page (draw/elide.js)."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.lesson.refs import Ref

MOST, HEAD, FOOT = 8, 2, 1  # neurons of a layer that are drawn; those at both ends of a longer one


@dataclass(frozen=True, slots=True)
class Gap:
    """Neurons that are left out; none, where only the room for one in the light is kept."""

    start: int
    end: int


Slot = int | Gap


def slots_of(count: int, chosen: int | None = None) -> list[Slot]:
    """What is drawn of a layer of `count` neurons, from the top; `chosen` is the one in the light."""
    if count <= MOST:
        return list(range(count))
    tail = list(range(count - FOOT, count))
    if chosen is not None and HEAD <= chosen < count - FOOT:
        return [*range(HEAD), Gap(HEAD, chosen), chosen, Gap(chosen + 1, count - FOOT), *tail]
    middle = (HEAD + count - FOOT) // 2
    return [*range(HEAD), Gap(HEAD, middle), Gap(middle, middle), Gap(middle, count - FOOT), *tail]


def chosen_of(targets: Iterable[Ref], L: int) -> dict[int, int]:
    """By layer the neuron that the light is on, the first of several."""
    found: dict[int, int] = {}
    for ref in sorted(targets, key=lambda ref: ref.indices):
        if ref.quantity == "y":
            found.setdefault(L, ref.indices[0])
            continue
        if len(ref.indices) > 1:
            found.setdefault(ref.indices[0], ref.indices[1])
        if len(ref.indices) > 2:
            found.setdefault(ref.indices[0] - 1, ref.indices[2])
    return found
