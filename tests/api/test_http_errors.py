"""Addresses that are not there, methods that are not taken, bodies of the wrong type or size."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from app.main import create_app
from tests.api.questions import PHASES, SOURCE, read_problem

pytestmark = pytest.mark.anyio
CALLS = [*(f"/api/{phase}" for phase in PHASES), "/api/trace"]
MARK = "zebra-4711"


@pytest.mark.parametrize(
    "path",
    [
        f"/{MARK}",
        "/api",
        f"/api/{MARK}",
        f"/api/presets/{MARK}",
        "/api/presets/source.json",
        f"/api/presets/..%2F{MARK}",
        "/api/presets/%00",
        f"/static/{MARK}.js",
        "/static/",
        "/static/..%2Fapp%2Fmain.py",
        f"/%ff%fe{MARK}",
    ],
)
async def test_an_unknown_address_is_404(client: httpx.AsyncClient, path: str) -> None:
    response = await client.get(path)
    read_problem(response, 404)
    assert MARK not in response.text


async def test_an_unknown_preset_is_told_which_there_are(client: httpx.AsyncClient) -> None:
    detail = read_problem(await client.get(f"/api/presets/{MARK}"), 404)["detail"]
    presets = (await client.get("/api/catalogue")).json()["presets"]
    assert all(preset["id"] in detail for preset in presets)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        *(("GET", call, "POST") for call in CALLS),
        *((method, "/api/trace", "POST") for method in ("PUT", "PATCH", "DELETE")),
        ("POST", "/api/catalogue", "GET"),
        ("POST", "/api/presets/source", "GET"),
        ("DELETE", "/api/presets/source", "GET"),
        ("POST", "/healthz", "GET, HEAD"),
        ("POST", "/static/favicon.svg", "GET, HEAD"),
        (MARK.upper(), "/api/trace", "POST"),
    ],
)
async def test_a_method_that_is_not_taken_is_405_and_told_which_is(
    client: httpx.AsyncClient, method: str, path: str, allowed: str
) -> None:
    response = await client.request(method, path)
    read_problem(response, 405)
    assert response.headers["allow"] == allowed
    assert MARK.upper() not in response.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": ""},
        {"Content-Type": "text/plain"},
        {"Content-Type": "text/json"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": f"multipart/form-data; boundary={MARK}"},
        {"Content-Type": "application/xml"},
        {"Content-Type": "application/jsonp"},
        {"Content-Type": "text/problem+json"},
        {"Content-Type": f"{MARK}/json"},
    ],
    ids=lambda headers: headers.get("Content-Type", "none"),
)
async def test_a_body_that_is_not_declared_json_is_415(
    client: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    for call in CALLS:
        response = await client.post(call, content=b"{}", headers=headers)
        assert "application/json" in read_problem(response, 415)["detail"]
        assert MARK not in response.text


@pytest.mark.parametrize(
    "media_type",
    ["application/json", "Application/JSON", "application/json; charset=utf-8", "application/vnd.api+json"],
)
async def test_json_may_be_declared_in_several_ways(client: httpx.AsyncClient, media_type: str) -> None:
    body = httpx.Request("POST", "/", json=SOURCE).content
    response = await client.post("/api/forward", content=body, headers={"Content-Type": media_type})
    assert response.status_code == 200


async def test_an_uploaded_file_is_415(client: httpx.AsyncClient) -> None:
    read_problem(await client.post("/api/trace", files={"network": b"x"}), 415)


async def test_a_body_without_a_length_is_counted_while_it_is_read(client: httpx.AsyncClient) -> None:
    piece, pieces, limit = b" " * 65_536, 0, 4 * 1024 * 1024

    async def endless() -> AsyncIterator[bytes]:
        nonlocal pieces
        while pieces < 1_000:
            pieces += 1
            yield piece

    headers = {"Content-Type": "application/json"}
    for call in CALLS:
        pieces = 0
        response = await client.post(call, content=endless(), headers=headers)
        assert f"at most {limit} bytes" in read_problem(response, 413)["detail"]
        assert pieces == limit // len(piece) + 1  # it stopped with the piece that was too much


async def test_whoever_leaves_in_the_middle_of_a_body_leaves_no_fault_behind() -> None:
    heard: list[dict[str, Any]] = [
        {"type": "http.disconnect"},
        {"type": "http.request", "body": b'{"network":', "more_body": True},
    ]
    said: list[Any] = []

    async def receive() -> dict[str, Any]:
        return heard.pop()

    async def send(message: Any) -> None:
        said.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/forward",
        "raw_path": b"/api/forward",
        "root_path": "",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json")],
        "http_version": "1.1",
        "scheme": "http",
        "server": ("lesson.test", 80),
        "client": ("127.0.0.1", 1),
        "asgi": {"version": "3.0"},
    }
    await create_app()(scope, receive, send)
    assert said[0]["status"] == 400
