"""A mistaken student's steps obey the laws of steps: run on the wrong numbers, they give the wrong ones."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lesson.expressions import evaluate
from app.lesson.mistakes.catalogue import MISTAKES
from app.lesson.mistakes.lens import View, explain_wrong
from app.lesson.refs import Ref, look_up
from app.lesson.steps import make_all_steps
from tests.lesson.explained import LEVELS, many, structure
from tests.lesson.magnitude import magnitude
from tests.lesson.mistaken import every_mistake_on_every_example, first_step, make, make_on
from tests.lesson.read_back import evaluate_as_read, sides
from tests.lesson.test_laws import RELATIVE, check_reads
from tests.strategies import EXAMPLE_OF, Explained, explained_traces

mistakes = st.sampled_from(sorted(MISTAKES))


def check_wrong_steps(view: View) -> None:
    """At both levels, each formula on the wrong numbers gives its target, and reads nothing too early."""
    s = view.structure
    value_of = partial(look_up, view.wrong, sample=s.sample)
    for level in LEVELS:
        steps = [step for step, _ in view.mistake.apply(s, make_all_steps(s, level))]
        assert sorted(step.id for step in steps) == sorted(step.id for step in make_all_steps(s, level))
        check_reads(s, steps)
        for step in steps:
            here, there = np.asarray(evaluate(step.expression, value_of)), value_of(step.target)
            assert here.shape == np.shape(there), step.id
            assert (abs(here - there) <= RELATIVE * magnitude(step.expression, value_of)).all(), step.id


@every_mistake_on_every_example
def test_every_wrong_step_of_an_example_gives_its_wrong_number(id: str, example: str) -> None:
    check_wrong_steps(make_on(id, example))


@many
@given(explained_traces(), mistakes)
def test_every_wrong_step_of_a_random_network_gives_its_wrong_number(explained: Explained, id: str) -> None:
    check_wrong_steps(make(id, explained))


def test_in_the_usual_order_the_updated_weights_would_be_read_before_they_are_there() -> None:
    s = structure(first_step(EXAMPLE_OF["mazur"]))
    mistake = MISTAKES["updated_weights"]
    arranged = [step for step, _ in mistake.apply(s, make_all_steps(s, "element"))]
    usual = {step.target: place for place, step in enumerate(make_all_steps(s, "element"))}
    check_reads(s, arranged)
    with pytest.raises(AssertionError, match="reads W_new"):
        check_reads(s, sorted(arranged, key=lambda step: usual[step.target]))


def check_told(view: View) -> None:
    """What is written is the formula of what differs, and read back it gives its wrong number."""
    s = view.structure
    at = partial(look_up, view.wrong, sample=s.sample)
    for level in LEVELS:
        described, names = explain_wrong(view, level)
        right = {step.id: step for step in make_all_steps(s, level)}
        loss = Ref("loss", (), s.sample)
        own = [ref for ref in view.differs if ref.sample is None or ref == loss]
        targets = [str(ref) for ref in own]
        if level == "layer":
            targets = list(dict.fromkeys(str(Ref(ref.quantity, ref.indices[:1], ref.sample)) for ref in own))
        assert [told["target"] for told in described] == targets
        for told in described:
            assert set(told["reads"]) <= names.keys()
            step = right[told["id"]]
            taken = view.mistake.rewrite(s, step)
            assert told["changed"] == (taken != step.expression)
            assert told["sentence"].startswith("You ") == told["changed"]
            if level == "element" and "⋯" not in told["mathml"] and told["target"] != "loss_new":
                for side in sides(told["mathml"]):
                    number = evaluate_as_read(side, lambda ref: at(Ref.parse(ref)))
                    assert number == pytest.approx(at(Ref.parse(told["target"])), rel=1e-9, abs=1e-10), side


@every_mistake_on_every_example
def test_the_wrong_steps_of_an_example_are_written_as_they_are_taken(id: str, example: str) -> None:
    check_told(make_on(id, example))


@many
@given(explained_traces(), mistakes)
def test_the_wrong_steps_of_a_random_network_are_written_as_they_are_taken(
    explained: Explained, id: str
) -> None:
    check_told(make(id, explained))
