"""Who may use it from elsewhere, and how much: what the environment says of CORS, of frames and of limits."""

import re
import subprocess

import httpx
import pytest

from app.api.limits import Limits
from app.main import create_app
from app.settings import LIMIT_PREFIX, Settings, SettingsError, read_fields
from tests.api.questions import SOURCE
from tests.house.test_serving import PATIENCE, command, environment, serving
from tests.house.tree import ROOT
from tests.ports import free_port

pytestmark = pytest.mark.anyio
COURSE, OTHER = "https://course.example", "https://other.example"


async def ask(settings: Settings, path: str, origin: str = COURSE) -> httpx.Headers:
    transport = httpx.ASGITransport(app=create_app(settings))
    async with httpx.AsyncClient(transport=transport, base_url="http://lesson.test") as client:
        return (await client.get(path, headers={"Origin": origin})).headers


@pytest.mark.parametrize(
    ("cors", "allowed"),
    [("*", {COURSE: "*", OTHER: "*"}), (COURSE, {COURSE: COURSE, OTHER: None}), ("none", {COURSE: None})],
)
async def test_the_api_is_open_to_the_origins_that_are_named(
    cors: str, allowed: dict[str, str | None]
) -> None:
    for origin, told in allowed.items():
        headers = await ask(Settings(cors=cors), "/api/catalogue", origin)
        assert headers.get("access-control-allow-origin") == told


@pytest.mark.parametrize(
    ("ancestors", "told"),
    [
        ("*", None),  # not named: any page, also one opened from a disk
        ("none", "'none'"),
        (f"{COURSE} https://*.example:8443", f"{COURSE} https://*.example:8443"),
    ],
)
async def test_only_the_embedded_page_can_be_framed_and_only_there(ancestors: str, told: str | None) -> None:
    settings = Settings(frame_ancestors=ancestors)
    for path in ("/", "/docs", "/worksheet", "/api/catalogue", "/embedded"):
        policy = (await ask(settings, path))["content-security-policy"]
        assert policy.endswith("frame-ancestors 'none'"), path
    policy = (await ask(settings, "/embed"))["content-security-policy"]
    framing = re.findall(r"; frame-ancestors ([^;]+)", policy)
    assert framing == ([] if told is None else [told])


def test_an_option_reaches_every_worker() -> None:
    with serving("--port", str(free_port()), "--workers", "2", "--cors", COURSE) as (_, address):
        for origin, told in ((COURSE, COURSE), (OTHER, None)):
            for _ in range(4):
                headers = httpx.get(address + "/healthz", headers={"Origin": origin}, trust_env=False).headers
                assert headers.get("access-control-allow-origin") == told


def test_a_limit_of_the_environment_holds_and_is_told() -> None:
    with serving("--port", str(free_port()), BACKPROP_LIMIT_SAMPLES="2") as (_, address):
        assert httpx.get(address + "/api/catalogue", trust_env=False).json()["limits"]["samples"] == 2
        problem = {**SOURCE, "x": [[0.5]] * 3, "y": [[1.0]] * 3}
        answer = httpx.post(address + "/api/forward", json=problem, trust_env=False)
        assert answer.status_code == 413
        assert "at most 2 samples" in answer.json()["detail"]


@pytest.mark.parametrize("text", ["0", "many", "-1", "1e6", "9" * 30])
@pytest.mark.parametrize("arguments", [(), ("trace", "--preset", "source")], ids=["serve", "trace"])
def test_a_limit_that_is_none_is_told_in_words(text: str, arguments: tuple[str, ...]) -> None:
    with pytest.raises(SettingsError, match="BACKPROP_LIMIT_UPDATES must be"):
        read_fields(Limits, LIMIT_PREFIX, {"BACKPROP_LIMIT_UPDATES": text})
    ended = subprocess.run(
        command(*arguments),
        cwd=ROOT,
        env=environment(BACKPROP_LIMIT_UPDATES=text),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert ended.returncode == 2
    assert "BACKPROP_LIMIT_UPDATES must be" in ended.stderr
    assert "Traceback" not in ended.stderr
