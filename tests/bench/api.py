"""The API's request rate beside a bare route's, one worker each, on this machine: `make bench`."""

import asyncio
from statistics import median

import orjson

from app.lesson.presets import FIRST, all_presets
from tests.bench.load import Load, answer_bytes, load
from tests.bench.server import serving
from tests.bench.timing import told

ROUNDS = 9
REQUESTS = 600  # a turn
STEPS = ("none", "element")
CONNECTIONS = (1, 32)


def compare(ours: str, bare: str, body: bytes, connections: int) -> tuple[list[float], list[Load]]:
    """Our rate over the bare route's, a number a round, and our loads."""
    ratios, loads = [], []
    for _ in range(ROUNDS):
        own = asyncio.run(load(ours, body, connections, REQUESTS))
        other = asyncio.run(load(bare, body, connections, REQUESTS))
        ratios.append(own.rate / other.rate)
        loads.append(own)
    return ratios, loads


def main() -> None:
    body = orjson.dumps(all_presets()[FIRST]["problem"])
    print("POST /api/trace of the source's network: our rate over a bare route's, median (middle half);")
    print("latency of the slowest hundredth over the median, of ours.\n")
    with serving("app.main:app") as server:
        for steps in STEPS:
            ours = f"{server.address}/api/trace?steps={steps}"
            length = asyncio.run(answer_bytes(ours, body))
            with serving("tests.bench.bare:app", ANSWER_BYTES=str(length)) as other:
                for connections in CONNECTIONS:
                    ratios, loads = compare(ours, f"{other.address}/bare", body, connections)
                    tail = median(run.percentile(0.99) / run.percentile(0.5) for run in loads)
                    name = f"steps={steps}, {connections} connection{'s' if connections > 1 else ''}"
                    print(f"  {name:32}{told(ratios):24}p99 / median {tail:.1f}   {length} bytes")


if __name__ == "__main__":
    main()
