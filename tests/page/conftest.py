"""The browser, its page, and the watch over what a page must never do."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from typing import Any, TypeAlias

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, Request, async_playwright

from tests.page.browsing import ARGUMENTS, DESK, READY, find_browser, serving

Watch: TypeAlias = Callable[..., AbstractAsyncContextManager[Page]]
PATIENCE = 20_000  # milliseconds for something to appear on a busy machine


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture(scope="session")
async def browser(anyio_backend: str) -> AsyncIterator[Browser]:
    path = find_browser()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest.fixture
def expected_errors() -> list[str]:
    """Fragments of console errors that a test provokes on purpose; it adds to this list."""
    return []


@asynccontextmanager
async def watched(
    browser: Browser, server: str, expected_errors: list[str], **options: Any
) -> AsyncIterator[Page]:
    """A blank page. Any console error or warning, exception, or request elsewhere fails the test."""
    context = await browser.new_context(**{"viewport": DESK, **options})
    page = await context.new_page()
    wrong: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            wrong.append(message.text)

    def see(asked: Request) -> None:
        if not asked.url.startswith((server, "data:")):
            wrong.append(asked.url)

    page.on("console", hear)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", see)
    page.set_default_timeout(PATIENCE)
    yield page
    await context.close()
    assert [text for text in wrong if not any(known in text for known in expected_errors)] == []


@pytest.fixture
def watch(browser: Browser, server: str, expected_errors: list[str]) -> Watch:
    return partial(watched, browser, server, expected_errors)


@pytest.fixture
async def blank(request: pytest.FixtureRequest, watch: Watch) -> AsyncIterator[Page]:
    """For a test that begins elsewhere. Parametrize it indirectly with options of a browser context."""
    async with watch(**getattr(request, "param", {})) as page:
        yield page


@pytest.fixture
async def page(request: pytest.FixtureRequest, watch: Watch, server: str) -> AsyncIterator[Page]:
    """The lesson, open and ready. Parametrize it indirectly with options of a browser context."""
    options: dict[str, Any] = getattr(request, "param", {})
    async with watch(**options) as page:
        await page.goto(server)
        if options.get("java_script_enabled", True):
            await page.wait_for_selector(READY)
        yield page
