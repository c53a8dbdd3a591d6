"""Numbers as they are shown: the table shared with the browser, and why operands have two digits more."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.lesson.numbers import is_exact, show_operand, show_result

TABLE: list[dict[str, Any]] = json.loads(Path(__file__, "../../numbers.json").resolve().read_text("utf-8"))
SHOW = {"result": show_result, "operand": show_operand}
PLAIN = str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")
NASTY = (
    0.0,
    4e-324,
    1e-300,
    1e-9,
    4.9e-5,
    5e-5,
    9.99e-4,
    0.1 + 0.2,
    1 / 3,
    0.99999,
    9.99996,
    123.456,
    9999999.9,
    1e7,
    1e300,
)


def read(shown: str) -> float:
    """The number that a reader takes from the text."""
    mantissa, _, exponent = shown.translate(PLAIN).partition("×10")
    return float(f"{mantissa}e{exponent or 0}")


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=f"{row['kind']}-{row['value']}-{row['digits']}") for row in TABLE]
)
def test_a_number_is_shown_as_the_shared_table_says(row: dict[str, Any]) -> None:
    shown = SHOW[row["kind"]](row["value"], row["digits"])
    assert shown == row["text"]
    assert is_exact(row["value"], shown) == row["exact"]


@pytest.mark.parametrize("kind", SHOW)
@pytest.mark.parametrize("digits", range(2, 9))
@pytest.mark.parametrize("size", NASTY)
def test_a_shown_number_is_near_and_signed_and_never_minus_zero(size: float, digits: int, kind: str) -> None:
    for value in (size, -size):
        shown = SHOW[kind](value, digits)
        assert "-" not in shown
        assert shown.startswith("−") == (value < 0.0)
        # half a unit of the last decimal, or of the last significant digit of a scientific number
        half = 0.5 * max(10.0**-digits, 10.0 ** (1 - digits) * size)
        assert abs(read(shown) - value) <= half * (1.0 + 1e-9)


@pytest.mark.parametrize("kind", SHOW)
def test_only_zero_is_shown_as_zero(kind: str) -> None:
    for digits in range(2, 9):
        assert read(SHOW[kind](0.0, digits)) == 0.0
        assert all(read(SHOW[kind](value, digits)) != 0.0 for value in NASTY[2:])


def test_shown_operands_give_the_shown_result() -> None:
    """Multiplied as shown, operands give the shown result; rounded like results they would often not."""
    pairs = np.random.default_rng(11).uniform(-2.0, 2.0, (2000, 2)).tolist()

    def agreements(show: Any) -> int:
        return sum(show_result(read(show(a)) * read(show(b))) == show_result(a * b) for a, b in pairs)

    assert agreements(show_operand) > 0.98 * len(pairs)
    assert agreements(show_result) < 0.7 * len(pairs)


@pytest.mark.parametrize("digits", [2, 4, 8])
def test_an_operand_is_never_rougher_than_a_result(digits: int) -> None:
    for value in np.random.default_rng(12).normal(0.0, 10.0, 300).tolist():
        there = abs(read(show_result(value, digits)) - value)
        assert abs(read(show_operand(value, digits)) - value) <= there + 1e-15 * abs(value)
