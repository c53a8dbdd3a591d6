"""Wrong formulas as a person would write them, and wrong numbers under every loss and activation."""

from itertools import chain, product

import pytest

from app.engine.optimizers import OPTIMIZERS
from app.lesson.mistakes.lens import explain_wrong
from tests.lesson.explained import LEVELS
from tests.lesson.mistaken import every_mistake, make, make_on
from tests.lesson.test_mistakes import check_by_hand
from tests.strategies import ELEMENTWISE, HEADS, Explained, random_problem, run


@pytest.mark.parametrize(
    ("id", "example", "target", "latex"),
    [
        (
            "bias_forgotten",
            "mazur",
            "z.2",
            r"\boldsymbol{z}^{(2)} = \boldsymbol{W}^{(2)}\,\boldsymbol{a}^{(1)}",
        ),
        (
            "updated_weights",
            "mazur",
            "delta.1.0",
            r"\delta_{1}^{(1)} = \left(w_{11}^{(2)\text{new}} \cdot \delta_{1}^{(2)} + "
            r"w_{21}^{(2)\text{new}} \cdot \delta_{2}^{(2)}\right) \cdot \sigma'\left(z_{1}^{(1)}\right)",
        ),
        (
            "untransposed",
            "mazur",
            "delta.1.0",
            r"\delta_{1}^{(1)} = \left(w_{11}^{(2)} \cdot \delta_{1}^{(2)} + w_{12}^{(2)} \cdot "
            r"\delta_{2}^{(2)}\right) \cdot \sigma'\left(z_{1}^{(1)}\right)",
        ),
        (
            "raw_error",
            "mazur",
            "delta.1",
            r"\boldsymbol{\delta}^{(1)} = {\boldsymbol{W}^{(2)}}^{\top}\,\left(\hat{\boldsymbol{y}} - "
            r"\boldsymbol{y}\right) \odot \sigma'\left(\boldsymbol{z}^{(1)}\right)",
        ),
        (
            "mean_over_neurons",
            "mazur",
            "delta.1",
            r"\boldsymbol{\delta}^{(1)} = \frac{{\boldsymbol{W}^{(2)}}^{\top}\,\boldsymbol{\delta}^{(2)}}{2} "
            r"\odot \sigma'\left(\boldsymbol{z}^{(1)}\right)",
        ),
        (
            "flipped_sign",
            "mazur",
            "W_new.1.0.1",
            r"w_{12}^{(1)\text{new}} = w_{12}^{(1)} + \eta \cdot \frac{\partial L}{\partial w_{12}^{(1)}}",
        ),
        (
            "no_slope_at_output",
            "mazur",
            "dL_dz.2.1",
            r"\frac{\partial L}{\partial z_{2}^{(2)}} = \frac{\partial L}{\partial \hat{y}_{2}}",
        ),
        (
            "slope_too_many",
            "softmax",
            "dL_dz.1.0",
            r"\frac{\partial L}{\partial z_{1}^{(1)}} = "
            r"\left(\hat{y}_{1} - y_{1}\right) \cdot \hat{y}_{1} \cdot \left(1 - \hat{y}_{1}\right)",
        ),
        (
            "mean_over_outputs",
            "softmax",
            "dL_dz.1.0",
            r"\frac{\partial L}{\partial z_{1}^{(1)}} = \frac{\hat{y}_{1} - y_{1}}{3}",
        ),
        ("factor_two", "source", "dL_da.3.0", r"\frac{\partial L}{\partial \hat{y}} = \hat{y} - y"),
        (
            "factor_two",
            "softmax",
            "dL_dz.1",
            r"\frac{\partial L}{\partial \boldsymbol{z}^{(1)}} = "
            r"2 \cdot \left(\hat{\boldsymbol{y}} - \boldsymbol{y}\right)",
        ),
        (
            "bias_per_weight",
            "relu-homework",
            "b_new.2.0",
            r"b_{1}^{(2)\text{new}} = b_{1}^{(2)} - "
            r"2 \cdot \eta \cdot \frac{\partial L}{\partial b_{1}^{(2)}}",
        ),
        ("bias_not_updated", "source", "b_new.3.0", r"b_{1}^{(3)\text{new}} = b_{1}^{(3)}"),
        (
            "wrong_activation",
            "source",
            "W_grad.2.0.1",
            r"\frac{\partial L}{\partial w_{12}^{(2)}} = \delta_{1}^{(2)} \cdot a_{2}^{(2)}",
        ),
        (
            "no_slope_at_hidden",
            "source",
            "delta.2.1",
            r"\delta_{2}^{(2)} = w_{12}^{(3)} \cdot \delta_{1}^{(3)}",
        ),
        (
            "slope_at_a",
            "source",
            "slope.1.0",
            r"\sigma'\left(z_{1}^{(1)}\right) = \sigma\left(a_{1}^{(1)}\right) \cdot "
            r"\left(1 - \sigma\left(a_{1}^{(1)}\right)\right)",
        ),
        (
            "batch_summed",
            "trask-xor",
            "b_grad.2",
            r"\frac{\partial L}{\partial \boldsymbol{b}^{(2)}} = \boldsymbol{\delta}^{(2)[1]} + "
            r"\boldsymbol{\delta}^{(2)[2]} + \boldsymbol{\delta}^{(2)[3]} + \boldsymbol{\delta}^{(2)[4]}",
        ),
    ],
)
def test_a_wrong_formula_is_written_as_by_hand(id: str, example: str, target: str, latex: str) -> None:
    view = make_on(id, example)
    described = chain.from_iterable(explain_wrong(view, level)[0] for level in LEVELS)
    assert next(told["latex"] for told in described if told["target"] == target) == latex


@every_mistake
def test_a_mistake_under_every_loss_and_activation_gives_what_the_mistaken_program_gives(id: str) -> None:
    statuses = set()
    for number, ((head, loss), optimizer) in enumerate(product(HEADS, OPTIMIZERS)):
        hidden = (ELEMENTWISE[number % 6], ELEMENTWISE[(number + 1) % 6])
        problem = random_problem(number, (2, 3, 3, 2), (*hidden, head), loss, samples=1 + number % 2)
        explained = Explained(run(problem, 0.1, optimizer, after=1), loss, 0, freeze_biases=False)
        check_by_hand(explained, id)
        statuses.add(make(id, explained).status)
    assert "changes" in statuses
