"""Nothing jumps: neither while the page loads nor while the lesson goes on."""

from typing import Any

import pytest
from playwright.async_api import Page

from tests.page.browsing import PHONE, READY, count_steps, seek
from tests.page.reading import FRAME

pytestmark = pytest.mark.anyio

WATCH = """window.shifts = [];
new PerformanceObserver((list) => {
    const nameOf = ({ node }) => {
        const part = node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement;
        return part?.closest("#why, .marker, .pulses") ? null : part?.id || part?.className || null;
    };
    for (const { value, hadRecentInput, sources } of list.getEntries())
        shifts.push({ value, hadRecentInput, moved: sources.map(nameOf).filter((name) => name !== null) });
}).observe({ type: "layout-shift", buffered: true });"""


@pytest.mark.parametrize("page", [{}, {"viewport": PHONE}], ids=["desk", "phone"], indirect=True)
async def test_nothing_shifts_while_the_page_loads_and_only_the_formula_does_on_a_walk(page: Page) -> None:
    await page.add_init_script(WATCH)
    await page.reload()
    await page.wait_for_selector(READY)
    await page.evaluate(FRAME)
    loading: list[dict[str, Any]] = await page.evaluate("shifts.splice(0)")
    assert sum(shift["value"] for shift in loading) < 0.01, loading
    for position in range(await count_steps(page)):
        await seek(page, position + 1)  # no key, so that no shift is forgiven
        await page.evaluate(FRAME)  # a shift is seen between two frames
    walking: list[dict[str, Any]] = await page.evaluate("shifts.splice(0)")
    assert [shift["moved"] for shift in walking if shift["moved"]] == []
    # a sentence of one line or two moves the formula under it; the eye follows that, it must not jump
    assert max(shift["value"] for shift in walking) < 0.05
    await page.keyboard.press("Home")
    for _ in range(20):
        await page.keyboard.press("ArrowRight")
        await page.evaluate(FRAME)
    by_hand: list[dict[str, Any]] = await page.evaluate("shifts.splice(0)")
    assert sum(shift["value"] for shift in by_hand if not shift["hadRecentInput"]) < 0.01
