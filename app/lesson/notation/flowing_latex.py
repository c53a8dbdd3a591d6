"""LaTeX that breaks into lines: TeX breaks a formula of the text by itself, but not inside \\left and \\frac.

So what is long stands in plain brackets, and a long fraction on the line, with a slash.
"""

import re
from collections.abc import Callable

from app.lesson.notation.flowing import LONG, SIDE
from app.lesson.notation.latex import LaTeX
from app.lesson.numbers import PLAIN
from app.lesson.refs import Ref
from app.lesson.structure import Structure

BREAKING = (" + ", " - ", r" \cdot ", r" \odot ")
WORDS = {r"\sigma": "σ", r"\delta": "δ", r"\cdot": "·", r"\tanh": "tanh", r"\ln": "ln", r"\max": "max"}


class FlowingLaTeX(LaTeX):
    """An equation carries SIDE between its sides, as in flowing.py."""

    def fence(self, part: str) -> str:
        if len_of(part) <= LONG:
            return super().fence(part)
        size = r"\Bigg" if r"\frac" in part else r"\big"
        return rf"{size}l({part}{size}r)"

    def fraction(self, above: str, below: str) -> str:
        if max(len_of(above), len_of(below)) <= LONG:
            return super().fraction(above, below)
        above, below = (
            self.fence(part) if any(sign in part for sign in BREAKING) else part for part in (above, below)
        )
        return rf"{above} / {below}"

    def call(self, function: str, part: str, prime: bool = False) -> str:
        if len_of(part) <= LONG:
            return super().call(function, part, prime)
        return super().call(function, "", prime).removesuffix(r"\left(\right)") + self.fence(part)

    def equals(self, *sides: str) -> str:
        return SIDE.join(sides)


class FiguresLaTeX(FlowingLaTeX):
    """The same formulas with numbers in place of symbols; None is a number that the reader puts in."""

    def __init__(self, text_of: Callable[[Ref], str | None]) -> None:
        self.text_of = text_of

    def operand(self, ref: Ref, s: Structure, bare: bool) -> str:
        if ref.is_array:
            return super().operand(ref, s, bare)
        text = self.text_of(ref)
        if text is None:
            return r"\square"
        number = figure(text)
        return f"({number})" if text.startswith("−") and not bare else number


def figure(text: str) -> str:
    """A number as numbers.py shows it: "−1.2", or "4.386×10⁻⁴"."""
    mantissa, _, raised = text.replace("−", "-").partition("×10")
    return rf"{mantissa} \times 10^{{{raised.translate(PLAIN)}}}" if raised else mantissa


def len_of(text: str) -> int:
    """Roughly how many signs wide."""
    return len(re.sub(r"\\[a-zA-Z]+|[\\{}_^ ]", lambda found: WORDS.get(found[0], "")[:3], text))
