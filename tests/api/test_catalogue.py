"""The catalogue is the only source for menus: what it names can be asked for, up to its limits."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from app.engine.activations import ACTIVATIONS
from app.engine.initialisers import INITIALISERS
from app.engine.losses import LOSSES
from app.engine.optimizers import OPTIMIZERS
from app.lesson.mistakes.catalogue import MISTAKES
from tests.api.questions import (
    EXAMPLES,
    JSON_TYPE,
    SOURCE,
    ask,
    example_id,
    random_problem,
    read_problem,
    strict_json,
)

pytestmark = pytest.mark.anyio


async def catalogue(client: httpx.AsyncClient) -> Any:
    return strict_json((await client.get("/api/catalogue")).content)


async def test_it_names_every_choice_of_the_engine_and_no_other(client: httpx.AsyncClient) -> None:
    found = await catalogue(client)
    menus = "activations losses optimizers initialisers mistakes presets datasets exports limits"
    assert list(found) == menus.split()
    tables = {
        "activations": ACTIVATIONS,
        "losses": LOSSES,
        "optimizers": OPTIMIZERS,
        "initialisers": INITIALISERS,
    }
    for key, table in tables.items():
        assert [entry["id"] for entry in found[key]] == list(table)
        assert all(entry["title"] and entry["formula"] for entry in found[key])
    assert [entry["id"] for entry in found["mistakes"]] == list(MISTAKES)
    assert all(list(entry) == ["id", "title", "sentence", "why", "phase"] for entry in found["mistakes"])


async def test_every_activation_works_where_it_says(client: httpx.AsyncClient) -> None:
    for entry in (await catalogue(client))["activations"]:
        as_output = random_problem(1, (2, 3, 2), ("tanh", entry["id"]), "mse")
        await ask(client, "/api/trace?steps=element", as_output)
        hidden = random_problem(2, (2, 3, 2), (entry["id"], "linear"), "mse")
        response = await client.post("/api/trace", json=hidden)
        assert response.status_code == (422 if entry["output_only"] else 200)


async def test_every_loss_works_with_the_output_it_needs(client: httpx.AsyncClient) -> None:
    found = await catalogue(client)
    for entry in found["losses"]:
        for output in (activation["id"] for activation in found["activations"]):
            problem = random_problem(3, (2, 3), (output,), entry["id"])
            response = await client.post("/api/trace?steps=element", json=problem)
            fits = entry["needs_output"] in (None, output)
            assert response.status_code == (200 if fits else 422), (entry["id"], output)


async def test_every_optimizer_works(client: httpx.AsyncClient) -> None:
    answers = [
        await ask(client, "/api/update", {**SOURCE, "optimizer": entry["id"]})
        for entry in (await catalogue(client))["optimizers"]
    ]
    assert all(answer["optimizer_state"]["t"] == 1 for answer in answers)


async def test_every_preset_is_there_the_source_first(client: httpx.AsyncClient) -> None:
    presets = (await catalogue(client))["presets"]
    assert presets[0]["id"] == "source"
    assert {preset["id"] for preset in presets} == {example["id"] for example in EXAMPLES}
    for listed in presets:
        preset = (await client.get(f"/api/presets/{listed['id']}")).json()
        assert {key: preset[key] for key in ("id", "title")} == listed


@pytest.mark.parametrize("example", EXAMPLES, ids=example_id)
async def test_a_preset_is_a_good_question_as_it_stands(
    client: httpx.AsyncClient, example: dict[str, Any]
) -> None:
    response = await client.get(f"/api/presets/{example['id']}")
    preset = strict_json(response.content)
    keys = ["id", "title", "source", "notes", "problem", "learning_rate", "freeze_biases", "printed"]
    assert {key: preset[key] for key in keys} == {key: example[key] for key in keys}
    assert list(preset) == [*keys, "marks", "closing"]
    step = {key: preset[key] for key in ("learning_rate", "freeze_biases")}
    await ask(client, "/api/trace?steps=element", {**preset["problem"], **step})


def zeros(widths: list[int], samples: int = 1) -> dict[str, Any]:
    """A problem of that size in as few bytes as it can be written."""
    shapes = zip(widths[1:], widths[:-1], strict=True)
    return {
        "network": {
            "layers": [
                {"W": [[0] * n_in] * n_out, "b": [0] * n_out, "activation": "linear"}
                for n_out, n_in in shapes
            ]
        },
        "loss": "mse",
        "x": [[0] * widths[0]] * samples,
        "y": [[0] * widths[-1]] * samples,
    }


# for each limit, a question of a given size; which words refuse it; whether it is explained
SIZES: dict[str, tuple[Callable[[int], dict[str, Any]], str, str]] = {
    "parameters": (lambda n: zeros([n - 1, 1]), "weights and biases", "none"),
    "samples": (lambda n: zeros([1, 1], n), "samples", "none"),
    "layers": (lambda n: zeros([1] * (n + 1)), "weight layers", "none"),
    "explained_layers": (lambda n: zeros([1] * (n + 1)), "explained weight layers", "layer"),
    "explained_units": (lambda n: zeros([2, n, 2]), "explained units in a layer", "layer"),
    "explained_samples": (lambda n: zeros([1, 1], n), "explained samples", "layer"),
}


ELSEWHERE = {
    "body_bytes",
    "checked_parameters",
    "slice_points",
    "updates",
    "repeated_work",
    "training_seconds",
    "request_seconds",
    "picture_pixels",
}


async def test_every_limit_is_tried_here_or_with_its_route(client: httpx.AsyncClient) -> None:
    assert set((await catalogue(client))["limits"]) == {*SIZES, *ELSEWHERE}


@pytest.mark.parametrize("limit", SIZES)
async def test_a_question_at_a_limit_is_answered_and_one_past_it_is_not(
    client: httpx.AsyncClient, limit: str
) -> None:
    build, words, steps = SIZES[limit]
    most = (await catalogue(client))["limits"][limit]
    await ask(client, f"/api/trace?steps={steps}", build(most))
    for call in ("forward", "trace"):
        response = await client.post(f"/api/{call}?steps={steps}", json=build(most + 1))
        assert (
            f"at most {most} {words} are possible, and these are {most + 1}"
            in read_problem(response, 413)["detail"]
        )


@pytest.mark.parametrize("limit", [limit for limit in SIZES if limit.startswith("explained")])
async def test_what_is_too_large_to_explain_is_still_computed(client: httpx.AsyncClient, limit: str) -> None:
    build, _, steps = SIZES[limit]
    body = build((await catalogue(client))["limits"][limit] + 1)
    refused = read_problem(await client.post(f"/api/trace?steps={steps}", json=body), 413)
    assert "steps=none" in refused["detail"]
    await ask(client, "/api/trace?steps=none", body)


async def test_the_widths_of_input_and_output_count_as_units(client: httpx.AsyncClient) -> None:
    most = (await catalogue(client))["limits"]["explained_units"]
    for widths in ([most + 1, 2], [2, most + 1]):
        read_problem(await client.post("/api/trace?steps=layer", json=zeros(widths)), 413)


@pytest.mark.parametrize("field", ["x", "y"])
async def test_samples_are_counted_on_both_sides(client: httpx.AsyncClient, field: str) -> None:
    most = (await catalogue(client))["limits"]["samples"]
    response = await client.post("/api/loss", json={**zeros([1, 1]), field: [[0]] * (most + 1)})
    assert read_problem(response, 413)["errors"][0]["field"] == field


async def test_a_body_of_exactly_the_largest_size_is_read(client: httpx.AsyncClient) -> None:
    most = (await catalogue(client))["limits"]["body_bytes"]
    body = httpx.Request("POST", "/", json=SOURCE).content
    for size, status in ((most, 200), (most + 1, 413)):
        response = await client.post("/api/forward", content=body.ljust(size), headers=JSON_TYPE)
        assert response.status_code == status


async def test_the_largest_network_fits_into_the_largest_body_with_all_its_digits(
    client: httpx.AsyncClient,
) -> None:
    limits = (await catalogue(client))["limits"]
    body = zeros([limits["parameters"] // 400 - 1, 400])
    body["network"]["layers"][0]["W"] = [[0.12345678901234567] * len(body["x"][0])] * 400
    content = httpx.Request("POST", "/", json=body).content
    assert 0.9 * limits["body_bytes"] < len(content) <= limits["body_bytes"]
    assert (await client.post("/api/loss", content=content, headers=JSON_TYPE)).status_code == 200
