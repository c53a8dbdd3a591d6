"""Reading the formulas that the page shows, as arithmetic that Python can work out by hand."""

import math
import re
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Page

from app.lesson.numbers import SUPERSCRIPTS

# Brackets may open in one piece of a broken line and close in the next: the pieces are written in one string.
WRITE = """() => {
    const SIGNS = { "·": "*", "⋅": "*", "×": "*", "−": "-", "\\u2062": "*", "\\u2061": "", "{": "" };
    const write = (node) => {
        if (node.nodeType === Node.TEXT_NODE) return node.data.trim();
        if (node.nodeType !== Node.ELEMENT_NODE) return "";
        const inner = [...node.childNodes].map(write);
        const parts = inner.filter((text) => text !== "");
        if (node.localName === "msup") return `(${parts[0]})**(${parts[1]})`;
        if (node.localName === "mfrac") return `((${parts[0]})/(${parts[1]}))`;
        if (node.localName === "mtext") return "";
        if (node.localName === "mtable") { // a choice: value, condition; otherwise
            const rows = [...node.children].map((row) => [...row.children].map(write));
            const [[value, condition], [otherwise]] = rows;
            return `((${value}) if (${condition}) else (${otherwise}))`;
        }
        if (node.localName === "mn") return parts.join("").replace("−", "-");
        if (node.localName === "mo") return SIGNS[parts.join("")] ?? parts.join("");
        if (node.localName === "mi") return ` ${parts.join("")} `;
        return node.matches(".operand") ? `(${parts.join("")})` : parts.join("");
    };
    const part = (place) => {
        const found = document.querySelector(`#why ${place}`);
        return found && write(found).trim();
    };
    const operands = [...document.querySelectorAll("#why .numbers .operand")];
    return {
        ref: document.querySelector("#why output")?.dataset.ref ?? null,
        symbols: part(".symbols"), numbers: part(".numbers"), result: part("output"),
        relation: [...document.querySelectorAll("#why .relation")].at(-1)?.textContent.trim() ?? null,
        operands: operands.map((operand) => [operand.dataset.ref, write(operand)]),
    };
}"""

OPERAND = r"\d+\.\d{3,}(\*\(10\)\*\*\(-?\d+\))?"  # shorter ones are exact


def sigmoid(z: float) -> float:
    return 1.0 / (1.0 + math.exp(-z))


NAMES = {
    "σ": sigmoid,
    "e": math.e,
    "ln": math.log,
    "tanh": math.tanh,
    "exp": math.exp,
    "max": max,
    "ReLU": lambda z: max(0.0, z),
}


@dataclass(frozen=True)
class Shown:
    """The formula in the why panel: its Ref, its lines as arithmetic, and "=" or "≈"."""

    ref: str | None
    symbols: str | None
    numbers: str | None
    result: str | None
    relation: str | None
    operands: dict[str, str]

    @property
    def value(self) -> float:
        assert self.result is not None
        return work_out(self.result)

    @property
    def unit(self) -> float:
        return unit_of(self.result or "")

    @property
    def chain(self) -> list[str]:
        """The expressions of the numbers line: mostly one; a function's name and its formula are two."""
        assert self.numbers is not None
        return self.numbers.split("=")

    @property
    def worked(self) -> float:
        """The result that a reader gets who types the shown numbers into a calculator."""
        first, *others = map(work_out, self.chain)
        assert all(math.isclose(first, other, abs_tol=1e-12) for other in others), self.numbers
        return first

    @property
    def slack(self) -> float:
        """How far the worked result may lie from the shown one: by half of that one's last digit, and by what
        half of its last digit in each operand does to it."""
        moved = self.unit / 2
        expression = self.chain[-1]
        for match in re.finditer(OPERAND, expression):
            half = unit_of(match[0]) / 2
            raised = f"{expression[: match.end()]}+{half!r}{expression[match.end() :]}"
            moved += abs(work_out(raised) - work_out(expression))
        return moved + 1e-12


def work_out(text: str) -> float:
    return float(eval(text, {"__builtins__": {}}, NAMES))


def unit_of(text: str) -> float:
    """What one in the last digit is worth: 0.01 for "0.25", 1e-6 for "4.38*(10)**(-4)"."""
    mantissa, _, power = text.partition("*")
    return 10.0 ** -len(mantissa.partition(".")[2]) * (work_out(power) if power else 1.0)


async def read_formula(page: Page) -> Shown:
    found: dict[str, Any] = await page.evaluate(WRITE)
    operands = {ref: as_text(operand) for ref, operand in found.pop("operands")}
    return Shown(**found, operands=operands)


def as_text(operand: str) -> str:
    """An operand as numbers.py prints it: "(-4.38*(10)**(-4))" -> "−4.38×10⁻⁴"."""
    mantissa, _, power = operand.strip("()").partition("*(10)**(")
    return mantissa.replace("-", "−") + ("×10" + power.translate(SUPERSCRIPTS) if power else "")
