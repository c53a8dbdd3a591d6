"""The four phases of error backpropagation; the line of code is the printed formula.

Inside the engine a sample is a column: x, z, a, delta have shape (n, B). The core trusts what network.py has
checked. Numbers that overflow are found afterwards, with their name, by `trace.check_finite`, so NumPy's
nameless warning is off here.
Formulas: Rumelhart, Hinton and Williams, Nature 323 (1986); in matrix form Goodfellow, Bengio and Courville,
Deep Learning (2016), algorithms 6.3 and 6.4.
"""

from dataclasses import dataclass

import numpy as np

from app.engine.activations import ACTIVATIONS, softmax_pull_back
from app.engine.arrays import Array, Arrays, lock
from app.engine.losses import LOSSES
from app.engine.network import Batch, Layer, Network
from app.engine.optimizers import OPTIMIZERS, OptimizerState

unwarned = np.errstate(over="ignore", invalid="ignore")


@dataclass(frozen=True, eq=False, slots=True)
class Forward:
    """`z[l]` for l = 1..L and `a[l]` for l = 0..L, each (n_l, B); a[0] is x."""

    z: Arrays
    a: Arrays


@dataclass(frozen=True, eq=False, slots=True)
class LossValue:
    """`loss` is the mean of `per_sample` (B,). `dL_da[L]`, `slope[L]`, `dL_dz[L]` are (n_L, B), by sample.

    `dL_da` and `slope` are empty when the loss is fused with the last activation, `slope` also for a softmax.
    """

    loss: float
    per_sample: Array
    dL_da: Arrays
    slope: Arrays
    dL_dz: Arrays


@dataclass(frozen=True, eq=False, slots=True)
class Deltas:
    """`delta[l]` = dL/dz[l] for l = 1..L, and `slope[l]` = f'(z[l]) for l < L, each (n_l, B)."""

    slope: Arrays
    delta: Arrays


@dataclass(frozen=True, eq=False, slots=True)
class Gradients:
    """`W_grad[l]` (n_l, n_{l-1}) and `b_grad[l]` (n_l,) for l = 1..L, means over the batch."""

    W_grad: Arrays
    b_grad: Arrays


@dataclass(frozen=True, eq=False, slots=True)
class Update:
    """The network after one step, and the optimizer's state for the next. `W_new`, `b_new` by layer."""

    network: Network
    W_new: Arrays
    b_new: Arrays
    state: OptimizerState


@unwarned
def forward(network: Network, x: Array) -> Forward:
    """Left to right: z = W a + b, a = f(z), from x of shape (n_0, B)."""
    z: dict[int, Array] = {}
    a: dict[int, Array] = {0: x}
    for l, layer in enumerate(network.layers, start=1):
        z[l] = layer.W @ a[l - 1]
        z[l] += layer.b[:, None]  # in place: at large widths a new array takes longer than the sum
        a[l] = ACTIVATIONS[layer.activation].f(z[l])
    return Forward(lock(z), lock(a))


@unwarned
def loss(network: Network, forward: Forward, batch: Batch, name: str) -> LossValue:
    """The loss called `name` of the outputs, and its derivatives by a and by z of the last layer."""
    L = len(network.layers)
    z, a, y = forward.z[L], forward.a[L], batch.y
    rule = LOSSES[name]
    f = ACTIVATIONS[network.layers[-1].activation]
    dL_da: dict[int, Array] = {}
    slope: dict[int, Array] = {}
    if rule.dL_dz is not None:
        dL_dz = rule.dL_dz(a, y)
    else:
        assert rule.dL_da is not None  # every loss has one of the two
        dL_da[L] = rule.dL_da(a, y)
        if f.slope is None:
            dL_dz = softmax_pull_back(a, dL_da[L])
        else:
            slope[L] = f.slope(z)
            dL_dz = dL_da[L] * slope[L]
    per_sample = rule.per_sample(z, a, y)
    per_sample.setflags(write=False)
    return LossValue(mean(per_sample), per_sample, lock(dL_da), lock(slope), lock({L: dL_dz}))


@unwarned
def mean_loss(network: Network, batch: Batch, name: str) -> float:
    """The loss alone, forward pass included; infinite or NaN when it overflows."""
    return loss_of_outputs(forward(network, batch.x), batch, name)


@unwarned
def loss_of_outputs(forward: Forward, batch: Batch, name: str) -> float:
    """The loss alone, without the derivatives that `loss` computes for the way back."""
    L = len(forward.z)
    return mean(LOSSES[name].per_sample(forward.z[L], forward.a[L], batch.y))


def mean(per_sample: Array) -> float:
    """Of the losses of the samples (B,)."""
    return float(per_sample.sum()) / len(per_sample)


@unwarned
def deltas(network: Network, forward: Forward, loss: LossValue) -> Deltas:
    """Right to left: delta[L] = dL/dz, then delta[l] = (W[l+1]^T delta[l+1]) * f'(z[l])."""
    L = len(network.layers)
    slope: dict[int, Array] = {}
    delta = {L: loss.dL_dz[L]}
    for l in range(L - 1, 0, -1):
        f = ACTIVATIONS[network.layers[l - 1].activation]
        assert f.slope is not None  # a softmax stands only in layer L
        slope[l] = f.slope(forward.z[l])
        delta[l] = network.layers[l].W.T @ delta[l + 1]
        delta[l] *= slope[l]
    return Deltas(lock(slope), lock(delta))


@unwarned
def gradients(forward: Forward, deltas: Deltas) -> Gradients:
    """dL/dW[l] = delta[l] a[l-1]^T and dL/db[l] = delta[l], the mean over the samples: 1/B of each."""
    B = forward.a[0].shape[1]
    share = 1.0 / B
    shares = np.full(B, share)
    W_grad: dict[int, Array] = {}
    b_grad: dict[int, Array] = {}
    for l, delta in deltas.delta.items():
        W_grad[l] = (delta * share) @ forward.a[l - 1].T
        b_grad[l] = delta @ shares
    return Gradients(lock(W_grad), lock(b_grad))


@unwarned
def update(
    network: Network,
    gradients: Gradients,
    learning_rate: float,
    optimizer: str = "sgd",
    state: OptimizerState | None = None,
    freeze_biases: bool = False,
) -> Update:
    """Step every parameter at once, from gradients at the old ones: theta <- theta - eta g for SGD."""
    rule = OPTIMIZERS[optimizer]
    state = OptimizerState.start(optimizer, network) if state is None else state
    W = {l: layer.W for l, layer in enumerate(network.layers, start=1)}
    b = {l: layer.b for l, layer in enumerate(network.layers, start=1)}
    W_new, state_W = rule.step_all(W, gradients.W_grad, state, "W", learning_rate)
    b_new, state_b = (
        (lock(b), state.slots_of("b"))
        if freeze_biases
        else rule.step_all(b, gradients.b_grad, state, "b", learning_rate)
    )
    layers = tuple(
        Layer(W_new[l], b_new[l], layer.activation) for l, layer in enumerate(network.layers, start=1)
    )
    following = OptimizerState(optimizer, state.t + 1, {**state_W, **state_b})
    return Update(Network(layers), W_new, b_new, following)
