"""The page's first view on a slow phone, and its frames while it plays: `make bench`.

The server runs in a process of its own; the browser is a headless Chromium, watched over its protocol.

First view: an empty cache, 360 x 800, the processor slowed to a quarter, 1.6 Mbit/s down, 0.75 Mbit/s up and
150 ms before every answer. First and largest contentful paint are the browser's own entries. Blocking is what
tasks have beyond 50 ms each, from the first paint until five seconds after the network is drawn. Shift is the
sum of all layout shifts. Bytes are those of all answers with their headers, requests their number, both until
the same five seconds are over: what is asked for at rest counts too. Over plain http from another machine
browsers take gzip, so that is weighed as well.

Frames: intervals between animation frames in ten seconds of playing at four times the speed, where the next
step begins while the last one still moves. The largest network is that of the limits: 8 weight layers,
16 units, 64 samples.

Each figure is the median of some runs on this machine, which is slow where others work on it too.
"""

from collections.abc import Callable
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page

from app.api.packing import pack
from tests.bench.browser import PHONE_SLOWDOWN, Traffic, chromium, visit
from tests.bench.server import serving
from tests.page.browsing import DESK, READY
from tests.page.test_large import problem

RUNS = 5
QUIET = 5_000  # milliseconds
PLAYING = 10_000
LARGEST = ((16,) * 9, 64)  # widths, samples
BOUNDS = {
    "first paint": ("ms", 900),
    "largest paint": ("ms", None),
    "blocking": ("ms", 0),
    "layout shift": ("", 0),
    "requests": ("", 30),
    "kB, brotli": ("", 130),
    "kB, gzip": ("", 130),
}
FRAMES = """(milliseconds) => new Promise((done) => {
  const intervals = [];
  let last = null;
  const begin = performance.now();
  const look = (now) => {
    if (last !== null) intervals.push(now - last);
    last = now;
    if (performance.now() - begin < milliseconds) requestAnimationFrame(look);
    else done(intervals);
  };
  requestAnimationFrame(look);
})"""


def first_view(browser: Browser, address: str, slow: bool = True, coding: str = "") -> dict[str, float]:
    headers = {"Accept-Encoding": coding} if coding else {}
    slowdown = PHONE_SLOWDOWN if slow else 1
    traffic = Traffic()
    with visit(browser, slowdown=slowdown, slow_line=slow, headers=headers) as (page, protocol):
        traffic.watch(protocol)
        page.goto(address)
        page.wait_for_selector(READY)
        page.wait_for_timeout(QUIET)
        seen: dict[str, Any] = page.evaluate("seen")
    return {
        "first paint": seen["first"],
        "largest paint": seen["largest"],
        "blocking": sum(
            max(0, duration - 50) for begin, duration in seen["tasks"] if begin + duration > seen["first"]
        ),
        "layout shift": seen["shift"],
        "requests": len(traffic.sizes),
        "kB": traffic.total / 1000,
    }


def frames(browser: Browser, address: str, view: str, slowdown: float) -> list[float]:
    """Intervals between frames, in milliseconds, sorted."""
    with visit(browser, DESK, slowdown) as (page, _):
        page.goto(address)
        page.wait_for_selector(READY, timeout=120_000)
        page.select_option(".speed select", "4")
        page.check(f'input[name="view"][value="{view}"]', force=True)
        page.wait_for_timeout(2_000)
        intervals: list[float] = play(page)
    return sorted(intervals)


def play(page: Page) -> list[float]:
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Space")
    intervals: list[float] = page.evaluate(FRAMES, PLAYING)
    assert int(page.input_value("#position")) > 5, "it did not play"
    return intervals


def repeated(run: Callable[[], dict[str, float]], times: int = RUNS) -> dict[str, list[float]]:
    results = [run() for _ in range(times)]
    return {name: [result[name] for result in results] for name in results[0]}


def tell_first_view(browser: Browser, address: str) -> None:
    first_view(browser, address)  # the server compresses for the first who asks
    found = repeated(lambda: first_view(browser, address))
    found["kB, brotli"] = found.pop("kB")
    found["kB, gzip"] = [first_view(browser, address, slow=False, coding="gzip")["kB"]]
    print("| first view on a slow phone | median | from | to | bound |")
    print("|---|---|---|---|---|")
    for name, values in found.items():
        unit, bound = BOUNDS[name]
        number = ".1f" if "kB" in name else ".3f" if name == "layout shift" else ".0f"
        cells = [f"{value:{number}}" for value in (median(values), min(values), max(values))]
        cells = [f"{name}, {unit}" if unit else name, *cells, "" if bound is None else str(bound)]
        print(f"| {' | '.join(cells)} |")


def tell_frames(browser: Browser, address: str) -> None:
    sizes, samples = LARGEST
    stepping = {"learning_rate": 0.1, "freeze_biases": False, "optimizer": "sgd", "optimizer_state": None}
    setup = pack({"problem": problem(sizes, samples), **stepping, "updates": 0})
    networks = {"the first network": "", "the largest": f"#v1.preset=source&setup={setup}"}
    print("\n| frames while it plays, ms | processor | p50 | p95 | max | bound of p95 |")
    print("|---|---|---|---|---|---|")
    for network, fragment in networks.items():
        for view in ("network", "matrices"):
            for slowdown, bound in ((1, 16.8), (PHONE_SLOWDOWN, 33.4)):
                runs = [frames(browser, f"{address}/{fragment}", view, slowdown) for _ in range(3)]
                shares = [
                    median(run[int(share * (len(run) - 1))] for run in runs) for share in (0.5, 0.95, 1)
                ]
                cells = " | ".join(f"{share:.1f}" for share in shares)
                print(f"| {network}, {view} | 1/{slowdown} | {cells} | {bound} |", flush=True)


def main() -> None:
    with serving("app.main:app") as server, chromium() as browser:
        tell_first_view(browser, server.address)
        tell_frames(browser, server.address)


if __name__ == "__main__":
    main()
