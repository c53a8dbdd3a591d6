"""The PyTorch script: the forward pass by hand, the way back by autograd, the update by torch.optim."""

from collections.abc import Iterator

from app.engine.activations import LEAK
from app.engine.optimizers import ADAM_BETA_1, ADAM_BETA_2, ADAM_EPSILON, MOMENTUM
from app.lesson.exercise import Exercise
from app.lesson.exports.arrays import literal, variable, whole
from app.lesson.exports.program import CHECK, computed, introduction, parameters, rounding_lines, write_script
from app.lesson.refs import Ref

FILE = "backpropagation_pytorch.py"
ACTIVATIONS = {
    "linear": "{z} * 1",  # a tensor of its own, so that its gradient can be asked for
    "sigmoid": "torch.sigmoid({z})",
    "tanh": "torch.tanh({z})",
    "relu": "torch.relu({z})",
    "leaky_relu": f"F.leaky_relu({{z}}, {LEAK})",
    "softplus": "torch.logaddexp({z}, torch.zeros_like({z}))",  # F.softplus is linear beyond 20
    "softmax": "torch.softmax({z}, dim=1)",
}
LOSSES = {
    "mse": "((a - y) ** 2).mean(dim=1)",
    "squared_error": "((a - y) ** 2).sum(dim=1)",
    "half_squared_error": "((a - y) ** 2).sum(dim=1) / 2",
    "binary_cross_entropy": 'F.binary_cross_entropy_with_logits(z, y, reduction="none").mean(dim=1)',
    "cross_entropy": "-(y * F.log_softmax(z, dim=1)).sum(dim=1)",
}
DELTAS = (
    "# backward() fills .grad with the derivatives of the loss, which is a mean over {samples}:",
    "# B times z.grad is delta. Its rule, (W^T delta) * f'(z) layer by layer, is what autograd runs here.",
)


def write_pytorch(exercise: Exercise) -> str:
    lines = [introduction(exercise, "PyTorch", FILE), *given_lines(exercise)]
    bodies = {
        "forward": forward_lines(exercise),
        "loss": loss_lines(exercise),
        "deltas": delta_lines(exercise),
        "gradients": gradient_lines(exercise),
        "update": update_lines(exercise),
    }
    return write_script(exercise, lines, bodies, is_row=True)


def given_lines(exercise: Exercise) -> Iterator[str]:
    found = exercise.trace
    yield "import torch"
    yield "import torch.nn.functional as F"
    yield ""
    yield "torch.set_default_dtype(torch.float64)"
    yield ""
    yield "# Given. In PyTorch a sample is a row, so z = W a + b is written a @ W.T + b."
    yield f"x = torch.tensor({literal(found.batch.x.T, 16)})"
    yield f"y = torch.tensor({literal(found.batch.y.T, 16)})"
    yield f"B = {exercise.structure.samples}  # samples"
    for ref in parameters(exercise):
        array = whole(found, ref)
        text = literal(array if ref.quantity == "W" else array[:, 0], 40)
        yield f"{variable(ref)} = torch.tensor({text}, requires_grad=True)"
    yield f"learning_rate = {float(found.learning_rate)!r}"
    yield from rounding_lines(exercise)
    tensors = {"found": "torch.as_tensor(found).detach()", "expected": "torch.tensor(expected)"}
    yield from ("", "", *CHECK.format(**tensors, all="torch.all").splitlines(), "")


def forward_lines(exercise: Exercise) -> Iterator[str]:
    s = exercise.structure
    numbers = ", ".join(f"z{l}, a{l}" for l in range(1, s.L + 1))
    yield "def forward():"
    for l, activation in enumerate(s.activations, start=1):
        yield f"    z{l} = {f'a{l - 1}' if l > 1 else 'x'} @ W{l}.T + b{l}"
        yield f"    a{l} = {ACTIVATIONS[activation].format(z=f'z{l}')}"
    yield from (f"    return {numbers}", "", "", f"{numbers} = forward()")


def loss_lines(exercise: Exercise) -> Iterator[str]:
    L = exercise.structure.L
    yield "def losses(z, a):"
    yield '    """Of each sample, from the last layer\'s z and a."""'
    yield f"    return {LOSSES[exercise.loss]}"
    yield from ("", "", f"per_sample = losses(z{L}, a{L})", "loss = per_sample.mean()")


def delta_lines(exercise: Exercise) -> Iterator[str]:
    layers = range(1, exercise.structure.L + 1)
    count = exercise.structure.samples
    for line in DELTAS:
        yield line.format(samples="one sample" if count == 1 else f"{count} samples")
    yield f"for z in [{', '.join(f'z{l}' for l in layers)}]:"
    yield "    z.retain_grad()"
    yield "loss.backward()"
    for l in reversed(layers):
        yield f"delta{l} = B * z{l}.grad"


def gradient_lines(exercise: Exercise) -> Iterator[str]:
    for ref in computed(exercise, "gradients"):
        l = ref.indices[0]
        kind = ref.quantity[0]
        yield f"{variable(ref)} = {kind}{l}.grad"


def update_lines(exercise: Exercise) -> Iterator[str]:
    s, found = exercise.structure, exercise.trace
    moving = [ref for ref in parameters(exercise) if not (s.freeze_biases and ref.quantity == "b")]
    if s.freeze_biases:
        yield "# the biases are frozen: the optimizer does not know them"
    names = ", ".join(map(variable, moving))
    yield f"optimizer = {optimizer_of(s.optimizer).format(names=names)}"
    if found.state.t:
        yield "# what it remembers of earlier updates"
    if found.state.slots:
        yield from remembered_lines(exercise, moving)
    yield "optimizer.step()  # changes them in place"
    yield "with torch.no_grad():"
    yield "    *_, z_new, a_new = forward()"
    yield "    loss_new = losses(z_new, a_new).mean()"
    for ref in computed(exercise, "update"):
        if ref.quantity != "loss_new":
            yield f"{variable(ref)} = {place_after(s.optimizer, ref)}"


def optimizer_of(name: str) -> str:
    return {
        "sgd": "torch.optim.SGD([{names}], lr=learning_rate)",
        "momentum": f"torch.optim.SGD([{{names}}], lr=learning_rate, momentum={MOMENTUM})",
        "adam": "torch.optim.Adam([{names}], lr=learning_rate, "
        f"betas=({ADAM_BETA_1}, {ADAM_BETA_2}), eps={ADAM_EPSILON})",
    }[name]


STATE_NAMES = {("momentum", "v"): "momentum_buffer", ("adam", "m"): "exp_avg", ("adam", "v"): "exp_avg_sq"}


def remembered_lines(exercise: Exercise, moving: list[Ref]) -> Iterator[str]:
    """The optimizer's own state. Before the first update there is none, and PyTorch starts it itself."""
    state = exercise.trace.state
    slots = {name.split("_")[0] for name in state.slots}
    if not state.t and not any(array.any() for arrays in state.slots.values() for array in arrays.values()):
        return
    for ref in moving:
        entries = {}
        if state.optimizer == "adam":
            entries["step"] = f"torch.tensor({float(state.t)!r})"
        for slot in sorted(slots):
            array = state.slots[f"{slot}_{ref.quantity}"][ref.indices[0]]
            entries[STATE_NAMES[state.optimizer, slot]] = f"torch.tensor({literal(array, 30)})"
        yield f"optimizer.state[{variable(ref)}] = {{"
        yield from (f'    "{name}": {text},' for name, text in entries.items())
        yield "}"


def place_after(optimizer: str, ref: Ref) -> str:
    """Where PyTorch keeps what the lesson calls W_new, or m_W_new."""
    l, quantity = ref.indices[0], ref.quantity.removesuffix("_new")
    if quantity in ("W", "b"):
        return f"{quantity}{l}"
    slot, kind = quantity.split("_")
    return f'optimizer.state[{kind}{l}]["{STATE_NAMES[optimizer, slot]}"]'
