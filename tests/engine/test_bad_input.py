"""Bad questions: the class of the error, the field at fault, words that help, and nothing that was sent."""

import pytest

from app.engine.errors import EngineError, ShapeError, UnknownNameError
from app.engine.network import Batch
from tests.engine.bad_questions import CASES, NAME, ROW, N, Question, fit, network


@pytest.mark.parametrize(
    ("ask", "error", "field", "words"), [pytest.param(*case[1:], id=case[0]) for case in CASES]
)
def test_a_bad_question_is_refused_in_words(
    ask: Question, error: type[EngineError], field: str, words: str
) -> None:
    with pytest.raises(EngineError) as caught:
        ask()
    assert type(caught.value) is error
    assert caught.value.field == field
    assert words in str(caught.value)


@pytest.mark.parametrize("ask", [pytest.param(case[1], id=case[0]) for case in CASES])
def test_no_message_repeats_what_was_sent(ask: Question) -> None:
    with pytest.raises(EngineError) as caught:
        ask()
    error = caught.value
    for text in (str(error), error.field, repr(error)):
        for sent in (str(N), "98765", NAME, "nan", "inf", "0.25", "1e+", "000000"):
            assert sent not in text


def test_a_shape_error_holds_both_shapes() -> None:
    with pytest.raises(ShapeError) as caught:
        network(([[N]] * 3, [0.0] * 3, "tanh"), ([[N, 1.0]], [0.0], "tanh"))()
    assert (caught.value.shape, caught.value.expected) == ((1, 2), (1, 3))


def test_an_unknown_name_is_told_with_those_known() -> None:
    with pytest.raises(UnknownNameError) as caught:
        fit(ROW, ROW, NAME, "tanh")()
    assert caught.value.kind == "loss"
    assert caught.value.known[0] == "mse"


@pytest.mark.parametrize("y", [[1 / 3, 2 / 3], [0.3333333333, 0.6666666667], [0.1, 0.9], [1.0, 0.0]])
def test_targets_that_sum_to_1_but_for_rounding_are_taken(y: list[float]) -> None:
    fit(ROW, [y], "cross_entropy", "softmax")()


def test_a_flat_row_is_one_sample() -> None:
    flat, rows = Batch.read([N, 1.0], [0.5]), Batch.read([[N, 1.0]], [[0.5]])
    assert flat.x.tolist() == rows.x.tolist() == [[N], [1.0]]
    assert flat.y.tolist() == rows.y.tolist() == [[0.5]]
