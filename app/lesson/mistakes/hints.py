"""What to tell of a mistake at hand: what was done, why nothing changes, where the shapes forbid it."""

from collections.abc import Callable

from app.lesson.mistakes.backward_rewrites import can_stay_untransposed, can_take_own_activation
from app.lesson.notation.symbols import FUNCTIONS
from app.lesson.structure import Structure

NO_HIDDEN = "There is no hidden layer here, so nothing is sent back through weights."
FROZEN = "The biases are frozen here, so none of them is stepped."
TWICE = ("mse", "squared_error")  # losses whose derivative has a factor 2
MEANS = ("mse", "binary_cross_entropy")  # losses that are means over the outputs


def always(text: str) -> Callable[..., str]:
    return lambda *_: text


def slope_of(s: Structure, l: int) -> str:
    """f'(z) of layer l, as formulas write it."""
    return f"{FUNCTIONS[s.activations[l - 1]]}′(z)"


# what was done in layer l


def left_out_slope(s: Structure, l: int) -> str:
    is_softmax = s.activations[l - 1] == "softmax"
    return f"You left out {'the derivative of the softmax' if is_softmax else slope_of(s, l)}."


def took_slope_at_a(s: Structure, l: int) -> str:
    return f"You took the slope at a: {slope_of(s, l)} is taken at z."


def changed_factor_two(s: Structure, l: int) -> str:
    lost = s.loss in TWICE
    return "You lost the factor 2." if lost else "You put in a factor 2 that this loss does not have."


def changed_share(s: Structure, l: int) -> str:
    if s.loss in MEANS:
        return "You added up the outputs, and this loss takes their mean: divide by their number."
    return "You took the mean over the outputs, and this loss adds them up."


# why no formula changes


def no_slope_at_output(s: Structure) -> str:
    return "This loss and its activation together leave ŷ − y: there is no slope factor to leave out."


def no_slope_anywhere(s: Structure) -> str:
    return "No slope f′(z) is taken in this network."


def no_hidden_layer(s: Structure) -> str:
    return NO_HIDDEN if s.L == 1 else ""


def nothing_to_transpose(s: Structure) -> str:
    return no_hidden_layer(s) or "Every W that sends back holds a single weight, which is its own transpose."


def one_neuron_each(s: Structure) -> str:
    return no_hidden_layer(s) or "Every sum on the way back has a single term, and the mean of one is itself."


def no_bias_to_multiply(s: Structure) -> str:
    return FROZEN if s.freeze_biases else "Every neuron has a single incoming weight: once for each is once."


# why formulas change and no number


def slopes_are_one(s: Structure) -> str:
    return "Each slope left out is 1 here, or the number that it multiplies is 0."


def slopes_are_equal(s: Structure) -> str:
    if {"relu", "leaky_relu", "linear"}.issuperset(s.activations):
        return "These activations keep the sign of z, and their slopes depend on that sign alone."
    return "The slopes at a and at z are the same numbers here."


def raw_is_delta(s: Structure) -> str:
    return "At this output δ is the plain error ŷ − y, or what it is multiplied with is 0."


# where the shapes keep a mistake out


def untransposed_misfits(s: Structure) -> list[str]:
    return [
        f"W of layer {l} has shape ({s.widths[l]}, {s.widths[l - 1]}) and needs its transpose to multiply δ "
        f"of layer {l}, which has {entries(s.widths[l])}: as it stands it takes {entries(s.widths[l - 1])}."
        for l in range(s.L, 1, -1)
        if not can_stay_untransposed(s, l)
    ]


def own_activation_misfits(s: Structure) -> list[str]:
    return [
        f"In layer {l} δ times the layer's own a has shape ({s.widths[l]}, {s.widths[l]}), "
        f"and W has ({s.widths[l]}, {s.widths[l - 1]})."
        for l in range(s.L, 0, -1)
        if not can_take_own_activation(s, l)
    ]


def entries(n: int) -> str:
    return "1 entry" if n == 1 else f"{n} entries"
