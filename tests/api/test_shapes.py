"""What each answer holds: exactly these keys, arrays as rows of a sample each."""

from typing import Any

import httpx
import pytest

from tests.api.questions import FIRST_PHASES, PHASES, ask, random_problem

pytestmark = pytest.mark.anyio
WIDTHS, SAMPLES = (3, 4, 2), 5
OPEN = random_problem(1, WIDTHS, ("tanh", "sigmoid"), "mse", SAMPLES)
FUSED = random_problem(2, WIDTHS, ("relu", "softmax"), "cross_entropy", SAMPLES)
MIXED = random_problem(3, WIDTHS, ("tanh", "softmax"), "mse", SAMPLES)


def shape(array: Any) -> tuple[int, ...]:
    """The shape of nested lists of numbers; ragged ones have none."""
    if isinstance(array, (int, float)) and not isinstance(array, bool):
        return ()
    (inner,) = {shape(row) for row in array}
    return (len(array), *inner)


def shapes(values: dict[str, Any]) -> dict[str, Any]:
    """By quantity; by layer where the quantity is kept by layer."""
    return {
        quantity: {l: shape(rows) for l, rows in found.items()} if isinstance(found, dict) else shape(found)
        for quantity, found in values.items()
    }


HIDDEN, OUTPUT = {"1": (SAMPLES, 4)}, {"2": (SAMPLES, 2)}
WEIGHTS, BIASES = {"1": (4, 3), "2": (2, 4)}, {"1": (4,), "2": (2,)}
LOSS = {"loss": (), "per_sample": (SAMPLES,)}
NEW = {"W_new": WEIGHTS, "b_new": BIASES, "loss_new": ()}


@pytest.mark.parametrize(
    ("problem", "phase", "expected"),
    [
        (OPEN, "forward", {"z": {**HIDDEN, **OUTPUT}, "a": {"0": (SAMPLES, 3), **HIDDEN, **OUTPUT}}),
        # `slope`, f'(z), is a factor in the formulas of ② and ③ and has its own address for that
        (OPEN, "loss", {**LOSS, "dL_da": OUTPUT, "slope": OUTPUT, "dL_dz": OUTPUT}),
        # a fused head goes straight to dL/dz: neither dL/da nor f' is on the way
        (FUSED, "loss", {**LOSS, "dL_dz": OUTPUT}),
        # a softmax under another loss has a whole Jacobian instead of a slope
        (MIXED, "loss", {**LOSS, "dL_da": OUTPUT, "dL_dz": OUTPUT}),
        (OPEN, "deltas", {"slope": HIDDEN, "delta": {**HIDDEN, **OUTPUT}}),
        (FUSED, "deltas", {"slope": HIDDEN, "delta": {**HIDDEN, **OUTPUT}}),
        (OPEN, "gradients", {"W_grad": WEIGHTS, "b_grad": BIASES}),
        (OPEN, "update", NEW),
        ({**OPEN, "optimizer": "momentum"}, "update", {"v_W_new": WEIGHTS, "v_b_new": BIASES, **NEW}),
        (
            {**OPEN, "optimizer": "adam"},
            "update",
            {"m_W_new": WEIGHTS, "m_b_new": BIASES, "v_W_new": WEIGHTS, "v_b_new": BIASES, **NEW},
        ),
        (
            {**OPEN, "optimizer": "adam", "freeze_biases": True},
            "update",
            {"m_W_new": WEIGHTS, "v_W_new": WEIGHTS, **NEW},
        ),
    ],
)
async def test_each_phase_answers_exactly_these_arrays(
    client: httpx.AsyncClient, problem: dict[str, Any], phase: str, expected: dict[str, Any]
) -> None:
    answer = await ask(client, f"/api/{phase}", problem)
    assert shapes(answer["values"]) == expected


@pytest.mark.parametrize("steps", ["none", "layer", "element"])
@pytest.mark.parametrize("phase", PHASES)
async def test_an_answer_has_steps_and_names_only_when_asked(
    client: httpx.AsyncClient, phase: str, steps: str
) -> None:
    answer = await ask(client, f"/api/{phase}?steps={steps}", OPEN)
    asked = [] if steps == "none" else ["steps", "names"]
    ready = ["network", "optimizer_state"] if phase == "update" else []
    assert list(answer) == ["phase", "values", *asked, *ready]
    assert answer["phase"] == phase
    if asked:
        assert {step["level"] for step in answer["steps"]} == {steps}
        assert {step["phase"] for step in answer["steps"]} == {phase}


@pytest.mark.parametrize(("optimizer", "slots"), [("sgd", []), ("momentum", ["v"]), ("adam", ["m", "v"])])
async def test_an_update_is_ready_for_the_next(
    client: httpx.AsyncClient, optimizer: str, slots: list[str]
) -> None:
    answer = await ask(client, "/api/update", {**OPEN, "optimizer": optimizer})
    assert [list(layer) for layer in answer["network"]["layers"]] == [["W", "b", "activation"]] * 2
    for l, layer in enumerate(answer["network"]["layers"], start=1):
        assert layer["W"] == answer["values"]["W_new"][str(l)]
        assert layer["b"] == answer["values"]["b_new"][str(l)]
        assert layer["activation"] == OPEN["network"]["layers"][l - 1]["activation"]
    state = answer["optimizer_state"]
    assert state.pop("t") == 1
    assert shapes(state) == {
        f"{slot}_{kind}": by_layer for kind, by_layer in (("W", WEIGHTS), ("b", BIASES)) for slot in slots
    }


async def test_a_trace_is_the_five_phases_in_order(client: httpx.AsyncClient) -> None:
    answer = await ask(client, "/api/trace", OPEN)
    assert list(answer) == ["phases"]
    assert [phase["phase"] for phase in answer["phases"]] == list(PHASES)


async def test_the_first_activation_is_the_input(client: httpx.AsyncClient) -> None:
    answer = await ask(client, "/api/forward", OPEN)
    assert answer["values"]["a"]["0"] == OPEN["x"]


async def test_every_step_has_exactly_these_keys(client: httpx.AsyncClient) -> None:
    answer = await ask(client, "/api/trace?steps=element", OPEN)
    keys = [
        "id",
        "phase",
        "level",
        "layer",
        "group",
        "target",
        "reads",
        "expression",
        "sentence",
        "mathml",
        "latex",
        "words",
    ]
    for phase in answer["phases"]:
        for step in phase["steps"]:
            assert list(step) == keys
            whole = step["layer"] is None  # numbers of the whole network, such as the loss
            assert whole == (step["target"].partition("@")[0] in ("loss", "loss_new"))


@pytest.mark.parametrize("phase", FIRST_PHASES)
async def test_the_first_phases_take_no_learning_rate(client: httpx.AsyncClient, phase: str) -> None:
    response = await client.post(f"/api/{phase}", json={**OPEN, "learning_rate": 0.1})
    assert response.status_code == 422
