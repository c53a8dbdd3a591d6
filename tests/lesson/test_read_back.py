"""A formula on the screen, read by the usual precedence, gives its number: the brackets are right."""

from functools import partial
from itertools import chain

import pytest
from hypothesis import given

from app.lesson.explain import explain
from app.lesson.refs import Ref, look_up
from app.lesson.steps import PHASES
from tests.lesson.explained import every_example, many, structure
from tests.lesson.read_back import evaluate_as_read, sides
from tests.strategies import Explained, explained_traces

# As printed, 1 - tanh(z)^2 and the like cancel, which the engine avoids; a bracket amiss is far outside this.
RELATIVE, ABSOLUTE = 1e-9, 1e-10


def check_formulas(explained: Explained) -> int:
    """How many numbers were read off formulas; a long sum is not written out, nor what is behind a loss."""
    at = partial(look_up, explained.trace, sample=explained.sample)
    steps = chain.from_iterable(explain(structure(explained), phase, "element")[0] for phase in PHASES)
    read = 0
    for step in steps:
        if "⋯" in step["mathml"] or step["target"] == "loss_new":
            continue
        for side in sides(step["mathml"]):
            here = evaluate_as_read(side, lambda ref: at(Ref.parse(ref)))
            there = at(Ref.parse(step["target"]))
            assert here == pytest.approx(there, rel=RELATIVE, abs=ABSOLUTE), (step["id"], side)
            read += 1
    return read


@every_example
def test_every_formula_of_an_example_reads_as_its_number(explained: Explained) -> None:
    assert check_formulas(explained) >= 10


@many
@given(explained_traces())
def test_every_formula_of_a_random_network_reads_as_its_number(explained: Explained) -> None:
    assert check_formulas(explained) >= 5


@pytest.mark.parametrize(
    ("formula", "number"),
    [
        ("<mn>7</mn><mo>−</mo><mn>2</mn><mo>+</mo><mn>3</mn>", 8.0),
        ("<mn>7</mn><mo>−</mo><mrow><mo>(</mo><mn>2</mn><mo>+</mo><mn>3</mn><mo>)</mo></mrow>", 2.0),
        ("<mn>7</mn><mo>−</mo><mrow><mn>2</mn><mo>+</mo><mn>3</mn></mrow>", 8.0),
        ("<msup><mrow><mn>7</mn><mo>−</mo><mn>2</mn></mrow><mn>2</mn></msup>", 3.0),
        ("<mfrac><mrow><mn>7</mn><mo>−</mo><mn>2</mn></mrow><mn>5</mn></mfrac><mo>·</mo><mn>2</mn>", 2.0),
    ],
)
def test_reading_back_takes_a_formula_as_it_looks_and_not_as_it_is_nested(
    formula: str, number: float
) -> None:
    (side,) = sides(f"<math><mi>v</mi><mo>=</mo><mrow>{formula}</mrow></math>")
    assert evaluate_as_read(side, lambda ref: None) == number
