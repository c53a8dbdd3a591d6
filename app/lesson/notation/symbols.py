"""The symbol of a Ref, and its name in words. Only here do indices that count from 0 become 1, 2, 3."""

from dataclasses import dataclass, replace

import numpy as np

from app.lesson.refs import Ref
from app.lesson.structure import Structure


@dataclass(frozen=True, slots=True)
class Symbol:
    """A letter with what hangs on it.

    `indices` count from 1; `layer` is written in round brackets, `sample` (from 1) in square ones. `bold` is
    for whole arrays, `hat` for a prediction, `mark` is an upright word such as "new". `derivative` makes it
    dL/d(symbol). `slope_of` names the activation f of f'(symbol).
    """

    letter: str
    indices: tuple[int, ...] = ()
    layer: int | None = None
    sample: int | None = None
    mark: str = ""
    bold: bool = False
    hat: bool = False
    derivative: bool = False
    slope_of: str = ""


def shown_index(index: int) -> int:
    """Counted from 0 in code, from 1 for people."""
    return index + 1


FUNCTIONS = {
    "sigmoid": "σ",
    "tanh": "tanh",
    "relu": "ReLU",
    "leaky_relu": "LReLU",
    "softplus": "softplus",
    "softmax": "softmax",
    "linear": "f",
}
LETTERS = {"delta": "δ", "loss": "L", "loss_new": "L", "learning_rate": "η"}


def symbol(ref: Ref, s: Structure) -> Symbol:
    quantity = ref.quantity
    sample = None if ref.sample is None else shown_index(ref.sample)
    if quantity in ("loss", "loss_new", "learning_rate"):
        return Symbol(LETTERS[quantity], sample=sample, mark="new" if quantity == "loss_new" else "")
    if quantity in ("dL_da", "dL_dz"):
        return replace(symbol(Ref(quantity[-1], ref.indices, ref.sample), s), derivative=True)
    if quantity in ("W_grad", "b_grad"):
        return replace(symbol(Ref(quantity[0], ref.indices), s), derivative=True)
    if quantity == "slope":
        name = s.activations[ref.indices[0] - 1]
        return replace(symbol(Ref("z", ref.indices, ref.sample), s), slope_of=name)
    if quantity.endswith("_new"):
        return replace(symbol(Ref(quantity.removesuffix("_new"), ref.indices), s), mark="new")
    layer, index = (None, ref.indices) if quantity == "y" else (ref.indices[0], ref.indices[1:])
    letter, hat = quantity[0], False
    if quantity == "delta":
        letter = "δ"
    elif quantity == "W" and not ref.is_array:
        letter = "w"
    elif quantity == "a" and layer == 0:
        letter = "x"
    elif quantity == "a" and layer == s.L:
        letter, hat = "y", True
    if letter in "xy":
        # an input, prediction or target that is the only one needs no number, and none needs a layer
        width = s.widths[0] if letter == "x" else s.widths[-1]
        layer, index = None, () if width == 1 else index
    return Symbol(letter, tuple(map(shown_index, index)), layer, sample, bold=ref.is_array, hat=hat)


def plain_number(value: float) -> str:
    """A constant of a formula, in the shortest form that is the number."""
    return np.format_float_positional(value, trim="-")


def hangers(symbol: Symbol) -> tuple[str, str, str, str]:
    """Subscript, layer, sample and mark as text."""
    separator = "," if any(index > 9 for index in symbol.indices) else ""
    below = separator.join(map(str, symbol.indices))
    layer = "" if symbol.layer is None else f"({symbol.layer})"
    sample = "" if symbol.sample is None else f"[{symbol.sample}]"
    return below, layer, sample, symbol.mark


def name(ref: Ref, s: Structure) -> str:
    """The Ref in words, for lists and for screen readers: "weight from input 1 to neuron 2 of layer 1"."""
    at = "" if ref.sample is None else f", sample {shown_index(ref.sample)}"
    return name_of_entry(ref, s) + at


def name_of_entry(ref: Ref, s: Structure) -> str:
    quantity, indices = ref.quantity, ref.indices
    fixed = {
        "loss": "the loss" if ref.sample is None else "loss",
        "loss_new": "the loss after the update",
        "learning_rate": "the learning rate",
    }
    if quantity in fixed:
        return fixed[quantity]
    if quantity == "y":
        return "the targets" if ref.is_array else numbered("target", indices[0], s.widths[-1])
    for suffix, prefix in (("_grad", "gradient of "), ("_new", "new ")):
        if quantity.endswith(suffix):
            return prefix + name_of_entry(Ref(quantity.removesuffix(suffix), indices), s).removeprefix("the ")
    l, *index = indices
    if quantity[:2] in ("m_", "v_"):
        mean = "mean gradient" if quantity[0] == "m" else "velocity"
        if quantity[0] == "v" and s.optimizer == "adam":
            mean = "mean squared gradient"
        return f"{mean} of {name_of_entry(Ref(quantity[2:], indices), s)}"
    if quantity == "W":
        if ref.is_array:
            return f"the weights of layer {l}"
        return f"weight from {unit(s, l - 1, index[1])} to {unit(s, l, index[0])}"
    place = (f"layer {l}" if l else "the input") if ref.is_array else unit(s, l, index[0])
    if quantity == "a" and l == 0:
        return "the inputs" if ref.is_array else place
    if quantity == "a" and l == s.L:
        return "the predictions" if ref.is_array else numbered("prediction", index[0], s.widths[-1])
    kind = {
        "b": "bias of",
        "z": "weighted sum of",
        "a": "activation of",
        "slope": "slope at",
        "delta": "delta of",
        "dL_da": "derivative of the loss by the activation of",
        "dL_dz": "derivative of the loss by the weighted sum of",
    }[quantity]
    return f"{kind} {place}"


def unit(s: Structure, l: int, j: int) -> str:
    """Neuron j of layer l in words; the only input or output of a network goes without a number."""
    if l == 0:
        return numbered("input", j, s.widths[0])
    if l == s.L:
        return numbered("output", j, s.widths[-1])
    return f"neuron {shown_index(j)} of layer {l}"


def numbered(noun: str, index: int, of: int) -> str:
    return f"the {noun}" if of == 1 else f"{noun} {shown_index(index)}"
