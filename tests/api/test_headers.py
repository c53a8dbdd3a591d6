"""What every answer carries: open to other origins, compressed when asked, closed to foreign content."""

import base64
import gzip
import hashlib
import re

import httpx
import pytest

from tests.api.questions import SOURCE, ask, strict_json

pytestmark = pytest.mark.anyio
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
PAGES = ["/", "/docs", "/embed", "/worksheet", "/worksheet/source/key"]
STATIC = ["/static/favicon.svg", "/static/css/tokens.css"]
ADDRESSES = [*PAGES, *STATIC, "/healthz", "/openapi.json", "/api/catalogue", "/api/presets/source"]
MISSES = ["/nowhere", "/api/nowhere", "/static/nowhere.js", "/api/trace"]  # the last takes POST alone
ORIGIN = {"Origin": "https://course.example"}


@pytest.mark.parametrize("path", ADDRESSES)
async def test_every_address_is_there(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 200


@pytest.mark.parametrize("path", [*ADDRESSES, *MISSES])
async def test_every_answer_says_what_a_page_may_load(client: httpx.AsyncClient, path: str) -> None:
    response = await client.get(path)
    policy = dict(
        part.strip().split(" ", 1) for part in response.headers["content-security-policy"].split(";")
    )
    expected = dict(POLICY)
    if path == "/embed":
        del expected["frame-ancestors"]
    for kind, tag in (("style-src", "style"), ("script-src", "script")):
        # what stands in the page itself is named by its hash, and nothing else is let in
        for text in re.findall(rf"<{tag}>(.*?)</{tag}>", response.text, re.DOTALL):
            assert path in ("/", "/embed")
            expected[kind] += f" 'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
    assert policy == expected
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in response.headers
    assert "server" not in response.headers


async def test_answers_to_a_post_carry_them_too(client: httpx.AsyncClient) -> None:
    for content in (b"{}", httpx.Request("POST", "/", json=SOURCE).content):
        response = await client.post(
            "/api/trace", content=content, headers={"Content-Type": "application/json"}
        )
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in response.headers["content-security-policy"]


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
