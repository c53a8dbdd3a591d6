"""The JAX script: the loss as a function of all parameters, the way back by jax.grad, the update by hand."""

from collections.abc import Iterator

from app.engine.activations import LEAK
from app.lesson.exercise import Exercise
from app.lesson.exports.arrays import literal, variable, whole
from app.lesson.exports.code import Code
from app.lesson.exports.program import (
    CHECK,
    computed,
    introduction,
    parameters,
    remembered,
    rounding_lines,
    write_script,
)
from app.lesson.expressions import Expression
from app.lesson.refs import Ref
from app.lesson.rules import parameter_new, slot_new

FILE = "backpropagation_jax.py"
ACTIVATIONS = {
    "linear": "{z}",
    "sigmoid": "jax.nn.sigmoid({z})",
    "tanh": "jnp.tanh({z})",
    "relu": "jnp.where({z} > 0, {z}, 0.0)",
    "leaky_relu": f"jnp.where({{z}} > 0, {{z}}, {LEAK} * {{z}})",
    "softplus": "jnp.logaddexp({z}, 0.0)",
    "softmax": "jax.nn.softmax({z}, axis=0)",
}
LOSSES = {
    "mse": "jnp.mean((a - y) ** 2, axis=0)",
    "squared_error": "jnp.sum((a - y) ** 2, axis=0)",
    "half_squared_error": "jnp.sum((a - y) ** 2, axis=0) / 2",
    "binary_cross_entropy": "jnp.mean(y * jnp.logaddexp(-z, 0.0) + (1 - y) * jnp.logaddexp(z, 0.0), axis=0)",
    "cross_entropy": "-jnp.sum(y * jax.nn.log_softmax(z, axis=0), axis=0)",
}


def write_jax(exercise: Exercise) -> str:
    lines = [introduction(exercise, "JAX", FILE), *given_lines(exercise)]
    bodies = {
        "forward": forward_lines(exercise),
        "loss": loss_lines(exercise),
        "deltas": delta_lines(exercise),
        "gradients": gradient_lines(exercise),
        "update": update_lines(exercise),
    }
    return write_script(exercise, lines, bodies)


def given_lines(exercise: Exercise) -> Iterator[str]:
    found = exercise.trace
    yield "import jax"
    yield "import jax.numpy as jnp"
    yield ""
    yield 'jax.config.update("jax_enable_x64", True)  # otherwise JAX computes with 7 digits'
    yield ""
    yield "# Given. A sample is a column, and so is a bias: W @ x + b is written as it is read."
    yield f"x = jnp.array({literal(found.batch.x, 14)})"
    yield f"y = jnp.array({literal(found.batch.y, 14)})"
    yield f"B = {exercise.structure.samples}  # samples"
    yield "parameters = {"
    for ref in parameters(exercise):
        yield f'    "{variable(ref)}": jnp.array({literal(whole(found, ref), 24)}),'
    yield "}"
    for ref in remembered(exercise):
        array = whole(found, ref)
        text = f"jnp.array({literal(array, 20)})" if array.any() else f"jnp.zeros({array.shape})"
        yield f"{variable(ref)} = {text}"
    yield f"learning_rate = {float(found.learning_rate)!r}"
    yield from rounding_lines(exercise)
    arrays = {"found": "jnp.asarray(found)", "expected": "jnp.array(expected)"}
    yield from ("", "", *CHECK.format(**arrays, all="jnp.all").splitlines(), "")


def numbers(exercise: Exercise) -> list[str]:
    return [f"{kind}{l}" for l in range(1, exercise.structure.L + 1) for kind in ("z", "a")]


def forward_lines(exercise: Exercise) -> Iterator[str]:
    s = exercise.structure
    yield "def forward(parameters, nudges):"
    yield '    """z and a of every layer. The nudges are all 0: they are there to differentiate by them."""'
    for l, activation in enumerate(s.activations, start=1):
        a = f"a{l - 1}" if l > 1 else "x"
        yield f'    z{l} = parameters["W{l}"] @ {a} + parameters["b{l}"] + nudges[{l - 1}]'
        yield f"    a{l} = {ACTIVATIONS[activation].format(z=f'z{l}')}"
    yield f"    return {', '.join(numbers(exercise))}"
    zeros = ", ".join(f"jnp.zeros({(width, s.samples)})" for width in s.widths[1:])
    yield from ("", "", f"no_nudges = [{zeros}]")
    yield f"{', '.join(numbers(exercise))} = forward(parameters, no_nudges)"


def loss_lines(exercise: Exercise) -> Iterator[str]:
    yield "def losses(parameters, nudges):"
    yield '    """Of each sample, from the last layer\'s z and a."""'
    yield "    *_, z, a = forward(parameters, nudges)"
    yield f"    return {LOSSES[exercise.loss]}"
    yield from (
        "",
        "",
        "def mean_loss(parameters, nudges):",
        "    return losses(parameters, nudges).mean()",
        "",
        "",
    )
    yield "per_sample = losses(parameters, no_nudges)"
    yield "loss = mean_loss(parameters, no_nudges)"


def delta_lines(exercise: Exercise) -> Iterator[str]:
    yield "# The derivative by what is added to z is the derivative by z. The loss is a mean over B samples,"
    yield "# and delta belongs to one. Its rule, (W^T delta) * f'(z) by layer, is what jax.grad runs."
    yield "gradients, by_nudge = jax.grad(mean_loss, argnums=(0, 1))(parameters, no_nudges)"
    for l in range(exercise.structure.L, 0, -1):
        yield f"delta{l} = B * by_nudge[{l - 1}]"


def gradient_lines(exercise: Exercise) -> Iterator[str]:
    for ref in computed(exercise, "gradients"):
        yield f'{variable(ref)} = gradients["{ref.quantity[0]}{ref.indices[0]}"]'


def update_lines(exercise: Exercise) -> Iterator[str]:
    s = exercise.structure
    code = Code(
        "jnp",
        s.samples,
        lambda ref: variable(ref) if ref.quantity not in ("W", "b") else f'parameters["{variable(ref)}"]',
    )
    for ref in computed(exercise, "update"):
        if ref.quantity != "loss_new":
            yield f"{variable(ref)} = {code.write(rule_of(exercise, ref))}"
    names = [variable(ref) for ref in parameters(exercise)]
    yield f"updated = {{{', '.join(f'{chr(34)}{name}{chr(34)}: {name}_new' for name in names)}}}"
    yield "loss_new = mean_loss(updated, no_nudges)"


def rule_of(exercise: Exercise, ref: Ref) -> Expression:
    s = exercise.structure
    quantity = ref.quantity.removesuffix("_new")
    if quantity in ("W", "b"):
        return parameter_new(s, quantity, *ref.indices)
    slot, kind = quantity.split("_")
    return slot_new(s, slot, kind, *ref.indices)
