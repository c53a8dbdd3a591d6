"""Heavy work waits for its turn, and small questions are answered in between."""

import asyncio
import threading
from collections.abc import Iterator

import httpx
import pytest

from app.api.work import THREADS, in_slices, work
from tests.api.questions import SOURCE, ask

pytestmark = pytest.mark.anyio


async def test_a_small_question_is_answered_while_every_thread_is_busy(client: httpx.AsyncClient) -> None:
    free = threading.Event()
    busy = [asyncio.ensure_future(work(free.wait)) for _ in range(THREADS + 1)]
    try:
        answer = await ask(client, "/api/trace", SOURCE)
        assert not any(task.done() for task in busy)
        assert len(answer["phases"]) == 5
    finally:
        free.set()
        assert await asyncio.gather(*busy) == [True] * (THREADS + 1)


async def test_no_more_is_computed_at_once_than_there_are_threads() -> None:
    running: list[int] = []
    most = 0
    lock = threading.Lock()
    met = threading.Barrier(THREADS)

    def task() -> None:
        nonlocal most
        with lock:
            running.append(1)
            most = max(most, len(running))
        met.wait(timeout=30)
        with lock:
            running.pop()

    await asyncio.gather(*(work(task) for _ in range(4 * THREADS)))
    assert most == THREADS


async def test_two_long_runs_take_turns() -> None:
    order: list[str] = []

    def run(name: str) -> Iterator[bytes | None]:
        for _ in range(3):
            order.append(name)
            yield name.encode()

    async def read(name: str) -> list[bytes]:
        return [line async for line in in_slices(run(name))]

    names = [str(number) for number in range(2 * THREADS)]
    assert await asyncio.gather(*map(read, names)) == [[name.encode()] * 3 for name in names]
    # nobody is done before everybody has begun
    assert set(order[: 2 * len(names)]) == set(names)


async def test_work_that_fails_tells_who_asked() -> None:
    def refuse() -> None:
        raise ValueError("too much")

    with pytest.raises(ValueError, match="too much"):
        await work(refuse)
