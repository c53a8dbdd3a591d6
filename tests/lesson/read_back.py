"""A printed formula read as a reader reads it: by the usual precedence, with only the brackets it has."""

from collections.abc import Callable
from math import exp, log, sqrt, tanh
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

OPERATORS = {"−": "-", "·": "*", "⊙": "*", "{": ""}
FUNCTIONS: dict[str, Callable[..., float]] = {
    "σ": lambda z: 1.0 / (1.0 + exp(-z)),
    "tanh": tanh,
    "ReLU": lambda z: z if z > 0.0 else 0.0,
    "LReLU": lambda z: z if z > 0.0 else 0.01 * z,
    "ln": log,
    "max": max,
    "exp": exp,
    "sqrt": sqrt,
}


def sides(mathml: str) -> list[str]:
    """What stands right of the first equals sign, and right of each further one, as Python."""
    expression = ElementTree.fromstring(mathml)[2]
    found = [""]
    for part in expression:
        if part.tag == "mo" and part.text == "=":
            found.append("")
        else:
            found[-1] += as_python(part)
    return found


def as_python(part: Element) -> str:
    if ref := part.get("data-ref"):
        return f"value_of({ref!r})"
    text, inner = part.text or "", [as_python(child) for child in part if part.tag != "mtable"]
    match part.tag:
        case "mn":
            return text
        case "mi":
            return text
        case "mo":
            return OPERATORS.get(text, text)
        case "mfrac":  # the bar groups what stands above it and below it, as the root's does
            return f"(({inner[0]})/({inner[1]}))"
        case "msqrt":
            return f"sqrt({''.join(inner)})"
        case "msup" if inner[0] == "e":
            return f"exp({inner[1]})"
        case "msup":
            return f"{inner[0]}**({inner[1]})"
        case "mtable":
            (positive, condition), (otherwise, _) = part
            above_0 = "".join(as_python(child) for child in condition[0] if child.tag != "mtext")
            return f"(({as_python(positive)}) if ({above_0}) else ({as_python(otherwise)}))"
        case "mrow" | "mtd":
            return "".join(inner)
    raise AssertionError(f"nobody reads a {part.tag} aloud")


def evaluate_as_read(python: str, value_of: Callable[[str], Any]) -> float:
    return float(eval(python, {"__builtins__": {}, "value_of": value_of, **FUNCTIONS}))
