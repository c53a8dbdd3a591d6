"""The engine's way there and back (z, a, loss, delta, gradients), beside others: `make bench`."""

import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from itertools import pairwise
from typing import Any

import numpy as np

from app.engine.arrays import Array
from app.engine.network import Batch, Layer, Network
from app.engine.phases import Gradients
from app.engine.trace import back_and_forth
from tests.bench.timing import Contestant, keep_freed_memory, ratios, told

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


def ours(network: Network, batch: Batch, loss: str) -> Gradients:
    """What others are compared with: z, a, the loss, delta and the gradients, all checked to be finite."""
    return back_and_forth(network, batch, loss).gradients


def bare(network: Network, batch: Batch, loss: str) -> Contestant:
    """Only the matrix products that the way there and back cannot do without, kept as a trace keeps them."""
    passed = back_and_forth(network, batch, loss)
    a, delta = passed.forward.a, passed.deltas.delta
    W = {l: layer.W for l, layer in enumerate(network.layers, start=1)}

    def products() -> list[Array]:
        there = [W[l] @ a[l - 1] for l in W]
        back = [W[l].T @ delta[l] for l in W if l > 1]
        return there + back + [delta[l] @ a[l - 1].T for l in W]

    return products


def written(xp: Any, network: Network, loss: str) -> Callable[..., Any]:
    """The loss as the same formulas in another library's array functions, samples as columns.

    Gives z and a beside it. Its first argument holds the parameters, and a zero to add to every z: the
    derivatives by them are the gradients and delta.
    """
    activations = {
        "linear": lambda z: z,
        "sigmoid": lambda z: 1 / (1 + xp.exp(-z)),
        "relu": lambda z: xp.maximum(z, 0),
        "softmax": lambda z: xp.exp(z - xp.max(z, axis=0)) / xp.sum(xp.exp(z - xp.max(z, axis=0)), axis=0),
    }

    def value(inputs: Any, x: Any, y: Any) -> Any:
        z, a = [], [x]
        for layer, (W, b), nudge in zip(network.layers, *inputs, strict=True):
            z.append(W @ a[-1] + b[:, None] + nudge)
            a.append(activations[layer.activation](z[-1]))
        if loss == "mse":
            return xp.mean((a[-1] - y) ** 2), (z, a)
        top = xp.max(z[-1], axis=0)
        surprise = xp.log(xp.sum(xp.exp(z[-1] - top), axis=0)) + top - xp.sum(y * z[-1], axis=0)
        return xp.mean(surprise), (z, a)

    return value


def written_in(xp: Any, network: Network, batch: Batch) -> tuple[Any, Any]:
    """Parameters, and a zero for every z, as arrays of another library."""
    parameters = [(xp.array(layer.W), xp.array(layer.b)) for layer in network.layers]
    return parameters, [xp.zeros((len(layer.b), batch.size)) for layer in network.layers]


def with_autograd(network: Network, batch: Batch, loss: str) -> Contestant:
    autograd, xp = import_module("autograd"), import_module("autograd.numpy")
    value = written(xp, network, loss)
    run = autograd.value_and_grad(lambda inputs: value(inputs, batch.x, batch.y)[0])
    return partial(run, written_in(xp, network, batch))


def with_jax(network: Network, batch: Batch, loss: str) -> Contestant:
    jax, xp = import_module("jax"), import_module("jax.numpy")
    jax.config.update("jax_enable_x64", True)
    run = jax.jit(jax.value_and_grad(written(xp, network, loss), has_aux=True))
    inputs, x, y = written_in(xp, network, batch), xp.array(batch.x), xp.array(batch.y)
    return lambda: jax.block_until_ready(run(inputs, x, y))


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
        "softmax": lambda z: torch.softmax(z, dim=0),
    }

    def run() -> Any:
        z, a = [], [x]
        for layer, W, b in zip(network.layers, parameters[::2], parameters[1::2], strict=True):
            z.append(W @ a[-1] + b[:, None])
            a.append(activations[layer.activation](z[-1]))
        fused = torch.nn.functional.cross_entropy
        value = ((a[-1] - y) ** 2).mean() if loss == "mse" else fused(z[-1].T, y.T)
        return value, torch.autograd.grad(value, [*parameters, *z])

    return run


OTHERS = {
    "bare products": bare,
    "HIPS autograd": with_autograd,
    "JAX, jitted": with_jax,
    "PyTorch, eager": with_pytorch,
}


def main() -> None:
    print("Our time over theirs: median (middle half). Below 1 we are faster.")
    print("Freed memory is kept.\n" if keep_freed_memory() else "Freed memory is given back.\n")
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
