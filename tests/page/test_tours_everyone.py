"""Guided tours for everyone: keys alone, what is said, no storage, axe, a phone."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.page.browsing import PHONE, READY
from tests.page.links import visitor
from tests.page.tours import NEXT, RETURN, at_stop, open_list, start, to_stop, tours

pytestmark = pytest.mark.anyio
REDUCED = {"reduced_motion": "reduce"}


async def test_keys_alone_take_a_tour_to_its_end_and_it_is_said_and_kept(page: Page, server: str) -> None:
    await page.focus(".learn")
    await page.keyboard.press("Enter")
    await page.wait_for_selector(".tour-entry")
    await page.focus('[data-tour="slow-to-learn"]')
    await page.keyboard.press("Enter")
    await at_stop(page, 1)
    assert await page.evaluate("document.activeElement.id") == "tour-title"
    status = page.locator(".tours [role=status]")
    await expect(status).to_have_text(
        "Stop 1 of 6. Wrong. This neuron should answer 0 and says 0.8176. Its δ is the error times the "
        "slope of the sigmoid: 0.8176 times 0.1491 is 0.1219."
    )
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.textContent.trim()") == "Next"
    for n in range(2, 7):
        await page.keyboard.press("Enter")
        await at_stop(page, n)
        await expect(status).to_contain_text(f"Stop {n} of 6.")
        assert await page.evaluate("document.activeElement.textContent.trim()") == "Next"  # not lost
    await page.keyboard.press("Enter")  # the end holds
    await at_stop(page, 6)
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await at_stop(page, 5)
    await page.keyboard.press("ArrowRight")  # the arrows step, wherever the focus is
    said = await status.inner_text()
    await expect(page.locator(RETURN)).to_be_visible()
    assert await status.inner_text() == said  # said once
    await page.focus('#why [data-ref][tabindex="0"]')  # the numbers of text and formula are one stop
    await page.keyboard.press("ArrowDown")
    assert await page.evaluate("document.activeElement.matches('.tour-text [data-ref], .stop')")
    await page.focus(".tour-press.end")
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.activeElement.dataset.tour") == "slow-to-learn"
    await page.reload()
    await expect(page.locator('[data-tour="slow-to-learn"] .tour-done')).to_have_text("done")
    await page.get_by_role("button", name="Forget which are done").click()
    assert await page.locator(".tour-done").count() == 0
    assert await page.evaluate("localStorage.length") == 0


BROKEN = """() => {
    const refuse = () => { throw new Error("no storage here"); };
    Object.defineProperty(window, "localStorage", { get: refuse });
}"""


async def test_without_storage_and_with_somebody_elses_words_in_it_tours_go_on(
    page: Page, browser: Browser, server: str
) -> None:
    await page.evaluate("localStorage.setItem('finished tours', '{not ours')")
    await page.reload()
    await page.wait_for_selector(READY)
    await open_list(page)
    assert await page.locator(".tour-done").count() == 0
    async with visitor(browser, server) as other:
        await other.evaluate(BROKEN)
        await open_list(other)
        await start(other, "four-phases")
        await to_stop(other, 6)
        await other.get_by_role("button", name="End the tour").click()
        assert await other.locator(".tour-done").count() == 1


@pytest.mark.parametrize("page", [{**REDUCED, "viewport": PHONE}], ids=["phone"], indirect=True)
async def test_on_a_phone_every_card_fits_and_leaves_some_of_the_explanation_in_sight(
    page: Page, server: str
) -> None:
    await open_list(page)
    for id, tour in tours(server).items():
        await start(page, id)
        for n in range(1, len(tour["stops"]) + 1):
            if n > 1:
                await page.click(NEXT)
            await at_stop(page, n)
            await page.wait_for_selector("#why .why-body")
            seen = await page.evaluate(
                """() => {
                    const panel = document.querySelector("#why");
                    const body = panel.querySelector(".why-body").getBoundingClientRect();
                    const controls = [...panel.querySelectorAll(".tour-press")];
                    return {
                        room: panel.getBoundingClientRect().bottom - body.top,
                        low: controls.filter((one) => one.offsetHeight < 44).length,
                        wide: document.documentElement.scrollWidth,
                        inner: panel.scrollWidth - panel.clientWidth,
                    };
                }"""
            )
            assert seen["room"] >= 32, (id, n)
            assert (seen["wide"], seen["inner"], seen["low"]) == (PHONE["width"], 0, 0), (id, n)
        await page.get_by_role("button", name="End the tour").click()
