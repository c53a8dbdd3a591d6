"""Lengths of the picture, in CSS pixels. The paper grows with the network, the type does not."""

NUMBER, LABEL, BADGE, CAPTION, HEAD = 15.0, 13.5, 13.5, 12.0, 13.0  # sizes of type
LINE = 1.25 * LABEL  # a line of a label
PILL = 1.55 * BADGE  # the height of a badge
SMALLEST = 40.0  # radius of a neuron
CHORD = 1.72  # of a radius: the room for a number in half a disc
MARGIN = 14.0
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"
# advances of the lesson's font, in em; what is not listed is about as wide as a digit
ADVANCES = {
    **dict.fromkeys("−+×=≈", 0.72),
    **dict.fromkeys(".,·", 0.25),
    **dict.fromkeys(SUPERSCRIPTS, 0.41),
    **dict.fromkeys(SUBSCRIPTS, 0.34),
    "⁻": 0.54,
    **dict.fromkeys("mw", 0.76),
    "n": 0.56,
    " ": 0.25,
    "/": 0.34,
    "\u0302": 0.0,
}
DIGIT = 0.5


def text_width(text: str, size: float) -> float:
    return size * sum(ADVANCES.get(sign, DIGIT) for sign in text)


def fit(text: str, room: float, size: float) -> float:
    """The wanted size, or the largest that keeps the text within `room`."""
    return min(size, size * room / max(text_width(text, size), 1e-9))


def result_width(digits: int, size: float) -> float:
    """Room for a result below 10."""
    return text_width("−0." + digits * "0", size)


def operand_width(digits: int, size: float) -> float:
    """The same for an operand, which may have two guard digits."""
    return result_width(digits + 2, size)


def radius(digits: int) -> float:
    return max(SMALLEST, result_width(digits, NUMBER) / CHORD)
