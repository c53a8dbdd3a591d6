"""A server of its own for the tests that treat one badly."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.house.test_serving import PATIENCE, serving
from tests.house.wire import SECONDS, Served
from tests.ports import free_port


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """It gives a request one second, and must not have complained of a fault when the tests are through."""
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("the state of a process is read from /proc")
    path = tmp_path_factory.mktemp("served") / "log"
    with (
        path.open("w") as log,
        serving("--port", str(free_port()), log=log, BACKPROP_LIMIT_REQUEST_SECONDS=str(SECONDS)) as (
            server,
            address,
        ),
        httpx.Client(base_url=address, trust_env=False, timeout=PATIENCE) as other,
    ):
        yield Served(server.pid, address, other)
    complaints = path.read_text("utf-8")
    assert "Traceback" not in complaints
    assert "ERROR" not in complaints
