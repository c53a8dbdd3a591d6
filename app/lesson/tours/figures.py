"""The numbers in a tour's texts. None is written down: every one is a Ref in braces.

`{delta.2.0}` stays as it is: the page shows the number that the reader has there. `{3/delta.2.0}` is that of
stop 3 of the same tour, and `{delta.2.0!untransposed}` what comes of a mistake in this one: these two belong
to other traces than the one on the page, so they are filled in here, with four decimals.
"""

import re
from collections.abc import Sequence
from typing import Any

from app.engine.trace import Trace
from app.lesson.mistakes.lens import find_mistake, look_at
from app.lesson.numbers import show_operand, show_result
from app.lesson.refs import Ref, RefError, look_up
from app.lesson.structure import structure_of
from app.lesson.tours.setups import trace_of

FIGURE = re.compile(r"\{(?:(?P<stop>\d+)/)?(?P<ref>[^{}/!]+)(?:!(?P<mistake>\w+))?\}")
TYPED_IN = ("W", "b", "y", "learning_rate", "W_new", "b_new")  # shown in full where that is short


def fill_in(text: str, here: int, stops: Sequence[dict[str, Any]]) -> str:
    """The text of the stop numbered `here`, counted from 1, with the numbers of other traces in place."""

    def fill(found: re.Match[str]) -> str:
        if found["stop"] is None and found["mistake"] is None:
            return found[0]
        stop = stops[int(found["stop"] or here) - 1]
        return show(number_at(stop, Ref.parse(found["ref"]), found["mistake"]), Ref.parse(found["ref"]))

    return FIGURE.sub(fill, text)


def number_at(stop: dict[str, Any], ref: Ref, mistake: str | None = None) -> float:
    """The number at `ref` in the setup of a stop, made with a mistake or rightly. Raises RefError."""
    trace: Trace = trace_of(stop["setup"])
    if mistake is not None:
        problem = stop["setup"]["problem"]
        s = structure_of(trace, problem["loss"], stop["sample"], stop["setup"]["freeze_biases"])
        trace = look_at(find_mistake(mistake), trace, s).wrong
    value = look_up(trace, ref, stop["sample"])
    if not isinstance(value, float):
        raise RefError("ref", "a text has room for one number")
    return value


def show(value: float, ref: Ref) -> str:
    """As the page writes the number at `ref`."""
    is_given = ref.quantity in TYPED_IN or (ref.quantity == "a" and ref.indices[0] == 0)
    return show_operand(value) if is_given else show_result(value)
