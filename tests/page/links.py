"""What the tests of links share: one given away long ago, the address at rest, somebody who was given it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Page

from tests.page.browsing import DESK, READY

# Given away once; it has to open for ever.
OLD = (
    "v1.preset=source&at=delta.3.0&setup=eJyNjsFqwzAQRP9lzlthObQH_0gPRhi53hhRWTKSkjYx_veuTUICufSy7Azzhlkwp9h7"
    "ntAsCFx-YvreXm8vnDKadsGn3PZNq9pQW6l3Ywi9WJWqqVJalP0q7myLiwENshun6AasdCeFkeCH0FppEnl4VBz-W7EH6yfyhfIusE1YzUrw"
    "Mct2TJlB-N0qbsMv26_NnpF0cGHski2MRhoJx8R85a53NrMUHK3PTIhzcZO7ctq2jQOenC6XnQ4n7wmneRAlYLX-AbtHau8"
)


async def link_of(page: Page, pattern: str) -> str:
    """The address once it stands for a place that matches."""
    await page.wait_for_function("(pattern) => new RegExp(pattern).test(location.hash)", arg=pattern)
    return str(await page.evaluate("location.hash.slice(1)"))


async def go(page: Page, fragment: str) -> None:
    """As if typed into the address."""
    await page.evaluate("(fragment) => { location.hash = fragment; }", fragment)


@asynccontextmanager
async def visitor(browser: Browser, address: str) -> AsyncIterator[Page]:
    """Somebody else, who was given an address."""
    context = await browser.new_context(viewport=DESK)
    page = await context.new_page()
    await page.goto(address)
    await page.wait_for_selector(READY)
    yield page
    await context.close()
