"""Numbers as people read them: rounded so that what is shown does not lie.

A result has `digits` decimals. An operand is written out when at most two more suffice for it, and otherwise
rounded to two more, so that the shown operands give the shown result. Where decimals would leave nothing of
a small number, or a large one would run away, the same number of digits counts from the first one that is
not 0. The twin for the browser is static/js/model/format.js; tests/numbers.json holds both to one table.
"""

from decimal import ROUND_HALF_UP, Decimal

GUARD_DIGITS = 2
SAME = 1e-12  # relative; what rounding in a few float64 operations may leave
LARGE = 1e7
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
PLAIN = {power: plain for plain, power in SUPERSCRIPTS.items()}


def show_result(value: float, digits: int = 4) -> str:
    """`value` with that many decimals: 0.389003... -> "0.3890", 0.00043856 -> "4.386×10⁻⁴"."""
    return with_minus(rounded(value, digits, digits))


def show_operand(value: float, digits: int = 4) -> str:
    """`value` in full when short, else with two guard digits: -1.2 -> "−1.2", 0.4013123 -> "0.401312"."""
    return with_minus(operand(value, digits))


def is_exact(value: float, shown: str) -> bool:
    """Whether the shown text is the number itself, and not a rounding of it."""
    return abs(float(read_shown(shown)) - value) <= SAME * abs(value)


def read_shown(shown: str) -> Decimal:
    """The number that the text shows, with as many digits: "4.386×10⁻⁴" -> 0.0004386."""
    mantissa, _, exponent = shown.replace("−", "-").partition("×10")
    return Decimal(f"{mantissa}e{exponent.translate(PLAIN) or 0}")


def operand(value: float, digits: int) -> str:
    most = digits + GUARD_DIGITS
    if abs(value) < LARGE:
        for decimals in range(most + 1):
            text = fixed(value, decimals)
            if is_exact(value, text):
                return text
    return rounded(value, most, digits)


def rounded(value: float, decimals: int, digits: int) -> str:
    """Fixed decimals, or scientific for a number too small or too large for them."""
    size = abs(value)
    if size >= LARGE or 0.0 < size < 10.0 ** (1 - digits):
        mantissa, exponent = scientific(value, decimals)
        return f"{mantissa}×10{str(exponent).translate(SUPERSCRIPTS)}"
    return fixed(value, decimals)


def fixed(value: float, decimals: int) -> str:
    text = fixed_decimal(Decimal(value), decimals)
    return text.removeprefix("-") if float(text) == 0.0 else text


def scientific(value: float, significant: int) -> tuple[str, int]:
    exact = Decimal(value)
    exponent = exact.adjusted()
    text = fixed_decimal(exact.scaleb(-exponent), significant - 1)
    if abs(Decimal(text)) == 10:  # rounded up into one more digit
        exponent += 1
        text = fixed_decimal(exact.scaleb(-exponent), significant - 1)
    return text, exponent


def fixed_decimal(value: Decimal, decimals: int) -> str:
    return format(value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP), "f")


def with_minus(text: str) -> str:
    """The true minus sign, as wide as a plus."""
    return text.replace("-", "−")
