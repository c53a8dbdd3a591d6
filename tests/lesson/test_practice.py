"""An answer is judged as it is shown, and a wrong one is traced to the mistake that gives it."""

from functools import partial

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.engine.trace import Trace
from app.lesson.mistakes.catalogue import MISTAKES
from app.lesson.mistakes.lens import View
from app.lesson.numbers import read_shown, show_result
from app.lesson.practice import Judgement, judge_answer
from app.lesson.refs import Ref, RefError, look_up
from app.lesson.slips import is_shown_as, slips_in_writing
from tests.lesson.explained import all_steps, every_example, many, structure
from tests.lesson.mistaken import every_mistake, first_step, make, make_on
from tests.strategies import EXAMPLE_OF, Explained, explained_traces

Digits = st.integers(2, 8)


def judge(explained: Explained, ref: str | Ref, answer: float, digits: int = 4) -> Judgement:
    ref = Ref.parse(ref) if isinstance(ref, str) else ref
    return judge_answer(explained.trace, structure(explained), ref, answer, digits)


def number_at(trace: Trace, ref: str, sample: int = 0) -> float:
    return float(look_up(trace, Ref.parse(ref), sample))


def as_typed(number: float, digits: int) -> float:
    """What a reader types who sees the number."""
    return float(read_shown(show_result(number, digits)))


@every_example
def test_the_shown_number_is_right_and_so_is_one_with_more_digits(explained: Explained) -> None:
    s = structure(explained)
    for step in all_steps(s, "element"):
        value = float(look_up(explained.trace, step.target, s.sample))
        for answer in (value, as_typed(value, 4), float(f"{value:.12g}")):
            judged = judge(explained, step.target, answer)
            assert judged == Judgement(True, value, show_result(value)), (step.id, answer)


@many
@given(st.floats(-1e9, 1e9) | st.floats(-1e-3, 1e-3), Digits)
def test_what_is_shown_of_a_number_is_that_number(value: float, digits: int) -> None:
    assert is_shown_as(as_typed(value, digits), value, digits)
    assert is_shown_as(value, value, digits)


def test_the_shown_number_itself_is_right_where_rounding_it_again_would_write_it_otherwise() -> None:
    assert show_result(0.00099996) == "1.000×10⁻³"
    assert show_result(0.001) == "0.0010"
    assert is_shown_as(0.001, 0.00099996, 4)
    assert is_shown_as(-0.001, -0.00099996, 4)
    assert not is_shown_as(0.0011, 0.00099996, 4)


finite = st.floats(allow_nan=False, allow_infinity=False)


@many
@given(finite, finite, Digits)
def test_any_answer_to_any_number_is_judged(answer: float, value: float, digits: int) -> None:
    if not is_shown_as(answer, value, digits):
        slips = [slip.id for slip in slips_in_writing(answer, value, digits)]
        assert len(set(slips)) == len(slips)


@pytest.mark.parametrize(
    ("answer", "value", "digits", "slips"),
    [
        (-0.389, 0.3890032, 4, ["wrong_sign"]),
        (0.3891, 0.3890032, 4, ["last_digit"]),
        (0.3889, 0.3890032, 4, ["last_digit"]),
        (0.3892, 0.3890032, 4, []),
        (0.39, 0.3890032, 4, ["too_short"]),
        (0.4, 0.3890032, 4, ["too_short"]),
        (0.38, 0.3890032, 4, []),
        (0.0, 0.3890032, 4, []),
        (3.89, 0.3890032, 4, ["decimal_point"]),
        (0.0389, 0.3890032, 4, ["decimal_point"]),
        (0.0004, 0.00043857, 4, ["too_short"]),
        (0.0, 0.00004386, 4, ["too_short"]),
        (0.00439, 0.00043857, 3, ["decimal_point"]),
        (-1.222, 1.222, 4, ["wrong_sign"]),
        (1e300, 0.5, 4, []),
        (1.7976931348623157e308, 1e308, 4, []),
        (5e-324, 0.5, 8, []),
        (2.0, 3.0, 2, []),
    ],
)
def test_a_slip_of_the_pen_is_told(answer: float, value: float, digits: int, slips: list[str]) -> None:
    assert not is_shown_as(answer, value, digits)
    assert [slip.id for slip in slips_in_writing(answer, value, digits)] == slips


@pytest.mark.parametrize(
    ("example", "ref", "answer"),
    [
        ("source", "dL_da.3.0", "2 * at('a.3.0') - at('y.0')"),
        ("source", "loss", "at('a.3.0') - at('y.0') ** 2"),
        (
            "source",
            "delta.1.0",
            "at('W.2.0.0') * at('delta.2.0') + at('W.2.1.0') * at('delta.2.1') * at('slope.1.0')",
        ),
        ("mazur", "loss", "(at('a.2.0') - at('y.0')) ** 2 + (at('a.2.1') - at('y.1')) ** 2 / 2"),
        ("mazur", "loss", "(at('a.2.0') - at('y.0') ** 2 + (at('a.2.1') - at('y.1')) ** 2) / 2"),
    ],
)
def test_a_lost_bracket_is_recognised(example: str, ref: str, answer: str) -> None:
    explained = first_step(EXAMPLE_OF[example])
    typed = eval(answer, {"__builtins__": {}}, {"at": partial(number_at, explained.trace)})
    assert [slip.id for slip in judge(explained, ref, typed).slips] == ["lost_bracket"]


def wrong_answers(view: View, digits: int) -> list[tuple[Ref, float]]:
    """Every wrong number of a mistake that is wrong as it is shown."""
    s = view.structure
    found = []
    for ref in view.differs:
        wrong, right = (float(look_up(trace, ref, s.sample)) for trace in (view.wrong, view.right))
        if not is_shown_as(as_typed(wrong, digits), right, digits):
            found.append((ref, as_typed(wrong, digits)))
    return found


@every_mistake
@pytest.mark.parametrize("example", ["source", "mazur", "softmax"])
def test_a_mistake_is_recognised_at_every_number_that_it_makes_wrong(id: str, example: str) -> None:
    explained = first_step(EXAMPLE_OF[example])
    view = make(id, explained)
    for ref, answer in wrong_answers(view, 8):
        judged = judge(explained, ref, answer, 8)
        assert id in [found.mistake.id for found in judged.mistakes], ref


@many
@given(explained_traces(), st.sampled_from(sorted(MISTAKES)), st.integers(0, 10_000), Digits)
def test_a_mistake_in_a_random_network_is_recognised_at_any_number(
    explained: Explained, id: str, which: int, digits: int
) -> None:
    wrong = wrong_answers(make(id, explained), digits)
    assume(wrong)
    ref, answer = wrong[which % len(wrong)]
    judged = judge(explained, ref, answer, digits)
    assert not judged.right
    assert id in [found.mistake.id for found in judged.mistakes]
    assert all(found.hint[0].isupper() and found.hint.endswith(".") for found in judged.mistakes)


def test_a_mistake_in_the_asked_step_alone_is_recognised_with_everything_before_it_right() -> None:
    explained = first_step(EXAMPLE_OF["source"])
    at = partial(number_at, explained.trace)
    arriving = sum(at(f"W.2.{k}.0") * at(f"delta.2.{k}") for k in (0, 1))
    judged = judge(explained, "delta.1.0", arriving, 8)
    assert [(found.mistake.id, str(found.at), found.hint) for found in judged.mistakes] == [
        ("no_slope_at_hidden", "delta.1.0", "You left out σ′(z).")
    ]
    # the same carried on from the layer behind is another number
    carried = number_at(make_on("no_slope_at_hidden", "source").wrong, "delta.1.0")
    assert not is_shown_as(carried, arriving, 8)
    assert judge(explained, "delta.1.0", carried, 8).mistakes[0].at == Ref.parse("delta.2.0")


def test_a_mistake_that_was_made_earlier_is_told_with_its_place() -> None:
    explained = first_step(EXAMPLE_OF["mazur"])
    wrong = number_at(make_on("no_slope_at_output", "mazur").wrong, "W_grad.2.0.0")
    (found,) = judge(explained, "W_grad.2.0.0", wrong).mistakes
    assert str(found.at) == "dL_dz.2.0"
    assert found.hint == (
        "Earlier, in the derivative of the loss by the weighted sum of output 1: you left out σ′(z)."
    )


def test_another_sample_is_asked_for_by_its_ref() -> None:
    explained = first_step(EXAMPLE_OF["trask-xor"], sample=1)
    view = make("no_slope_at_output", explained)
    for ref in ("delta.1.2@3", "dL_dz.2.0@0"):
        wrong = number_at(view.wrong, ref)
        judged = judge(explained, ref, wrong, 8)
        assert "no_slope_at_output" in [found.mistake.id for found in judged.mistakes]
        assert all(str(found.at).endswith(ref[-2:]) for found in judged.mistakes)
        assert judge(explained, ref, number_at(explained.trace, ref)).right


@pytest.mark.parametrize(
    "ref", ["W.2", "delta.1", "W.1.0.0", "x.0", "y.0", "learning_rate", "z.9.0", "z.1.0@1"]
)
def test_what_no_step_computes_cannot_be_asked_for(ref: str) -> None:
    with pytest.raises(RefError):
        judge(first_step(EXAMPLE_OF["source"]), ref, 0.0)
