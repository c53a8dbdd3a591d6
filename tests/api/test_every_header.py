"""Every route there is, and every way it can fail, carries the headers of its kind."""

import base64
import hashlib
import re
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.routing import BaseRoute, Mount

from app.assets import INLINE
from app.headers import relative
from app.main import create_app
from tests.api.questions import SOURCE

pytestmark = pytest.mark.anyio
ORIGIN = {"Origin": "https://course.example"}
NOWHERE = "nothing-of-this-name"


def routes_in(routes: list[BaseRoute]) -> list[BaseRoute]:
    """All of them, those of included routers as well."""
    found: list[BaseRoute] = []
    for route in routes:
        inner = getattr(route, "original_router", None)
        found += [route] if inner is None else routes_in(inner.routes)
    return found


def calls() -> list[tuple[str, str]]:
    """Method and address of every route, with names in it that lead somewhere."""
    home = {"/api/presets": "mazur", "/api/datasets": "xor", "/api/tours": "dead-relu", "/worksheet": "mazur"}
    found = []
    for route in routes_in(create_app().routes):
        path = getattr(route, "path", "")
        if isinstance(route, Mount):
            found.append(("GET", f"{path}/favicon.svg"))
            continue
        id = next((known for start, known in home.items() if path.startswith(start)), "numpy")
        path = re.sub(r"\{(id|preset|format)\}", id, path)
        path = re.sub(r"\{\w+(:\w+)?\}", NOWHERE, path)
        found += [(method, path) for method in sorted(getattr(route, "methods", None) or {"GET"})]
    return found


CALLS = calls()
MISSES = [
    ("GET", f"/{NOWHERE}"),
    ("GET", f"/api/{NOWHERE}"),
    ("GET", f"/static/{NOWHERE}"),
    ("GET", "/static"),
]
REDIRECTED = [("GET", "/static"), *(("GET", f"{path}/") for path in ("/docs", "/embed", "/api/catalogue"))]
OTHER_METHODS = [("DELETE", "/"), ("PUT", "/api/trace"), ("POST", "/static/favicon.svg"), ("TRACE", "/embed")]


def kind_of(path: str) -> str:
    if path.startswith("/api/"):
        return "api"
    if path.startswith(("/static/", "/bundle/")):
        return "file"
    return "embedded" if path == "/embed" else "page"


OWN = {
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
}
CLOSED = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'", "frame-ancestors": "'none'"}
POLICIES = {"api": CLOSED, "file": CLOSED | OWN, "page": CLOSED | OWN}
WITH_INLINE = ("/", "/embed")
POLICIES["embedded"] = {name: told for name, told in POLICIES["page"].items() if name != "frame-ancestors"}
LOADED_BY = {"api": "same-origin", "page": "same-origin", "file": "cross-origin", "embedded": "cross-origin"}


def policy_of(response: httpx.Response) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in response.headers["content-security-policy"].split(";"))


def assert_closed(response: httpx.Response, path: str) -> None:
    kind, headers = kind_of(path), response.headers
    expected = dict(POLICIES[kind])
    if path in WITH_INLINE:
        expected |= {sources: f"'self' {name}" for sources, name in INLINE.items()}
    assert policy_of(response) == expected
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == LOADED_BY[kind]
    assert headers.get("cross-origin-opener-policy") == ("same-origin" if kind == "page" else None)
    assert headers.get("cross-origin-embedder-policy") == ("require-corp" if kind == "embedded" else None)
    assert ("camera=()" in headers.get("permissions-policy", "")) == (kind in ("page", "embedded"))
    assert not {"server", "x-powered-by", "via", "set-cookie"} & set(headers)
    # once each: of two policies a browser takes both
    names = [name.lower() for name, _ in headers.raw]
    assert names.count(b"content-security-policy") == 1


@pytest.mark.parametrize(
    "path", sorted({path for method, path in CALLS if kind_of(path) in ("page", "embedded")})
)
async def test_what_stands_in_a_page_itself_is_named_by_its_hash(
    client: httpx.AsyncClient, path: str
) -> None:
    response = await client.get(path)
    for sources, tag in (("style-src", "style"), ("script-src", "script")):
        named = re.findall("sha256-[^']+", policy_of(response)[sources])
        there = re.findall(rf"<{tag}>(.*?)</{tag}>", response.text, re.DOTALL)
        digests = [hashlib.sha256(text.encode()).digest() for text in there]
        assert named == [f"sha256-{base64.b64encode(digest).decode()}" for digest in digests]
        assert bool(there) == (path in WITH_INLINE)


def test_there_are_routes_of_every_kind() -> None:
    assert {kind_of(path) for _, path in CALLS} == {"api", "file", "page", "embedded"}
    assert {"/", "/docs", "/embed", "/healthz", "/openapi.json", "/api/train", "/worksheet"} <= {
        path for _, path in CALLS
    }


@pytest.mark.parametrize(("method", "path"), [*CALLS, *MISSES, *REDIRECTED, *OTHER_METHODS])
async def test_every_route_carries_the_headers_of_its_kind(
    client: httpx.AsyncClient, method: str, path: str
) -> None:
    response = await client.request(method, path, headers=ORIGIN)
    assert response.status_code < 500
    assert_closed(response, path)


# what each of these is answered with
ERRORS: dict[int, dict[str, Any]] = {
    200: {"json": SOURCE},
    413: {"content": b" " * (4 * 1024 * 1024 + 1), "headers": {"Content-Type": "application/json"}},
    415: {"content": b"{}", "headers": {"Content-Type": "text/plain"}},
    422: {"json": {}},
}


@pytest.mark.parametrize("path", [path for method, path in CALLS if method == "POST"])
@pytest.mark.parametrize("status", ERRORS)
async def test_every_answer_to_a_question_carries_them(
    client: httpx.AsyncClient, path: str, status: int
) -> None:
    response = await client.post(path, **ERRORS[status])
    # a call that needs more than the problem refuses it, and an import without a type may be a file
    assert response.status_code in {status, 422}
    assert_closed(response, path)


def faulty() -> FastAPI:
    app = create_app()

    async def fault() -> None:
        raise ZeroDivisionError("a secret")

    for path in ("/api/fault", "/fault"):
        app.add_api_route(path, fault)
        app.router.routes.insert(0, app.router.routes.pop())
    return app


@pytest.mark.parametrize("path", ["/api/fault", "/fault"])
async def test_a_fault_of_ours_is_told_in_words_with_the_headers_of_any_answer(
    path: str,
) -> None:
    transport = httpx.ASGITransport(app=faulty(), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://lesson.test") as client:
        response = await client.get(path, headers=ORIGIN)
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["title"] == "Something went wrong here"
    assert "secret" not in response.text
    assert response.headers["access-control-allow-origin"] == "*"
    assert_closed(response, path)


async def test_a_fault_reaches_the_server_which_writes_it_down() -> None:
    transport = httpx.ASGITransport(app=faulty())
    async with httpx.AsyncClient(transport=transport, base_url="http://lesson.test") as client:
        with pytest.raises(ZeroDivisionError):
            await client.get("/fault")


@pytest.mark.parametrize("path", ["/docs/", "/worksheet/mazur/", "/embed/?x=%E2%9C%93", "/api/catalogue/"])
async def test_a_redirect_names_no_server(client: httpx.AsyncClient, path: str) -> None:
    """Its name and scheme are the sender's word, or those of a proxy in between."""
    response = await client.get(path, headers={"Host": "elsewhere.example"})
    assert response.status_code == 307
    assert response.headers["location"] == path.replace("/?", "?").removesuffix("/")


def test_where_a_redirect_leads_keeps_its_query() -> None:
    assert relative(b"http://elsewhere.example:80/a%20b?c=%2F&d") == b"/a%20b?c=%2F&d"
