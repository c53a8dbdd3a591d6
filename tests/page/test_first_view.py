"""What the first view costs: bytes as they are sent, requests, and who has to wait for whom."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page

from app.assets import BUNDLE, STYLES
from tests.page.browsing import PHONE, READY

pytestmark = pytest.mark.anyio
STATIC = Path(__file__).resolve().parents[2] / "static"
REQUESTS = 10
# With all headers and what is asked for at rest; a little over what it is, so that growth is a decision.
# By what the reader accepts: of the browsers' codings the API knows gzip alone.
KILOBYTES = {"gzip": 119, "gzip, br": 108}
AT_REST = "#why .printed"


@dataclass
class Answer:
    address: str
    initiator: dict[str, Any]
    status: int = 0
    size: int = 0
    headers: dict[str, str] = field(default_factory=dict)


@asynccontextmanager
async def watched(context: BrowserContext) -> AsyncIterator[tuple[Page, list[Answer]]]:
    """A page, and a list that fills with what it is answered, by path."""
    page = await context.new_page()
    protocol = await context.new_cdp_session(page)
    await protocol.send("Network.enable")
    found: dict[str, Answer] = {}
    answers: list[Answer] = []

    def ask(event: dict[str, Any]) -> None:
        found[event["requestId"]] = Answer(event["request"]["url"], event["initiator"])
        answers.append(found[event["requestId"]])

    def begin(event: dict[str, Any]) -> None:
        response = event["response"]
        headers = {name.lower(): text for name, text in response["headers"].items()}
        answer = found[event["requestId"]]
        answer.status, answer.headers = response["status"], headers
        if response.get("fromDiskCache") or response.get("fromPrefetchCache"):
            answer.status = 0  # nothing was asked

    def finish(event: dict[str, Any]) -> None:
        found[event["requestId"]].size = round(event["encodedDataLength"])

    protocol.on("Network.requestWillBeSent", ask)
    protocol.on("Network.responseReceived", begin)
    protocol.on("Network.loadingFinished", finish)
    yield page, answers
    await page.close()


async def come_to_rest(page: Page, server: str) -> None:
    await page.goto(server)
    await page.wait_for_selector(READY)
    await page.wait_for_selector(AT_REST)
    await page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("accepts", KILOBYTES)
async def test_the_first_view_with_all_that_is_asked_for_at_rest_is_light(
    browser: Browser, server: str, accepts: str
) -> None:
    """Browsers take brotli over https and from their own machine, gzip over plain http: both are held."""
    context = await browser.new_context(viewport=PHONE, extra_http_headers={"Accept-Encoding": accepts})
    async with watched(context) as (page, answers):
        await come_to_rest(page, server)
        sizes = {answer.address.removeprefix(server): answer.size for answer in answers}
    await context.close()
    assert all(answer.status == 200 for answer in answers)
    assert len(answers) <= REQUESTS, sorted(sizes)
    assert 0.9 * KILOBYTES[accepts] < sum(sizes.values()) / 1000 < KILOBYTES[accepts], sizes
    for answer in answers:
        if answer.address.endswith((".js", ".css", "/")):
            assert answer.headers["content-encoding"] == accepts.rpartition(" ")[2], answer.address


async def test_nothing_waits_for_a_chain_of_others(browser: Browser, server: str) -> None:
    """The page names its script and its font; the script asks the API; nothing is further away."""
    context = await browser.new_context(viewport=PHONE)
    async with watched(context) as (page, answers):
        await page.goto(server)
        await page.wait_for_selector(READY)
        asked_by = {answer.address: origin(answer.initiator) for answer in answers}
    await context.close()

    def depth(address: str) -> int:
        by = asked_by.get(address)
        return 0 if by is None or by == address else 1 + depth(by)

    page_itself = f"{server}/"
    scripts = [address for address in asked_by if address.endswith((".js", ".woff2", ".css"))]
    assert any(address.endswith("main.js") for address in scripts)
    assert any(address.endswith(".woff2") for address in scripts)
    for address in scripts:
        assert asked_by[address] == page_itself, f"{address} waits for {asked_by[address]}"
    assert max(map(depth, asked_by)) == 2


def origin(initiator: dict[str, Any]) -> str | None:
    """The file that asked: one that was parsed, or the one at the top of the stack."""
    stack = initiator.get("stack")
    while stack and not stack["callFrames"]:
        stack = stack.get("parent")
    if stack:
        return str(stack["callFrames"][0]["url"])
    return initiator.get("url")


async def test_a_second_visit_is_sent_nothing_that_it_has(browser: Browser, server: str) -> None:
    context = await browser.new_context(viewport=PHONE)
    async with watched(context) as (page, answers):
        await come_to_rest(page, server)
    async with watched(context) as (page, again):
        await come_to_rest(page, server)
    await context.close()
    first, second = (
        {answer.address.removeprefix(server): answer.size for answer in found if answer.status}
        for found in (answers, again)
    )
    assert any(path.startswith("/bundle/") for path in first)
    assert not [path for path in second if path.startswith("/bundle/")]
    for path, size in second.items():
        if not path.startswith("/api/"):
            assert size < 800, path  # the headers of a 304


async def test_the_style_of_the_page_means_what_the_sheets_say(browser: Browser) -> None:
    """Indentation and remarks are left out of it; read by the browser, rule by rule, it is the same."""
    sheets = "".join((STATIC / "css" / f"{name}.css").read_text("utf-8") for name in STYLES)
    page = await browser.new_page()
    read, own = await page.evaluate(
        """(texts) => texts.map((text) => {
            const style = document.createElement("style");
            style.textContent = text;
            document.head.append(style);
            return [...style.sheet.cssRules].map((rule) => rule.cssText);
        })""",
        [sheets, BUNDLE.style],
    )
    await page.close()

    def plain(rules: list[str]) -> list[str]:
        # a custom property is kept as it was written, blanks and all; the font's address is made absolute
        return [re.sub(r'(?<=[,;:{])\s+|url\(".*?"\)', "", rule) for rule in rules]

    assert len(read) > 5
    assert plain(own) == plain(read)
