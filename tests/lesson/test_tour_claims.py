"""What the tours say is so: every claim, against the engine."""

import numpy as np
import pytest

from app.engine.activations import ACTIVATIONS
from app.lesson.mistakes.catalogue import MISTAKES
from tests.lesson.touring import changed, mistaken, number, run, stop_of, trace_at

CHAIN, DEAD, EQUAL = "vanishing-gradients", "dead-relu", "equal-weights"


def test_the_four_phases_lead_to_a_smaller_loss() -> None:
    assert number("four-phases", 3, "dL_dz.3.0") < 0
    assert number("four-phases", 6, "loss_new") < number("four-phases", 6, "loss")
    product = number("four-phases", 5, "delta.2.0") * number("four-phases", 5, "a.1.0")
    assert number("four-phases", 5, "W_grad.2.0.0") == pytest.approx(product, rel=1e-15)


def test_a_delta_gathers_its_column_and_a_row_fits_only_where_layers_are_equally_wide() -> None:
    tour = "why-transpose"
    back = sum(number(tour, 3, f"W.2.{k}.0") * number(tour, 3, f"delta.2.{k}") for k in (0, 1))
    assert number(tour, 3, "delta.1.0") == pytest.approx(back * number(tour, 3, "slope.1.0"), rel=1e-15)
    assert mistaken(tour, 5, "untransposed").status == "impossible"
    square = trace_at(tour, 6)
    assert square.network.layers[1].W.shape == (2, 2)
    assert square.network.widths[1] == square.network.widths[2]
    by_rows = square.network.layers[1].W @ square.deltas.delta[2] * square.deltas.slope[1]
    assert mistaken(tour, 6, "untransposed").wrong.deltas.delta[1] == pytest.approx(by_rows, rel=1e-15)
    assert f"{by_rows[0, 0]:.4f}".replace("-", "−") in stop_of(tour, 6)["text"]


def test_down_the_chain_every_layer_keeps_less_than_a_quarter_and_only_the_slopes_take_it() -> None:
    delta = trace_at(CHAIN, 3).deltas.delta
    ratios = [float(delta[l][0, 0] / delta[l + 1][0, 0]) for l in range(1, 5)]
    assert all(0 < ratio < 0.25 for ratio in ratios)
    assert all(layer.W[0, 0] == 1 for layer in trace_at(CHAIN, 3).network.layers)
    assert ratios == pytest.approx([number(CHAIN, 3, f"slope.{l}.0") for l in range(1, 5)], rel=1e-15)
    slope = ACTIVATIONS["sigmoid"].slope
    assert slope is not None
    assert slope(np.linspace(-20, 20, 4001)).max() == 0.25
    assert 200 < number(CHAIN, 4, "W_grad.5.0.0") / number(CHAIN, 4, "W_grad.1.0.0") < 1000


def test_a_larger_weight_in_the_chain_lets_less_through_and_relus_let_all() -> None:
    larger = changed(CHAIN, 5, 3, "W", (0, 0), 10.0)
    assert larger.deltas.delta[1][0, 0] < number(CHAIN, 5, "delta.1.0") / 10
    assert larger.deltas.slope[3][0, 0] < number(CHAIN, 5, "slope.3.0") / 100
    assert {number(CHAIN, 6, f"delta.{l}.0") for l in range(1, 6)} == {number(CHAIN, 6, "delta.5.0")}
    assert {number(CHAIN, 6, f"slope.{l}.0") for l in range(1, 5)} == {1.0}


def test_the_dead_relu_gets_gradients_of_exactly_zero_and_stays_as_it_is_while_the_other_learns() -> None:
    trace = trace_at(DEAD, 1)
    assert (trace.forward.z[1][0] < 0).all()
    assert (trace.forward.a[1][0] == 0).all()
    assert number(DEAD, 3, "W.2.0.0") * number(DEAD, 3, "delta.2.0") != 0
    assert (trace.deltas.delta[1][0] == 0).all()
    assert (trace.gradients.W_grad[1][0] == 0).all()
    assert trace.gradients.b_grad[1][0] == 0
    before, later = trace.network.layers[0], trace_at(DEAD, 5).network.layers[0]
    assert (later.W[0] == before.W[0]).all()
    assert later.b[0] == before.b[0]
    assert later.W[1, 0] != before.W[1, 0]
    assert number(DEAD, 5, "loss") < number(DEAD, 4, "loss")


def test_a_bias_of_one_and_a_half_wakes_the_relu_for_one_sample_and_a_leaky_one_is_never_dead() -> None:
    woken = changed(DEAD, 6, 1, "b", (0,), 1.5)
    assert (woken.forward.z[1][0] > 0).sum() == 1
    assert woken.gradients.b_grad[1][0] != 0
    assert number(DEAD, 6, "b_grad.1.0") == 0
    assert 0 < number(DEAD, 7, "slope.1.0") < 0.1
    assert trace_at(DEAD, 7).forward.z[1][0, 0] < 0
    assert 0 < abs(number(DEAD, 7, "delta.1.0")) < 0.05
    assert number(DEAD, 7, "W_grad.1.0.0") != 0


@pytest.mark.parametrize("updates", [0, 1, 100, 500, 2000])
def test_equal_weights_have_equal_gradients_for_ever(updates: int) -> None:
    network = run(EQUAL, 1, updates)[-1].network
    hidden, last = network.layers
    assert (hidden.W[0] == hidden.W[1]).all()
    assert hidden.b[0] == hidden.b[1]
    assert last.W[0, 0] == last.W[0, 1]


def test_two_equal_neurons_give_the_same_on_every_sample_and_all_their_weights_move() -> None:
    trace, later = trace_at(EQUAL, 2), trace_at(EQUAL, 5)
    for array in (trace.forward.a[1], trace.deltas.delta[1], trace.gradients.W_grad[1]):
        assert (array[0] == array[1]).all()
    for here, there in zip(trace.network.layers, later.network.layers, strict=True):
        assert (here.W != there.W).all()


def test_equal_weights_never_learn_xor_zeros_never_move_and_one_different_weight_is_enough() -> None:
    losses = [progress.loss for progress in run(EQUAL, 6, 2500)]
    assert losses[500] < 0.8 * losses[0]
    assert losses[500] > 0.45
    assert losses[500] - losses[2500] < 0.02 * losses[500]
    still = trace_at(EQUAL, 7)
    assert not any(
        array.any() for array in (*still.gradients.W_grad.values(), *still.gradients.b_grad.values())
    )
    assert still.deltas.delta[2].any()
    assert still.deltas.delta[2].sum() == 0
    assert (still.forward.a[1] == 0).all()
    parted = run(EQUAL, 8, 500)
    assert parted[-1].loss < 0.02
    different = [value for layer in parted[0].network.layers for value in layer.W.flatten() if value != 0.5]
    assert different == [1.0]


def test_the_worse_start_learns_slower_behind_a_square_and_faster_behind_a_cross_entropy() -> None:
    tour = "slow-to-learn"
    assert number(tour, 2, "dL_da.1.0") > number(tour, 1, "dL_da.1.0")
    assert number(tour, 3, "dL_dz.1.0") < number(tour, 1, "dL_dz.1.0") / 5
    for n in (1, 3):
        product = number(tour, n, "dL_da.1.0") * number(tour, n, "slope.1.0")
        assert number(tour, n, "dL_dz.1.0") == pytest.approx(product, rel=1e-15)
    assert number(tour, 5, "dL_dz.1.0") == number(tour, 5, "a.1.0") - number(tour, 5, "y.0")
    assert number(tour, 5, "dL_dz.1.0") > 50 * number(tour, 3, "dL_dz.1.0")
    slow, quick = ([progress.loss for progress in run(tour, n, 300)] for n in (4, 6))
    assert slow[0] - slow[150] < 0.1 * slow[0]
    assert slow[300] < 0.1 * slow[0]
    assert np.argmax(-np.diff(slow)) > 150
    assert np.argmax(-np.diff(quick)) == 0
    for n in (4, 5, 6):
        assert (
            stop_of(tour, n)["setup"]["problem"]["network"] == stop_of(tour, 2)["setup"]["problem"]["network"]
        )


def test_the_loss_falls_under_wrong_gradients_and_the_check_tells_them() -> None:
    tour = "loss-went-down"
    assert number(tour, 1, "loss_new") < number(tour, 1, "loss")
    view = mistaken(tour, 3, "no_slope_at_hidden")
    assert view.wrong.loss_new < number(tour, 3, "loss_new")
    wrong, right = view.wrong.gradients.W_grad[1][0, 0], number(tour, 4, "W_grad.1.0.0")
    assert wrong / right > 1
    judged = {probe.ref: probe.verdict for probe in view.check()}
    assert judged["W.1.0.0"] == "differs"
    views = [mistaken(tour, 5, mistake) for mistake in MISTAKES]
    rising = [view.mistake.id for view in views if view.status == "changes" and not view.loss_falls]
    assert rising == ["flipped_sign"]


def test_whatever_points_downhill_lowers_the_loss_by_a_small_step() -> None:
    trace = trace_at("loss-went-down", 4)
    wrong = mistaken("loss-went-down", 4, "no_slope_at_hidden").wrong
    layers = trace.gradients.W_grad
    downhill = sum(float((wrong.gradients.W_grad[l] * layers[l]).sum()) for l in layers)
    downhill += sum(float(wrong.gradients.b_grad[l] @ trace.gradients.b_grad[l]) for l in layers)
    assert downhill > 0
