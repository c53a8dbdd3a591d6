"""Weights of Linear layers from a safetensors file, read here: the format is a header and plain numbers.

Eight bytes tell the length of the header; the header is JSON, with dtype, shape and place of every tensor;
the rest are the numbers, little-endian, row by row. https://huggingface.co/docs/safetensors, section Format.
No message repeats a name of the file.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import Any, TypeGuard

import numpy as np

from app.engine.arrays import Array
from app.engine.errors import EngineError

LENGTH = 8  # bytes of the header's length


class FileError(EngineError):
    """A file that is damaged, or holds something else than Linear layers."""

    def __init__(self, message: str) -> None:
        super().__init__("file", message)


def from_bfloat16(raw: bytes) -> Array:
    """The upper half of a float32."""
    return (np.frombuffer(raw, "<u2").astype("<u4") << 16).view("<f4").astype(np.float64)


# each dtype: its size in bytes, and how its numbers are read
DTYPES: dict[str, tuple[int, Callable[[bytes], Array]]] = {
    "F16": (2, lambda raw: np.frombuffer(raw, "<f2").astype(np.float64)),
    "BF16": (2, from_bfloat16),
    "F32": (4, lambda raw: np.frombuffer(raw, "<f4").astype(np.float64)),
    "F64": (8, lambda raw: np.frombuffer(raw, "<f8").astype(np.float64)),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What the header says of one tensor."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    begin: int
    end: int


def looks_like_one(raw: bytes) -> bool:
    """Whether these bytes begin as such a file does: a length that fits, and the bracket of the header."""
    return len(raw) > LENGTH and raw[LENGTH : LENGTH + 1] == b"{" and header_length(raw) <= len(raw) - LENGTH


def header_length(raw: bytes) -> int:
    return int.from_bytes(raw[:LENGTH], "little")


def read_linear_layers(raw: bytes, most: int) -> list[tuple[Array, Array]]:
    """W (n_l, n_{l-1}) and b (n_l,) of every layer, in the order of the numbers in their names.

    A layer without a bias gets zeros. At most `most` layers are read. Raises FileError.
    """
    entries, numbers = read_header(raw)
    if len(entries) > 2 * most:
        raise FileError(f"the file holds {len(entries)} tensors; at most {most} layers are possible")
    layers: dict[str, dict[str, Array]] = {}
    for entry in entries:
        stem, _, kind = entry.name.rpartition(".")
        if kind not in ("weight", "bias"):
            raise FileError("the file holds a tensor that is neither a weight nor a bias of a Linear layer")
        if len(entry.shape) != (2 if kind == "weight" else 1):
            dimensions = f"{len(entry.shape)} dimensions"
            raise FileError(f"a {kind} of the file has {dimensions}: only Linear layers can be read")
        layers.setdefault(stem, {})[kind] = read_tensor(entry, numbers)
    if not all("weight" in layer for layer in layers.values()):
        raise FileError("the file holds a bias without its weight")
    found = [layers[stem] for stem in sorted(layers, key=in_order)]
    return [(layer["weight"], layer.get("bias", np.zeros(len(layer["weight"])))) for layer in found]


def in_order(stem: str) -> list[tuple[int, str]]:
    """Numbers count as numbers: layer 10 comes after layer 2."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split("([0-9]{1,9})", stem)]


def read_header(raw: bytes) -> tuple[list[Entry], bytes]:
    """What the header tells, checked against the bytes that follow it, and those bytes."""
    if len(raw) < LENGTH or header_length(raw) > len(raw) - LENGTH:
        raise FileError("this is no safetensors file, or it is damaged: its first bytes tell no header")
    start = LENGTH + header_length(raw)
    try:
        header = json.loads(raw[LENGTH:start].decode("utf-8"))
    except (ValueError, RecursionError):
        raise FileError("the header of the file is damaged: it is not JSON") from None
    if not isinstance(header, dict):
        raise FileError("the header of the file is damaged: it is no list of tensors")
    entries = [read_entry(name, told) for name, told in header.items() if name != "__metadata__"]
    if not entries:
        raise FileError("the file holds no tensor")
    check_places(entries, len(raw) - start)
    return entries, raw[start:]


def read_entry(name: str, told: Any) -> Entry:
    damaged = FileError("the header of the file is damaged: a tensor lacks its dtype, shape or data_offsets")
    if not isinstance(told, dict):
        raise damaged
    dtype, shape, place = (told.get(key) for key in ("dtype", "shape", "data_offsets"))
    if not (isinstance(dtype, str) and is_counts(shape) and is_counts(place) and len(place) == 2):
        raise damaged
    if 0 in shape:
        raise FileError("the file holds a tensor without numbers")
    if dtype not in DTYPES:
        raise FileError(f"the file holds numbers of a type that is not read; weights are {', '.join(DTYPES)}")
    begin, end = place
    if end - begin != prod(shape) * DTYPES[dtype][0]:
        raise FileError("the header of the file is damaged: a tensor's shape and length do not agree")
    return Entry(name, dtype, tuple(shape), begin, end)


def is_counts(value: Any) -> TypeGuard[list[int]]:
    """A list of whole numbers that are not negative; true and false are none."""
    return isinstance(value, list) and all(type(number) is int and number >= 0 for number in value)


def check_places(entries: list[Entry], size: int) -> None:
    """The tensors fill what follows the header, one after the other, without a gap."""
    at = 0
    for entry in sorted(entries, key=lambda entry: (entry.begin, entry.end)):
        if entry.begin != at:
            raise FileError("the file is damaged: its tensors overlap or leave gaps")
        at = entry.end
    if at != size:
        raise FileError("the file is cut off, or something follows its last tensor")


def read_tensor(entry: Entry, numbers: bytes) -> Array:
    return DTYPES[entry.dtype][1](numbers[entry.begin : entry.end]).reshape(entry.shape)
