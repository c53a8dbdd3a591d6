"""The lesson, or another application, in a process of its own, for measurements from outside."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep

from tests.ports import free_port

START_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Server:
    """Its address, and the process that answers there."""

    address: str
    pid: int

    def resident_bytes(self) -> int:
        """Memory that it holds, as Linux tells."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) * 1024

    def threads(self) -> int:
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.split("Threads:")[1].split()[0])


@contextmanager
def serving(application: str, **environment: str) -> Iterator[Server]:
    """One worker of uvicorn, as `python -m app` runs it."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", application, "--port", str(port), "--log-level", "warning"]
    with subprocess.Popen(command, env={**os.environ, **environment}) as process:
        try:
            wait_for(port)
            yield Server(f"http://127.0.0.1:{port}", process.pid)
        finally:
            process.terminate()


def wait_for(port: int) -> None:
    for _ in range(int(START_SECONDS / 0.05)):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            sleep(0.05)
        else:
            return
    raise TimeoutError(f"nothing answers on port {port}")
