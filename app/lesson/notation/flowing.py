"""MathML that breaks into lines, for paper and narrow screens: a formula is a row of pieces that stay whole.

A break may come before the operators of a sum that stands on the line itself; what hangs above, below or
within a function is not broken. A long fraction is written on the line, with brackets and a slash.
"""

import re
from collections.abc import Callable

from app.lesson.expressions import Expression
from app.lesson.notation.mathml import MathML
from app.lesson.notation.printer import Printer
from app.lesson.numbers import PLAIN
from app.lesson.refs import Ref
from app.lesson.structure import Structure

BREAK, SIDE = "\n", "\t"  # in text under way; neither stands in a formula
LONG = 24  # signs; what is longer over a bar, under it or in brackets may break


class Flowing(MathML):
    """Sums carry BREAK before each operator, and an equation SIDE between its sides."""

    def infix(self, operator: str, parts: list[str]) -> str:
        if operator == ",":
            return f"<mo>,</mo>{BREAK}".join(parts)
        if (
            operator in ("+", "−")
            or any(BREAK in part for part in parts)
            or sum(map(len_shown, parts)) > LONG
        ):
            return f'{BREAK}<mo form="infix">{operator}</mo>'.join(parts)
        return super().infix(operator, parts)

    terms = infix

    def minus(self, part: str) -> str:
        return super().minus(whole(part))

    def fence(self, part: str) -> str:
        if len_shown(part) <= LONG:
            return super().fence(whole(part))
        return bracketed(part)

    def fraction(self, above: str, below: str) -> str:
        if max(len_shown(above), len_shown(below)) <= LONG:
            return super().fraction(whole(above), whole(below))
        above, below = (self.fence(part) if BREAK in part else part for part in (above, below))
        return f'{above}{BREAK}<mo form="infix">/</mo>{below}'

    def power(self, base: str, exponent: str) -> str:
        return super().power(whole(base), whole(exponent))

    def root(self, part: str) -> str:
        return super().root(whole(part))

    def exp(self, part: str) -> str:
        return super().exp(whole(part))

    def call(self, function: str, part: str, prime: bool = False) -> str:
        if len_shown(part) <= LONG:
            return super().call(function, whole(part), prime)
        return f"<mi>{function}</mi>{bracketed(part)}"

    def cases(self, positive: str, condition: str, otherwise: str) -> str:
        return super().cases(whole(positive), whole(condition), whole(otherwise))

    def equals(self, *sides: str) -> str:
        return SIDE.join(sides)


class Figures(Flowing):
    """The same formulas with numbers in place of symbols.

    `text_of` gives a number as it is shown, or None for one that the reader has to put in. Arrays keep their
    symbol.
    """

    def __init__(self, text_of: Callable[[Ref], str | None]) -> None:
        self.text_of = text_of

    def operand(self, ref: Ref, s: Structure, bare: bool) -> str:
        if ref.is_array:
            return super().operand(ref, s, bare)
        text = self.text_of(ref)
        if text is None:
            return f'<mrow data-ref="{ref}" class="blank"><mtext>blank</mtext></mrow>'
        number = figure(text)
        if text.startswith("−") and not bare:
            number = bracketed(number)
        return f'<mrow data-ref="{ref}">{number}</mrow>'


def sides(printer: Printer, target: Ref, expression: Expression) -> list[str]:
    """The target, the expression, and the definition of a function, each to be given to `formula`."""
    return printer.equation(target, expression).split(SIDE)


def chain(sides: list[str]) -> str:
    """Sides that are equal, on one line if they fit."""
    return f'{BREAK}<mo form="infix">=</mo>'.join(sides)


def formula(text: str) -> str:
    """A finished formula: each of its pieces is one flexible item of the row."""
    pieces = "".join(f'<mrow class="piece">{piece}</mrow>' for piece in text.split(BREAK))
    return f'<math displaystyle="true">{pieces}</math>'


def figure(text: str) -> str:
    """A number as numbers.py shows it: "−1.2", or "4.386×10⁻⁴" with its power built up."""
    mantissa, _, raised = text.partition("×10")
    if not raised:
        return f"<mn>{text}</mn>"
    exponent = raised.translate(PLAIN).replace("-", "−")
    return f"<mn>{mantissa}</mn><mo>×</mo><msup><mn>10</mn><mn>{exponent}</mn></msup>"


def bracketed(part: str) -> str:
    opening, closing = (
        f'<mo stretchy="false" form="{form}">{sign}</mo>'
        for sign, form in (("(", "prefix"), (")", "postfix"))
    )
    return opening + part + closing


def whole(text: str) -> str:
    """A part that may not break, as the single element that MathML wants as a child."""
    return f"<mrow>{text.replace(BREAK, '')}</mrow>" if BREAK in text else text


def len_shown(text: str) -> int:
    """Roughly how many signs wide; a blank has room for a number."""
    return len(re.sub("<[^>]*>", "", text)) + 4 * text.count('class="blank"')
