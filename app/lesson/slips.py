"""Slips of the pen: right but for the sign, the last digit, the decimal point, or a bracket."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from app.lesson.expressions import Expression, Op, op
from app.lesson.numbers import read_shown, show_result


@dataclass(frozen=True, slots=True)
class Slip:
    """What to tell of one."""

    id: str
    title: str
    hint: str


WRONG_SIGN = Slip("wrong_sign", "The sign", "Right but for the sign.")
LAST_DIGIT = Slip(
    "last_digit", "The last digit", "Right but for the last digit: round once, when the result is there."
)
TOO_SHORT = Slip("too_short", "Too few digits", "Right as far as it goes: give as many digits as are shown.")
DECIMAL_POINT = Slip("decimal_point", "The decimal point", "Right digits: look at where the point stands.")
LOST_BRACKET = Slip(
    "lost_bracket", "A bracket left out", "You left out a bracket: what stands in it is worked out first."
)


def is_shown_as(answer: float, value: float, digits: int) -> bool:
    """Whether the answer is `value` as it is shown: it rounds to the same, or is the shown number itself."""
    shown = show_result(value, digits)
    return show_result(answer, digits) == shown or Decimal(repr(answer)) == read_shown(shown)


def slips_in_writing(answer: float, value: float, digits: int) -> Iterator[Slip]:
    """Those that show in the two numbers alone; the answer is not the value."""
    if is_shown_as(-answer, value, digits):
        yield WRONG_SIGN
    given, shown = Decimal(repr(answer)), read_shown(show_result(value, digits))
    last_place = Decimal(1).scaleb(exponent(shown))
    # 0 is right as far as it goes only for what is too small to have a decimal
    coarser = exponent(given) > exponent(shown) and (answer != 0.0 or abs(value) < 10.0**-digits / 2)
    if coarser and Decimal(value).quantize(Decimal(1).scaleb(exponent(given)), ROUND_HALF_UP) == given:
        yield TOO_SHORT
    elif abs(given - shown) <= last_place * 3 / 2:
        yield LAST_DIGIT
    moved = (float(given.scaleb(places)) for places in (-3, -2, -1, 1, 2, 3))
    if answer and any(isfinite(number) and is_shown_as(number, value, digits) for number in moved):
        yield DECIMAL_POINT


def exponent(number: Decimal) -> int:
    """The place of its last digit."""
    place = number.as_tuple().exponent
    assert isinstance(place, int)  # finite
    return place


def without_a_bracket(expression: Expression) -> Iterator[Expression]:
    """The formula worked out as it reads when one pair of its brackets is left out, for each pair.

    A numerator of several terms counts as bracketed: typed in a line it needs them.
    """
    if not isinstance(expression, Op):
        return
    for place, arg in enumerate(expression.args):
        for changed in without_a_bracket(arg):
            yield replace(expression, args=(*expression.args[:place], changed, *expression.args[place + 1 :]))
        if isinstance(arg, Op) and arg.kind in ("add", "sub"):
            yield from opened(expression, place, arg)


def opened(outer: Op, place: int, inner: Op) -> Iterator[Expression]:
    """`inner`, a sum at that place of `outer`, without brackets: its neighbours take one term only."""
    before, after, terms = outer.args[:place], outer.args[place + 1 :], list(inner.args)
    match outer.kind:
        case "mul" | "hadamard":
            terms[0] = op(outer.kind, *before, terms[0])
            terms[-1] = op(outer.kind, terms[-1], *after)
        case "square":
            terms[-1] = op("square", terms[-1])
        case "div" if place == 0:
            terms[-1] = op("div", terms[-1], *after)
        case "div" | "sub" if place == 1:
            terms[0] = op(outer.kind, *before, terms[0])
        case _:
            return
    yield op(inner.kind, *terms)
