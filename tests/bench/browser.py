"""A headless Chromium for the page's bench, slowed down and watched over its own protocol."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, sync_playwright

from tests.page.browsing import ARGUMENTS, BROWSERS, PHONE, find_browser

# A slow phone: a quarter of this machine's speed, and the line that Lighthouse calls slow 4G.
PHONE_SLOWDOWN = 4
DOWN_BITS = 1_600_000  # a second
UP_BITS = 750_000
LATENCY = 150.0  # milliseconds from a request to the first byte of its answer
BEGINNING = """
window.seen = { first: 0, largest: 0, shift: 0, tasks: [] };
const watch = (type, act) =>
  new PerformanceObserver((list) => list.getEntries().forEach(act)).observe({ type, buffered: true });
watch("paint", ({ name, startTime }) => { if (name === "first-contentful-paint") seen.first = startTime; });
watch("largest-contentful-paint", ({ startTime }) => { seen.largest = startTime; });
watch("layout-shift", ({ value }) => { seen.shift += value; });
watch("longtask", ({ startTime, duration }) => { seen.tasks.push([startTime, duration]); });
"""


@dataclass
class Traffic:
    """What a page asked for: bytes as they were sent, with the headers, by address."""

    sizes: dict[str, int] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)  # by the protocol's number of the request

    def watch(self, protocol: CDPSession) -> None:
        protocol.on("Network.requestWillBeSent", self.ask)
        protocol.on("Network.loadingFinished", self.finish)

    def ask(self, event: dict[str, Any]) -> None:
        address = event["request"]["url"]
        if not address.startswith("data:"):
            self.addresses[event["requestId"]] = address
            self.sizes.setdefault(address, 0)

    def finish(self, event: dict[str, Any]) -> None:
        if address := self.addresses.get(event["requestId"]):
            self.sizes[address] += round(event["encodedDataLength"])

    @property
    def total(self) -> int:
        return sum(self.sizes.values())


@contextmanager
def chromium() -> Iterator[Browser]:
    """The whole browser rather than its shell, as readers have it."""
    path = find_browser((*BROWSERS[1:], BROWSERS[0]))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def visit(
    browser: Browser,
    viewport: ViewportSize = PHONE,
    slowdown: float = 1,
    slow_line: bool = False,
    headers: dict[str, str] | None = None,
) -> Iterator[tuple[Page, CDPSession]]:
    """A reader who was never here: an empty page without a cache, as slow as told."""
    context = browser.new_context(viewport=viewport, extra_http_headers=headers or {})
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    if slow_line:
        line = {"latency": LATENCY, "downloadThroughput": DOWN_BITS / 8, "uploadThroughput": UP_BITS / 8}
        protocol.send("Network.emulateNetworkConditions", {"offline": False, **line})
    page.add_init_script(BEGINNING)
    yield page, protocol
    context.close()
