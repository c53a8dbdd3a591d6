"""The practice for everyone: progress that is kept, cleared, damaged or refused; axe; every width."""

import json
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.page.browsing import PHONE, READY, choose, count_steps, seek
from tests.page.practising import (
    FIELD,
    GO_ON,
    KEPT,
    answer,
    ask_at,
    choose_level,
    count_predicted,
    expect_position,
    level_of,
    open_practice,
)

pytestmark = pytest.mark.anyio
LOOKS = [{}, {"viewport": PHONE}]
NONE = ["0/10", "0/4", "0/9", "0/27"]
REFUSE = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("refused", "SecurityError"); },
})"""


async def predict_two(page: Page) -> None:
    """Two weighted sums, alone; the first of the kind was worked, so it does not count."""
    await choose_level(page, "alone")
    for position, shown in ((1, "0.35"), (4, "0.4513")):
        await seek(page, position)
        await answer(page, shown)
        await expect_position(page, position + 1)


async def open_again(page: Page, server: str) -> None:
    await page.goto("about:blank")
    await page.goto(f"{server}/#v1.preset=source&lesson=practice")
    await page.wait_for_selector(READY)
    await page.wait_for_selector(".practice")


async def test_progress_survives_a_reload_and_can_be_cleared_and_had_back(page: Page, server: str) -> None:
    await open_practice(page)
    await predict_two(page)
    kept = ["2/10", "0/4", "0/9", "0/27"]
    assert await count_predicted(page) == kept
    await open_again(page, server)
    assert await count_predicted(page) == kept
    await ask_at(page, 0, "hole")
    await page.locator(".kinds summary").click()
    clear = page.get_by_role("button", name="Clear my progress")
    await clear.focus()
    await page.keyboard.press("Enter")
    assert await count_predicted(page) == NONE
    assert await level_of(page) == "worked"
    await expect(page.locator("#live")).to_have_text("Your progress is cleared.")
    assert await page.evaluate("(name) => localStorage.getItem(name)", KEPT) is None
    undo = page.get_by_role("button", name="Undo: bring it back")
    await expect(undo).to_be_focused()
    await page.keyboard.press("Enter")
    assert await count_predicted(page) == kept
    assert await level_of(page) == "hole"
    await clear.click()
    await open_again(page, server)
    assert await count_predicted(page) == NONE


async def test_damaged_progress_is_ignored(page: Page) -> None:
    await page.evaluate('(name) => localStorage.setItem(name, \'{"version":1,"kinds":{"z":7}\')', KEPT)
    await open_practice(page)
    assert await count_predicted(page) == NONE
    await predict_two(page)
    written = json.loads(await page.evaluate("(name) => localStorage.getItem(name)", KEPT))
    assert written["version"] == 1
    assert written["kinds"]["z"] == {"level": "alone", "count": 2}
    assert sorted(written["walk"]["marks"]) == ["z.1.1", "z.2.0"]


async def test_where_storage_is_refused_the_practice_works_as_long_as_the_page(page: Page) -> None:
    await page.add_init_script(REFUSE)
    await page.reload()
    await page.wait_for_selector(READY)
    await open_practice(page)
    await predict_two(page)
    assert await count_predicted(page) == ["2/10", "0/4", "0/9", "0/27"]


@pytest.mark.parametrize("page", LOOKS, ids=["desk", "phone"], indirect=True)
async def test_all_that_is_asked_is_seen_at_once(page: Page) -> None:
    await open_practice(page)
    await ask_at(page, 17)
    await answer(page, "0.3666")
    await expect(page.locator("#answer-verdict")).to_have_count(1)
    await page.locator(".kinds summary").click()
    await page.locator(".kinds summary").click()
    for preset in ("source", "softmax"):
        await choose(page, preset)
        for position in range(0, await count_steps(page), 3):
            for level in ("hole", "alone"):
                await ask_at(page, position, level)
                assert await seen_together(page) == [], (preset, position, level)
    await choose_level(page, "worked")
    await expect(page.locator(GO_ON)).to_have_count(1)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await page.keyboard.press("End")
    small: list[Any] = await page.evaluate(
        """() => [...document.querySelectorAll(".lesson :is(button:not(.stop), summary, input[type=text])")]
            .map((one) => [one.textContent || one.id, one.getBoundingClientRect().height])
            .filter(([, height]) => height > 0 && height < 44)"""
    )
    assert small == []


async def seen_together(page: Page) -> list[Any]:
    """What of question, field and button is not to be seen without scrolling, or covers another."""
    await page.evaluate("document.querySelector('#why').scrollTop = 0")
    hidden: list[Any] = await page.evaluate(
        """(field) => {
            const box = (part) => document.querySelector(part).getBoundingClientRect();
            const panel = box("#why");
            const parts = [".asked", field, ".asking [type=submit]"];
            const boxes = parts.map(box);
            const isOver = boxes[0].bottom > boxes[1].top;
            const cut = parts.filter((_, i) => boxes[i].top < panel.top || boxes[i].bottom > panel.bottom
                || boxes[i].right > panel.right || boxes[i].left < panel.left);
            return [...cut, ...(isOver ? ["the question under the field"] : [])];
        }""",
        FIELD,
    )
    return hidden
