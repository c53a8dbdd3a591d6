"""All quantities as CSV (RFC 4180): what is given, then what is computed, with the digits that read back."""

from collections.abc import Iterator

from app.lesson.exercise import Exercise
from app.lesson.exports.program import parameters, remembered
from app.lesson.refs import PER_SAMPLE, Ref, look_up
from app.lesson.steps import entries, make_all_steps


def write_csv(exercise: Exercise) -> str:
    rows = [f"{ref},{sample},{value!r}" for ref, sample, value in quantities(exercise)]
    return "\r\n".join(["ref,sample,value", *rows, ""])


def quantities(exercise: Exercise) -> Iterator[tuple[str, str, float]]:
    """Ref, sample (from 0; "" for what belongs to none), value. Numbers of samples come for every one."""
    for ref in all_refs(exercise):
        per_sample = ref.quantity in PER_SAMPLE and (ref.quantity != "loss" or ref.sample is not None)
        bare = str(Ref(ref.quantity, ref.indices))
        for sample in range(exercise.structure.samples) if per_sample else [None]:
            value = float(look_up(exercise.trace, Ref(ref.quantity, ref.indices, sample)))
            yield bare, "" if sample is None else str(sample), value


def all_refs(exercise: Exercise) -> Iterator[Ref]:
    """Every number by its Ref, in the order of computing."""
    s = exercise.structure
    yield from (Ref("a", (0, i)) for i in range(s.widths[0]))
    yield from (Ref("y", (k,)) for k in range(s.widths[-1]))
    for array in [*parameters(exercise), *remembered(exercise)]:
        yield from (Ref(array.quantity, array.indices + index) for index in entries(s, array))
    yield Ref("learning_rate")
    yield from (step.target for step in make_all_steps(s, "element"))
