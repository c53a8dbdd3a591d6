"""How a mistake before the way back changes a formula: rewrites of one step's expression, at either level.

Each takes the structure and a step, and gives the expression as the mistaken student writes it; a step that
the mistake does not concern keeps its own. What they change is the trees of app/lesson/rules.py.
"""

from dataclasses import replace

from app.lesson.expressions import Const, Expression, Op, divided, op, total
from app.lesson.refs import Ref
from app.lesson.rules import TWO
from app.lesson.steps import Step
from app.lesson.structure import Structure

# ① forward


def without_bias(s: Structure, step: Step) -> Expression:
    if step.target.quantity != "z":
        return step.expression
    assert isinstance(step.expression, Op)
    return total(list(step.expression.args[:-1]))


# ② loss


def is_output_error(s: Structure, step: Step) -> bool:
    """Whether the step is the derivative that the loss begins with."""
    return step.target.quantity == ("dL_dz" if s.fused else "dL_da")


def without_output_slope(s: Structure, step: Step) -> Expression:
    if step.target.quantity != "dL_dz" or s.fused:
        return step.expression
    return Ref("dL_da", step.target.indices)


def with_slope_twice(s: Structure, step: Step) -> Expression:
    """f'(z) once more, where loss and activation together have already left a plain difference."""
    if step.target.quantity != "dL_dz" or not s.fused:
        return step.expression
    times, indices = ("hadamard" if step.level == "layer" else "mul"), step.target.indices
    if s.activations[-1] == "softmax":
        a = Ref("a", indices)
        return op(times, step.expression, a, op("sub", Const(1), a))
    return op(times, step.expression, op("slope", Ref("z", indices), name=s.activations[-1]))


def with_other_factor_two(s: Structure, step: Step) -> Expression:
    """Without the 2 where the loss has one, with a 2 where it has none."""
    if not is_output_error(s, step):
        return step.expression
    difference = step.expression
    if isinstance(difference, Op) and difference.kind == "div":
        return replace(difference, args=(other_factor_two(difference.args[0]), difference.args[1]))
    return other_factor_two(difference)


def other_factor_two(expression: Expression) -> Expression:
    if isinstance(expression, Op) and expression.kind == "mul" and expression.args[0] == TWO:
        return expression.args[1]
    return op("mul", TWO, expression)


def with_other_share(s: Structure, step: Step) -> Expression:
    """The sum over the outputs where the loss takes their mean, the mean where it takes their sum."""
    if not is_output_error(s, step):
        return step.expression
    if isinstance(step.expression, Op) and step.expression.kind == "div":
        return step.expression.args[0]
    return divided(step.expression, s.widths[-1])
