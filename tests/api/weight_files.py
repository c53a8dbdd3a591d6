"""Safetensors files, good ones and damaged ones, written byte by byte."""

import json
import struct
from typing import Any

import numpy as np

BYTES = {"Content-Type": "application/octet-stream"}
W1, B1, W2, B2 = [[0.5, -1.25], [0.0, 2.0], [1.0, 3.0]], [0.5, -0.5, 0.25], [[1.5, -2.0, 0.75]], [0.125]
TENSORS = {"0.weight": W1, "0.bias": B1, "2.weight": W2, "2.bias": B2}
NUMPY_TYPES = {"F16": "<f2", "F32": "<f4", "F64": "<f8"}


def numbers_of(array: Any, dtype: str) -> bytes:
    if dtype == "BF16":  # the upper halves of float32
        return (np.array(array, "<f4").view("<u4") >> 16).astype("<u2").tobytes()
    return np.array(array, NUMPY_TYPES[dtype]).tobytes()


def safetensors(tensors: dict[str, Any], dtype: str = "F32", metadata: Any = None) -> bytes:
    """A file as the library of that name writes it."""
    header: dict[str, Any] = {} if metadata is None else {"__metadata__": metadata}
    content = b""
    for name, array in tensors.items():
        numbers = numbers_of(array, dtype)
        place = [len(content), len(content) + len(numbers)]
        header[name] = {"dtype": dtype, "shape": list(np.shape(array)), "data_offsets": place}
        content += numbers
    return with_header(json.dumps(header).encode(), content)


def with_header(header: bytes, content: bytes) -> bytes:
    header += b" " * (-len(header) % 8)
    return struct.pack("<Q", len(header)) + header + content


def entry(**changed: Any) -> bytes:
    """A file with one weight, something in whose header is changed."""
    told = {"dtype": "F64", "shape": [1, 2], "data_offsets": [0, 16]} | changed
    header = {"0.weight": {key: value for key, value in told.items() if value is not None}}
    return with_header(json.dumps(header).encode(), bytes(16))


GOOD = safetensors(TENSORS)
DAMAGED: list[tuple[str, bytes, str]] = [
    ("nothing", b"", "no safetensors file"),
    ("seven bytes", GOOD[:7], "no safetensors file"),
    ("words", b"weights of my network", "no safetensors file"),
    ("a header longer than the file", struct.pack("<Q", 2**63) + GOOD[8:], "no safetensors file"),
    ("cut off in the header", GOOD[:60], "no safetensors file"),
    ("cut off in the numbers", GOOD[:-1], "cut off"),
    ("something behind", GOOD + b"\0", "something follows"),
    ("a header that is no JSON", with_header(b"{'a': 1}", b""), "it is not JSON"),
    ("a header that is no text", with_header(b"{\xff}", b""), "it is not JSON"),
    ("a header nested too deep", with_header(b"[" * 100_000, b""), "it is not JSON"),
    ("a header that is a list", with_header(b"[]", b""), "no list of tensors"),
    ("an empty header", with_header(b"{}", b""), "holds no tensor"),
    ("only metadata", with_header(b'{"__metadata__": {}}', b""), "holds no tensor"),
    ("a tensor that is a number", with_header(b'{"0.weight": 1}', b""), "lacks its dtype"),
    ("no dtype", entry(dtype=None), "lacks its dtype"),
    ("a dtype that is a number", entry(dtype=1), "lacks its dtype"),
    ("whole numbers", entry(dtype="I64"), "of a type that is not read"),
    ("an unknown dtype", entry(dtype="F65"), "weights are F16, BF16, F32, F64"),
    ("no shape", entry(shape=None), "lacks its dtype, shape"),
    ("a negative shape", entry(shape=[-1, -2]), "lacks its dtype, shape"),
    ("a shape of truths", entry(shape=[True, 2]), "lacks its dtype, shape"),
    ("a shape of fractions", entry(shape=[1.0, 2.0]), "lacks its dtype, shape"),
    ("a shape without numbers", entry(shape=[0, 10**30], data_offsets=[0, 0]), "without numbers"),
    ("a shape that is too large", entry(shape=[10**30, 10**30]), "do not agree"),
    ("places that run backwards", entry(data_offsets=[16, 0]), "do not agree"),
    ("places beyond the end", entry(data_offsets=[16, 32]), "leave gaps"),
    ("three places", entry(data_offsets=[0, 8, 16]), "lacks its dtype"),
    ("a tensor of three dimensions", entry(shape=[1, 1, 2]), "a weight of the file has 3 dimensions"),
    ("a weight of one dimension", safetensors({"norm.weight": [1.0]}), "only Linear layers"),
    (
        "a name of another kind",
        safetensors({"0.weight": W1, "0.running_mean": B1}),
        "neither a weight nor a bias",
    ),
    ("a bias alone", safetensors({"0.weight": W1, "1.bias": B1}), "a bias without its weight"),
    ("a bias that does not fit", safetensors({"0.weight": W1, "0.bias": B2}), "one bias a neuron"),
    ("layers that do not fit", safetensors({"0.weight": W1, "1.weight": W1}), "layer 2 needs"),
    ("a number that is none", safetensors({"0.weight": [[float("nan")]]}), "not finite"),
    ("an infinite number", safetensors({"0.weight": [[float("inf")]]}, "F16"), "not finite"),
]
