"""The command line as people meet it: the address it prints, what it says when it cannot, how it stops."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import httpx
import pytest

from app.__main__ import listen, parse
from app.settings import Settings, SettingsError, read_settings
from tests.house.tree import ROOT
from tests.ports import free_port

PATIENCE = 30.0  # seconds for a start on a slow machine


def command(*options: str) -> list[str]:
    return [sys.executable, "-m", "app", *options]


def environment(**variables: str) -> dict[str, str]:
    return {name: text for name, text in os.environ.items() if not name.startswith("BACKPROP_")} | variables


@contextmanager
def serving(
    *options: str, log: IO[str] | None = None, **variables: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server under way, and the address that it printed; what it complains of goes to `log`."""
    with subprocess.Popen(
        command(*options),
        cwd=ROOT,
        env=environment(**variables),
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
    ) as server:
        try:
            assert server.stdout is not None
            printed = re.search(r"http://\S+", server.stdout.readline())
            assert printed, "no address was printed"
            # it listens before it prints, so the first question waits for the answer and not for luck
            httpx.get(printed[0] + "/healthz", timeout=PATIENCE, trust_env=False).raise_for_status()
            yield server, printed[0]
        finally:
            server.kill()


@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_printed_address_answers_and_the_server_stops_at_once_when_told(workers: str) -> None:
    with (
        serving("--workers", workers, BACKPROP_PORT=str(free_port())) as (server, address),
        httpx.Client(base_url=address, trust_env=False) as reader,
    ):
        assert reader.get("/").status_code == 200
        assert "server" not in reader.get("/healthz").headers
        # the reader's connection is still open and must not hold it
        server.send_signal(signal.SIGTERM)
        assert server.wait(PATIENCE) in (0, -signal.SIGTERM)


def test_an_answer_does_not_wait_for_the_reader_s_acknowledgement() -> None:
    """asyncio turns Nagle's algorithm off only on a socket that names TCP; with it an answer waits 40 ms."""
    with listen(Settings(port=free_port())) as listener:
        assert listener.proto == socket.IPPROTO_TCP
        assert listener.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)


def test_a_taken_port_is_told_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = str(holder.getsockname()[1])
        ended = subprocess.run(
            command("--port", port),
            cwd=ROOT,
            env=environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
    assert ended.returncode == 1
    assert "listening" in ended.stderr
    assert port in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not ended.stdout


def test_options_go_over_variables_and_variables_over_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("BACKPROP_HOST", "BACKPROP_WORKERS"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("BACKPROP_PORT", "9000")
    assert parse([]) == Settings(port=9000)
    assert parse(["--port", "9001", "--host", "::1"]) == Settings("::1", 9001)
    assert read_settings({"BACKPROP_PORT": "  ", "PORT": "1"}) == Settings()


@pytest.mark.parametrize(
    "text", ["eighty", "-1", "0", "65536", "8000.0", "1e3", "８０００", "tcp://10.0.0.1:80"]
)
def test_a_port_that_is_none_is_refused_in_words(text: str) -> None:
    with pytest.raises(SettingsError, match=r"(?i)port"):
        read_settings({"BACKPROP_PORT": text})
    ended = subprocess.run(
        command(),
        cwd=ROOT,
        env=environment(BACKPROP_PORT=text),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("text", ["none", "0", "65"])
def test_a_number_of_workers_that_is_none_is_refused_in_words(text: str) -> None:
    with pytest.raises(SettingsError, match=r"(?i)workers"):
        read_settings({"BACKPROP_WORKERS": text})


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Settings().port = 1  # type: ignore[misc]
