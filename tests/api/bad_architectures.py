"""Bodies of /api/network that cannot be answered: what is edited in a good one, the words, the field."""

from typing import Any

from tests.api.bad_bodies import HUGE, MARK, MARK_NUMBER
from tests.api.questions import MISSING

GOOD: dict[str, Any] = {
    "inputs": 2,
    "layers": [{"units": 3, "activation": "tanh"}, {"units": 1, "activation": "sigmoid"}],
    "initialiser": "xavier",
    "seed": 7,
    "keep": {
        "layers": [
            {"W": [[0.1, -0.2], [0.3, 0.4]], "b": [0.1, 0.2], "activation": "relu"},
            {"W": [[0.5, 0.6]], "b": [-0.1], "activation": "linear"},
        ]
    },
}

ARCHITECTURES: list[tuple[dict[str, Any], str, str]] = [
    ({"inputs": 0}, "inputs must be at least 1", "inputs"),
    ({"inputs": -3}, "inputs must be at least 1", "inputs"),
    ({"inputs": 2.5}, "inputs must be a whole number", "inputs"),
    ({"inputs": MARK}, "inputs must be a whole number", "inputs"),
    ({"inputs": True}, "inputs must be a whole number", "inputs"),
    ({"inputs": None}, "inputs must be a whole number", "inputs"),
    ({"inputs": 2**31}, "inputs is too large", "inputs"),
    ({"inputs": HUGE}, "inputs is too large", "inputs"),
    ({"layers": []}, "a network needs at least one layer", "layers"),
    ({"layers": {MARK: 1}}, "layers must be a list", "layers"),
    ({"layers": None}, "layers must be a list", "layers"),
    ({"layers.0": MARK}, "layers.0 must be an object", "layers.0"),
    ({"layers.1.units": 0}, "layers.1.units must be at least 1", "layers.1.units"),
    ({"layers.1.units": "3"}, "layers.1.units must be a whole number", "layers.1.units"),
    ({"layers.0.units": MARK_NUMBER}, "layers.0.units must be a whole number", "layers.0.units"),
    ({"layers.0.units": HUGE}, "layers.0.units is too large", "layers.0.units"),
    ({"layers.0.units": MISSING}, "layers.0.units is missing", "layers.0.units"),
    ({"layers.1.activation": MARK}, "there is no such activation; choose one", "layers.1.activation"),
    ({"layers.1.activation": 1}, "layers.1.activation must be text", "layers.1.activation"),
    ({"layers.1.activation": MISSING}, "layers.1.activation is missing", "layers.1.activation"),
    ({"layers.0.activation": "softmax"}, "only be used in the last layer", "layers.0.activation"),
    ({"layers.0.keeps": 3}, "layers.0.keeps counts from 1 to 2", "layers.0.keeps"),
    ({"layers.0.keeps": -1}, "layers.0.keeps must not be negative", "layers.0.keeps"),
    ({"layers.1.keeps": MARK}, "layers.1.keeps must be a whole number", "layers.1.keeps"),
    ({"layers.1.keeps": HUGE}, "layers.1.keeps", "layers.1.keeps"),
    ({f"layers.1.{MARK}": 1}, "has an unknown key; it takes units, activation, keeps", "layers.1"),
    ({"initialiser": MARK}, "there is no such initialiser; choose one of zeros, uniform", "initialiser"),
    ({"initialiser": None}, "initialiser must be text", "initialiser"),
    ({"seed": -1}, "seed must not be negative", "seed"),
    ({"seed": 0.5}, "seed must be a whole number", "seed"),
    ({"seed": 2**53}, "seed is too large", "seed"),
    ({"seed": HUGE}, "seed is too large", "seed"),
    ({"keep": MARK}, "keep must be an object", "keep"),
    ({"keep.layers": []}, "a network needs at least one layer", "keep.layers"),
    ({"keep.layers.1.W": [[0.1]]}, "layer 2 needs (1, 2): 1 neuron reading 2", "keep.layers.1.W"),
    ({"keep.layers.0.b": [MARK_NUMBER]}, "layers.0.b has 1 number", "keep.layers.0.b"),
    ({"keep.layers.0.W.0.1": None}, "keep.layers.0.W.0.1 must be a number", "keep.layers.0.W.0.1"),
    ({"keep.layers.0.W.0.1": HUGE}, "must be a finite number", "keep.layers.0.W.0.1"),
    ({"keep.layers.0.activation": MARK}, "there is no such activation", "keep.layers.0.activation"),
    ({f"keep.layers.0.{MARK}": 1}, "it takes W, b, activation", "keep.layers.0"),
    ({f"keep.{MARK}": 1}, "keep has an unknown key; it takes layers", "keep"),
    ({MARK: 1}, "the body has an unknown key; it takes inputs, layers, initialiser, seed, keep", ""),
    ({"inputs": MISSING}, "inputs is missing", "inputs"),
    ({"layers": MISSING}, "layers is missing", "layers"),
]
