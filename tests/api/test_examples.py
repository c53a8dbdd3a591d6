"""Published worked examples, asked of the API: the digits as printed, and an oracle's exact values."""

from decimal import Decimal
from typing import Any

import httpx
import pytest

from tests.api.questions import EXAMPLES, ask, example_id, stepping

pytestmark = pytest.mark.anyio
RELATIVE = 1e-12  # some thousand roundings of a float64; the oracle has 40 digits
HALF_A_DIGIT = Decimal("0.5")  # of the last printed place: what rounding to it leaves


async def answers(
    client: httpx.AsyncClient, example: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """All values of the first step of training by quantity, and what stands after the example's updates."""
    body = stepping(example)
    trace = await ask(client, "/api/trace", body)
    first = {quantity: array for phase in trace["phases"] for quantity, array in phase["values"].items()}
    for _ in range(example["exact"]["update"]["updates"]):
        update = await ask(client, "/api/update", body)
        body |= {"network": update["network"], "optimizer_state": update["optimizer_state"]}
    after = await ask(client, "/api/forward", {**example["problem"], "network": body["network"]})
    return first, {
        "network": body["network"],
        "loss_new": update["values"]["loss_new"],
        "a_new": after["values"]["a"],
    }


def printed_value(first: dict[str, Any], after: dict[str, Any], ref: str) -> float:
    """The number at a Ref; arrays of samples give the first."""
    quantity, *path = ref.split(".")
    if quantity == "loss_new":
        return float(after["loss_new"])
    found = (after if quantity == "a_new" else first)[quantity]
    if path:
        found = found[path.pop(0)]
        if quantity in ("z", "a", "a_new", "delta"):
            found = found[0]
    for index in path:
        found = found[int(index)]
    return float(found)


@pytest.mark.parametrize("example", EXAMPLES, ids=example_id)
async def test_every_printed_digit_follows(client: httpx.AsyncClient, example: dict[str, Any]) -> None:
    first, after = await answers(client, example)
    for ref, text in example["printed"].items():
        printed = Decimal(text)
        last_place = Decimal(1).scaleb(-len(text.partition(".")[2]))
        # where a source truncated, or multiplied rounded factors, the example says by how many last places
        allowance = Decimal(str(example["printed_ulp"].get(ref, HALF_A_DIGIT)))
        # a value that lies on the rounding tie itself may be off it by a rounding of its own
        slack = abs(printed) * Decimal(RELATIVE)
        value = printed_value(first, after, ref)
        assert abs(Decimal(value) - printed) <= allowance * last_place + slack, (ref, text, value)


@pytest.mark.parametrize("example", EXAMPLES, ids=example_id)
async def test_every_exact_value_is_met(client: httpx.AsyncClient, example: dict[str, Any]) -> None:
    first, after = await answers(client, example)
    exact = example["exact"]
    L = str(len(example["problem"]["network"]["layers"]))
    for here, there in (
        (first["z"], exact["forward"]["z"]),
        (first["a"], exact["forward"]["a"]),
        (first["loss"], exact["loss"]["value"]),
        (first["per_sample"], exact["loss"]["per_sample"]),
        (first["delta"], exact["deltas"]["delta"]),
        (first["W_grad"], exact["gradients"]["W"]),
        (first["b_grad"], exact["gradients"]["b"]),
        (after["network"], exact["update"]["network"]),
        (after["loss_new"], exact["update"]["loss"]),
        (after["a_new"][L], exact["update"]["prediction"]),
    ):
        assert_close(here, there)


def assert_close(here: Any, there: Any) -> None:
    """The same tree, every number within RELATIVE."""
    if isinstance(there, dict):
        assert here.keys() == there.keys()
        for key, value in there.items():
            assert_close(here[key], value)
    elif isinstance(there, list):
        assert len(here) == len(there)
        for one, other in zip(here, there, strict=True):
            assert_close(one, other)
    elif isinstance(there, str):
        assert here == there
    else:
        assert here == pytest.approx(there, rel=RELATIVE, abs=0)


async def test_the_examples_disagree_with_a_changed_weight(client: httpx.AsyncClient) -> None:
    """The comparison itself can fail: a weight that is off in its ninth digit is noticed."""
    example = next(example for example in EXAMPLES if example["id"] == "source")
    problem = {**example["problem"]}
    first_layer = problem["network"]["layers"][0]
    off = {**first_layer, "W": [[-1.2 * (1 + 1e-9)], *first_layer["W"][1:]]}
    network = {"layers": [off, *problem["network"]["layers"][1:]]}
    answer = await ask(client, "/api/forward", {**problem, "network": network})
    with pytest.raises(AssertionError):
        assert_close(answer["values"]["a"], example["exact"]["forward"]["a"])
