"""How a mistake on the way back changes a formula: rewrites of one step's expression, at either level.

Each takes the structure and a step, and gives the expression as the mistaken student writes it; a step that
the mistake does not concern keeps its own. What they change is the trees of app/lesson/rules.py.
"""

from collections.abc import Iterable
from dataclasses import replace

from app.lesson.expressions import Const, Expression, Op, divided, op, with_refs
from app.lesson.refs import Ref
from app.lesson.steps import Step
from app.lesson.structure import Structure

# ③ deltas


def is_sent_back(s: Structure, step: Step) -> bool:
    """Whether the step is a delta that arrives through weights."""
    return step.target.quantity == "delta" and step.target.indices[0] < s.L


def through_updated_weights(s: Structure, step: Step) -> Expression:
    if not is_sent_back(s, step):
        return step.expression
    return with_refs(
        step.expression, lambda ref: replace(ref, quantity="W_new") if ref.quantity == "W" else ref
    )


def updates_first(steps: Iterable[Step]) -> list[Step]:
    """Each layer's delta, gradients and update before those of the layer it sends back to."""
    backward = {"deltas", "gradients", "update"}

    def place(step: Step) -> tuple[int, int]:
        if step.phase not in backward:
            return 0, 0
        return (1, -step.layer) if step.layer else (2, 0)

    return sorted(steps, key=place)  # stable: within a layer the order stays


def can_stay_untransposed(s: Structure, l: int) -> bool:
    """Whether W[l] delta[l] can be multiplied, and gives one number for each neuron of layer l - 1."""
    return s.widths[l] == s.widths[l - 1]


def untransposed(s: Structure, step: Step) -> Expression:
    if not is_sent_back(s, step) or not can_stay_untransposed(s, step.target.indices[0] + 1):
        return step.expression
    return turned(step.expression)


def turned(expression: Expression) -> Expression:
    """W[k][j] for W[j][k], and W for its transpose."""
    if isinstance(expression, Ref):
        l, *index = expression.indices
        return (
            replace(expression, indices=(l, *reversed(index))) if expression.quantity == "W" else expression
        )
    if isinstance(expression, Const):
        return expression
    if expression.kind == "transpose":
        return expression.args[0]
    return replace(expression, args=tuple(map(turned, expression.args)))


def without_hidden_slope(s: Structure, step: Step) -> Expression:
    if not is_sent_back(s, step):
        return step.expression
    assert isinstance(step.expression, Op)
    return step.expression.args[0]


def with_slope_at_a(s: Structure, step: Step) -> Expression:
    if step.target.quantity != "slope":
        return step.expression
    return with_refs(step.expression, lambda ref: replace(ref, quantity="a"))


def with_raw_error(s: Structure, step: Step) -> Expression:
    """The output sends back a - y instead of its delta."""
    if not is_sent_back(s, step) or step.target.indices[0] != s.L - 1:
        return step.expression

    def exchange(ref: Ref) -> Expression:
        if ref.quantity != "delta":
            return ref
        return op("sub", replace(ref, quantity="a"), Ref("y", ref.indices[1:]))

    return with_refs(step.expression, exchange)


def with_mean_of_neurons(s: Structure, step: Step) -> Expression:
    if not is_sent_back(s, step):
        return step.expression
    assert isinstance(step.expression, Op)
    arriving, slope = step.expression.args
    return replace(step.expression, args=(divided(arriving, s.widths[step.target.indices[0] + 1]), slope))


# ④ gradients and update


def can_take_own_activation(s: Structure, l: int) -> bool:
    """Whether delta[l] times the transposed a[l] has the shape of W[l]."""
    return s.widths[l] == s.widths[l - 1]


def with_own_activation(s: Structure, step: Step) -> Expression:
    """a of the layer that the weights lead to, instead of the one that they come from."""
    l = step.layer or 0
    if step.target.quantity != "W_grad" or not can_take_own_activation(s, l):
        return step.expression
    return with_refs(
        step.expression,
        lambda ref: replace(ref, indices=(l, *ref.indices[1:])) if ref.quantity == "a" else ref,
    )


def with_sum_of_samples(s: Structure, step: Step) -> Expression:
    if step.phase != "gradients" or s.samples == 1:
        return step.expression
    assert isinstance(step.expression, Op)
    return step.expression.args[0]


def is_step(step: Step) -> bool:
    """Whether it moves a parameter: frozen ones are only taken over."""
    return step.target.quantity in ("W_new", "b_new") and isinstance(step.expression, Op)


def uphill(s: Structure, step: Step) -> Expression:
    if not is_step(step):
        return step.expression
    assert isinstance(step.expression, Op)
    return op("add", *step.expression.args)


def with_bias_per_weight(s: Structure, step: Step) -> Expression:
    n = s.widths[step.layer - 1] if step.layer else 1
    if step.target.quantity != "b_new" or not is_step(step) or n == 1:
        return step.expression
    assert isinstance(step.expression, Op)
    old, move = step.expression.args
    factors = move.args if isinstance(move, Op) and move.kind == "mul" else (move,)
    return op("sub", old, op("mul", Const(n), *factors))


def with_bias_kept(s: Structure, step: Step) -> Expression:
    return Ref("b", step.target.indices) if step.target.quantity == "b_new" else step.expression
