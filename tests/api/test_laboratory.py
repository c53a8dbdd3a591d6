"""The routes that try things: gradient check, slice, training."""

import json
from typing import Any

import httpx
import pytest

from app.lesson.presets import all_presets

pytestmark = pytest.mark.anyio
PROBLEMS = {id: preset["problem"] for id, preset in all_presets().items()}
SOURCE = PROBLEMS["source"]


async def lines_of(client: httpx.AsyncClient, body: dict[str, Any]) -> list[dict[str, Any]]:
    response = await client.post("/api/train", json=body)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith("application/x-ndjson")
    return [json.loads(line) for line in response.text.splitlines()]


@pytest.mark.parametrize("id", PROBLEMS)
async def test_every_gradient_of_every_example_agrees_with_its_difference_quotient(
    client: httpx.AsyncClient, id: str
) -> None:
    answer = (await client.post("/api/check", json=PROBLEMS[id])).json()
    gradients = (await client.post("/api/gradients", json=PROBLEMS[id])).json()["values"]
    assert {probe["verdict"] for probe in answer["parameters"]} == {"agrees"}
    assert answer["max_relative_error"] == max(probe["relative_error"] for probe in answer["parameters"])
    assert answer["max_relative_error"] < 1e-6  # what central differences reach; a mistake is 1e-2 and more
    for probe in answer["parameters"]:
        quantity, l, *index = probe["ref"].split(".")
        entry = gradients[f"{quantity}_grad"][l]
        for i in index:
            entry = entry[int(i)]
        assert probe["gradient"] == entry
    parameters = sum(
        len(layer["b"]) * (1 + len(layer["W"][0])) for layer in PROBLEMS[id]["network"]["layers"]
    )
    assert len({probe["ref"] for probe in answer["parameters"]}) == parameters


async def test_a_probe_across_a_kink_is_flagged_and_not_failed(client: httpx.AsyncClient) -> None:
    layer = {"W": [[1.0]], "b": [0.0], "activation": "relu"}
    body = {"network": {"layers": [layer]}, "loss": "mse", "x": [[0.0]], "y": [[1.0]]}
    answer = (await client.post("/api/check", json=body)).json()
    verdicts = {probe["ref"]: probe["verdict"] for probe in answer["parameters"]}
    assert verdicts == {"W.1.0.0": "agrees", "b.1.0": "kink"}
    assert answer["max_relative_error"] == 0


async def test_a_slice_passes_through_the_loss_with_the_gradient_as_slope(client: httpx.AsyncClient) -> None:
    body = SOURCE | {"ref": "W.3.0.1", "from": -0.2, "to": 1.8, "points": 3}
    answer = (await client.post("/api/slice", json=body)).json()
    gradients = (await client.post("/api/gradients", json=SOURCE)).json()["values"]
    assert answer["ref"] == "W.3.0.1"
    assert answer["gradient"] == gradients["W_grad"]["3"][0][1]
    assert answer["values"] == pytest.approx([-0.2, 0.8, 1.8])
    assert answer["value"] == 0.8
    assert answer["losses"][1] == pytest.approx(answer["loss"], rel=1e-12)
    assert answer["tangent"][1] == pytest.approx(answer["loss"], rel=1e-12)
    assert answer["tangent"][2] - answer["tangent"][1] == pytest.approx(answer["gradient"], rel=1e-12)


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"ref": "z.1.0"}, 422, "a slice runs along one weight or bias"),
        ({"ref": "W.3"}, 422, "a slice runs along one weight or bias"),
        ({"ref": "W.9.0.0"}, 422, "no such number"),
        ({"ref": "W.1.0.7"}, 422, "no such number"),
        ({"ref": "nonsense"}, 422, "a ref reads like"),
        ({"from": 2}, 422, "to must be greater than from"),
        ({"from": -1e308, "to": 1e308}, 422, "to must be greater than from"),
        ({"to": 1e200}, 422, "beyond what 64 bits hold"),
        ({"points": 1}, 422, "points must be at least 2"),
        ({"points": 501}, 413, "at most 500 points"),
    ],
)
async def test_a_slice_that_cannot_be_drawn_is_refused_in_words(
    client: httpx.AsyncClient, change: dict[str, Any], status: int, words: str
) -> None:
    body = SOURCE | {"ref": "W.3.0.1", "from": -1, "to": 2, "points": 5} | change
    response = await client.post("/api/slice", json=body)
    assert response.status_code == status
    assert words in response.json()["detail"]


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
async def test_a_line_of_training_is_what_as_many_updates_give(
    client: httpx.AsyncClient, optimizer: str
) -> None:
    lines = await lines_of(client, SOURCE | {"optimizer": optimizer, "updates": 5, "every": 2})
    assert [line["update"] for line in lines] == [0, 2, 4, 5]
    body = SOURCE | {"optimizer": optimizer}
    for _ in range(5):
        answer = (await client.post("/api/update", json=body)).json()
        body |= {"network": answer["network"], "optimizer_state": answer["optimizer_state"]}
    assert lines[-1]["network"] == answer["network"]
    assert lines[-1]["optimizer_state"] == answer["optimizer_state"]
    assert lines[-1]["loss"] == answer["values"]["loss_new"]


async def test_training_xor_reaches_a_small_loss(client: httpx.AsyncClient) -> None:
    body = PROBLEMS["trask-xor"] | {
        "learning_rate": 4,
        "freeze_biases": True,
        "updates": 10_000,
        "every": 10_000,
    }
    lines = await lines_of(client, body)
    assert lines[0]["loss"] == pytest.approx(0.12379663385452151, rel=1e-12)
    assert lines[-1]["loss"] < 1e-3


async def test_training_that_runs_away_ends_with_the_reason(client: httpx.AsyncClient) -> None:
    lines = await lines_of(client, SOURCE | {"learning_rate": 1e3, "updates": 500, "every": 100})
    assert "beyond what 64 bits hold" in lines[-1]["stopped"]
    assert lines[-1]["update"] < 500


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"updates": 0}, 422, "updates must be at least 1"),
        ({"every": 0}, 422, "every must be at least 1"),
        ({"updates": 20_001}, 413, "at most 20000 updates"),
        ({"x": [[1e308]], "y": [[-1e308]]}, 422, "loss"),
    ],
)
async def test_training_that_cannot_begin_is_refused_with_a_status(
    client: httpx.AsyncClient, change: dict[str, Any], status: int, words: str
) -> None:
    response = await client.post("/api/train", json=SOURCE | {"updates": 3} | change)
    assert response.status_code == status
    assert words in response.json()["detail"]


def wide(n_in: int, n_out: int, samples: int = 1) -> dict[str, Any]:
    layer = {"W": [[0] * n_in] * n_out, "b": [0] * n_out, "activation": "linear"}
    return {
        "network": {"layers": [layer]},
        "loss": "mse",
        "x": [[0] * n_in] * samples,
        "y": [[0] * n_out] * samples,
    }


@pytest.mark.parametrize(
    ("call", "body", "words"),
    [
        ("check", wide(2_500, 1), "at most 2500 weights and biases to check"),
        ("check", wide(1, 1, 65), "at most 64 samples to check with"),
        ("train", wide(446, 447, 1_024) | {"updates": 26}, "parameters times samples times updates"),
        (
            "slice",
            wide(446, 447, 1_024) | {"ref": "b.1.0", "from": 0, "to": 1, "points": 26},
            "parameters times samples times points",
        ),
    ],
)
async def test_more_work_than_a_request_may_cost_is_refused_before_it_begins(
    client: httpx.AsyncClient, call: str, body: dict[str, Any], words: str
) -> None:
    response = await client.post(f"/api/{call}", json=body)
    assert response.status_code == 413
    assert words in response.json()["detail"]
