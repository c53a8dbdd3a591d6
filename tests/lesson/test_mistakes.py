"""What each mistake does: the numbers that it gives, and the truth of what is said where it gives none."""

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine import phases
from app.engine.errors import NonFiniteError, UnknownNameError
from app.engine.network import Batch, Layer, Network
from app.engine.trace import Trace, trace
from app.lesson.mistakes.catalogue import MISTAKES
from app.lesson.mistakes.lens import View, find_mistake, look_at
from app.lesson.refs import PER_SAMPLE, Ref, look_up
from app.lesson.steps import PHASES, make_all_steps
from app.lesson.structure import Structure, structure_of
from tests.lesson.explained import many
from tests.lesson.mistaken import every_mistake, every_mistake_on_every_example, first_step, make, make_on
from tests.lesson.wrong_by_hand import step_by_hand
from tests.strategies import EXAMPLE_OF, Explained, explained_traces

# the loss after one step on `mazur`, worked out apart from this project
MAZUR = {
    "updated_weights": "0.291027924",
    "untransposed": "0.291027661",
    "no_slope_at_output": "0.258260102",
    "no_slope_at_hidden": "0.291024764",
    "slope_at_a": "0.289770938",
    "raw_error": "0.291023786",
    "flipped_sign": "0.305640633",
    "factor_two": "0.283618982",
    "mean_over_outputs": "0.294708158",
}
mistakes = st.sampled_from(sorted(MISTAKES))


@pytest.mark.parametrize(("id", "loss"), MAZUR.items())
def test_one_step_of_mazur_under_a_mistake_gives_its_loss(id: str, loss: str) -> None:
    view = make_on(id, "mazur")
    assert f"{view.wrong.loss_new:.9f}" == loss
    assert f"{view.right.loss_new:.9f}" == "0.291027774"


def updated_by_hand(mistake: str, times: int) -> Trace:
    """`mazur` after so many updates; only its network has moved."""
    at = make_on("updated_weights", "mazur").right
    for _ in range(times):
        W_new = step_by_hand(at, "half_squared_error", True, mistake)["W_new"]
        layers = enumerate(at.network.layers, start=1)
        at = replace(
            at, network=Network(tuple(Layer(W_new[l], layer.b, layer.activation) for l, layer in layers))
        )
    return at


def test_the_outputs_that_the_post_ends_with_follow_from_updated_weights_and_its_last_loss_does_not() -> None:
    """Its outputs are those after 10 000 updates with the mistake, its loss that after 9 999 without."""
    wrong, right = updated_by_hand("updated_weights", 10_000), updated_by_hand("", 9_999)
    outputs = phases.forward(wrong.network, wrong.batch.x).a[2][:, 0]
    assert [f"{a:.9f}" for a in outputs] == ["0.015912196", "0.984065734"]
    losses = [phases.mean_loss(at.network, at.batch, "half_squared_error") for at in (wrong, right)]
    assert [f"{loss:.10f}" for loss in losses] == ["0.0000350848", "0.0000351085"]


def numbers(result: Trace, s: Structure) -> dict[Ref, Any]:
    """Every computed number of every sample."""
    found = {}
    for step in make_all_steps(s, "element"):
        samples = range(s.samples) if step.target.quantity in PER_SAMPLE and s.samples > 1 else [None]
        if step.target == Ref("loss"):
            samples = [None]
        for sample in samples:
            ref = Ref(step.target.quantity, step.target.indices, sample)
            found[ref] = look_up(result, ref, s.sample)
    return found


def full(ref: Ref, s: Structure) -> Ref:
    """With the sample that a bare Ref means; `loss` alone is the batch's."""
    if s.samples == 1 or ref.sample is not None or ref.quantity not in PER_SAMPLE or ref == Ref("loss"):
        return Ref(ref.quantity, ref.indices, None if s.samples == 1 else ref.sample)
    return Ref(ref.quantity, ref.indices, s.sample)


def check_verdict(view: View) -> None:
    s, right, wrong = view.structure, numbers(view.right, view.structure), numbers(view.wrong, view.structure)
    differs = {full(ref, s) for ref in view.differs}
    assert len(differs) == len(view.differs)
    # what is listed differs, and what is not listed is the engine's number to the last bit
    assert {ref for ref in right if right[ref] != wrong[ref]} == differs
    assert view.wrong.loss.loss == pytest.approx(view.wrong.loss.per_sample.mean(), rel=1e-12)
    assert (view.status == "changes") == bool(differs)
    if view.status == "changes":
        check_parting(view, differs)
        return
    assert re.fullmatch("[A-Zŷ].*[.]", view.reason)
    assert "shape" in view.reason or view.status == "silent"


def check_parting(view: View, differs: set[Ref]) -> None:
    """The first wrong number is made wrong by its own formula, and no step before it gives a wrong one."""
    s, first = view.structure, view.differs[0]
    order = [step for step, _ in view.mistake.apply(s, make_all_steps(s, "element"))]
    places = {step.target: place for place, step in enumerate(order)}
    place = places[target_of(first, s)]
    assert place == min(places[target_of(ref, s)] for ref in view.differs)
    sample = s.sample if first.sample is None else first.sample
    for read in order[place].reads:
        at = sample if read.quantity in PER_SAMPLE and read != Ref("loss") else None
        assert full(replace(read, sample=at), s) not in differs


def target_of(ref: Ref, s: Structure) -> Ref:
    """The step that computes `ref` together with its twins in other samples."""
    if ref.quantity == "loss" and ref.sample is not None:
        return replace(ref, sample=s.sample)
    return replace(ref, sample=None)


@every_mistake_on_every_example
def test_a_mistake_on_an_example_changes_numbers_or_says_why_not(id: str, example: str) -> None:
    check_verdict(make_on(id, example))


@many
@given(explained_traces(), mistakes)
def test_a_mistake_on_a_random_network_changes_numbers_or_says_why_not(explained: Explained, id: str) -> None:
    check_verdict(make(id, explained))


def check_by_hand(explained: Explained, id: str) -> None:
    view = make(id, explained)
    by_hand = step_by_hand(explained.trace, explained.loss, explained.freeze_biases, id)
    wrong = view.wrong
    for holder, quantities in (
        (wrong.forward, ("z", "a")),
        (wrong.deltas, ("delta",)),
        (wrong.gradients, ("W_grad", "b_grad")),
        (wrong.update, ("W_new", "b_new")),
    ):
        for quantity in quantities:
            for l, array in getattr(holder, quantity).items():
                # Adam divides by the root of a mean square: what cancels to nearly 0 counts there in full
                assert np.allclose(array, by_hand[quantity][l], rtol=1e-9, atol=1e-10), (quantity, l)


@every_mistake_on_every_example
def test_a_mistake_on_an_example_gives_what_the_mistaken_program_gives(id: str, example: str) -> None:
    check_by_hand(first_step(EXAMPLE_OF[example]), id)


@many
@given(explained_traces(), mistakes)
def test_a_mistake_on_a_random_network_gives_what_the_mistaken_program_gives(
    explained: Explained, id: str
) -> None:
    check_by_hand(explained, id)


@every_mistake
def test_every_mistake_changes_something_somewhere_and_is_told_in_whole_sentences(id: str) -> None:
    told = MISTAKES[id].told
    assert list(told) == ["id", "title", "sentence", "why", "phase"]
    assert told["id"] == id
    assert told["phase"] in PHASES
    for text in (told["sentence"], told["why"]):
        assert re.fullmatch("[A-Zŷδσf].*[.]", text)


def test_there_are_at_least_twelve_and_an_unknown_one_is_refused() -> None:
    assert len(MISTAKES) >= 12
    with pytest.raises(UnknownNameError, match="there is no such mistake; choose one of bias_forgotten, "):
        find_mistake("sign")


def test_a_wrong_number_that_overflows_is_named() -> None:
    network = Network.read([([[1e200]], [-1e200], "linear")])
    right = trace(network, Batch.read([[1.0], [1.0]], [[0.0], [0.0]]), "mse", 0.0)
    with pytest.raises(NonFiniteError, match="with this mistake loss@1 is not finite: ") as caught:
        look_at(MISTAKES["bias_forgotten"], right, structure_of(right, "mse", sample=1))
    assert caught.value.field == "loss@1"
