"""A table of bodies that cannot be answered: what is edited in a good one, and the words that say so.

MARK, MARK_NUMBER and their like are planted so that an answer which repeats its question is found out.
"""

import json
from typing import Any

from tests.api.questions import MISSING, edit

MARK, MARK_NUMBER = "zebra-4711", 987654.321
GOOD: dict[str, Any] = {
    "network": {
        "layers": [
            {"W": [[0.1, -0.2], [0.3, 0.4], [-0.5, 0.6]], "b": [0.1, 0.2, 0.3], "activation": "tanh"},
            {"W": [[0.1, 0.2, 0.3], [-0.4, 0.5, 0.6]], "b": [0.1, -0.1], "activation": "sigmoid"},
        ]
    },
    "loss": "mse",
    "x": [[0.5, -1.5]],
    "y": [[0.25, 0.75]],
}
HEAD, OUT_W = "network.layers.1.activation", "network.layers.1.W"
IN_W, IN_B = "network.layers.0.W", "network.layers.0.b"
TRANSPOSED = [[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]
HUGE, LONG = 10**400, "9" * 300

# for every call: (edits by path, words of the answer); 422 each
PROBLEMS: list[tuple[dict[str, Any], str]] = [
    # shapes that do not fit
    ({OUT_W: TRANSPOSED}, "layers.1.W has shape (3, 2); layer 2 needs (2, 3): 2 neurons reading 3"),
    (
        {OUT_W: [[MARK_NUMBER] * 2] * 2},
        "layers.1.W has shape (2, 2); layer 2 needs (2, 3): 2 neurons reading 3",
    ),
    ({OUT_W: [[0.1] * 4] * 2}, "layers.1.W has shape (2, 4); layer 2 needs (2, 3): 2 neurons reading 3"),
    ({OUT_W: [[0.1] * 3] * 3}, "layers.1.b has 2 numbers"),
    ({IN_W: [[0.1] * 3] * 3}, "x has rows of 2 numbers; the first layer reads 3"),
    ({IN_B: [MARK_NUMBER]}, "layers.0.b has 1 number"),
    ({IN_B: [0.1] * 4}, "layers.0.b has 4 numbers"),
    ({"x": [[MARK_NUMBER]]}, "x has rows of 1 number; the first layer reads 2"),
    ({"x": [0.1, 0.2, MARK_NUMBER]}, "x has rows of 3 numbers; the first layer reads 2"),
    ({"y": [[0.1, 0.2, MARK_NUMBER]]}, "y has rows of 3 numbers; the last layer gives 2"),
    ({"y": [MARK_NUMBER]}, "y has rows of 1 number; the last layer gives 2"),
    ({"x": [[0.1, 0.2]] * 3}, "x has 3 samples and y 1"),
    ({"y": [[0.1, 0.2]] * 2}, "x has 1 sample and y 2"),
    # ragged
    ({f"{IN_W}.1": [MARK_NUMBER]}, "layers.0.W has rows of unequal length: row 1 has 2, row 2 has 1"),
    ({f"{OUT_W}.1": [0.1, 0.2]}, "layers.1.W has rows of unequal length: row 1 has 3, row 2 has 2"),
    ({f"{IN_W}.0": []}, "layers.0.W has rows of unequal length: row 1 has 0, row 2 has 2"),
    ({"x": [[0.1, 0.2], [MARK_NUMBER]]}, "x has rows of unequal length: row 1 has 2, row 2 has 1"),
    ({"y": [[0.1, 0.2], [0.1, 0.2], []]}, "y has rows of unequal length: row 1 has 2, row 3 has 0"),
    ({"x": [[0.1, 0.2], MARK_NUMBER]}, "x.1 must be a list"),
    ({"x": [MARK_NUMBER, [0.1, 0.2]]}, "x.1 must be a number"),
    # empty
    ({"network.layers": []}, "a network needs at least one layer"),
    ({IN_W: []}, "layers.0.W is empty"),
    ({IN_W: [[], [], []]}, "layers.0.W is empty"),
    ({IN_B: []}, "layers.0.b is empty"),
    ({"x": []}, "x is empty"),
    ({"x": [[]]}, "x is empty"),
    ({"y": []}, "y is empty"),
    ({"y": [[], []]}, "y is empty"),
    # too deep or too shallow
    ({IN_W: [0.1, MARK_NUMBER]}, "network.layers.0.W.0 must be a list"),
    ({IN_B: [[0.1], [0.2], [0.3]]}, "network.layers.0.b.0 must be a number"),
    ({"x": [[[0.1, 0.2]]]}, "x.0.0 must be a number"),
    ({"y": MARK_NUMBER}, "y must be a list"),
    ({"x": {MARK: 1}}, "x must be a list"),
    ({"network": [MARK]}, "network must be an object"),
    ({"network.layers": {MARK: 1}}, "network.layers must be a list"),
    ({"network.layers.0": [MARK]}, "network.layers.0 must be an object"),
    # not numbers
    ({"x.0.0": MARK}, "x.0.0 must be a number"),
    ({"x.0.0": "0.5"}, "x.0.0 must be a number"),
    ({f"{IN_W}.2.1": str(MARK_NUMBER)}, "network.layers.0.W.2.1 must be a number"),
    ({f"{IN_B}.1": True}, "network.layers.0.b.1 must be a number"),
    ({"y.0.1": False}, "y.0.1 must be a number"),
    ({"y.0.0": None}, "y.0.0 must be a number"),
    ({f"{OUT_W}.0.0": {MARK: 1}}, "network.layers.1.W.0.0 must be a number"),
    ({"x": ["NaN", "Infinity"]}, "x.0 must be a number"),
    # numbers beyond 64 bits
    ({"x.0.1": HUGE}, "x.0.1 must be a finite number"),
    ({"y.0.1": -HUGE}, "y.0.1 must be a finite number"),
    ({f"{IN_W}.0.0": HUGE}, "network.layers.0.W.0.0 must be a finite number"),
    ({f"{IN_B}.0": int(LONG + LONG)}, "network.layers.0.b.0 must be a finite number"),
    # names
    ({"loss": MARK}, "there is no such loss; choose one of mse, squared_error"),
    ({"loss": ""}, "there is no such loss"),
    ({"loss": "MSE"}, "there is no such loss"),
    ({"loss": None}, "loss must be text"),
    ({"loss": MARK_NUMBER}, "loss must be text"),
    ({"loss": [MARK]}, "loss must be text"),
    ({HEAD: MARK}, "there is no such activation; choose one of linear, sigmoid"),
    ({HEAD: "sigmoid\u0000"}, "there is no such activation"),
    ({HEAD: "😀" * 5000}, "there is no such activation"),
    ({HEAD: True}, "network.layers.1.activation must be text"),
    ({"network.layers.0.activation": "softmax"}, "softmax can only be used in the last layer"),
    # losses and their targets
    ({"loss": "cross_entropy"}, "cross_entropy needs softmax in the last layer"),
    ({"loss": "binary_cross_entropy", HEAD: "tanh"}, "binary_cross_entropy needs sigmoid in the last layer"),
    (
        {"loss": "binary_cross_entropy", HEAD: "softmax"},
        "binary_cross_entropy needs sigmoid in the last layer",
    ),
    ({"loss": "binary_cross_entropy", "y.0.0": MARK_NUMBER}, "needs targets between 0 and 1"),
    ({"loss": "binary_cross_entropy", "y.0.1": -1e-9}, "needs targets between 0 and 1"),
    ({"loss": "cross_entropy", HEAD: "softmax", "y": [[1.25, -0.25]]}, "needs targets between 0 and 1"),
    ({"loss": "cross_entropy", HEAD: "softmax", "y": [[0.25, 0.5]]}, "needs target rows that sum to 1"),
    ({"loss": "cross_entropy", HEAD: "softmax", "y": [[1, 1]]}, "needs target rows that sum to 1"),
    # keys
    ({MARK: 1}, "the body has an unknown key; it takes network, loss, x, y"),
    ({"": 1}, "the body has an unknown key"),
    ({f"network.{MARK}": 1}, "network has an unknown key; it takes layers"),
    ({f"network.layers.1.{MARK}": 1}, "network.layers.1 has an unknown key; it takes W, b, activation"),
    *(({key: MISSING}, f"{key} is missing") for key in ("network", "loss", "x", "y")),
    ({"network.layers": MISSING}, "network.layers is missing"),
    *(
        ({f"network.layers.1.{key}": MISSING}, f"layers.1.{key} is missing")
        for key in ("W", "b", "activation")
    ),
    *(({key: None}, f"{key} must be") for key in ("network", "x", "y", "network.layers", IN_W, IN_B)),
]

# for the calls that step: (edits by path, words)
STEPPING: list[tuple[dict[str, Any], str]] = [
    ({"learning_rate": -MARK_NUMBER}, "learning_rate must not be negative"),
    ({"learning_rate": HUGE}, "learning_rate must be a finite number"),
    ({"learning_rate": MARK}, "learning_rate must be a number"),
    ({"learning_rate": None}, "learning_rate must be a number"),
    ({"learning_rate": [0.1]}, "learning_rate must be a number"),
    ({"freeze_biases": 1}, "freeze_biases must be true or false"),
    ({"freeze_biases": "true"}, "freeze_biases must be true or false"),
    ({"optimizer": MARK}, "there is no such optimizer; choose one of sgd, momentum, adam"),
    ({"optimizer": None}, "optimizer must be text"),
    ({"optimizer_state": MARK}, "optimizer_state must be an object"),
    ({"optimizer_state": {}}, "optimizer_state.t is missing"),
    ({MARK: 1}, "the body has an unknown key; it takes network, loss, x, y, learning_rate"),
]

TEXT = json.dumps(GOOD)
FIRST_X = '"x": [[0.5,'
assert TEXT.count(FIRST_X) == 1


def with_x(literal: str) -> bytes:
    """The good body with something that need not be JSON for a number."""
    return TEXT.replace(FIRST_X, f'"x": [[{literal},').encode()


NOT_JSON = "the body is not valid JSON"
OBJECT = "the body must be an object"
# bytes as they come: (name, content, words)
RAW: list[tuple[str, bytes, str]] = [
    ("NaN", with_x("NaN"), "x.0.0 must be a finite number: no NaN, no infinity"),
    ("Infinity", with_x("Infinity"), "x.0.0 must be a finite number: no NaN, no infinity"),
    ("-Infinity", with_x("-Infinity"), "x.0.0 must be a finite number: no NaN, no infinity"),
    ("1e999", with_x("1e999"), "x.0.0 must be a finite number"),
    ("-1e999", with_x("-1e999"), "x.0.0 must be a finite number"),
    ("ten thousand digits", with_x("9" * 10_000), NOT_JSON),
    ("a leading zero", with_x("007"), NOT_JSON),
    ("a decimal comma", with_x("0,5"), "x has rows of 3 numbers"),
    ("a fraction", with_x("1/2"), NOT_JSON),
    ("hexadecimal", with_x("0x10"), NOT_JSON),
    ("empty", b"", NOT_JSON),
    ("blank", b" \n\t ", NOT_JSON),
    ("words", MARK.encode(), NOT_JSON),
    ("cut off", TEXT[:-1].encode(), NOT_JSON),
    ("two bodies", (TEXT + TEXT).encode(), NOT_JSON),
    ("single quotes", TEXT.replace('"', "'").encode(), NOT_JSON),
    ("a trailing comma", (TEXT[:-1] + ",}").encode(), NOT_JSON),
    ("a comment", (TEXT + f"// {MARK}").encode(), NOT_JSON),
    ("byte order mark", b"\xef\xbb\xbf" + TEXT.encode(), NOT_JSON),
    ("UTF-16", TEXT.encode("utf-16"), NOT_JSON),
    ("invalid UTF-8", TEXT.replace("mse", "m\xffse").encode("latin-1"), NOT_JSON),
    ("a lone surrogate", TEXT.replace("mse", "\\ud800").encode(), NOT_JSON),
    ("a lone surrogate as a key", TEXT.replace('"loss"', '"\\udfff": 1, "loss"').encode(), NOT_JSON),
    ("null byte", TEXT.replace("mse", "m\x00se").encode(), NOT_JSON),
    ("nested too deep", b"[" * 100_000 + b"]" * 100_000, NOT_JSON),
    ("nested too deep inside", with_x("[" * 5_000 + "]" * 5_000), NOT_JSON),
    ("objects nested too deep", b'{"network":' * 1_000 + b"1" + b"}" * 1_000, NOT_JSON),
    ("array at the top", f"[{TEXT}]".encode(), OBJECT),
    ("text at the top", json.dumps(MARK).encode(), OBJECT),
    ("number at the top", str(MARK_NUMBER).encode(), OBJECT),
    ("null at the top", b"null", OBJECT),
    ("true at the top", b"true", OBJECT),
    ("empty object", b"{}", "network is missing"),
    (
        "the last of two equal keys counts",
        (TEXT[:-1] + f', "loss": "{MARK}"}}').encode(),
        "there is no such loss",
    ),
]


def edited(edits: dict[str, Any]) -> dict[str, Any]:
    body = GOOD
    for path, value in edits.items():
        body = edit(body, path, value)
    return body
