"""Any problem within the schema, with any numbers, gets a finite answer or a 4xx in words from every call."""

import json
from itertools import pairwise
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.engine.activations import ACTIVATIONS
from app.engine.optimizers import OPTIMIZERS
from app.lesson.exports.formats import EXPORTS
from tests.api.questions import JSON_TYPE, SOURCE, read_problem, strict_json
from tests.api.test_openapi import OPERATIONS
from tests.strategies import ELEMENTWISE, HEADS

pytestmark = pytest.mark.anyio
HARD = [0, -0.0, 5e-324, -5e-324, 2.2250738585072014e-308, 1e-160, 1e154, -1e154, 1e308, -1e308]
HARD += [1.7976931348623157e308, 2**53, 2**63, -(2**63), 2**1023, 1e16 + 1, 0.1, 1, 1.0000000000000002]
# what is not a number, though somebody's JSON may write it
NO_NUMBERS = [
    "NaN",
    "Infinity",
    "-Infinity",
    "1e999",
    "-1e999",
    "9" * 400,
    "1" * 5_000,
    "0x1",
    "[[[]]]",
    '"1"',
]
numbers = st.sampled_from(HARD) | st.floats(allow_nan=False, allow_infinity=False) | st.floats(-2, 2)
texts = st.text(max_size=12) | st.sampled_from(["\x00", "\ud83d\ude00", "é" * 5_000, "W.1.0.0@" + "9" * 400])
counts = st.integers(0, 3) | st.sampled_from([-1, 2**31, 2**52, 2**53, 2**64, 10**400])
Question = tuple[str, dict[str, Any]]
CALLS = [path for method, path in OPERATIONS if method == "post"]
MISTAKES = st.sampled_from(["raw_error", "no_slope_at_hidden", "updated_weights"])
MORE: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "/api/slice": {"ref": st.sampled_from(["W.1.0.0", "b.1.0"]) | texts, "from": numbers, "to": numbers},
    "/api/train": {"updates": st.integers(1, 40) | counts, "every": st.integers(1, 9) | counts},
    "/api/mistake": {"mistake": MISTAKES | texts},
    "/api/answer": {"ref": st.sampled_from(["z.1.0", "loss", "W_new.1.0.0"]) | texts, "answer": numbers},
    "/api/variant": {"seed": counts},
}
STEPPING = {"/api/update", "/api/trace", "/api/train", "/api/mistake", "/api/answer", "/api/export/{format}"}


def rows(n: int, m: int, of: st.SearchStrategy[float]) -> st.SearchStrategy[list[list[float]]]:
    return st.lists(st.lists(of, min_size=m, max_size=m), min_size=n, max_size=n)


@st.composite
def problems(draw: st.DrawFn) -> dict[str, Any]:
    """All shapes fit, loss and output too; numbers are any, and in half of them mostly usual ones."""
    usual = st.integers(0, 40).flatmap(lambda n: st.floats(-2, 2) if n else numbers)
    of = draw(st.sampled_from([numbers, usual]))
    head, loss = draw(st.sampled_from(HEADS))
    widths = draw(st.lists(st.integers(1, 3), min_size=2, max_size=4))
    samples = draw(st.integers(1, 3))
    layers = [
        {
            "W": draw(rows(m, n, of)),
            "b": draw(st.lists(of, min_size=m, max_size=m)),
            "activation": draw(st.sampled_from(ELEMENTWISE)),
        }
        for n, m in pairwise(widths)
    ]
    layers[-1]["activation"] = head
    targets = st.just(1) if widths[-1] == 1 and head == "softmax" else st.floats(0, 1) | of
    return {
        "network": {"layers": layers},
        "loss": loss,
        "x": draw(rows(samples, widths[0], of)),
        "y": draw(rows(samples, widths[-1], targets)),
    }


def stepping(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "learning_rate": draw(st.floats(0, 2) | numbers),
        "freeze_biases": draw(st.booleans()),
        "optimizer": draw(st.sampled_from(list(OPTIMIZERS))),
    }


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A call with its query, and a body for it."""
    call = draw(st.sampled_from([path for path in CALLS if path != "/api/network"]))
    body = draw(problems())
    if call in STEPPING:
        body |= stepping(draw)
    body |= {name: draw(values) for name, values in MORE.get(call, {}).items()}
    path = call.replace("{format}", draw(st.sampled_from(list(EXPORTS))))
    if call in ("/api/trace", "/api/update", "/api/forward", "/api/mistake"):
        path += "?steps=" + draw(st.sampled_from(["none", "layer", "element"]))
    return path, body


architectures = st.fixed_dictionaries(
    {
        "inputs": st.integers(1, 4) | counts,
        "layers": st.lists(
            st.fixed_dictionaries(
                {"units": st.integers(1, 4) | counts, "activation": st.sampled_from(list(ACTIVATIONS))},
                optional={"keeps": st.none() | counts},
            ),
            max_size=4,
        ),
    },
    optional={
        "seed": counts,
        "initialiser": st.sampled_from(["zeros", "he"]) | texts,
        "keep": problems().map(lambda body: body["network"]),
    },
)
seeded = settings(
    max_examples=200,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


async def assert_sound(client: httpx.AsyncClient, path: str, content: bytes) -> int:
    response = await client.post(path, content=content, headers=JSON_TYPE)
    if response.status_code != 200:
        assert response.status_code in (413, 422)
        assert len(response.content) < 20_000  # in words, and not the question again
        read_problem(response, response.status_code)
    elif "ndjson" in response.headers["content-type"]:
        assert [strict_json(line)["loss"] for line in response.content.splitlines()]
    elif "json" in response.headers["content-type"]:
        strict_json(response.content)  # which knows no NaN and no Infinity
    return response.status_code


@seeded
@given(questions())
async def test_any_problem_is_answered(client: httpx.AsyncClient, question: Question) -> None:
    path, body = question
    await assert_sound(client, path, json.dumps(body).encode())


@seeded
@given(architectures)
async def test_any_architecture_is_answered(client: httpx.AsyncClient, body: dict[str, Any]) -> None:
    await assert_sound(client, "/api/network", json.dumps(body).encode())


@seeded
@given(questions(), st.sampled_from(NO_NUMBERS), st.sampled_from(["x", "y", "W", "b"]))
@example(("/api/import", SOURCE), "NaN", "W")
async def test_what_is_no_number_is_refused_by_every_call(
    client: httpx.AsyncClient, question: Question, token: str, place: str
) -> None:
    path, body = question
    planted = json.dumps({**body, "x": [["here"]]} if place == "x" else body).replace('"here"', token)
    if place != "x":
        first = json.dumps(body["network"]["layers"][0]["b"][0])
        planted = planted.replace(f'"b": [{first}', f'"b": [{token}', 1)
    assert await assert_sound(client, path, planted.encode()) == 422


@pytest.mark.parametrize("call", CALLS)
async def test_of_equal_keys_the_last_counts_and_nothing_breaks(client: httpx.AsyncClient, call: str) -> None:
    once = json.dumps(SOURCE)[:-1]
    path = call.replace("{format}", "json")
    for content in (once + ',"x":[[0.5]],"x":[[0.5]]}', once + ',"loss":"mse"' * 500 + "}"):
        await assert_sound(client, path, content.encode())


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("depth", [10, 150, 300, 100_000])
async def test_any_depth_is_answered(client: httpx.AsyncClient, call: str, depth: int) -> None:
    path = call.replace("{format}", "json")
    for opening, closing in ((b"[", b"]"), (b'{"x":', b"}")):
        content = b'{"x":' + opening * depth + b"0" + closing * depth + b"}"
        assert await assert_sound(client, path, content) in (413, 422)
