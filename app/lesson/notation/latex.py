"""The script for print."""

from typing import ClassVar

from app.lesson.notation.symbols import FUNCTIONS, Symbol, hangers, plain_number, symbol
from app.lesson.refs import Ref
from app.lesson.structure import Structure


class LaTeX:
    """For notebooks, worksheets and papers; needs amsmath."""

    dots = r"\cdots"
    OPERATORS: ClassVar = {"·": r" \cdot ", "⊙": r" \odot ", "": r"\,", "−": " - ", "+": " + ", ",": r",\, "}
    NAMES: ClassVar = {"σ": r"\sigma", "tanh": r"\tanh", "ln": r"\ln", "max": r"\max", "f": "f", "L": "L"}
    LETTERS: ClassVar = {"δ": r"\delta", "η": r"\eta"}

    def operand(self, ref: Ref, s: Structure, bare: bool) -> str:
        return self.symbol(symbol(ref, s))

    def symbol(self, symbol: Symbol) -> str:
        letter = self.LETTERS.get(symbol.letter, symbol.letter)
        if symbol.bold:
            letter = rf"\boldsymbol{{{letter}}}"
        if symbol.hat:
            letter = rf"\hat{{{letter}}}"
        below, layer, sample, mark = hangers(symbol)
        above = layer + sample + (rf"\text{{{mark}}}" if mark else "")
        text = letter + (f"_{{{below}}}" if below else "") + (f"^{{{above}}}" if above else "")
        if symbol.derivative:
            return rf"\frac{{\partial L}}{{\partial {text}}}"
        return self.call(FUNCTIONS[symbol.slope_of], text, prime=True) if symbol.slope_of else text

    def number(self, value: float) -> str:
        return plain_number(value)

    def infix(self, operator: str, parts: list[str]) -> str:
        return self.OPERATORS[operator].join(parts)

    terms = infix

    def minus(self, part: str) -> str:
        return f"-{part}"

    def fence(self, part: str) -> str:
        return rf"\left({part}\right)"

    def fraction(self, above: str, below: str) -> str:
        return rf"\frac{{{above}}}{{{below}}}"

    def power(self, base: str, exponent: str) -> str:
        return rf"{{{base}}}^{{{exponent}}}"

    def root(self, part: str) -> str:
        return rf"\sqrt{{{part}}}"

    def transpose(self, part: str) -> str:
        return rf"{{{part}}}^{{\top}}"

    def exp(self, part: str) -> str:
        return f"e^{{{part}}}"

    def call(self, function: str, part: str, prime: bool = False) -> str:
        head = self.NAMES.get(function, rf"\operatorname{{{function}}}")
        return rf"{head}{chr(39) if prime else ''}\left({part}\right)"

    def big_sum(self, part: str) -> str:
        return rf"\sum {part}"

    def cases(self, positive: str, condition: str, otherwise: str) -> str:
        return (
            rf"\begin{{cases}} {positive} & \text{{for }} {condition} > 0 \\ "
            rf"{otherwise} & \text{{otherwise}} \end{{cases}}"
        )

    def equals(self, *sides: str) -> str:
        return " = ".join(sides)


def matrix(rows: list[list[str]]) -> str:
    """Rows of finished cells in square brackets."""
    inner = r" \\ ".join(" & ".join(row) for row in rows)
    return rf"\begin{{bmatrix}} {inner} \end{{bmatrix}}"
