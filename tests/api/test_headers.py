"""What answers carry: open to other origins, compressed when asked, kept or not. See test_every_header.py."""

import gzip

import httpx
import pytest

from tests.api.questions import SOURCE, ask, strict_json

pytestmark = pytest.mark.anyio
PAGES = ["/", "/docs", "/embed", "/worksheet", "/worksheet/source/key"]
STATIC = ["/static/favicon.svg", "/static/css/tokens.css"]
ADDRESSES = [*PAGES, *STATIC, "/healthz", "/openapi.json", "/api/catalogue", "/api/presets/source"]
ORIGIN = {"Origin": "https://course.example"}


@pytest.mark.parametrize("path", ADDRESSES)
async def test_every_address_is_there(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 200


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_is_html_in_utf8(client: httpx.AsyncClient, path: str) -> None:
    response = await client.get(path)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.text.lstrip().lower().startswith("<!doctype html>")


@pytest.mark.parametrize("path", [*PAGES, *STATIC])
async def test_what_a_page_is_made_of_is_kept_only_to_be_validated(
    client: httpx.AsyncClient, path: str
) -> None:
    assert (await client.get(path)).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", STATIC)
async def test_an_unchanged_file_is_not_sent_again(client: httpx.AsyncClient, path: str) -> None:
    tag = (await client.get(path)).headers["etag"]
    response = await client.get(path, headers={"If-None-Match": tag})
    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/api/trace"), ("GET", "/api/catalogue"), ("POST", "/api/update")]
)
async def test_a_preflight_from_anywhere_is_let_through(
    client: httpx.AsyncClient, method: str, path: str
) -> None:
    wish = {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": "content-type"}
    response = await client.options(path, headers={**ORIGIN, **wish})
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == "*"
    assert method in response.headers["access-control-allow-methods"]
    assert "content-type" in response.headers["access-control-allow-headers"].lower()
    assert "access-control-allow-credentials" not in response.headers


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/api/catalogue", 200), ("GET", "/api/nowhere", 404), ("POST", "/api/trace", 415)],
)
async def test_an_answer_may_be_read_from_anywhere(
    client: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    response = await client.request(method, path, headers=ORIGIN)
    assert response.status_code == status
    assert response.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in response.headers


@pytest.mark.parametrize(
    ("asked", "coding"), [("gzip", "gzip"), ("gzip, deflate, br", "gzip"), ("identity", None)]
)
async def test_a_long_answer_is_compressed_when_asked(
    client: httpx.AsyncClient, asked: str, coding: str | None
) -> None:
    path, headers = "/api/trace?steps=element", {"Accept-Encoding": asked}
    plain = await ask(client, path, SOURCE)
    async with client.stream("POST", path, json=SOURCE, headers=headers) as response:
        raw = b"".join([piece async for piece in response.aiter_raw()])
    assert response.headers.get("content-encoding") == coding
    assert "accept-encoding" in response.headers["vary"].lower()
    content = gzip.decompress(raw) if coding else raw
    assert strict_json(content) == plain
    if coding:
        assert len(raw) < len(content) / 5


async def test_a_short_answer_is_not(client: httpx.AsyncClient) -> None:
    response = await client.get("/healthz", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in response.headers


async def test_a_running_server_says_so(client: httpx.AsyncClient) -> None:
    assert (await client.get("/healthz")).json() == {"status": "ok"}
