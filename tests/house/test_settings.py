"""Settings: which environment gives which, what the help tells, how the server ends when told to."""

import re
import signal
import socket
import subprocess
from dataclasses import fields

import httpx
import pytest

from app.__main__ import parse
from app.settings import PREFIX, Settings, SettingsError, read_settings
from tests.house.test_serving import PATIENCE, command, environment, serving
from tests.house.tree import ROOT
from tests.ports import free_port


def run(*options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*options),
        cwd=ROOT,
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


@pytest.mark.parametrize(
    ("variables", "settings"),
    [
        ({}, Settings("127.0.0.1", 8000, 1)),
        ({"BACKPROP_HOST": "0.0.0.0"}, Settings(host="0.0.0.0")),
        ({"BACKPROP_HOST": " ::1 "}, Settings(host="::1")),
        ({"BACKPROP_PORT": "1"}, Settings(port=1)),
        ({"BACKPROP_PORT": " 65535\n"}, Settings(port=65535)),
        ({"BACKPROP_PORT": "08080"}, Settings(port=8080)),
        ({"BACKPROP_WORKERS": "64"}, Settings(workers=64)),
        ({"BACKPROP_HOST": "", "BACKPROP_PORT": "", "BACKPROP_WORKERS": " "}, Settings()),
        ({"BACKPROP_CORS": "none", "BACKPROP_FRAME_ANCESTORS": " * "}, Settings(cors="none")),
        (
            {"BACKPROP_CORS": "https://a.example http://[::1]:80"},
            Settings(cors="https://a.example http://[::1]:80"),
        ),
        ({"HOST": "x", "PORT": "1", "WORKERS": "2", "backprop_port": "3"}, Settings()),
    ],
)
def test_an_environment_gives_settings(variables: dict[str, str], settings: Settings) -> None:
    assert read_settings(variables) == settings


@pytest.mark.parametrize(
    ("variables", "word"),
    [
        ({"BACKPROP_PORT": "0"}, "port"),
        ({"BACKPROP_PORT": "65536"}, "port"),
        ({"BACKPROP_PORT": "+80"}, "BACKPROP_PORT"),
        ({"BACKPROP_PORT": "8 0"}, "BACKPROP_PORT"),
        ({"BACKPROP_PORT": "²"}, "BACKPROP_PORT"),
        ({"BACKPROP_WORKERS": "0"}, "workers"),
        ({"BACKPROP_WORKERS": "65"}, "workers"),
        ({"BACKPROP_WORKERS": "two"}, "BACKPROP_WORKERS"),
        ({"BACKPROP_PORT": "9" * 5000}, "BACKPROP_PORT"),
        *(
            ({name: text}, name)
            for name in ("BACKPROP_CORS", "BACKPROP_FRAME_ANCESTORS")
            for text in (
                "a.example",
                "https://a.example/",
                "https://a.example,https://b.example",
                "* none",
                "'self'; x",
            )
        ),
        ({"BACKPROP_CORS": "https://*.example"}, "BACKPROP_CORS"),
    ],
)
def test_an_environment_that_is_none_is_told_in_words(variables: dict[str, str], word: str) -> None:
    with pytest.raises(SettingsError, match=word):
        read_settings(variables)


@pytest.mark.parametrize("field", fields(Settings), ids=lambda field: field.name)
def test_every_option_goes_over_its_variable(field: object, monkeypatch: pytest.MonkeyPatch) -> None:
    name = field.name  # type: ignore[attr-defined]
    low, high = ("https://a.example", "none") if name in ("cors", "frame_ancestors") else ("11", "12")
    for other in fields(Settings):
        monkeypatch.delenv(PREFIX + other.name.upper(), raising=False)
    monkeypatch.setenv(PREFIX + name.upper(), low)
    assert str(getattr(parse([]), name)) == low
    assert str(getattr(parse([f"--{name.replace('_', '-')}", high]), name)) == high


def test_the_help_tells_every_option_with_its_variable_and_default() -> None:
    ended = run("--help", COLUMNS="80")
    assert ended.returncode == 0
    told = " ".join(ended.stdout.split())
    for field in fields(Settings):
        name = PREFIX + field.name.upper()
        assert re.search(rf"--{field.name.replace('_', '-')} {field.name.upper()} ", told)
        assert f"({name}; default {field.default})" in told


@pytest.mark.parametrize(
    "options", [("--port", "eighty"), ("--port", "0"), ("--workers", "65"), ("--prot", "1")]
)
def test_an_option_that_is_none_is_told_in_words(options: tuple[str, str]) -> None:
    ended = run(*options)
    assert ended.returncode == 2
    assert "python -m app: error: " in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not ended.stdout


def test_a_taken_port_of_the_environment_is_told_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = str(holder.getsockname()[1])
        ended = run(BACKPROP_PORT=port)
    assert ended.returncode not in (0, -signal.SIGTERM)
    assert f"127.0.0.1:{port}" in ended.stderr
    assert "--port" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_server_that_is_told_to_stop_ends_without_complaint(workers: str) -> None:
    with (
        serving("--port", str(free_port()), "--workers", workers) as (server, address),
        httpx.Client(base_url=address, trust_env=False) as reader,
    ):
        # a reader who stays connected does not hold it
        assert reader.get("/healthz").status_code == 200
        server.send_signal(signal.SIGTERM)
        assert server.wait(PATIENCE) in (0, -signal.SIGTERM)
        with pytest.raises(httpx.TransportError):
            httpx.get(address + "/healthz", trust_env=False)
