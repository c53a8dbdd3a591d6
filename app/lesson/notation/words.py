"""The script for the ear."""

from typing import ClassVar

from app.lesson.notation.symbols import plain_number
from app.lesson.refs import Ref
from app.lesson.structure import Structure


class Words:
    """For speech: each operand is its Ref in braces, to be filled with its name or its number."""

    dots = "and so on"
    OPERATORS: ClassVar = {
        "·": "times",
        "⊙": "times, entry by entry,",
        "": "times",
        "−": "minus",
        "+": "plus",
        ",": "and",
    }
    NAMES: ClassVar = {"σ": "sigmoid", "L": "loss", "ln": "natural logarithm", "max": "the larger"}

    def operand(self, ref: Ref, s: Structure, bare: bool) -> str:
        return f"{{{ref}}}"

    def number(self, value: float) -> str:
        return plain_number(value)

    def infix(self, operator: str, parts: list[str]) -> str:
        return f" {self.OPERATORS[operator]} ".join(parts)

    terms = infix

    def minus(self, part: str) -> str:
        return f"minus {part}"

    def fence(self, part: str) -> str:
        return f"open bracket {part} close bracket"

    def fraction(self, above: str, below: str) -> str:
        return f"the fraction {above} over {below}, end of fraction"

    def power(self, base: str, exponent: str) -> str:
        return f"{base} squared" if exponent == "2" else f"{base} to the power of {exponent}"

    def root(self, part: str) -> str:
        return f"the square root of {part}, end of root"

    def transpose(self, part: str) -> str:
        return f"{part} transposed"

    def exp(self, part: str) -> str:
        return f"e to the power of {part}"

    def call(self, function: str, part: str, prime: bool = False) -> str:
        name = self.NAMES.get(function, function)
        if " " in part:
            part = self.fence(part)  # or "the logarithm of 1 plus ..." could end at the 1
        return f"the slope of {name} at {part}" if prime else f"{name} of {part}"

    def big_sum(self, part: str) -> str:
        return f"the sum over the outputs of {part}"

    def cases(self, positive: str, condition: str, otherwise: str) -> str:
        return f"{positive} if {condition} is above 0, otherwise {otherwise}"

    def equals(self, *sides: str) -> str:
        return " equals ".join(sides)
