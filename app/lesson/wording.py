"""One sentence for each kind of step: what happens here, and why, in plain English."""

from app.lesson.notation.symbols import name, unit
from app.lesson.steps import Step
from app.lesson.structure import Structure

ACTIVATION = {
    "linear": "passes its weighted sum on unchanged",
    "sigmoid": "squashes its weighted sum into the range from 0 to 1",
    "tanh": "squashes its weighted sum into the range from −1 to 1",
    "relu": "passes a positive weighted sum on and turns a negative one into 0",
    "leaky_relu": "passes a positive weighted sum on and keeps a hundredth of a negative one",
    "softplus": "passes on a smooth version of max(0, z)",
    "softmax": "takes its share of all outputs: positive, and together 1",
}
LOSS = {
    "mse": "squares the difference between prediction and target",
    "squared_error": "squares the difference between prediction and target",
    "half_squared_error": "takes half the squared difference between prediction and target",
    "binary_cross_entropy": "measures how surprised the prediction is by the target",
    "cross_entropy": "measures how surprised the prediction is by the right class",
}


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


def sentence(step: Step, s: Structure) -> str:
    """What `step` does, for a reader who sees its formula beside it."""
    ref = step.target
    quantity, l = ref.quantity, ref.indices[0] if ref.indices else 0
    who = f"every neuron of layer {l}" if ref.is_array else unit(s, l, ref.indices[1]) if l else ""
    which = name(ref, s).removeprefix("the ")
    kind = "weight" if "W" in quantity else "bias"
    if quantity[:2] in ("m_", "v_"):
        how = (
            "keeps most of what it was and adds the new"
            if s.optimizer == "momentum"
            else "follows, slowly, each new"
        )
        return f"The optimizer remembers: the {which} {how} gradient."
    if quantity == "loss" and s.samples > 1 and ref.sample is None:
        return "The loss of the batch is the mean over its samples."
    match quantity:
        case "z":
            return f"{capital(who)} multiplies each incoming value by its weight, adds up and adds its bias."
        case "a":
            return f"{capital(who)} {ACTIVATION[s.activations[l - 1]]}."
        case "loss":
            return loss(s)
        case "dL_da":
            return "How fast the loss grows when the prediction grows. This is where the way back begins."
        case "slope":
            return f"How strongly {who} reacts to a small change of its weighted sum."
        case "dL_dz":
            return dL_dz(s)
        case "delta":
            return delta(s, l, who)
        case "W_grad":
            return "The error signal at the weight's end times the activation at its start" + averaged(s)
        case "b_grad":
            return (
                "A bias feeds its neuron through a constant 1, so its gradient is the delta itself"
                + averaged(s)
            )
        case "b_new" if s.freeze_biases:
            return "The biases are frozen: this one stays as it is."
        case "W_new" | "b_new":
            return update(s, kind)
        case "loss_new":
            return "The forward pass and the loss once more, with every new weight and bias in place."
    raise AssertionError(f"no sentence for {quantity}")


def averaged(s: Structure) -> str:
    return ", averaged over the batch." if s.samples > 1 else "."


def loss(s: Structure) -> str:
    several = s.widths[-1] > 1 and s.loss != "cross_entropy"  # the right class is only one output
    taking = "adds up" if s.loss in ("squared_error", "half_squared_error") else "takes the mean over"
    return f"The loss {LOSS[s.loss]}" + (f" and {taking} the outputs." if several else ".")


def dL_dz(s: Structure) -> str:
    if s.fused:
        shared = ", shared among the outputs" if s.loss == "binary_cross_entropy" and s.widths[-1] > 1 else ""
        return f"Loss and last activation together leave a plain difference: prediction minus target{shared}."
    if s.activations[-1] == "softmax":
        return "A softmax ties the outputs together, so every output's derivative takes part."
    return "One step of the chain rule, back through the activation of the output."


def delta(s: Structure, l: int, who: str) -> str:
    if s.is_output(l):
        return "At the output the error signal is the derivative that the loss has just given."
    return f"How much error flows back to {who} through the weights that lead onward, times its own slope."


def update(s: Structure, kind: str) -> str:
    against = {
        "sgd": f"The {kind} takes a small step against its gradient",
        "momentum": f"The {kind} takes a small step against its velocity",
        "adam": f"The {kind} takes a step against its mean gradient, scaled by its usual size",
    }[s.optimizer]
    return f"{against}; all parameters move at once."
