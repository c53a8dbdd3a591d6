"""The engine's way there and back (z, a, loss, delta, gradients), beside others: `make bench`."""

import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from itertools import pairwise
from typing import Any

import numpy as np

from app.engine import phases
from app.engine.network import Batch, Layer, Network
from app.engine.trace import check_finite
from tests.bench.timing import Contestant, ratios, told

# sizes, activation of the hidden layers, of the output, loss, samples
WORKS = {
    "1-2-2-1, 1 sample": ((1, 2, 2, 1), "sigmoid", "linear", "mse", 1),
    "784-512-512-10, 256 samples": ((784, 512, 512, 10), "relu", "softmax", "cross_entropy", 256),
    "64-(20 x 64)-1, 32 samples": ((64, *(64,) * 20, 1), "relu", "linear", "mse", 32),
}


def make(work: str) -> tuple[Network, Batch, str]:
    """A network drawn by seed and samples for it; columns are samples."""
    sizes, hidden, output, loss, samples = WORKS[work]
    draw = np.random.default_rng(7)
    layers = []
    for number, (before, width) in enumerate(pairwise(sizes), start=2):
        W = draw.normal(0, 1 / np.sqrt(before), (width, before))
        layers.append(Layer(W, draw.normal(0, 0.1, width), output if number == len(sizes) else hidden))
    x = draw.normal(0, 1, (sizes[0], samples))
    y = draw.uniform(0, 1, (sizes[-1], samples))
    return Network(tuple(layers)), Batch(x, y / y.sum(axis=0) if output == "softmax" else y), loss


def ours(network: Network, batch: Batch, loss: str) -> None:
    forward = check_finite(phases.forward(network, batch.x))
    value = check_finite(phases.loss(network, forward, batch, loss))
    deltas = check_finite(phases.deltas(network, forward, value))
    check_finite(phases.gradients(forward, deltas))


def bare(network: Network, batch: Batch, loss: str) -> Contestant:
    """Only the matrix products that the way there and back cannot do without."""
    forward = phases.forward(network, batch.x)
    delta = phases.deltas(network, forward, phases.loss(network, forward, batch, loss)).delta
    W = {l: layer.W for l, layer in enumerate(network.layers, start=1)}

    def products() -> None:
        for l in W:
            _ = W[l] @ forward.a[l - 1]
        for l in reversed(W):
            _ = delta[l] @ forward.a[l - 1].T
            if l > 1:
                _ = W[l].T @ delta[l]

    return products


def written(xp: Any, network: Network, loss: str) -> Callable[..., Any]:
    """The loss as the same formulas in another library's array functions, samples as columns."""
    activations = {
        "linear": lambda z: z,
        "sigmoid": lambda z: 1 / (1 + xp.exp(-z)),
        "relu": lambda z: xp.maximum(z, 0),
    }

    def value(parameters: Any, x: Any, y: Any) -> Any:
        a = x
        for layer, (W, b) in zip(network.layers, parameters, strict=True):
            z = W @ a + b[:, None]
            if layer.activation != "softmax":
                a = activations[layer.activation](z)
        if loss == "mse":
            return xp.mean((a - y) ** 2)
        top = xp.max(z, axis=0)
        return xp.mean(xp.log(xp.sum(xp.exp(z - top), axis=0)) + top - xp.sum(y * z, axis=0))

    return value


def with_autograd(network: Network, batch: Batch, loss: str) -> Contestant:
    autograd, xp = import_module("autograd"), import_module("autograd.numpy")
    run = autograd.value_and_grad(written(xp, network, loss))
    parameters = [(layer.W, layer.b) for layer in network.layers]
    return partial(run, parameters, batch.x, batch.y)


def with_jax(network: Network, batch: Batch, loss: str) -> Contestant:
    jax, xp = import_module("jax"), import_module("jax.numpy")
    jax.config.update("jax_enable_x64", True)
    run = jax.jit(jax.value_and_grad(written(xp, network, loss)))
    parameters = [(xp.asarray(layer.W), xp.asarray(layer.b)) for layer in network.layers]
    x, y = xp.asarray(batch.x), xp.asarray(batch.y)
    return lambda: jax.block_until_ready(run(parameters, x, y))


def with_pytorch(network: Network, batch: Batch, loss: str) -> Contestant:
    """Eager. The losses are written with the library's own functions, as its users would."""
    torch = import_module("torch")
    parameters = [
        torch.tensor(array, requires_grad=True) for layer in network.layers for array in (layer.W, layer.b)
    ]
    x, y = torch.tensor(batch.x), torch.tensor(batch.y)
    activations = {
        "linear": lambda z: z,
        "sigmoid": torch.sigmoid,
        "relu": torch.relu,
        "softmax": lambda z: z,
    }

    def run() -> Any:
        a = x
        for layer, W, b in zip(network.layers, parameters[::2], parameters[1::2], strict=True):
            a = activations[layer.activation](W @ a + b[:, None])
        value = ((a - y) ** 2).mean() if loss == "mse" else torch.nn.functional.cross_entropy(a.T, y.T)
        return torch.autograd.grad(value, parameters)

    return run


OTHERS = {
    "bare products": bare,
    "HIPS autograd": with_autograd,
    "JAX, jitted": with_jax,
    "PyTorch, eager": with_pytorch,
}


def main() -> None:
    print("Our time over theirs: median (middle half). Below 1 we are faster.\n")
    for work in WORKS:
        problem = make(work)
        others: dict[str, Contestant] = {}
        missing = []
        for name, contestant in OTHERS.items():
            try:
                others[name] = contestant(*problem)
            except (ImportError, OSError):
                missing.append(name)
        found = ratios(partial(ours, *problem), others)
        print(work)
        for name, values in found.items():
            print(f"  {name:16}{told(values)}")
        for name in missing:
            print(f"  {name:16}not installed", file=sys.stderr)


if __name__ == "__main__":
    main()
