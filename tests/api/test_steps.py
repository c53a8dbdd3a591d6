"""Every explanation is run: element steps, evaluated from JSON alone, give the numbers that they explain."""

from collections.abc import Callable
from itertools import product
from typing import Any

import httpx
import pytest

from tests.api.expression_json import evaluate, refs_in
from tests.api.questions import EXAMPLES, ask, random_problem, stepping

pytestmark = pytest.mark.anyio
RELATIVE = 1e-12  # to the size of the terms; a sum of 16 products in another order is off by some 1e-15
PER_SAMPLE = ("z", "a", "dL_da", "dL_dz", "slope", "delta")

SQUARED = ("mse", "squared_error", "half_squared_error")
ELEMENTWISE = ("linear", "sigmoid", "tanh", "relu", "leaky_relu", "softplus")
# every activation, hidden and as the output, under every loss that it goes with
HEADS = [
    *product((*ELEMENTWISE, "softmax"), SQUARED),
    ("sigmoid", "binary_cross_entropy"),
    ("softmax", "cross_entropy"),
]
OPTIMIZERS = ("sgd", "momentum", "adam")
SIZES = [((2, 3, 2), 1), ((3, 2, 4, 3), 3), ((1, 2, 1), 2)]

QUESTIONS: dict[str, tuple[dict[str, Any], int]] = {
    example["id"]: (stepping(example), len(example["problem"]["x"]) - 1) for example in EXAMPLES
}
QUESTIONS["third-sample"] = QUESTIONS["trask-xor"][0], 2
for number, (head, loss) in enumerate(HEADS):
    widths, samples = SIZES[number % len(SIZES)]
    hidden = [ELEMENTWISE[(number + l) % len(ELEMENTWISE)] for l in range(len(widths) - 2)]
    body = random_problem(number, widths, (*hidden, head), loss, samples)
    body |= {"optimizer": OPTIMIZERS[number // 3 % 3], "learning_rate": 0.3, "freeze_biases": number % 5 == 0}
    QUESTIONS[f"{'-'.join(hidden)}-{head}-{loss}-{body['optimizer']}"] = (body, samples - 1)


def resolver(body: dict[str, Any], values: dict[str, Any], sample: int) -> Callable[[str], Any]:
    """From a Ref to its number, or to its array: in the question, or in the values of the answer."""
    layers = body["network"]["layers"]

    def value_of(ref: str) -> Any:
        path, _, at = ref.partition("@")
        quantity, *indices = path.split(".")
        row = int(at) if at else sample
        if quantity == "learning_rate":
            return body["learning_rate"]
        if quantity == "loss" and at:
            return values["per_sample"][row]
        if quantity == "y":
            found = body["y"][row]
        elif quantity in ("W", "b"):
            found = layers[int(indices.pop(0)) - 1][quantity]
        elif quantity in ("m_W", "m_b", "v_W", "v_b"):
            found = body["optimizer_state"][quantity][indices.pop(0)]
        elif quantity in PER_SAMPLE:
            found = values[quantity][indices.pop(0)][row]
        else:
            found = values[quantity]
            if indices:
                found = found[indices.pop(0)]
        for index in indices:
            found = found[int(index)]
        return found

    return value_of


async def traced(
    client: httpx.AsyncClient, name: str
) -> tuple[dict[str, Any], list[dict[str, Any]], dict[str, Any], Callable[[str], Any]]:
    """The question after two updates, so that an optimizer has a past; its steps, values and resolver."""
    body, sample = QUESTIONS[name]
    for _ in range(2):
        update = await ask(client, "/api/update", body)
        body = {**body, "network": update["network"], "optimizer_state": update["optimizer_state"]}
    answer = await ask(client, f"/api/trace?steps=element&sample={sample}", body)
    steps = [step for phase in answer["phases"] for step in phase["steps"]]
    values: dict[str, Any] = {}
    for phase in answer["phases"]:
        for quantity, found in phase["values"].items():
            # a quantity that two phases share, such as the slope, has its layers in each
            values[quantity] = {**values.get(quantity, {}), **found} if isinstance(found, dict) else found
    return body, steps, values, resolver(body, values, sample)


@pytest.mark.parametrize("name", QUESTIONS)
async def test_every_expression_gives_the_value_of_its_target(client: httpx.AsyncClient, name: str) -> None:
    body, steps, _, value_of = await traced(client, name)
    for step in steps:
        number = evaluate(step["expression"], value_of, body)
        assert abs(number.value - value_of(step["target"])) <= RELATIVE * number.size, step["id"]


@pytest.mark.parametrize("name", QUESTIONS)
async def test_nothing_is_read_before_it_was_computed(client: httpx.AsyncClient, name: str) -> None:
    _, steps, _, _ = await traced(client, name)
    computed = {step["target"] for step in steps}
    done: set[str] = set()
    for step in steps:
        assert step["reads"] == refs_in(step["expression"])
        for ref in step["reads"]:
            # another sample's number is computed together with its twin at the sample that is explained
            here = ref if ref.startswith("loss") else ref.partition("@")[0]
            needed = {target for target in computed if target == here or target.startswith(f"{here}.")}
            assert needed <= done, (step["id"], ref)
        done.add(step["target"])


async def test_steps_stand_in_the_order_of_computing(client: httpx.AsyncClient) -> None:
    _, steps, _, _ = await traced(client, "third-sample")
    assert list(dict.fromkeys(step["group"] for step in steps)) == [
        "z.1",
        "a.1",
        "z.2",
        "a.2",
        "loss@2",
        "loss",
        "dL_da.2",
        "slope.2",
        "dL_dz.2",
        "delta.2",
        "slope.1",
        "delta.1",
        "W_grad.2",
        "b_grad.2",
        "W_grad.1",
        "b_grad.1",
        "W_new.2",
        "b_new.2",
        "W_new.1",
        "b_new.1",
        "loss_new",
    ]


@pytest.mark.parametrize("name", QUESTIONS)
async def test_every_entry_is_the_target_of_exactly_one_step(client: httpx.AsyncClient, name: str) -> None:
    body, steps, values, _ = await traced(client, name)
    expected = {"loss", "loss_new"} | ({f"loss@{QUESTIONS[name][1]}"} if len(body["x"]) > 1 else set())
    for quantity, by_layer in values.items():
        if not isinstance(by_layer, dict):
            continue
        for l, array in by_layer.items():
            if (quantity, l) == ("a", "0"):
                continue  # the input is given, not computed
            entries = array[0] if quantity in PER_SAMPLE else array
            for j, entry in enumerate(entries):
                indices = [f"{j}.{i}" for i in range(len(entry))] if isinstance(entry, list) else [f"{j}"]
                expected |= {f"{quantity}.{l}.{index}" for index in indices}
    targets = [step["target"] for step in steps]
    assert len(set(targets)) == len(targets)
    assert set(targets) == expected
    assert [step["id"] for step in steps] == targets


@pytest.mark.parametrize("name", QUESTIONS)
async def test_every_number_that_a_phase_touches_has_a_name(client: httpx.AsyncClient, name: str) -> None:
    body, sample = QUESTIONS[name]
    answer = await ask(client, f"/api/trace?steps=element&sample={sample}", body)
    for phase in answer["phases"]:
        touched = {ref for step in phase["steps"] for ref in (step["target"], *step["reads"])}
        assert touched <= phase["names"].keys()
        assert all(phase["names"].values())
        in_words = {ref for step in phase["steps"] for ref in touched if f"{{{ref}}}" in step["words"]}
        assert {step["target"] for step in phase["steps"]} <= in_words


async def test_ids_stay_when_numbers_change(client: httpx.AsyncClient) -> None:
    shape = ((2, 3, 2), ("tanh", "sigmoid"), "mse", 2)
    one, other = [
        await ask(client, "/api/trace?steps=element", random_problem(seed, *shape)) for seed in (1, 2)
    ]
    for here, there in zip(one["phases"], other["phases"], strict=True):
        assert here["steps"] == there["steps"]
        assert here["values"] != there["values"]


async def test_an_element_step_belongs_to_a_layer_step(client: httpx.AsyncClient) -> None:
    body, _ = QUESTIONS["source"]
    groups, ids = [], []
    for level in ("element", "layer"):
        answer = await ask(client, f"/api/trace?steps={level}", body)
        steps = [step for phase in answer["phases"] for step in phase["steps"]]
        groups.append(list(dict.fromkeys(step["group"] for step in steps)))
        ids.append([step["id"] for step in steps])
    assert groups[0] == groups[1] == ids[1]


async def test_a_wrong_explanation_would_be_noticed(client: httpx.AsyncClient) -> None:
    """The source's delta of neuron 1 in layer 2, its slope dropped, is another number."""
    body, steps, _, value_of = await traced(client, "source")
    (step,) = [step for step in steps if step["target"] == "delta.2.0"]
    without_slope = evaluate(step["expression"][1], value_of, body)
    assert abs(without_slope.value - value_of("delta.2.0")) > 0.1 * without_slope.size
