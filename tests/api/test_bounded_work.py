"""What a request costs is bounded before its work begins, and a costly one holds nobody else."""

import asyncio
import gc
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import numpy as np
import orjson
import pytest

from app.api.limits import LIMITS
from app.main import create_app
from app.memory import THRESHOLDS, settled_memory
from tests.api.questions import JSON_TYPE, SOURCE, read_problem
from tests.strategies import random_problem

pytestmark = pytest.mark.anyio
TEXT = orjson.dumps(SOURCE)
NAMES = b'{"":0' + b',"a":0' * 600_000 + b"}"
ROWS = b'{"x":[' + b"[]," * 1_300_000 + b"[]]}"
CROWDED = {
    "names": (NAMES, "names in a body"),
    "names of layers": (b'{"network":{"layers":[' + NAMES[:3_500_000] + b"]}}", "names in a body"),
    "lists": (ROWS, "lists and objects in a body"),
    "objects": (ROWS.replace(b"[]", b"{}"), "lists and objects in a body"),
}


@contextmanager
def parsing_forbidden(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """To parse such a body would be the work itself, whatever is said of it afterwards."""

    def parse(*_: object, **__: object) -> None:
        raise AssertionError("it was parsed")

    with monkeypatch.context() as patched:
        patched.setattr("app.api.schemas.Body.model_validate_json", parse)
        patched.setattr("app.api.uploads.orjson.loads", parse)
        yield


@pytest.mark.parametrize(
    "call", ["/api/trace", "/api/train", "/api/network", "/api/export/json", "/api/import"]
)
@pytest.mark.parametrize("name", CROWDED)
async def test_a_body_crowded_beyond_any_question_is_refused_unread(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, name: str, call: str
) -> None:
    content, words = CROWDED[name]
    assert len(content) < LIMITS.body_bytes
    with parsing_forbidden(monkeypatch):
        response = await client.post(call, content=content, headers=JSON_TYPE)
    assert words in read_problem(response, 413)["detail"]


def largest(rows: int, samples: int) -> dict[str, object]:
    """As many rows as a network within the limits can have: each of one weight."""
    layers = [
        {"W": [[0.5]] * rows, "b": [0] * rows, "activation": "tanh"},
    ]
    return {"network": {"layers": layers}, "loss": "mse", "x": [[1]] * samples, "y": [[0] * rows] * samples}


async def test_the_network_with_the_most_rows_is_not_too_crowded(client: httpx.AsyncClient) -> None:
    most = largest(LIMITS.parameters // 2, 1)
    one_by_one = {str(l): [[0]] * (LIMITS.parameters // 2) for l in (1,)}
    state = {"t": 1, "m_W": one_by_one, "v_W": one_by_one, "m_b": {"1": [0] * len(one_by_one["1"])}}
    state["v_b"] = state["m_b"]
    body = {**most, "optimizer": "adam", "optimizer_state": state}
    assert (await client.post("/api/update", json=body)).status_code == 200


async def test_the_deepest_network_is_not_too_crowded(client: httpx.AsyncClient) -> None:
    layer = {"W": [[0.5]], "b": [0], "activation": "tanh"}
    body = {"network": {"layers": [layer] * LIMITS.layers}, "loss": "mse", "x": [1], "y": [1]}
    update = (await client.post("/api/update", json={**body, "optimizer": "adam"})).raise_for_status().json()
    again = {name: update[name] for name in ("network", "optimizer_state")}
    assert (await client.post("/api/update", json={**body, "optimizer": "adam", **again})).status_code == 200


async def test_no_answer_is_interrupted_to_look_through_all_objects(client: httpx.AsyncClient) -> None:
    """The largest explanation makes millions of objects: by Python's own setting that is done ten times."""
    problem = random_problem(1, (16,) * 9, ("tanh",) * 8, "mse", samples=64)
    layers = [
        {"W": layer.W.tolist(), "b": layer.b.tolist(), "activation": layer.activation}
        for layer in problem.network.layers
    ]
    body = {"network": {"layers": layers}, "loss": "mse"}
    body |= {"x": problem.batch.x.T.tolist(), "y": problem.batch.y.T.tolist()}
    looked: list[int] = []

    def note(moment: str, told: dict[str, int]) -> None:
        if moment == "stop":
            looked.append(told["generation"])

    before = gc.get_threshold()
    async with settled_memory(create_app()):
        assert gc.get_threshold() == THRESHOLDS
        gc.callbacks.append(note)
        try:
            response = await client.post("/api/export/latex", json=body)
        finally:
            gc.callbacks.remove(note)
    assert response.status_code == 200
    assert looked.count(0) > 100  # so there was something to look through
    assert 2 not in looked
    assert gc.get_threshold() == before


async def test_small_questions_are_answered_while_a_large_one_is_worked_on(client: httpx.AsyncClient) -> None:
    """By order alone: many small answers are there before the one large answer."""
    layers = [{"W": np.full((16, 16), 0.1).tolist(), "b": [0.0] * 16, "activation": "tanh"}] * 8
    rows = [[0.1] * 16] * LIMITS.explained_samples
    body = {"network": {"layers": layers}, "loss": "mse", "x": rows, "y": rows}
    large = asyncio.create_task(client.post("/api/trace?steps=element", json=body))
    small = 0
    while small < 20:
        assert (await client.post("/api/trace", json=SOURCE)).status_code == 200
        assert (await client.get("/healthz")).status_code == 200
        small += 1
    assert not large.done()
    assert (await large).status_code == 200
