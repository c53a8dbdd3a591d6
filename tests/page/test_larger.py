"""Twice as large, by the browser's zoom or by the reader's own text size: nothing is cut off or covered."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page

from tests.page.conftest import PATIENCE
from tests.page.states import STATES

pytestmark = pytest.mark.anyio
# 1280 px at a zoom of 2 are 640 px of CSS; a text size of 32 px instead of 16 leaves the pixels as they are
LARGER = {
    "zoom": ({"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}, 16),
    "text": ({"viewport": {"width": 1280, "height": 800}}, 32),
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
FAULTS = """() => {
    const found = new Set();
    const nameOf = (one) => (one.ariaLabel ?? one.textContent).trim().slice(0, 40);
    const shared = (a, b) => [
        Math.min(a.right, b.right) - Math.max(a.left, b.left),
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
    ];
    const meet = (a, b) => shared(a, b).every((length) => length > 6);
    // what stays in sight covers what is scrolled under it
    const isAfloat = (one) =>
        one !== null && (getComputedStyle(one).position === "sticky" || isAfloat(one.parentElement));
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) found.add(`the page is ${scrollWidth} px wide`);
    const panes = ["#diagram", "#matrices", "#table", "#training", "#why", "#timeline"]
        .map((name) => [name, document.querySelector(name).getBoundingClientRect()])
        .filter(([, { height }]) => height > 0);
    for (const [name, box] of panes) {
        if (Math.min(box.width, box.height) < 120) found.add(`${name} is ${box.width} by ${box.height}`);
        for (const [other, room] of panes)
            if (name < other && meet(box, room)) found.add(`${name} on ${other}`);
    }
    for (const part of document.querySelectorAll(".top, #timeline, #why, #notice, dialog[open]")) {
        const all = part.querySelectorAll("button:not(.stop), select, summary, label, a, h1, h2, h3, p");
        const controls = [...all]
            .filter((one) => one.checkVisibility() && !one.closest(".unseen, svg, table") && !isAfloat(one))
            .filter((one) => getComputedStyle(one).display !== "inline") // a line of its own it has not
            .map((one) => [one, one.getBoundingClientRect()])
            .filter(([, { width, height }]) => width > 1 && height > 1);
        for (const [one, box] of controls) {
            if (box.left < -1 || box.right > innerWidth + 1) found.add(`${nameOf(one)} is out of sight`);
            const { overflowX } = getComputedStyle(one);
            if (overflowX !== "visible" && !one.matches("select") && one.scrollWidth > one.clientWidth + 1)
                found.add(`${nameOf(one)} is cut off`);
            for (const [other, room] of controls) {
                const isWithin = one === other || one.contains(other) || other.contains(one);
                if (!isWithin && meet(box, room)) found.add(`${nameOf(one)} on ${nameOf(other)}`);
            }
        }
    }
    return [...found];
}"""


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
    assert await window.evaluate(FAULTS) == []
