"""Steps of training: what one answer gives is what the next question takes."""

import math
from typing import Any

import httpx
import pytest

from tests.api.questions import MISSING, SOURCE, ask, edit, random_problem, read_problem

pytestmark = pytest.mark.anyio
RELATIVE = 1e-12  # one update is a handful of roundings
BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-8  # Kingma and Ba (2015)
PROBLEM = {**random_problem(11, (3, 4, 2), ("tanh", "sigmoid"), "mse", 4), "learning_rate": 0.05}


def numbers(arrays: Any) -> list[float]:
    """Every number of a tree of arrays, layer by layer."""
    if isinstance(arrays, dict):
        arrays = [arrays[l] for l in sorted(arrays, key=int)]
    return [number for part in arrays for number in numbers(part)] if isinstance(arrays, list) else [arrays]


def parameters(network: dict[str, Any], kind: str) -> list[float]:
    return numbers([layer[kind] for layer in network["layers"]])


class ByHand:
    """One parameter's optimizer, as its paper writes it."""

    def __init__(self, optimizer: str) -> None:
        self.optimizer, self.t, self.m, self.v = optimizer, 0, 0.0, 0.0

    def step(self, theta: float, g: float, eta: float) -> float:
        self.t += 1
        if self.optimizer == "sgd":
            return theta - eta * g
        if self.optimizer == "momentum":
            self.v = 0.9 * self.v + g
            return theta - eta * self.v
        self.m = BETA_1 * self.m + (1 - BETA_1) * g
        self.v = BETA_2 * self.v + (1 - BETA_2) * g * g
        m_hat, v_hat = self.m / (1 - BETA_1**self.t), self.v / (1 - BETA_2**self.t)
        return theta - eta * m_hat / (math.sqrt(v_hat) + EPSILON)


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
async def test_five_updates_over_http_follow_the_formula(client: httpx.AsyncClient, optimizer: str) -> None:
    body = {**PROBLEM, "optimizer": optimizer}
    by_hand: dict[str, list[ByHand]] = {}
    for t in range(1, 6):
        problem = {key: body[key] for key in ("network", "loss", "x", "y")}
        gradients = (await ask(client, "/api/gradients", problem))["values"]
        answer = await ask(client, "/api/update", body)
        assert answer["optimizer_state"]["t"] == t
        for kind in ("W", "b"):
            old, g = parameters(body["network"], kind), numbers(gradients[f"{kind}_grad"])
            rules = by_hand.setdefault(kind, [ByHand(optimizer) for _ in old])
            expected = [
                rule.step(theta, slope, 0.05) for rule, theta, slope in zip(rules, old, g, strict=True)
            ]
            assert parameters(answer["network"], kind) == pytest.approx(expected, rel=RELATIVE, abs=0)
            if optimizer != "sgd":
                kept = numbers(answer["optimizer_state"][f"v_{kind}"])
                assert kept == pytest.approx([rule.v for rule in rules], rel=RELATIVE, abs=0)
        body |= {"network": answer["network"], "optimizer_state": answer["optimizer_state"]}


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
async def test_the_loss_after_an_update_is_the_loss_of_the_next_question(
    client: httpx.AsyncClient, optimizer: str
) -> None:
    answer = await ask(client, "/api/update", {**PROBLEM, "optimizer": optimizer})
    problem = {key: PROBLEM[key] for key in ("loss", "x", "y")}
    following = await ask(client, "/api/loss", {**problem, "network": answer["network"]})
    assert answer["values"]["loss_new"] == following["values"]["loss"]


async def test_the_past_makes_a_difference(client: httpx.AsyncClient) -> None:
    first = await ask(client, "/api/update", {**PROBLEM, "optimizer": "momentum"})
    again = {**PROBLEM, "optimizer": "momentum", "optimizer_state": first["optimizer_state"]}
    second = await ask(client, "/api/update", again)
    assert first["values"]["W_new"] != second["values"]["W_new"]


async def test_a_null_state_is_the_start(client: httpx.AsyncClient) -> None:
    body = {**PROBLEM, "optimizer": "adam"}
    assert await ask(client, "/api/update", {**body, "optimizer_state": None}) == await ask(
        client, "/api/update", body
    )


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
async def test_frozen_biases_stay(client: httpx.AsyncClient, optimizer: str) -> None:
    body = {**PROBLEM, "optimizer": optimizer, "freeze_biases": True}
    for _ in range(2):
        answer = await ask(client, "/api/update", body)
        assert parameters(answer["network"], "b") == parameters(PROBLEM["network"], "b")
        moved = zip(parameters(answer["network"], "W"), parameters(body["network"], "W"), strict=True)
        assert all(new != old for new, old in moved)
        body |= {"network": answer["network"], "optimizer_state": answer["optimizer_state"]}


async def test_a_rate_of_zero_moves_nothing(client: httpx.AsyncClient) -> None:
    answer = await ask(client, "/api/trace", {**PROBLEM, "learning_rate": 0})
    assert answer["phases"][-1]["network"] == PROBLEM["network"]
    assert answer["phases"][-1]["values"]["loss_new"] == answer["phases"][1]["values"]["loss"]


MARK, MARK_NUMBER = "zebra-4711", 987654.321
MOMENTUM = {"t": 1, "v_W": {"1": [[0.1], [0.2]], "2": [[0.1, 0.2], [0.3, 0.4]], "3": [[0.5, 0.6]]}}
MOMENTUM["v_b"] = {"1": [0.1, 0.2], "2": [0.3, 0.4], "3": [0.5]}
ADAM = {**MOMENTUM, "m_W": MOMENTUM["v_W"], "m_b": MOMENTUM["v_b"]}


@pytest.mark.parametrize(
    ("optimizer", "path", "value", "words"),
    [
        ("momentum", "v_W", MISSING, "the optimizer_state of momentum holds v_W and v_b"),
        ("adam", "m_b", MISSING, "the optimizer_state of adam holds"),
        ("adam", "m_b", None, "the optimizer_state of adam holds"),
        ("momentum", "m_W", MOMENTUM["v_W"], "the optimizer_state of momentum holds v_W and v_b"),
        ("sgd", "t", 3, "the optimizer_state of sgd holds nothing but t"),
        ("momentum", "t", MISSING, "optimizer_state.t is missing"),
        ("momentum", "t", -1, "optimizer_state.t must not be negative"),
        ("momentum", "t", 1.5, "optimizer_state.t must be a whole number"),
        ("momentum", "t", MARK, "optimizer_state.t must be a whole number"),
        ("momentum", "t", 2**52, "optimizer_state.t is too large"),
        ("momentum", "t", 2**64, "optimizer_state.t is too large"),
        ("momentum", "t", 10**400, "optimizer_state.t is too large"),
        ("momentum", "v_W.3", MISSING, "optimizer_state.v_W needs one entry for each layer"),
        ("momentum", "v_W.4", [[MARK_NUMBER]], "optimizer_state.v_W needs one entry for each layer"),
        ("momentum", f"v_W.{MARK}", [[0.1]], "optimizer_state.v_W needs one entry for each layer"),
        ("momentum", f"v_W.{MARK}", [["three"]], "optimizer_state.v_W needs one entry for each layer"),
        ("momentum", "v_W.98765", [["three"]], "optimizer_state.v_W needs one entry for each layer"),
        ("momentum", "v_W.3.0.1", MARK, "optimizer_state.v_W.3.0.1 must be a number"),
        ("momentum", "v_W.1", [[0.1, 0.2]], "v_W.1 has shape (1, 2); the parameters have (2, 1)"),
        ("momentum", "v_W.2", [[0.1, 0.2], [0.3]], "rows of unequal length: row 1 has 2, row 2 has 1"),
        ("momentum", "v_W.3", [], "v_W.3 is empty"),
        ("momentum", "v_b.2", [MARK_NUMBER], "v_b.2 has shape (1,); the parameters have (2,)"),
        ("momentum", "v_b.2", [[0.1, 0.2]], "must be a number"),
        ("momentum", "v_b.2", 0.5, "must be a list"),
        ("momentum", "v_b", [0.5], "optimizer_state.v_b must be an object"),
        ("momentum", MARK, 1, "optimizer_state has an unknown key; it takes t, m_W, m_b, v_W, v_b"),
        ("adam", "v_W.2.1.0", -MARK_NUMBER, "the mean of a squared gradient cannot be negative"),
        ("adam", "v_b.3.0", -1e-300, "the mean of a squared gradient cannot be negative"),
        ("adam", "m_W.1.0.0", 1e308, "W_new.1.0.0 is not finite"),
    ],
    ids=lambda value: repr(value)[:40],
)
async def test_a_state_that_does_not_fit_is_refused_in_words(
    client: httpx.AsyncClient, optimizer: str, path: str, value: Any, words: str
) -> None:
    state = MOMENTUM if optimizer == "momentum" else ADAM
    body = {
        **SOURCE,
        "optimizer": optimizer,
        "learning_rate": 10,
        "optimizer_state": edit(state, path, value),
    }
    for call in ("/api/update", "/api/trace"):
        response = await client.post(call, json=body)
        assert words in read_problem(response, 422)["detail"]
        assert MARK not in response.text
        assert str(MARK_NUMBER) not in response.text


async def test_a_velocity_may_be_negative(client: httpx.AsyncClient) -> None:
    state = edit(MOMENTUM, "v_W.1.0.0", -0.5)
    await ask(client, "/api/update", {**SOURCE, "optimizer": "momentum", "optimizer_state": state})
