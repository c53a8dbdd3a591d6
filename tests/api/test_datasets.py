"""The data sets: rows by seed, as the catalogue tells them, and each with a network that can learn it."""

import json
from typing import Any

import httpx
import pytest

from app.lesson.datasets import DATASETS, MOST
from tests.api.questions import ask, read_problem, strict_json

pytestmark = pytest.mark.anyio
MARK = "zebra-4711"
every_dataset = pytest.mark.parametrize("id", DATASETS)


async def draw(client: httpx.AsyncClient, id: str, **query: Any) -> Any:
    response = await client.get(f"/api/datasets/{id}", params=query)
    assert response.status_code == 200, response.text
    return strict_json(response.content)


async def listed(client: httpx.AsyncClient, id: str) -> Any:
    catalogue = (await client.get("/api/catalogue")).json()
    return next(entry for entry in catalogue["datasets"] if entry["id"] == id)


async def test_the_five_are_in_the_catalogue_with_their_ranges(client: httpx.AsyncClient) -> None:
    catalogue = (await client.get("/api/catalogue")).json()
    assert [entry["id"] for entry in catalogue["datasets"]] == ["xor", "and", "circles", "moons", "sine"]
    assert catalogue["limits"]["samples"] == MOST
    for entry in catalogue["datasets"]:
        assert list(entry) == ["id", "title", "sentence", "count", "noise", "suits"]
        assert entry["sentence"].endswith(".")
        for limits in (entry["count"], entry["noise"]):
            assert limits["least"] <= limits["default"] <= limits["most"]
        assert entry["count"]["default"] <= catalogue["limits"]["explained_samples"]


@every_dataset
async def test_it_answers_as_many_rows_as_asked_for_and_the_defaults_unasked(
    client: httpx.AsyncClient, id: str
) -> None:
    entry = await listed(client, id)
    plain = await draw(client, id)
    told = {name: entry[name]["default"] for name in ("count", "noise")}
    assert {key: plain[key] for key in ("id", "title", "seed", "count", "noise")} == {
        "id": id,
        "title": entry["title"],
        "seed": 1,
        **told,
    }
    assert plain == await draw(client, id, seed=1, **told)
    for count in (entry["count"]["least"], 17, entry["count"]["most"]):
        answer = await draw(client, id, count=count)
        assert len(answer["x"]) == len(answer["y"]) == answer["count"] == count


@every_dataset
async def test_the_same_seed_gives_the_same_bytes_and_another_other_rows(
    client: httpx.AsyncClient, id: str
) -> None:
    query = {"seed": 5, "count": 20, "noise": 0.25}
    first, second = [await client.get(f"/api/datasets/{id}", params=query) for _ in range(2)]
    assert first.content == second.content
    assert (
        first.json()["x" if id != "sine" else "y"]
        != (await draw(client, id, **query | {"seed": 6}))["x" if id != "sine" else "y"]
    )


@every_dataset
async def test_every_number_has_two_decimals_at_most(client: httpx.AsyncClient, id: str) -> None:
    answer = await draw(client, id, count=64, noise=0.3, seed=3)
    numbers = [number for row in answer["x"] + answer["y"] for number in row]
    assert all(number == round(number, 2) for number in numbers)
    assert "-0.0," not in json.dumps(answer)


@every_dataset
async def test_the_network_that_suits_it_fits_and_learns_it(client: httpx.AsyncClient, id: str) -> None:
    suits = (await listed(client, id))["suits"]
    samples = await draw(client, id)
    architecture = {key: suits[key] for key in ("inputs", "layers")}
    network = (await ask(client, "/api/network", {**architecture, "seed": 7}))["network"]
    body = {
        "network": network,
        "loss": suits["loss"],
        **{key: samples[key] for key in ("x", "y")},
        "learning_rate": 0.05,
        "optimizer": "adam",
        "updates": 2_000,
        "every": 2_000,
    }
    response = await client.post("/api/train", json=body)
    first, last = [json.loads(line)["loss"] for line in response.content.splitlines()]
    assert last < 0.05
    assert last < first / 10


@pytest.mark.parametrize(
    ("path", "words", "field"),
    [
        ("xor?count=3", "count must be from 4 to 1024 for xor", "count"),
        ("sine?count=1025", "count must be from 4 to 1024 for sine", "count"),
        ("xor?count=-4", "count must not be negative", "count"),
        ("xor?count=4.5", "count must be a whole number", "count"),
        (f"xor?count={MARK}", "count must be a whole number", "count"),
        (f"xor?count={'9' * 400}", "count", "count"),
        ("xor?noise=0.6", "noise must be from 0 to 0.5 for xor", "noise"),
        ("moons?noise=-0.1", "noise must not be negative", "noise"),
        ("moons?noise=NaN", "noise must be a finite number", "noise"),
        ("moons?noise=1e999", "noise must be a finite number", "noise"),
        ("moons?noise=0,1", "noise must be a number", "noise"),
        (f"moons?noise={MARK}", "noise must be a number", "noise"),
        ("xor?seed=-1", "seed must not be negative", "seed"),
        ("xor?seed=1.5", "seed must be a whole number", "seed"),
        ("xor?seed=", "seed must be a whole number", "seed"),
        (f"xor?seed={2**53}", "seed is too large", "seed"),
        (f"xor?{MARK}=1", "unknown parameter; this one takes count and noise and seed", "query"),
    ],
    ids=lambda value: value[:30],
)
async def test_a_query_that_makes_no_sense_is_refused_in_words(
    client: httpx.AsyncClient, path: str, words: str, field: str
) -> None:
    response = await client.get(f"/api/datasets/{path}")
    answer = read_problem(response, 422)
    assert words in answer["detail"]
    assert answer["errors"][0]["field"] == field
    assert MARK not in response.text
    assert "9" * 20 not in response.text


async def test_an_unknown_data_set_is_told_which_there_are(client: httpx.AsyncClient) -> None:
    for path in (MARK, "XOR", "xor.csv"):
        response = await client.get(f"/api/datasets/{path}")
        detail = read_problem(response, 404)["detail"]
        assert all(id in detail for id in DATASETS)
        assert MARK not in response.text
