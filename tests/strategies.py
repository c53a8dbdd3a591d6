"""Problems to test with: the published examples, seeded random ones, and hypothesis strategies over both."""

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import strategies as st

from app.engine.activations import ACTIVATIONS
from app.engine.losses import LOSSES
from app.engine.network import Batch, Layer, Network, check_fit
from app.engine.optimizers import OPTIMIZERS
from app.engine.trace import Trace, trace
from app.lesson.presets import FOLDER

EXAMPLES: list[dict[str, Any]] = [
    json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))
]
EXAMPLE_OF: dict[str, dict[str, Any]] = {example["id"]: example for example in EXAMPLES}
ELEMENTWISE = [name for name, activation in ACTIVATIONS.items() if activation.slope is not None]
SMOOTH = [name for name in ELEMENTWISE if not ACTIVATIONS[name].kinked]
# every loss with every activation that may stand before it
HEADS = [
    (activation, loss.name)
    for loss in LOSSES.values()
    for activation in ([loss.head] if loss.head else [*ELEMENTWISE, "softmax"])
]


@dataclass(frozen=True)
class Problem:
    """A question to the engine, all of whose parts fit."""

    network: Network
    batch: Batch
    loss: str

    def __post_init__(self) -> None:
        check_fit(self.network, self.batch, self.loss)


def read_problem(problem: dict[str, Any]) -> Problem:
    """From the wire's form, in which the examples are written."""
    layers = problem["network"]["layers"]
    network = Network.read((layer["W"], layer["b"], layer["activation"]) for layer in layers)
    return Problem(network, Batch.read(problem["x"], problem["y"]), problem["loss"])


def random_problem(
    seed: int,
    widths: tuple[int, ...],
    activations: tuple[str, ...],
    loss: str,
    samples: int = 1,
    decimals: int | None = None,
) -> Problem:
    """Numbers that follow from the seed; with few `decimals` some are 0, some equal, and some sums cancel."""
    rng = np.random.default_rng(seed)

    def numbers(*shape: int) -> Any:
        drawn = rng.uniform(-1.5, 1.5, shape)
        return drawn if decimals is None else drawn.round(decimals)

    layers = tuple(
        Layer.read(numbers(n_out, n_in), numbers(n_out), activation)
        for n_in, n_out, activation in zip(widths[:-1], widths[1:], activations, strict=True)
    )
    y = rng.uniform(0.05, 1.0, (samples, widths[-1]))
    if LOSSES[loss].head == "softmax":
        y /= y.sum(axis=1, keepdims=True)
    return Problem(Network(layers), Batch.read(numbers(samples, widths[0]), y), loss)


@st.composite
def problems(draw: st.DrawFn, hidden: tuple[str, ...] = tuple(ELEMENTWISE), samples: int = 3) -> Problem:
    """Networks of one to three layers, up to four neurons wide, under every loss that fits."""
    activation, loss = draw(st.sampled_from(HEADS))
    before = draw(st.lists(st.sampled_from(hidden), max_size=2))
    widths = draw(st.lists(st.integers(1, 4), min_size=len(before) + 2, max_size=len(before) + 2))
    return random_problem(
        draw(st.integers(0, 2**32 - 1)),
        tuple(widths),
        (*before, activation),
        loss,
        draw(st.integers(1, samples)),
        draw(st.sampled_from((None, 1))),
    )


@dataclass(frozen=True)
class Explained:
    """A trace with what its explanation depends on beside it."""

    trace: Trace
    loss: str
    sample: int
    freeze_biases: bool


@st.composite
def explained_traces(draw: st.DrawFn) -> Explained:
    """A random problem after up to two updates, so that an optimizer's state is not all zeros."""
    problem = draw(problems())
    frozen = draw(st.booleans())
    optimizer = draw(st.sampled_from(sorted(OPTIMIZERS)))
    sample = draw(st.integers(0, problem.batch.size - 1))
    return Explained(
        run(problem, 0.1, optimizer, frozen, after=draw(st.integers(0, 2))), problem.loss, sample, frozen
    )


def run(problem: Problem, rate: float, optimizer: str = "sgd", frozen: bool = False, after: int = 0) -> Trace:
    """One step of training, `after` so many earlier ones."""
    result = trace(problem.network, problem.batch, problem.loss, rate, optimizer, None, frozen)
    for _ in range(after):
        network, state = result.update.network, result.update.state
        result = trace(network, problem.batch, problem.loss, rate, optimizer, state, frozen)
    return result
