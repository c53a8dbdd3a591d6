"""What is told of a mistake at hand: the hint about what was done, the reason why nothing changes."""

import pytest

from app.lesson.mistakes.lens import explain_wrong
from tests.lesson.mistaken import make, make_on
from tests.strategies import Explained, random_problem, run


@pytest.mark.parametrize(
    ("id", "head", "loss", "hint"),
    [
        ("factor_two", "linear", "mse", "You lost the factor 2."),
        ("factor_two", "linear", "squared_error", "You lost the factor 2."),
        ("factor_two", "tanh", "half_squared_error", "You put in a factor 2 that this loss does not have."),
        ("factor_two", "softmax", "cross_entropy", "You put in a factor 2 that this loss does not have."),
        (
            "mean_over_outputs",
            "sigmoid",
            "binary_cross_entropy",
            "You added up the outputs, and this loss takes their mean: divide by their number.",
        ),
        (
            "mean_over_outputs",
            "softmax",
            "cross_entropy",
            "You took the mean over the outputs, and this loss adds them up.",
        ),
        ("no_slope_at_output", "softmax", "mse", "You left out the derivative of the softmax."),
        ("no_slope_at_output", "tanh", "mse", "You left out tanh′(z)."),
    ],
)
def test_a_hint_is_about_the_loss_and_the_activation_at_hand(
    id: str, head: str, loss: str, hint: str
) -> None:
    problem = random_problem(1, (2, 2), (head,), loss)
    view = make(id, Explained(run(problem, 0.1), loss, 0, freeze_biases=False))
    steps, _ = explain_wrong(view, "element")
    assert {step["sentence"] for step in steps if step["changed"]} == {hint}


@pytest.mark.parametrize(
    ("id", "example", "status", "reason"),
    [
        ("untransposed", "trask-xor", "impossible", "W of layer 2 has shape (1, 4)"),
        (
            "wrong_activation",
            "softmax",
            "impossible",
            "In layer 1 δ times the layer's own a has shape (3, 3)",
        ),
        ("untransposed", "integers", "silent", "There is no hidden layer here"),
        ("mean_over_neurons", "zhou", "silent", "Every sum on the way back has a single term"),
        ("mean_over_outputs", "source", "silent", "There is one output"),
        ("no_slope_at_output", "source", "silent", "Each slope left out is 1 here"),
        ("no_slope_at_output", "softmax", "silent", "This loss and its activation together leave ŷ − y"),
        ("slope_too_many", "source", "silent", "This loss leaves the slope of the output"),
        ("slope_at_a", "relu-homework", "silent", "These activations keep the sign of z"),
        ("slope_at_a", "softmax", "silent", "No slope f′(z) is taken"),
        ("raw_error", "hmkcode", "silent", "At this output δ is the plain error ŷ − y"),
        ("bias_forgotten", "trask-xor", "silent", "Every bias is 0 here."),
        ("bias_per_weight", "mazur", "silent", "The biases are frozen here"),
        ("bias_per_weight", "softmax", "silent", "Every neuron has a single incoming weight"),
        ("bias_not_updated", "hmkcode", "silent", "The biases are frozen here"),
        ("batch_summed", "mazur", "silent", "There is one sample"),
        ("wrong_activation", "source", "changes", "In layer 3 δ times the layer's own a has shape (1, 1)"),
        ("wrong_activation", "mazur", "changes", ""),
    ],
)
def test_where_a_mistake_changes_nothing_the_reason_is_the_right_one(
    id: str, example: str, status: str, reason: str
) -> None:
    view = make_on(id, example)
    assert view.status == status
    assert view.reason.startswith(reason)
    assert bool(view.reason) == bool(reason)
