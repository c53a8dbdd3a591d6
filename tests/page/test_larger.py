"""Twice as large, by the browser's zoom or by the reader's own text size: nothing is cut off or covered."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page

from tests.page.browsing import DESK
from tests.page.conftest import PATIENCE
from tests.page.covering import FAULTS
from tests.page.reading import FRAME
from tests.page.states import STATES

pytestmark = pytest.mark.anyio
LAPTOP = {"width": 1280, "height": 800}
LEAST = 120  # pixels of a pane with text twice as large
# 1280 px at a zoom of 2 are 640 px of CSS; a text size of 32 px instead of 16 leaves the pixels as they are
LARGER = {
    "zoom": ({"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}, 16),
    "text": ({"viewport": LAPTOP}, 32),
}
LOOKED_AT = (
    "network at delta.1.0",
    "check and curve",
    "an editor",
    "matrices at delta.1.0",
    "table",
    "training",
    "settings",
    "samples",
    "help",
    "share",
    "a stop of a tour",
    "practice, wrong",
    "a mistake",
    "printed digits",
    "a damaged link",
)


@pytest.fixture(scope="module", params=LARGER)
async def window(request: pytest.FixtureRequest, browser: Browser) -> AsyncIterator[Page]:
    options, size = LARGER[request.param]
    context = await browser.new_context(reduced_motion="reduce", **options)  # type: ignore[arg-type]
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    session = await context.new_cdp_session(page)
    await session.send("Page.enable")
    await session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
    yield page
    await context.close()


@pytest.mark.parametrize("name", LOOKED_AT)
async def test_twice_as_large_nothing_is_cut_off_covered_or_beside_the_page(
    window: Page, server: str, name: str
) -> None:
    await STATES[name].reach_afresh(window, server)
    assert await window.evaluate(FAULTS, LEAST) == []


@pytest.mark.parametrize(
    "page",
    [{"viewport": DESK}, {"viewport": LAPTOP}],
    ids=["1440", "1280"],
    indirect=True,
)
async def test_a_style_sheet_of_the_readers_own_may_double_the_text(page: Page) -> None:
    """Which no media query hears of: it counts in the browser's text size, not in the page's."""
    await page.evaluate("document.documentElement.style.fontSize = '200%'")
    await page.evaluate(FRAME)
    assert await page.evaluate(FAULTS, LEAST) == []
