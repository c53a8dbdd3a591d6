"""A server on this machine as a bad sender meets it: raw bytes, and how the server's process is."""

import re
import socket
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

import httpx
import orjson

from app.lesson.presets import all_presets
from tests.house.test_serving import PATIENCE

SECONDS = 1  # that a request may take here: the tests wait for the server's clock and hold none themselves
SOURCE = orjson.dumps(all_presets()["source"]["problem"])


def connect(address: str) -> socket.socket:
    url = urlsplit(address)
    return socket.create_connection((url.hostname, url.port), timeout=PATIENCE)


def head(path: str = "/api/trace", *headers: str, method: str = "POST") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: lesson.test", "Content-Type: application/json", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def request(body: bytes = SOURCE, path: str = "/api/trace", *headers: str) -> bytes:
    return head(path, f"Content-Length: {len(body)}", *headers) + body


def read_all(sender: socket.socket) -> bytes:
    """Whatever comes until the server ends the connection; a reset is an end too."""
    pieces = []
    try:
        while piece := sender.recv(65_536):
            pieces.append(piece)
    except ConnectionError:
        pass
    return b"".join(pieces)


def statuses(answers: bytes) -> list[int]:
    return [int(found) for found in re.findall(rb"HTTP/1\.1 (\d{3}) ", answers)]


def state_of(process: int) -> dict[str, int]:
    """Threads, kilobytes of memory in use, and open sockets of a process."""
    told = dict(
        line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    )
    links = [link.readlink() for link in Path(f"/proc/{process}/fd").iterdir() if link.is_symlink()]
    return {
        "threads": int(told["Threads"]),
        "kilobytes": int(told["VmRSS"].split()[0]),
        "sockets": sum(str(link).startswith("socket:") for link in links),
    }


class Served:
    """A server under way, another client of it, and what it complained of."""

    def __init__(self, process: int, address: str, other: httpx.Client) -> None:
        self.process, self.address, self.other = process, address, other
        self.answers_others()
        self.sockets = state_of(process)["sockets"]

    def answers_others(self) -> None:
        assert self.other.get("/healthz").status_code == 200
        asked = self.other.post("/api/trace", content=SOURCE, headers={"Content-Type": "application/json"})
        assert asked.status_code == 200

    def comes_to_rest(self) -> None:
        """Some time after the last sender went, no more connections are open than before the first came."""
        until = monotonic() + PATIENCE
        while state_of(self.process)["sockets"] > self.sockets and monotonic() < until:
            self.answers_others()
        assert state_of(self.process)["sockets"] <= self.sockets
