"""The formulas for the screen: well-formed, an address on every operand, brackets where one needs them."""

from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from app.lesson.refs import Ref
from tests.lesson.notation_cases import CASES, Described, each_step, unwritten

# MathML Core; mtext for words, mspace for the product of matrices
ELEMENTS = {
    *(
        "math",
        "mrow",
        "mi",
        "mn",
        "mo",
        "mtext",
        "mspace",
        "mfrac",
        "msup",
        "msub",
        "msubsup",
        "msqrt",
        "mover",
    ),
    *("mtable", "mtr", "mtd"),
}
CHILDREN = {"mfrac": 2, "msup": 2, "msub": 2, "msubsup": 3, "mover": 2, "math": 3}
OPERATORS = set("+−·⊙>")
BETWEEN = {"=", ",", "(", ")"}  # an operand beside one of these needs no brackets of its own


def parse(step: Described) -> Element:
    return ElementTree.fromstring(step["mathml"])


def test_formulas_are_well_formed_mathml() -> None:
    for _, step in each_step():
        for element in parse(step).iter():
            assert element.tag in ELEMENTS, step["id"]
            assert element.tag not in CHILDREN or len(element) == CHILDREN[element.tag], step["mathml"]
            assert "style" not in element.attrib
            if element.tag in ("mi", "mn", "mo"):
                assert len(element) == 0
                assert element.text


def test_a_formula_is_a_target_an_equals_sign_and_an_expression() -> None:
    for _, step in each_step():
        math = parse(step)
        assert math.get("display") == "block"
        target, equals, expression = math
        assert (target.get("class"), equals.text, expression.get("class")) == ("target", "=", "expression")
        assert [part.get("data-ref") for part in target.iter() if part.get("data-ref")] == [step["target"]]
        assert next(iter(target)).get("data-bare") is not None


def operands(step: Described) -> list[str]:
    """The addresses in the expression, in the order of writing."""
    expression = parse(step)[2]
    return [ref for part in expression.iter() if (ref := part.get("data-ref"))]


def test_every_operand_carries_its_address_and_nothing_else_does() -> None:
    for s, step in each_step():
        shown = operands(step)
        assert [str(Ref.parse(ref)) for ref in shown] == shown
        if unwritten(s, step, "⋯"):
            assert set(shown) <= set(step["reads"]), step["id"]
        else:
            assert set(shown) == set(step["reads"]), step["id"]


def test_no_operand_stands_inside_another() -> None:
    """The browser replaces the content of one by its number."""
    for _, step in each_step():
        for part in parse(step).iter():
            if part.get("data-ref"):
                assert [inner.get("data-ref") for inner in part.iter() if inner.get("data-ref")] == [
                    part.get("data-ref")
                ]


def with_ancestors(element: Element, above: tuple[Element, ...] = ()) -> Iterator[tuple[Element, ...]]:
    """Each element as the last of its chain of ancestors."""
    chain = (*above, element)
    yield chain
    for child in element:
        yield from with_ancestors(child, chain)


def needs_brackets(chain: tuple[Element, ...]) -> bool:
    """Whether a negative number would be read wrongly where the operand at the end of `chain` stands."""
    for parent, child in zip(chain[-2::-1], chain[:0:-1], strict=True):
        if parent.tag in ("mrow", "mtd") and len(parent) == 1 and parent.get("class") != "term":
            continue  # a row of one says nothing; what counts is where it stands
        if parent.tag in ("mfrac", "msqrt", "mtd"):
            return False
        if parent.tag == "msup":
            return parent[0] is child  # the base of a power, not its exponent
        if parent.get("class") == "term":
            return True
        place = list(parent).index(child)
        beside = [*parent[max(place - 1, 0) : place], *parent[place + 1 : place + 2]]
        marks = {part.text for part in beside if part.tag == "mo"}
        assert marks <= OPERATORS | BETWEEN | {"∑", "{", "⋯"}, marks
        return not marks <= BETWEEN or any(part.tag in ("mspace", "msup") for part in beside)
    return False


def test_an_operand_goes_bare_exactly_where_a_negative_number_needs_no_brackets() -> None:
    for _, step in each_step():
        for chain in with_ancestors(parse(step)[2]):
            if chain[-1].get("data-ref") and not Ref.parse(chain[-1].get("data-ref", "")).is_array:
                bare = chain[-1].get("data-bare") is not None
                assert bare != needs_brackets(chain), (step["id"], chain[-1].get("data-ref"), step["mathml"])


def test_the_terms_of_a_sum_are_places_to_break_the_line() -> None:
    seen = set()
    for _, step in each_step():
        if step["level"] == "element" and step["target"].startswith("z."):
            terms = [part for part in parse(step)[2] if part.get("class") == "term"]
            products = len(step["reads"]) // 2
            # four, the dots and the last stand for more than six
            assert len(terms) == (products + 1 if products < 6 else 6)
            assert [term[0].text for term in terms[1:]] == ["+"] * (len(terms) - 1)
            seen.add(len(terms))
    assert seen == {2, 3, 4, 5, 6}


def test_of_a_long_sum_the_first_four_terms_and_the_last_are_shown() -> None:
    wide = [steps for s, steps, _ in CASES if s.widths[0] == 8 and steps[0]["level"] == "element"]
    assert wide
    for step in (step for steps in wide for step in steps if step["target"] in ("z.1.0", "z.2.6")):
        # four products of two, and the bias
        assert operands(step) == [*step["reads"][:8], step["reads"][-1]]


@pytest.mark.parametrize("form", ["mathml", "latex", "words"])
def test_a_formula_stays_short_however_wide_the_network(form: str) -> None:
    dots = {"mathml": "⋯", "latex": r"\cdots", "words": "and so on"}[form]
    wide = [steps for s, steps, _ in CASES if s.widths[0] == 8]
    assert wide
    for step in (step for steps in wide for step in steps if step["target"] in ("z.1.0", "z.2.6")):
        assert step[form].count(dots) == 1
        assert len(step["reads"]) >= 17
