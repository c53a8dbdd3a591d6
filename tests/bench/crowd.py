"""Single traces while many clients train, and memory over many requests, on this machine: `make bench`."""

import asyncio
from collections.abc import Awaitable
from typing import Any
from urllib.parse import urlsplit

import orjson

from app.api.limits import LIMITS
from app.lesson.presets import FIRST, all_presets
from tests.bench.load import Load, load, written
from tests.bench.server import Server, serving

TRAINING = 64  # clients at once
TRACES = 300
REQUESTS = 100_000
WARM = 10_000  # requests after which nothing more should be kept
MEBIBYTE = 2**20


async def train(address: str, body: bytes, lines: list[int]) -> None:
    """One run of training after another, counting lines, until it is cancelled."""
    url = urlsplit(address)
    while True:
        reader, writer = await asyncio.open_connection(url.hostname, url.port)
        try:
            writer.write(
                written(f"{address}/api/train", body).replace(b"\r\n", b"\r\nConnection: close\r\n", 1)
            )
            while line := await reader.readline():
                lines[0] += line.startswith(b"{")
        finally:
            writer.close()


async def among(others: list[Awaitable[Any]], task: Awaitable[Load]) -> Load:
    """`task` while the others run."""
    running = [asyncio.ensure_future(other) for other in others]
    try:
        return await task
    finally:
        for other in running:
            other.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def crowded(server: Server) -> None:
    problem = all_presets()["trask-xor"]["problem"]
    training = orjson.dumps(problem | {"updates": LIMITS.updates, "every": 100})
    body = orjson.dumps(all_presets()[FIRST]["problem"])
    trace = f"{server.address}/api/trace"
    alone = await load(trace, body, 1, TRACES)
    lines = [0]
    crowd: list[Awaitable[Any]] = [train(server.address, training, lines) for _ in range(TRAINING)]
    busy = await among(crowd, load(trace, body, 1, TRACES))
    print(
        f"{TRAINING} clients train; one more asks for {TRACES} traces, one after another, and gets them all."
    )
    for share, name in ((0.5, "median"), (0.99, "p99"), (1.0, "slowest")):
        with_crowd, without = busy.percentile(share), alone.percentile(share)
        print(f"  {name:10}{1000 * with_crowd:8.1f} ms, {with_crowd / without:6.1f} times as long as alone")
    print(f"  {lines[0]} lines of training were sent meanwhile.\n")


async def repeated(server: Server) -> None:
    body = orjson.dumps(all_presets()[FIRST]["problem"])
    address = f"{server.address}/api/trace?steps=none"
    await load(address, body, 32, WARM)
    before = server.resident_bytes()
    await load(address, body, 32, REQUESTS - WARM)
    after = server.resident_bytes()
    print(f"Memory of the server after {WARM:,} requests {before / MEBIBYTE:.1f} MiB,")
    print(f"after {REQUESTS:,} requests {after / MEBIBYTE:.1f} MiB; {server.threads()} threads.")


def main() -> None:
    with serving("app.main:app") as server:
        asyncio.run(crowded(server))
        asyncio.run(repeated(server))


if __name__ == "__main__":
    main()
