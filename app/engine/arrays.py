"""Read-only float64 arrays: how numbers enter the engine, and how its results are kept from change."""

from collections.abc import Mapping
from math import isfinite
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.engine.errors import NonFiniteError, ShapeError

Array: TypeAlias = NDArray[np.float64]
Arrays: TypeAlias = Mapping[int, Array]  # by layer number: 1..L, and 0 for the input


def read_array(field: str, numbers: Any, ndim: int) -> Array:
    """Copy `numbers` into a locked float64 array with `ndim` axes, none of them empty.

    Raises ShapeError when it is ragged, empty or has another number of axes, and NonFiniteError for NaN,
    an infinity or a whole number too large for a float64.
    """
    try:
        array = np.array(numbers, dtype=np.float64, order="C")
    except OverflowError:
        raise NonFiniteError(field, f"{field} holds a number too large for 64 bits") from None
    except (TypeError, ValueError):
        raise ShapeError(field, f"{field} {why_unreadable(numbers)}") from None
    if array.size == 0:
        raise ShapeError(field, f"{field} is empty", array.shape)
    if array.ndim != ndim:
        kind = ("one number", "a list of numbers", "a list of rows of numbers")[ndim]
        raise ShapeError(field, f"{field} needs {kind}", array.shape)
    if not surely_finite(array) and not np.isfinite(array).all():
        raise NonFiniteError(field, f"{field} holds a number that is not finite")
    array.setflags(write=False)
    return array


def why_unreadable(numbers: Any) -> str:
    """What keeps nested lists from being an array, counted from 1 as a reader counts rows."""
    lengths = [len(row) if hasattr(row, "__len__") else None for row in numbers]
    for number, length in enumerate(lengths[1:], start=2):
        if length != lengths[0] and None not in (length, lengths[0]):
            return f"has rows of unequal length: row 1 has {lengths[0]}, row {number} has {length}"
    return "needs rows of equal length that hold only numbers"


def surely_finite(*arrays: Array) -> bool:
    """False if any entry is NaN or infinite, and for some very large ones: the sum of the squares overflows.

    One pass without a new array.
    """
    return all(map(isfinite, map(np.vdot, arrays, arrays)))


def lock(arrays: dict[int, Array]) -> Arrays:
    """Make results read-only, arrays and mapping alike: a frozen dataclass alone would freeze neither."""
    for array in arrays.values():
        array.setflags(write=False)
    return MappingProxyType(arrays)
