"""The API keeps no state: the same question gets the same bytes, alone or in a trace, from any worker."""

import json
from typing import Any

import httpx
import pytest

from app.main import create_app
from tests.api.questions import (
    EXAMPLES,
    FIRST_PHASES,
    JSON_TYPE,
    PHASES,
    SOURCE,
    example_id,
    random_problem,
    stepping,
)

pytestmark = pytest.mark.anyio
LEVELS = ["none", "layer", "element"]
XOR = next(example for example in EXAMPLES if example["id"] == "trask-xor")

QUESTIONS = {
    **{example_id(example): (stepping(example), 0) for example in EXAMPLES},
    "third-sample": (stepping(XOR), 2),
    "softmax-batch": (
        {**random_problem(5, (2, 3, 3), ("leaky_relu", "softmax"), "cross_entropy", 3), "optimizer": "adam"},
        1,
    ),
    "softmax-under-mse": ({**random_problem(6, (2, 3), ("softmax",), "mse", 2), "optimizer": "momentum"}, 1),
    "large": (random_problem(7, (16, 16, 16), ("softplus", "sigmoid"), "binary_cross_entropy", 9), 8),
}


async def raw(client: httpx.AsyncClient, path: str, body: dict[str, Any], **query: Any) -> bytes:
    response = await client.post(path, json=body, params=query)
    assert response.status_code == 200, response.text
    return response.content


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", QUESTIONS)
async def test_a_trace_is_the_single_answers_side_by_side(
    client: httpx.AsyncClient, name: str, level: str
) -> None:
    body, sample = QUESTIONS[name]
    problem = {key: body[key] for key in ("network", "loss", "x", "y")}
    singles = [
        await raw(
            client, f"/api/{phase}", problem if phase in FIRST_PHASES else body, steps=level, sample=sample
        )
        for phase in PHASES
    ]
    whole = await raw(client, "/api/trace", body, steps=level, sample=sample)
    assert whole == b'{"phases":[' + b",".join(singles) + b"]}"


@pytest.mark.parametrize("level", LEVELS)
async def test_asking_twice_gives_the_same_bytes(client: httpx.AsyncClient, level: str) -> None:
    body, sample = QUESTIONS["softmax-batch"]
    first = await raw(client, "/api/trace", body, steps=level, sample=sample)
    # another question in between, of the same structure with other numbers
    other = {**body, "x": [[0.25, -0.5]] * 3}
    assert await raw(client, "/api/trace", other, steps=level, sample=sample) != first
    assert await raw(client, "/api/trace", body, steps=level, sample=sample) == first


async def test_two_workers_give_the_same_bytes() -> None:
    body, sample = QUESTIONS["trask-xor"]
    answers = []
    for _ in range(2):
        transport = httpx.ASGITransport(app=create_app())
        async with httpx.AsyncClient(transport=transport, base_url="http://worker.test") as worker:
            answers.append(
                [
                    await raw(worker, "/api/trace", body, steps="element", sample=sample),
                    await raw(worker, "/api/mistake", {**body, "mistake": "slope_at_a"}, steps="element"),
                    await raw(worker, "/api/answer", {**body, "ref": "delta.1.0", "answer": 0.5}),
                ]
            )
    assert answers[0] == answers[1]


@pytest.mark.parametrize("path", [f"/api/{phase}" for phase in PHASES] + ["/api/trace"])
@pytest.mark.parametrize("flat", [("x",), ("y",), ("x", "y")], ids="-".join)
async def test_a_flat_row_is_one_sample(client: httpx.AsyncClient, path: str, flat: tuple[str, ...]) -> None:
    rows = random_problem(8, (3, 2), ("tanh",), "mse")
    body = {**rows, **{field: rows[field][0] for field in flat}}
    assert await raw(client, path, body, steps="element") == await raw(client, path, rows, steps="element")


@pytest.mark.parametrize("path", ["/api/update", "/api/trace"])
async def test_the_step_has_defaults(client: httpx.AsyncClient, path: str) -> None:
    told = {"learning_rate": 0.1, "freeze_biases": False, "optimizer": "sgd"}
    assert await raw(client, path, SOURCE) == await raw(client, path, {**SOURCE, **told})
    for field, other in (("learning_rate", 0.2), ("freeze_biases", True), ("optimizer", "adam")):
        assert await raw(client, path, SOURCE) != await raw(client, path, {**SOURCE, **told, field: other})


async def test_the_query_has_defaults(client: httpx.AsyncClient) -> None:
    body, _ = QUESTIONS["trask-xor"]
    assert await raw(client, "/api/trace", body) == await raw(
        client, "/api/trace", body, steps="none", sample=0
    )


async def test_neither_whitespace_nor_the_order_of_keys_matters(client: httpx.AsyncClient) -> None:
    body = dict(reversed(SOURCE.items()))
    spaced = await client.post("/api/forward", content=json.dumps(body, indent=4), headers=JSON_TYPE)
    assert spaced.content == await raw(client, "/api/forward", SOURCE)


async def test_whole_numbers_and_fractions_are_the_same_numbers(client: httpx.AsyncClient) -> None:
    text = json.dumps(SOURCE).replace("[[1.0]]", "[[1]]")
    response = await client.post("/api/trace", content=text, headers=JSON_TYPE)
    assert response.content == await raw(client, "/api/trace", SOURCE)
