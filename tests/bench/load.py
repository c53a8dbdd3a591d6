"""A load generator for one address on this machine: keep-alive, a fixed number of requests."""

import asyncio
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Load:
    """Requests a second, and the latencies of all, in seconds, sorted."""

    rate: float
    latencies: list[float]

    def percentile(self, share: float) -> float:
        return self.latencies[min(len(self.latencies) - 1, int(share * len(self.latencies)))]


def written(address: str, body: bytes) -> bytes:
    url = urlsplit(address)
    target = url.path + (f"?{url.query}" if url.query else "")
    head = (
        f"POST {target} HTTP/1.1\r\nHost: {url.netloc}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def read_answer(reader: asyncio.StreamReader) -> int:
    """The length of one answer. Raises RuntimeError unless it is a 200."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if b" 200 " not in head.partition(b"\r\n")[0]:
        raise RuntimeError(head.decode())
    length = int(head.split(b"content-length:")[1].partition(b"\r\n")[0])
    await reader.readexactly(length)
    return length


async def client(address: str, request: bytes, count: int, latencies: list[float]) -> None:
    url = urlsplit(address)
    reader, writer = await asyncio.open_connection(url.hostname, url.port)
    for _ in range(count):
        start = perf_counter()
        writer.write(request)
        await read_answer(reader)
        latencies.append(perf_counter() - start)
    writer.close()
    await writer.wait_closed()


async def load(address: str, body: bytes, connections: int, requests: int) -> Load:
    """`requests` in all, over as many `connections`."""
    latencies: list[float] = []
    request = written(address, body)
    start = perf_counter()
    await asyncio.gather(
        *(client(address, request, requests // connections, latencies) for _ in range(connections))
    )
    return Load(len(latencies) / (perf_counter() - start), sorted(latencies))


async def answer_bytes(address: str, body: bytes) -> int:
    url = urlsplit(address)
    reader, writer = await asyncio.open_connection(url.hostname, url.port)
    writer.write(written(address, body))
    length = await read_answer(reader)
    writer.close()
    await writer.wait_closed()
    return length
