"""The formula of every quantity, as an expression over Refs: one entry at a time, and a whole layer at once.

Sources: those of app/engine/phases.py, losses.py and optimizers.py, whose lines these expressions mirror.
"""

from collections.abc import Callable

from app.engine.optimizers import ADAM_BETA_1, ADAM_BETA_2, ADAM_EPSILON, MOMENTUM
from app.lesson.expressions import Const, Expression, divided, op, total
from app.lesson.refs import Ref
from app.lesson.structure import Structure

TWO = Const(2)


# ① forward


def weighted_sum(s: Structure, l: int, j: int) -> Expression:
    terms: list[Expression] = [
        op("mul", Ref("W", (l, j, i)), Ref("a", (l - 1, i))) for i in range(s.widths[l - 1])
    ]
    return total([*terms, Ref("b", (l, j))])


def weighted_sums(s: Structure, l: int) -> Expression:
    return op("add", op("matmul", Ref("W", (l,)), Ref("a", (l - 1,))), Ref("b", (l,)))


def activation(s: Structure, l: int, j: int) -> Expression:
    name = s.activations[l - 1]
    if name == "softmax":
        return op("softmax", *(Ref("z", (l, k)) for k in range(s.widths[l])), index=j)
    return op("call", Ref("z", (l, j)), name=name)


def activations(s: Structure, l: int) -> Expression:
    return op("call", Ref("z", (l,)), name=s.activations[l - 1])


# ② loss


def sample_loss(s: Structure, sample: int | None) -> Expression:
    """The loss of one sample (None: the one explained), written out over the outputs."""
    K = s.widths[-1]
    z = [Ref("z", (s.L, k), sample) for k in range(K)]
    a = [Ref("a", (s.L, k), sample) for k in range(K)]
    y = [Ref("y", (k,), sample) for k in range(K)]
    if s.loss == "cross_entropy":
        return total([op("mul", y[k], op("surprisal", *z, index=k)) for k in range(K)])
    if s.loss == "binary_cross_entropy":
        return divided(total([binary_surprisal(z[k], y[k]) for k in range(K)]), K)
    squares = total([op("square", op("sub", a[k], y[k])) for k in range(K)])
    return divided(squares, {"mse": K, "squared_error": 1, "half_squared_error": 2}[s.loss])


def sample_loss_at_once(s: Structure, sample: int | None) -> Expression:
    K = s.widths[-1]
    z, a, y = Ref("z", (s.L,), sample), Ref("a", (s.L,), sample), Ref("y", (), sample)
    if s.loss == "cross_entropy":
        return op("sum", op("hadamard", y, op("surprisal", z)))
    if s.loss == "binary_cross_entropy":
        return divided(op("sum", binary_surprisal(z, y, product="hadamard")), K)
    squares = op("sum", op("square", op("sub", a, y)))
    return divided(squares, {"mse": K, "squared_error": 1, "half_squared_error": 2}[s.loss])


def binary_surprisal(z: Ref, y: Ref, product: str = "mul") -> Expression:
    return op(
        "add",
        op(product, y, op("call", op("neg", z), name="softplus")),
        op(product, op("sub", Const(1), y), op("call", z, name="softplus")),
    )


def batch_loss(s: Structure) -> Expression:
    return divided(total([Ref("loss", (), sample) for sample in range(s.samples)]), s.samples)


def error(s: Structure, a: Ref, y: Ref) -> Expression:
    """dL/da of one output or of all, or dL/dz where the loss is fused."""
    K = s.widths[-1]
    difference = op("sub", a, y)
    if s.loss in ("half_squared_error", "cross_entropy"):
        return difference
    if s.loss == "binary_cross_entropy":
        return divided(difference, K)
    return divided(op("mul", TWO, difference), K if s.loss == "mse" else 1)


def output_error(s: Structure, *j: int) -> Expression:
    return error(s, Ref("a", (s.L, *j)), Ref("y", j))


def slope(s: Structure, l: int, *j: int) -> Expression:
    return op("slope", Ref("z", (l, *j)), name=s.activations[l - 1])


def output_dL_dz(s: Structure, j: int) -> Expression:
    L = s.L
    if s.fused:
        return output_error(s, j)
    if s.activations[-1] != "softmax":
        return op("mul", Ref("dL_da", (L, j)), Ref("slope", (L, j)))
    mixed = total([op("mul", Ref("a", (L, k)), Ref("dL_da", (L, k))) for k in range(s.widths[L])])
    return op("mul", Ref("a", (L, j)), op("sub", Ref("dL_da", (L, j)), mixed))


def output_dL_dzs(s: Structure) -> Expression:
    a, dL_da = Ref("a", (s.L,)), Ref("dL_da", (s.L,))
    if s.fused:
        return output_error(s)
    if s.activations[-1] != "softmax":
        return op("hadamard", dL_da, Ref("slope", (s.L,)))
    return op("hadamard", a, op("sub", dL_da, op("matmul", op("transpose", a), dL_da)))


# ③ deltas


def delta(s: Structure, l: int, j: int) -> Expression:
    if s.is_output(l):
        return Ref("dL_dz", (l, j))
    arriving = total(
        [op("mul", Ref("W", (l + 1, k, j)), Ref("delta", (l + 1, k))) for k in range(s.widths[l + 1])]
    )
    return op("mul", arriving, Ref("slope", (l, j)))


def deltas(s: Structure, l: int) -> Expression:
    if s.is_output(l):
        return Ref("dL_dz", (l,))
    arriving = op("matmul", op("transpose", Ref("W", (l + 1,))), Ref("delta", (l + 1,)))
    return op("hadamard", arriving, Ref("slope", (l,)))


# ④ gradients and update


def batch_mean(s: Structure, of: Callable[[int | None], Expression]) -> Expression:
    """The mean over the samples, written out; a batch of one needs no sample in its Refs."""
    if s.samples == 1:
        return of(None)
    return divided(total([of(sample) for sample in range(s.samples)]), s.samples)


def W_grad(s: Structure, l: int, j: int, i: int) -> Expression:
    return batch_mean(s, lambda at: op("mul", Ref("delta", (l, j), at), Ref("a", (l - 1, i), at)))


def W_grads(s: Structure, l: int) -> Expression:
    return batch_mean(
        s, lambda at: op("matmul", Ref("delta", (l,), at), op("transpose", Ref("a", (l - 1,), at)))
    )


def b_grad(s: Structure, l: int, *j: int) -> Expression:
    return batch_mean(s, lambda at: Ref("delta", (l, *j), at))


def slot_new(s: Structure, slot: str, kind: str, *index: int) -> Expression:
    """The new `m` or `v` of a weight (`kind` "W") or a bias ("b"), or by l alone of a whole layer."""
    old, gradient = Ref(f"{slot}_{kind}", index), Ref(f"{kind}_grad", index)
    if s.optimizer == "momentum":
        return op("add", op("mul", Const(MOMENTUM), old), gradient)
    beta, g = (ADAM_BETA_1, gradient) if slot == "m" else (ADAM_BETA_2, op("square", gradient))
    return op("add", op("mul", Const(beta), old), op("mul", op("sub", Const(1), Const(beta)), g))


def parameter_new(s: Structure, kind: str, *index: int) -> Expression:
    """W_new or b_new, an entry or, by l alone, a whole layer."""
    old, rate = Ref(kind, index), Ref("learning_rate")
    if kind == "b" and s.freeze_biases:
        return old
    if s.optimizer == "sgd":
        return op("sub", old, op("mul", rate, Ref(f"{kind}_grad", index)))
    if s.optimizer == "momentum":
        return op("sub", old, op("mul", rate, Ref(f"v_{kind}_new", index)))
    m_hat = op("div", Ref(f"m_{kind}_new", index), unbias(ADAM_BETA_1, s))
    v_hat = op("div", Ref(f"v_{kind}_new", index), unbias(ADAM_BETA_2, s))
    step = op("div", op("mul", rate, m_hat), op("add", op("sqrt", v_hat), Const(ADAM_EPSILON)))
    return op("sub", old, step)


def unbias(beta: float, s: Structure) -> Expression:
    """1 - beta^t: both means start at 0, and this takes that bias out."""
    return op("sub", Const(1), op("power", Const(beta), Const(s.updates_taken + 1)))


def loss_new(s: Structure) -> Expression:
    parameters = [Ref(f"{kind}_new", (l,)) for l in range(1, s.L + 1) for kind in ("W", "b")]
    samples = [None] if s.samples == 1 else list(range(s.samples))
    x = [Ref("a", (0,), at) for at in samples]
    y = [Ref("y", (), at) for at in samples]
    return op("loss_after", *parameters, *x, *y, after=(s.loss, s.activations, s.samples))
