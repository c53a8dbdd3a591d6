"""Refs: what is one and what is not, and the number that each one finds in a trace."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.trace import Trace
from app.lesson.refs import QUANTITIES, Ref, RefError, look_up
from tests.strategies import random_problem, run

# how many indices each quantity takes, the layer counted: for an array, for an entry
MATRICES = ("W", "W_grad", "W_new", "m_W", "v_W", "m_W_new", "v_W_new")
VECTORS = ("b", "b_grad", "b_new", "m_b", "v_b", "m_b_new", "v_b_new")
COLUMNS = ("z", "a", "dL_da", "dL_dz", "slope", "delta")
LENGTHS = {
    **dict.fromkeys(MATRICES, (1, 3)),
    **dict.fromkeys((*VECTORS, *COLUMNS), (1, 2)),
    "y": (0, 1),
    **dict.fromkeys(("loss", "loss_new", "learning_rate"), (0, 0)),
}


@st.composite
def refs(draw: st.DrawFn) -> Ref:
    quantity = draw(st.sampled_from(sorted(LENGTHS)))
    length = draw(st.sampled_from(LENGTHS[quantity]))
    indices = tuple(draw(st.lists(st.integers(0, 999_999), min_size=length, max_size=length)))
    sampled = quantity in (*COLUMNS, "y", "loss")
    return Ref(quantity, indices, draw(st.none() | st.integers(0, 999_999)) if sampled else None)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(refs())
def test_a_ref_reads_its_own_string_back(ref: Ref) -> None:
    assert Ref.parse(str(ref)) == ref
    assert ref.is_array == (len(ref.indices) < LENGTHS[ref.quantity][1])


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("W.2.0.1", Ref("W", (2, 0, 1))),
        ("W.2", Ref("W", (2,))),
        ("b_grad.2.0", Ref("b_grad", (2, 0))),
        ("z.1.0@3", Ref("z", (1, 0), 3)),
        ("y.0@1", Ref("y", (0,), 1)),
        ("loss@0", Ref("loss", (), 0)),
        ("x", Ref("a", (0,))),
        ("x.1", Ref("a", (0, 1))),
        ("x.1@2", Ref("a", (0, 1), 2)),
        ("x@2", Ref("a", (0,), 2)),
    ],
)
def test_a_ref_is_read_as_it_is_meant(text: str, ref: Ref) -> None:
    assert Ref.parse(text) == ref
    assert Ref.parse(str(ref)) == ref


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            ".",
            "@",
            "@0",
            "W",
            "W.",
            ".W.1",
            "W.1.0",
            "W.1.0.0.0",
            "W..0.0",
            "W.1.0.0.",
            "W_new",
            "z",
            "a",
        ),
        *("w.1.0.0", "Z.1.0", "dW.1.0.0", "nabla", "__class__", "m_z.1.0", "W_new_new.1", "b_grad_new.1.0"),
        *("W.-1.0.0", "W.+1.0.0", "W.1.0.x", "W.1.0.1e3", "W.1.0.0x1", "z.1.0.0", "y.0.0", "x.0.0", "X.0"),
        *("z.1.0@", "z.1.0@-1", "z.1.0@x", "z.1.0@1@2", "z@1.0", "loss@1.5", "loss.0", "loss.0@1"),
        *("W.1.0.0@0", "b.1.0@0", "W_grad.1.0.0@0", "loss_new@0", "learning_rate@0", "learning_rate.1"),
        *(" z.1.0", "z.1.0 ", "z.1. 0", "z.1.0\n", "z.1.٣", "z.1.²", "z.1,0", "z.1_0.0", "z.1.1234567", "7"),
        # one spelling for each, as a Ref is also a key
        *("W.01.0.0", "z.1.00", "z.1.0@01", "loss@00", "a.00.0", "z.1.1٣", "z.1.1²", "z.1.0@1٣"),
    ],
)
def test_what_is_no_ref_is_refused_in_words(text: str) -> None:
    with pytest.raises(RefError, match=r"^a ref reads like W\.2\.0\.1") as caught:
        Ref.parse(text)
    assert caught.value.field == "ref"


def batch_of_two() -> Trace:
    return run(random_problem(8, (2, 3, 2), ("tanh", "sigmoid"), "mse", samples=2), 0.25, "adam", after=1)


SAMPLE = 1  # the one being explained
EXPECTED: dict[str, Callable[[Trace], object]] = {
    "W.2.1.2": lambda t: t.network.layers[1].W[1, 2],
    "W.1": lambda t: t.network.layers[0].W,
    "b.1.2": lambda t: t.network.layers[0].b[2],
    "b.2": lambda t: t.network.layers[1].b[:, None],
    "a.0.1": lambda t: t.batch.x[1, SAMPLE],
    "x.1": lambda t: t.batch.x[1, SAMPLE],
    "x.1@0": lambda t: t.batch.x[1, 0],
    "x": lambda t: t.batch.x[:, [SAMPLE]],
    "y.1": lambda t: t.batch.y[1, SAMPLE],
    "y@0": lambda t: t.batch.y[:, [0]],
    "z.1.2": lambda t: t.forward.z[1][2, SAMPLE],
    "z.1.2@0": lambda t: t.forward.z[1][2, 0],
    "z.1": lambda t: t.forward.z[1][:, [SAMPLE]],
    "a.2.0@0": lambda t: t.forward.a[2][0, 0],
    "loss": lambda t: t.loss.loss,
    "loss@0": lambda t: t.loss.per_sample[0],
    "loss@1": lambda t: t.loss.per_sample[1],
    "dL_da.2.1": lambda t: t.loss.dL_da[2][1, SAMPLE],
    "dL_dz.2.1@0": lambda t: t.loss.dL_dz[2][1, 0],
    "slope.2.1": lambda t: t.loss.slope[2][1, SAMPLE],
    "slope.1.2@0": lambda t: t.deltas.slope[1][2, 0],
    "delta.1.2": lambda t: t.deltas.delta[1][2, SAMPLE],
    "delta.2@0": lambda t: t.deltas.delta[2][:, [0]],
    "W_grad.1.2.1": lambda t: t.gradients.W_grad[1][2, 1],
    "b_grad.2": lambda t: t.gradients.b_grad[2][:, None],
    "W_new.2.0.2": lambda t: t.update.W_new[2][0, 2],
    "b_new.1.0": lambda t: t.update.b_new[1][0],
    "m_W.1.2.1": lambda t: t.state.slots["m_W"][1][2, 1],
    "m_b.1.0": lambda t: t.state.slots["m_b"][1][0],
    "v_W.2.0.1": lambda t: t.state.slots["v_W"][2][0, 1],
    "v_b.2.1": lambda t: t.state.slots["v_b"][2][1],
    "m_W_new.1.2.1": lambda t: t.update.state.slots["m_W"][1][2, 1],
    "m_b_new.1.0": lambda t: t.update.state.slots["m_b"][1][0],
    "v_W_new.2.0.1": lambda t: t.update.state.slots["v_W"][2][0, 1],
    "v_b_new.2.1": lambda t: t.update.state.slots["v_b"][2][1],
    "learning_rate": lambda t: t.learning_rate,
    "loss_new": lambda t: t.loss_new,
}


@pytest.mark.parametrize("text", EXPECTED)
def test_a_ref_finds_its_number(text: str) -> None:
    trace = batch_of_two()
    here, there = look_up(trace, Ref.parse(text), SAMPLE), EXPECTED[text](trace)
    assert type(here) is (float if np.ndim(there) == 0 else np.ndarray)  # type: ignore[arg-type]
    np.testing.assert_array_equal(here, there, strict=isinstance(here, np.ndarray))


def test_the_tables_here_name_every_quantity() -> None:
    assert set(LENGTHS) == set(QUANTITIES)
    assert {Ref.parse(text).quantity for text in EXPECTED} == set(QUANTITIES)


@pytest.mark.parametrize("text", ["z.1.0", "y.0", "x", "delta.2"])
def test_a_sample_that_the_batch_does_not_have_is_refused(text: str) -> None:
    with pytest.raises(RefError, match="this network has no such number"):
        look_up(batch_of_two(), Ref.parse(text), sample=2)


def test_no_two_refs_of_the_table_find_the_same_number() -> None:
    """Or a mix-up of two of them would pass above."""
    trace = batch_of_two()
    found = [look_up(trace, Ref.parse(text), SAMPLE) for text in EXPECTED if text not in ("x.1", "x")]
    numbers = [number for number in found if isinstance(number, float)]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize(
    "text",
    [
        *("W.0.0.0", "W.0", "b.0.0", "W.3.0.0", "W.1.3.0", "W.1.0.2", "b.1.3", "b.3"),
        *("z.0.0", "z.3", "z.1.3", "a.3.0", "a.0.2", "a.1.3", "y.2", "x.2"),
        *("z.1.0@2", "y.0@2", "x@2", "loss@2", "dL_da.1.0", "dL_dz.1", "slope.0", "slope.3", "delta.0.0"),
        *("delta.3", "W_grad.0", "b_grad.3.0", "W_new.1.0.2", "b_new.0", "m_W.0", "v_b.1.3", "m_W_new.3"),
    ],
)
def test_a_place_that_this_network_does_not_have_is_refused(text: str) -> None:
    with pytest.raises(RefError, match="this network has no such number"):
        look_up(batch_of_two(), Ref.parse(text), SAMPLE)


@pytest.mark.parametrize(
    ("activation", "loss", "optimizer", "absent"),
    [
        ("sigmoid", "binary_cross_entropy", "sgd", ["dL_da.1.0", "slope.1.0", "m_W.1", "v_W_new.1.0.0"]),
        ("softmax", "cross_entropy", "momentum", ["dL_da.1", "slope.1", "m_W.1.0.0", "m_b_new.1"]),
        ("softmax", "mse", "sgd", ["slope.1.0", "v_b.1"]),
    ],
)
def test_what_a_choice_does_not_compute_is_not_there(
    activation: str, loss: str, optimizer: str, absent: list[str]
) -> None:
    trace = run(random_problem(1, (2, 2), (activation,), loss), 0.1, optimizer)
    for text in absent:
        with pytest.raises(RefError):
            look_up(trace, Ref.parse(text))
