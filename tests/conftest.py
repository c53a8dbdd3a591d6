"""Shared by all tests: one event loop backend, and a client that calls the application without a socket."""

from collections.abc import AsyncIterator

import httpx
import pytest

from app.main import create_app


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
async def client(anyio_backend: str) -> AsyncIterator[httpx.AsyncClient]:
    """One for the session, since the application keeps no state. An exception in it is raised in the test."""
    transport = httpx.ASGITransport(app=create_app())
    async with httpx.AsyncClient(transport=transport, base_url="http://lesson.test") as client:
        yield client
