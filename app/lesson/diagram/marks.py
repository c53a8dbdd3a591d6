"""The elements of the picture. Colours and sizes stand in each, so that no style sheet is needed."""

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from app.lesson.diagram.sizes import text_width

CENTRED = 0.34  # from the middle of a line of figures down to its baseline, in em
BOLD = 0.035  # em; a stroke, as the font has one weight
# a slanted face of the font itself: not every renderer slants an upright one
ITALIC = str.maketrans(
    {
        **{chr(ord("a") + i): chr(0x1D44E + i) for i in range(26) if i != 7},
        **{chr(ord("A") + i): chr(0x1D434 + i) for i in range(26)},
        "δ": "𝛿",
        "η": "𝜂",
        "σ": "𝜎",
    }
)
SUBSCRIPT = str.maketrans("0123456789,", "₀₁₂₃₄₅₆₇₈₉,")


def mark(parent: Element, name: str, **attributes: Any) -> Element:
    """An element inside another; underscores in its attributes stand for hyphens."""
    told = {
        key.rstrip("_").replace("_", "-"): written(value) for key, value in attributes.items() if value != ""
    }
    return SubElement(parent, name, told)


def written(value: Any) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def write(
    parent: Element,
    text: str,
    x: float,
    y: float,
    size: float,
    fill: str,
    anchor: str = "middle",
    bold: bool = False,
    **more: Any,
) -> Element:
    """A line of text about the height `y`."""
    heavy = {"stroke": fill, "stroke_width": size * BOLD} if bold else {}
    anchored = {} if anchor == "start" else {"text_anchor": anchor}
    place = {"x": x, "y": y + CENTRED * size, "font_size": size, "fill": fill}
    element = mark(parent, "text", **place, **anchored, **heavy, **more)
    element.text = text
    return element


def plate(parent: Element, text: str, x: float, y: float, size: float, fill: str) -> None:
    """Ground under a text, so that no edge runs into its minus sign."""
    width = text_width(text, size) + 8
    mark(parent, "rect", x=x - width / 2, y=y - 0.63 * size, width=width, height=1.26 * size, rx=3, fill=fill)


def pill(parent: Element, x: float, y: float, width: float, height: float, **paint: Any) -> None:
    place = {"x": x - width / 2, "y": y - height / 2, "width": width, "height": height}
    mark(parent, "rect", **place, rx=height / 2, **paint)


def italic(text: str) -> str:
    return text.translate(ITALIC)


def indexed(letter: str, index: int, count: int) -> str:
    """Counted from 1; a lone neuron needs no index."""
    return italic(letter) + (str(index + 1).translate(SUBSCRIPT) if count > 1 else "")
