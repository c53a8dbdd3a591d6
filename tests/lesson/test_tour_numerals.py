"""Every number that a tour's text spells out, and is no Ref, counted where it comes from."""

import re

import pytest

from app.lesson.tours.catalogue import all_tours
from app.lesson.tours.figures import FIGURE
from tests.lesson.touring import stop_of, trace_at, written

WORDS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "hundred": 100,
    "quarter": 0.25,
}
NUMERAL = re.compile(rf"\d+(?:\.\d+)?|\b(?i:{'|'.join(WORDS)})\b")
WIDE, CHAIN, DEAD, EQUAL = trace_at("why-transpose", 1), "vanishing-gradients", "dead-relu", "equal-weights"
# every numeral of the texts that is no Ref, in order, from what it counts; neurons count from 1 on the page
COUNTED: dict[tuple[str, int], list[float]] = {
    ("four-phases", 5): [2],  # a step or two: an invitation, no claim
    ("four-phases", 6): [4],  # gradients and update are one phase on the page
    ("why-transpose", 1): [1, WIDE.network.widths[1]],
    ("why-transpose", 2): [1, WIDE.network.widths[2]],
    ("why-transpose", 3): [1],
    ("why-transpose", 4): list(WIDE.network.layers[1].W.shape),
    ("why-transpose", 5): [WIDE.network.widths[1], WIDE.network.widths[2]],
    ("why-transpose", 6): [len(trace_at("why-transpose", 6).network.widths) - 2],
    (CHAIN, 1): [len(trace_at(CHAIN, 1).network.layers)],
    (CHAIN, 2): [0.25],
    (CHAIN, 3): [0.25],
    (CHAIN, 5): [10, 3],
    (CHAIN, 6): [1],
    (DEAD, 1): [1],
    (DEAD, 2): [trace_at(DEAD, 2).batch.size],
    (DEAD, 5): [stop_of(DEAD, 5)["setup"]["updates"], 2, 1],
    (DEAD, 6): [1.5],
    (EQUAL, 1): [trace_at(EQUAL, 1).network.widths[1]],
    (EQUAL, 5): [stop_of(EQUAL, 5)["setup"]["updates"], trace_at(EQUAL, 5).network.widths[1]],
    (EQUAL, 6): [stop_of(EQUAL, 6)["updates"]],
    (EQUAL, 7): [trace_at(EQUAL, 7).batch.size],
    (EQUAL, 8): [stop_of(EQUAL, 8)["updates"]],
    ("slow-to-learn", 4): [stop_of("slow-to-learn", 4)["updates"]],
    ("slow-to-learn", 6): [stop_of("slow-to-learn", 6)["updates"]],
    ("loss-went-down", 1): [2],  # the two numbers of its sentence before
}


@pytest.mark.parametrize(
    ("tour", "n"), [(id, n) for id, tour in all_tours().items() for n in range(1, len(tour["stops"]) + 1)]
)
def test_a_text_spells_out_no_number_that_is_not_counted_here(tour: str, n: int) -> None:
    told = NUMERAL.findall(FIGURE.sub("", written(tour, n)))
    values = [WORDS[text.lower()] if text.lower() in WORDS else float(text) for text in told]
    assert values == COUNTED.get((tour, n), [])
