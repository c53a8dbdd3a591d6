"""Files as they are sent: compressed as the reader accepts, tagged, kept or validated, and never twice."""

import gzip
import re
from pathlib import Path

import brotli
import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from app.coding import accepted
from app.static_files import CompressedFiles

pytestmark = pytest.mark.anyio
STATIC = Path(__file__).resolve().parents[2] / "static"
FILES = ["/static/css/base.css", "/static/js/main.js", "/static/vendor/swagger-ui/swagger-ui.css"]
PAGES = ["/", "/embed"]
BUNDLED = ["main.js", "printed.js", "favicon.svg"]
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


async def bundled(client: httpx.AsyncClient) -> list[str]:
    found = re.search(r'"(/bundle/\w+/)', (await client.get("/")).text)
    assert found
    return [found[1] + name for name in BUNDLED]


async def fetch(
    client: httpx.AsyncClient, path: str, coding: str, **headers: str
) -> tuple[httpx.Response, bytes]:
    """The answer, and its bytes as they were sent."""
    async with client.stream("GET", path, headers={"Accept-Encoding": coding} | headers) as response:
        return response, b"".join([piece async for piece in response.aiter_raw()])


def told(response: httpx.Response) -> dict[str, object]:
    """The headers; what Vary names counts once, however often it is named."""
    vary = {name.strip() for name in response.headers["vary"].split(",")}
    return {**response.headers, "vary": vary}


@pytest.mark.parametrize(
    ("header", "codings"),
    [
        ("gzip, deflate, br, zstd", ["br", "gzip"]),
        ("GZIP", ["gzip"]),
        ("br;q=0.1, gzip", ["br", "gzip"]),
        ("br; q=0, gzip;q=0.001", ["gzip"]),
        ("br;q=0.000, gzip;q=1.0", ["gzip"]),
        ("*", ["br", "gzip"]),
        ("*;q=0", []),
        ("gzip;q=0, *", ["br"]),
        ("identity", []),
        ("xgzip, brotli", []),
        ("br;q=much", []),
        ("", []),
        (";,;q=1,", []),
    ],
)
def test_what_a_reader_accepts_is_read_as_the_standard_says(header: str, codings: list[str]) -> None:
    assert accepted(header) == codings


@pytest.mark.parametrize(
    ("asked", "coding"), [("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", None)]
)
async def test_a_file_is_sent_in_the_best_coding_that_the_reader_accepts(
    client: httpx.AsyncClient, asked: str, coding: str | None
) -> None:
    for path in (*FILES, *PAGES, *await bundled(client)):
        plain = (await fetch(client, path, "identity"))[1]
        response, raw = await fetch(client, path, asked)
        assert response.status_code == 200
        assert response.headers.get("content-encoding") == coding, path
        assert int(response.headers["content-length"]) == len(raw)
        assert "Accept-Encoding" in response.headers["vary"]
        assert (UNPACK[coding](raw) if coding else raw) == plain
        if path.startswith("/static/"):
            assert plain == (STATIC / path.removeprefix("/static/")).read_bytes()


async def test_what_is_compressed_already_is_sent_as_it_is(client: httpx.AsyncClient) -> None:
    path = "/static/vendor/lesson-math/lesson-math.woff2"
    response, raw = await fetch(client, path, "gzip, br")
    assert "content-encoding" not in response.headers
    assert response.headers["content-type"] == "font/woff2"
    assert raw == (STATIC / "vendor/lesson-math/lesson-math.woff2").read_bytes()


async def test_each_coding_has_a_tag_of_its_own_and_who_has_it_gets_no_bytes(
    client: httpx.AsyncClient,
) -> None:
    for path in (*FILES, *PAGES, *await bundled(client)):
        tags = {}
        for coding in ("br", "gzip", "identity"):
            response, _ = await fetch(client, path, coding)
            tags[coding] = tag = response.headers["etag"]
            for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
                again, raw = await fetch(client, path, coding, **{"If-None-Match": known})
                assert (again.status_code, raw) == (304, b""), (path, known)
                assert again.headers["etag"] == tag
                assert "Accept-Encoding" in again.headers["vary"]
                assert again.headers["cache-control"] == response.headers["cache-control"]
                assert "content-encoding" not in again.headers
        assert len(set(tags.values())) == 3
        # bytes in another coding are not those that the reader has
        assert (await fetch(client, path, "br", **{"If-None-Match": tags["gzip"]}))[0].status_code == 200


async def test_an_address_that_names_its_content_is_kept_for_good_and_any_other_is_validated(
    client: httpx.AsyncClient,
) -> None:
    for path in await bundled(client):
        assert (await client.get(path)).headers["cache-control"] == "public, max-age=31536000, immutable"
    for path in (*FILES, *PAGES):
        assert (await client.get(path)).headers["cache-control"] == "no-cache"


async def test_head_tells_what_get_would_send_and_sends_nothing(client: httpx.AsyncClient) -> None:
    for path in (*FILES, *PAGES, *await bundled(client)):
        for coding in ("br", "gzip", "identity"):
            got, raw = await fetch(client, path, coding)
            head = await client.head(path, headers={"Accept-Encoding": coding})
            assert head.content == b""
            assert head.status_code == 200
            assert told(head) == told(got), path
            assert int(head.headers["content-length"]) == len(raw)


async def test_a_file_that_was_changed_is_sent_anew(tmp_path: Path) -> None:
    own = Starlette(routes=[Mount("/static", CompressedFiles(directory=tmp_path))])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(own), base_url="http://files.test") as reader:
        file = tmp_path / "one.css"
        file.write_text("a { color: red }\n" * 100, "utf-8")
        before = await reader.get("/static/one.css")
        file.write_text("b { color: red }\n" * 101, "utf-8")
        after = await reader.get("/static/one.css", headers={"If-None-Match": before.headers["etag"]})
        assert after.status_code == 200
        assert after.text == file.read_text("utf-8")
        assert (await reader.get("/static/../secret")).status_code == 404
        assert (await reader.post("/static/one.css")).status_code == 405
