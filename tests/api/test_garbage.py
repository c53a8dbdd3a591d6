"""Whatever is sent, the answer is a right one or says what is wrong, in strict JSON; never a fault of ours.

An exception in the application is raised in the test, so a 500 cannot hide.
"""

import json
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.api.bad_bodies import GOOD
from tests.api.questions import JSON_TYPE, LESSON_CALLS, MISSING, PHASES, edit, read_problem, strict_json

pytestmark = pytest.mark.anyio
# the same examples in every run; the client is shared by all of them on purpose
seeded = settings(
    max_examples=250,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
CALLS = st.sampled_from(
    [
        f"/api/{call}{query}"
        for call in (*PHASES, "trace", "mistake")
        for query in ("", "?steps=element", "?steps=layer&sample=1")
    ]
    + ["/api/answer", "/api/answer?sample=1"]
)
STATE = {
    "t": 2,
    "v_W": {"1": [[0.1, 0.2]] * 3, "2": [[0.1] * 3] * 2},
    "v_b": {"1": [0.1] * 3, "2": [0.1] * 2},
}
PROBLEM = {**GOOD, "x": [[0.5, -1.5], [1.0, 0.0]], "y": [[0.25, 0.75], [1.0, 0.0]]}
STEPPING = {
    **PROBLEM,
    "learning_rate": 0.5,
    "freeze_biases": False,
    "optimizer": "momentum",
    "optimizer_state": STATE,
}
WORDS = [
    "network",
    "layers",
    "W",
    "b",
    "activation",
    "loss",
    "x",
    "y",
    "t",
    "sgd",
    "adam",
    "softmax",
    "cross_entropy",
    "1",
]

numbers = st.one_of(
    st.integers(),
    st.floats(),
    st.sampled_from([0, -0.0, 1e308, -1e308, 5e-324, 1e999, 2**53, 2**63, 2**64, -(10**400)]),
)
scalars = st.one_of(st.none(), st.booleans(), numbers, st.sampled_from(WORDS), st.text(max_size=8))
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


def paths_in(body: Any, path: str = "") -> list[str]:
    """The dotted path of every place in a body."""
    if not isinstance(body, (dict, list)):
        return []
    keys = list(body) if isinstance(body, dict) else [str(index) for index in range(len(body))]
    here = [f"{path}.{key}".lstrip(".") for key in keys]
    inner = body.values() if isinstance(body, dict) else body
    return here + [
        deeper for part, place in zip(inner, here, strict=True) for deeper in paths_in(part, place)
    ]


def is_entry(path: str) -> bool:
    """Whether one number of W, b, x, y or the state stands there, and not a row of them."""
    return not any(other.startswith(f"{path}.") for other in PATHS) and path[-1].isdigit()


PATHS = paths_in(STEPPING)
NUMBER_PATHS = [path for path in PATHS if path in ("learning_rate", "optimizer_state.t") or is_entry(path)]


def good_for(call: str) -> dict[str, Any]:
    path = call.partition("?")[0]
    more = LESSON_CALLS.get(path)
    if more is None:
        return STEPPING if path in ("/api/update", "/api/trace") else PROBLEM
    return {**STEPPING, **more}


def has_null_number(values: Any) -> bool:
    if isinstance(values, dict):
        return any(map(has_null_number, values.values()))
    if isinstance(values, list):
        return any(map(has_null_number, values))
    return values is None


async def assert_sound(client: httpx.AsyncClient, call: str, content: bytes) -> None:
    response = await client.post(call, content=content, headers=JSON_TYPE)
    if response.status_code == 200:
        answer = strict_json(response.content)
        for phase in answer.get("phases", [answer]):
            assert not has_null_number(phase.get("values", {}))
            assert not has_null_number(phase.get("check", {}))
            assert not has_null_number(phase.get("network", {}))
    else:
        assert response.status_code in (413, 422)
        read_problem(response, response.status_code)


@seeded
@given(CALLS, values)
async def test_any_json_is_answered(client: httpx.AsyncClient, call: str, body: Any) -> None:
    await assert_sound(client, call, json.dumps(body).encode())


@seeded
@given(CALLS, st.binary(max_size=64))
@example("/api/forward", b"\xff\xfe\x00")
async def test_any_bytes_are_answered(client: httpx.AsyncClient, call: str, content: bytes) -> None:
    await assert_sound(client, call, content)


@seeded
@given(CALLS, st.lists(st.tuples(st.sampled_from(PATHS), values | st.just(MISSING)), min_size=1, max_size=3))
async def test_any_change_of_a_good_body_is_answered(
    client: httpx.AsyncClient, call: str, changes: list[tuple[str, Any]]
) -> None:
    body = good_for(call)
    for path, value in changes:
        try:
            body = edit(body, path, value)
        except (LookupError, TypeError, ValueError):
            continue  # an earlier change took that place away, or the call does not have it
    await assert_sound(client, call, json.dumps(body).encode())


@seeded
@given(
    st.sampled_from(["/api/update", "/api/trace?steps=element", *LESSON_CALLS]),
    st.sampled_from(NUMBER_PATHS),
    numbers,
)
async def test_any_number_in_a_good_body_is_answered(
    client: httpx.AsyncClient, call: str, path: str, number: float
) -> None:
    body = edit(good_for(call), path, number)
    await assert_sound(client, call, json.dumps(body).encode())


@seeded
@given(CALLS, st.floats(0, 1, exclude_max=True), st.binary(max_size=2))
async def test_any_changed_or_missing_byte_is_answered(
    client: httpx.AsyncClient, call: str, where: float, instead: bytes
) -> None:
    content = json.dumps(good_for(call)).encode()
    place = int(where * len(content))
    await assert_sound(client, call, content[:place] + instead + content[place + 1 :])


async def test_the_body_that_is_changed_is_good(client: httpx.AsyncClient) -> None:
    for call, body in (("/api/trace", STEPPING), ("/api/loss", PROBLEM)):
        assert (await client.post(call, json=body)).status_code == 200
