"""A question that cannot be answered gets 422 and says why, and never repeats what it was asked."""

import json
from typing import Any

import httpx
import pytest

from tests.api.bad_bodies import GOOD, MARK, MARK_NUMBER, NOT_JSON, OBJECT, PROBLEMS, RAW, STEPPING, edited
from tests.api.questions import JSON_TYPE, LESSON_CALLS, PHASES, ask, read_problem

pytestmark = pytest.mark.anyio
CALLS = [*(f"/api/{phase}" for phase in PHASES), "/api/trace"]
STEPPING_CALLS = [*CALLS[-2:], *LESSON_CALLS]
PLANTED = (MARK, str(MARK_NUMBER), str(int(MARK_NUMBER)), "9" * 20, "😀", "\\ud83d", "000000000000")


async def assert_refused(client: httpx.AsyncClient, call: str, content: bytes, words: str) -> None:
    response = await client.post(call, content=content, headers=JSON_TYPE)
    answer = read_problem(response, 422)
    assert words in answer["detail"]
    assert answer["errors"][0]["message"] == answer["detail"]
    assert not [mark for mark in PLANTED if mark in response.text]


def edit_id(case: tuple[dict[str, Any], str]) -> str:
    return "+".join(f"{path or 'no name'}={value!r}"[:40] for path, value in case[0].items())


def body_of(call: str, edits: dict[str, Any]) -> dict[str, Any]:
    return {**edited(edits), **LESSON_CALLS.get(call, {})}


@pytest.mark.parametrize("call", [*CALLS, *LESSON_CALLS])
async def test_the_unedited_body_is_good(client: httpx.AsyncClient, call: str) -> None:
    await ask(client, call, body_of(call, {}))


@pytest.mark.parametrize("case", PROBLEMS, ids=edit_id)
async def test_a_problem_that_does_not_fit_is_refused_in_words(
    client: httpx.AsyncClient, case: tuple[dict[str, Any], str]
) -> None:
    edits, words = case
    for call in [*CALLS, *LESSON_CALLS]:
        await assert_refused(client, call, json.dumps(body_of(call, edits)).encode(), words)


@pytest.mark.parametrize("case", STEPPING, ids=edit_id)
async def test_a_step_that_cannot_be_taken_is_refused_in_words(
    client: httpx.AsyncClient, case: tuple[dict[str, Any], str]
) -> None:
    edits, words = case
    for call in STEPPING_CALLS:
        await assert_refused(client, call, json.dumps(body_of(call, edits)).encode(), words)


@pytest.mark.parametrize(("content", "words"), [case[1:] for case in RAW], ids=[case[0] for case in RAW])
async def test_a_body_that_is_no_json_object_is_refused_in_words(
    client: httpx.AsyncClient, content: bytes, words: str
) -> None:
    # of a whole body that is wrong in its parts alone, these calls miss what they need besides
    no_object = [] if content.startswith(b"{") and words not in (NOT_JSON, OBJECT) else [*LESSON_CALLS]
    for call in [*CALLS, *no_object]:
        await assert_refused(client, call, content, words)


async def test_an_error_names_the_place_by_its_path_in_the_body(client: httpx.AsyncClient) -> None:
    for edits, field in (
        ({"network.layers.1.W": [[0.1]]}, "network.layers.1.W"),  # found by the engine
        ({"network.layers.1.W.0.2": "x"}, "network.layers.1.W.0.2"),  # found while reading
        ({"network.layers.1.activation": "x"}, "network.layers.1.activation"),
        ({"y": []}, "y"),
    ):
        response = await client.post("/api/trace", json=edited(edits))
        assert next(error["field"] for error in read_problem(response, 422)["errors"]) == field


async def test_several_errors_are_told_at_once(client: httpx.AsyncClient) -> None:
    response = await client.post("/api/forward", json=edited({"loss": 1, "x": 2, "y": 3}))
    assert [error["field"] for error in read_problem(response, 422)["errors"]] == ["loss", "x", "y"]


async def test_a_million_errors_get_a_short_answer(client: httpx.AsyncClient) -> None:
    """FailFast: one bad number of a row is told, and at most 20 errors of a body."""
    response = await client.post(
        "/api/forward", json=edited({"x": ["a"] * 200_000, "network.layers": [1] * 200_000})
    )
    assert len(read_problem(response, 422)["errors"]) == 2
    response = await client.post("/api/forward", json={str(key): key for key in range(2_000)})
    assert len(read_problem(response, 422)["errors"]) == 20


@pytest.mark.parametrize(
    ("call", "numbers", "ref"),
    [
        # numbers: W.1, b.1, W.2, b.2, x of each sample, learning rate
        ("forward", (1e200, 0, 1, 0, [1e200], 0.1), "z.1.0"),
        ("forward", (1, 0, 1e200, 0, [1e200], 0.1), "z.2.0"),
        ("forward", (1, 0, 1e200, 0, [1, 1e200], 0.1), "z.2.0@1"),
        ("loss", (1, 0, 1, 0, [1e200], 0.1), "loss"),
        ("loss", (1, 0, 1, 0, [1, 1e200], 0.1), "loss@1"),
        ("loss", (1, 0, 1, 0, [1.2e154, 1.2e154], 0.1), "loss"),
        ("deltas", (1, 0, 1e300, 1e100, [0], 0.1), "delta.1.0"),
        ("gradients", (1, 0, 0, 1e150, [1e200], 0.1), "W_grad.2.0.0"),
        ("gradients", (1, 0, 0, 1e150, [0, 1e200], 0.1), "W_grad.2.0.0"),
        ("update", (1, 0, 1, 0, [1e100], 1e300), "W_new.2.0.0"),
        ("update", (0, 0, 1, 1e100, [1], 1e300), "b_new.2.0"),
        ("update", (1, 0, 1, 0, [1], 1e100), "loss_new"),
    ],
)
async def test_an_overflow_names_the_first_ref_that_is_not_finite(
    client: httpx.AsyncClient, call: str, numbers: tuple[Any, ...], ref: str
) -> None:
    W1, b1, W2, b2, inputs, rate = numbers
    body = {
        "network": {
            "layers": [
                {"W": [[W1]], "b": [b1], "activation": "linear"},
                {"W": [[W2]], "b": [b2], "activation": "linear"},
            ]
        },
        "loss": "mse",
        "x": [[x] for x in inputs],
        "y": [[0]] * len(inputs),
    }
    stepping = {**body, "learning_rate": rate}
    for asked, question in ((call, stepping if call == "update" else body), ("trace", stepping)):
        for steps in ("none", "element"):
            response = await client.post(f"/api/{asked}?steps={steps}", json=question)
            answer = read_problem(response, 422)
            assert answer["detail"].startswith(f"{ref} is not finite: ")
            assert answer["errors"] == [{"field": ref, "message": answer["detail"]}]


async def test_what_overflows_only_later_does_not_spoil_an_earlier_phase(client: httpx.AsyncClient) -> None:
    body = edited({"network.layers.1.activation": "linear", "network.layers.1.b": [1e200, 0]})
    await ask(client, "/api/forward", body)
    read_problem(await client.post("/api/loss", json=body), 422)


async def test_a_misspelt_query_is_not_passed_over_in_silence(client: httpx.AsyncClient) -> None:
    answers = {
        "/api/trace": "the address has an unknown parameter; this one takes sample and steps",
        "/api/check": "the address has an unknown parameter; this one takes none",
    }
    for call, words in answers.items():
        response = await client.post(f"{call}?{MARK}=element", json=GOOD)
        assert read_problem(response, 422)["detail"] == words
        assert MARK not in response.text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (f"steps={MARK}", "steps is not one of the possible values"),
        ("steps=", "steps is not one of the possible values"),
        ("steps=Element", "steps is not one of the possible values"),
        ("steps=none&steps=all", "steps is not one of the possible values"),
        (f"sample={MARK}", "sample must be a whole number"),
        ("sample=", "sample must be a whole number"),
        ("sample=NaN", "sample must be a whole number"),
        ("sample=0.5", "sample must be a whole number"),
        ("sample=-1", "sample must not be negative"),
        ("sample=1", "sample counts from 0 and must be below 1, the number of samples"),
        (f"sample={2**31}", "sample is too large"),
        (f"sample={'9' * 300}", "sample is too large"),
        (f"sample={'9' * 5000}", "sample"),
    ],
    ids=lambda value: value[:40],
)
async def test_a_query_that_makes_no_sense_is_refused_in_words(
    client: httpx.AsyncClient, query: str, words: str
) -> None:
    for call in [*CALLS, "/api/mistake", *(["/api/answer"] if "sample" in query else [])]:
        response = await client.post(f"{call}?{query}", json=body_of(call, {}))
        answer = read_problem(response, 422)
        assert words in answer["detail"]
        assert answer["errors"][0]["field"] == query.partition("=")[0]
        assert not [mark for mark in PLANTED if mark in response.text]
