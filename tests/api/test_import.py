"""`POST /api/import` of JSON: every form of a problem, a network alone, and words for anything else."""

import json
from typing import Any

import httpx
import pytest

from app.lesson.exports.setup import FORMAT
from app.lesson.presets import all_presets
from tests.api.questions import JSON_TYPE, SOURCE, read_problem
from tests.api.weight_files import BYTES, GOOD

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("headers", [JSON_TYPE, BYTES, {}], ids=["as JSON", "as bytes", "as nothing"])
@pytest.mark.parametrize("id", all_presets())
async def test_a_problem_is_read_in_every_form(
    client: httpx.AsyncClient, id: str, headers: dict[str, str]
) -> None:
    preset = (await client.get(f"/api/presets/{id}")).json()
    step = {key: preset[key] for key in ("learning_rate", "freeze_biases")}
    link = {"problem": preset["problem"], **step, "optimizer": "sgd", "optimizer_state": None, "updates": 0}
    flat = {**preset["problem"], **step}
    answers = []
    for form in (flat, {"format": FORMAT, **flat}, link, preset):
        response = await client.post("/api/import", content=json.dumps(form), headers=headers)
        assert response.status_code == 200, response.text
        answers.append(response.json())
    assert answers == [{"setup": link}] * 4


async def test_a_network_alone_is_read_as_one(client: httpx.AsyncClient) -> None:
    for form in ({"network": SOURCE["network"]}, SOURCE["network"]):
        response = await client.post("/api/import", json=form)
        assert response.json() == {"network": SOURCE["network"]}


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({**SOURCE, "format": "backpropagation-lesson/2"}, f"this is {FORMAT}"),
        ({**SOURCE, "format": 1}, "format must be text"),
        ({**SOURCE, "more": 1}, "the body has an unknown key; it takes network, loss, x, y, learning_rate"),
        ({**SOURCE, "loss": "none"}, "there is no such loss"),
        ({"network": {"layers": []}}, "a network needs at least one layer"),
        ({"network": {"layers": [1]}}, "network.layers.0 must be an object"),
        ({"network": SOURCE["network"], "more": 1}, "the body has an unknown key; it takes network"),
        ({"problem": {}}, "network is missing"),
        ({"problem": 1}, "network is missing"),
        ([], "the body must be an object"),
        (
            {**SOURCE, "optimizer_state": {"t": 1, "m_W": {}}},
            "the optimizer_state of sgd holds nothing but t",
        ),
    ],
    ids=lambda value: str(value)[-40:],
)
async def test_json_that_is_no_problem_is_refused_in_words(
    client: httpx.AsyncClient, form: Any, words: str
) -> None:
    response = await client.post("/api/import", json=form)
    assert words in next(error["message"] for error in read_problem(response, 422)["errors"])


async def test_what_is_no_json_is_refused_in_words(client: httpx.AsyncClient) -> None:
    for content in (b"", b"{", b'{"x": NaN}', b"\xff", GOOD):
        response = await client.post("/api/import", content=content, headers=JSON_TYPE)
        read_problem(response, 422)


async def test_another_kind_of_body_is_refused(client: httpx.AsyncClient) -> None:
    response = await client.post("/api/import", files={"file": GOOD})
    assert "application/octet-stream" in read_problem(response, 415)["detail"]
