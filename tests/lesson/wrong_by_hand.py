"""Backpropagation with a mistake in it, in plain NumPy as a student would write it: no steps, no formulas."""

from typing import Any

from app.engine.activations import ACTIVATIONS
from app.engine.optimizers import OPTIMIZERS
from app.engine.trace import Trace

Wrong = dict[str, dict[int, Any]]


def output_delta(trace: Trace, loss: str, mistake: str, z: Any, a: Any) -> Any:
    """dL/dz of the last layer, (K, B)."""
    difference, K = a - trace.batch.y, len(a)
    twos = {"mse": 2.0, "squared_error": 2.0}.get(loss, 1.0)
    shares = {"mse": K, "binary_cross_entropy": K}.get(loss, 1)
    if mistake == "factor_two":
        twos = 3.0 - twos  # 1 for 2, 2 for 1
    if mistake == "mean_over_outputs":
        shares = K if shares == 1 else 1
    error = twos * difference / shares
    activation = trace.network.layers[-1].activation
    if loss in ("binary_cross_entropy", "cross_entropy"):
        return error * a * (1.0 - a) if mistake == "slope_too_many" else error
    if mistake == "no_slope_at_output":
        return error
    if activation == "softmax":
        return a * (error - (a * error).sum(axis=0))
    return error * slope_at(activation, a if mistake == "slope_at_a" else z)


def slope_at(activation: str, z: Any) -> Any:
    slope = ACTIVATIONS[activation].slope
    assert slope is not None
    return slope(z)


def step_by_hand(trace: Trace, loss: str, frozen: bool, mistake: str) -> Wrong:
    """z, a, delta, W_grad, b_grad, W_new and b_new by layer, samples as columns."""
    layers = dict(enumerate(trace.network.layers, start=1))
    L, B = len(layers), trace.batch.size
    z: dict[int, Any] = {}
    a: dict[int, Any] = {0: trace.batch.x}
    for l, layer in layers.items():
        z[l] = layer.W @ a[l - 1] + (0.0 if mistake == "bias_forgotten" else layer.b[:, None])
        a[l] = ACTIVATIONS[layer.activation].f(z[l])
    wrong: Wrong = {"z": z, "a": a, "delta": {}, "W_grad": {}, "b_grad": {}, "W_new": {}, "b_new": {}}
    delta, W_new = wrong["delta"], wrong["W_new"]
    for l in range(L, 0, -1):
        if l == L:
            delta[l] = output_delta(trace, loss, mistake, z[l], a[l])
        else:
            W = W_new[l + 1] if mistake == "updated_weights" else layers[l + 1].W
            if not (mistake == "untransposed" and len(W) == W.shape[1]):
                W = W.T
            sent = a[L] - trace.batch.y if mistake == "raw_error" and l == L - 1 else delta[l + 1]
            arriving = W @ sent / (len(sent) if mistake == "mean_over_neurons" else 1)
            at = a[l] if mistake == "slope_at_a" else z[l]
            slope = 1.0 if mistake == "no_slope_at_hidden" else slope_at(layers[l].activation, at)
            delta[l] = arriving * slope
        own = mistake == "wrong_activation" and len(a[l]) == len(a[l - 1])
        count = 1 if mistake == "batch_summed" else B
        wrong["W_grad"][l] = delta[l] @ a[l if own else l - 1].T / count
        wrong["b_grad"][l] = delta[l].sum(axis=1) / count
        for kind in ("W", "b"):
            wrong[f"{kind}_new"][l] = moved(trace, l, kind, wrong[f"{kind}_grad"][l], frozen, mistake)
    return wrong


def moved(trace: Trace, l: int, kind: str, gradient: Any, frozen: bool, mistake: str) -> Any:
    """The parameter after its step."""
    old = getattr(trace.network.layers[l - 1], kind)
    if kind == "b" and (frozen or mistake == "bias_not_updated"):
        return old
    rule, state = OPTIMIZERS[trace.state.optimizer], trace.state
    slots = tuple(state.slots[f"{slot}_{kind}"][l] for slot in rule.slots)
    move = old - rule.step(old, gradient, slots, state.t + 1, trace.learning_rate)[0]
    if mistake == "flipped_sign":
        return old + move
    times = trace.network.layers[l - 1].W.shape[1] if mistake == "bias_per_weight" and kind == "b" else 1
    return old - times * move
