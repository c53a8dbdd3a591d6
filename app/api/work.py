"""Work that would keep other readers waiting: done in a few threads, in the order in which it is asked for.

Python computes in one thread at a time. With many, each small answer would wait for a turn of every other;
with few, they wait for each other here instead, and the event loop answers small questions in between.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

T = TypeVar("T")
THREADS = 2
SLICE_SECONDS = 0.02  # of a long piece of work at a time, before others have their turn
POOL = ThreadPoolExecutor(THREADS, thread_name_prefix="work")
# a thread that computes gives way to the event loop after this time, instead of 5 ms
sys.setswitchinterval(0.0005)


async def work(make: Callable[[], T]) -> T:
    """What `make` gives or raises."""
    return await asyncio.get_running_loop().run_in_executor(POOL, make)


async def in_slices(pieces: Iterator[bytes | None]) -> AsyncIterator[bytes]:
    """The pieces that are not None, each as soon as it is there. An end of the reader ends the work."""
    while (made := await work(partial(next_slice, pieces))) is not None:
        if made:
            yield made


def next_slice(pieces: Iterator[bytes | None]) -> bytes | None:
    """The next piece; b"" when the time is up before there is one, None when there will be no more."""
    until = time.monotonic() + SLICE_SECONDS
    for piece in pieces:
        if piece is not None:
            return piece
        if time.monotonic() > until:
            return b""
    return None
