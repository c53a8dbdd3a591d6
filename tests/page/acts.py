"""What is done on the page to bring it into a state that no link leads to."""

from collections.abc import Awaitable, Callable

from playwright.async_api import Page, Route, expect

from tests.page.practising import answer, ask_at, choose_level
from tests.page.reading import read_all
from tests.page.runs import run
from tests.page.settings import open_settings
from tests.page.test_share import open_share

Act = Callable[[Page], Awaitable[None]]
HALFWAY = """() => {
    const running = document.getAnimations();
    for (const one of running) {
        one.pause();
        one.currentTime = one.effect.getComputedTiming().endTime / 2;
    }
    return running.length;
}"""


def pressing(*keys: str, then: str) -> Act:
    async def act(page: Page) -> None:
        for key in keys:
            await page.keyboard.press(key)
        await page.wait_for_selector(then)

    return act


def clicking(*selectors: str, then: str) -> Act:
    async def act(page: Page) -> None:
        for selector in selectors:
            await page.click(selector)
        await page.wait_for_selector(then)

    return act


def halfway(key: str) -> Act:
    """In the middle of the movement that a step makes."""

    async def act(page: Page) -> None:
        await page.emulate_media(reduced_motion="no-preference")
        await page.keyboard.press(key)
        assert await page.evaluate(HALFWAY) > 0

    return act


async def refuse_a_weight(page: Page) -> None:
    await page.click('#diagram [data-ref="W.2.0.1"]')
    await page.fill("#editor-field", "abc")


async def refuse_a_layer(page: Page) -> None:
    await open_settings(page)
    await page.fill("#units-1", "17")
    await page.press("#units-1", "Enter")
    await expect(page.locator("#network-problem")).to_contain_text("At most 16")


async def refuse_samples(page: Page) -> None:
    await open_settings(page, "samples")
    await page.fill('.samples [data-row="0"] [data-column="0"]', "abc")
    await page.keyboard.press("Enter")
    await page.fill("#csv-text", "1,2\n3")


async def open_network(page: Page) -> None:
    await open_settings(page)


async def open_samples(page: Page) -> None:
    await open_settings(page, "samples")


async def take_an_update(page: Page) -> None:
    await page.keyboard.press("End")
    await page.get_by_role("button", name="Take this update").click()
    await expect(page.locator(".updates")).to_have_text("update 1")


async def train(page: Page) -> None:
    await run(page, 3)
    await page.click(".in-numbers summary")


async def refuse_a_run(page: Page) -> None:
    await page.fill("#train-rate", "fast")
    await page.fill("#train-updates", "many")
    await page.keyboard.press("Enter")
    await expect(page.locator("#train-updates-problem")).not_to_be_empty()


async def answer_wrongly(page: Page) -> None:
    await ask_at(page, 17)
    await answer(page, "0.3666")
    await expect(page.locator("#answer-verdict")).to_have_count(1)
    await page.locator(".kinds summary").click()


async def answer_rightly(page: Page) -> None:
    await ask_at(page, 0)
    await answer(page, "-0.4")
    await expect(page.locator("#position")).to_have_value("1")


async def ask_for_one(page: Page) -> None:
    await ask_at(page, 5, "hole")


async def master_a_kind(page: Page) -> None:
    """Two answers in a row without help."""
    for position, right in ((0, "-0.4"), (1, "0.35")):
        await ask_at(page, position)
        await answer(page, right)
        await expect(page.locator("#position")).to_have_value(str(position + 1))
    await choose_level(page, "alone")
    await page.locator(".kinds summary").click()


async def end_practice(page: Page) -> None:
    await page.wait_for_selector(".practice")
    await page.keyboard.press("End")


async def beside_a_stop(page: Page) -> None:
    await page.keyboard.press("ArrowRight")
    await expect(page.locator(".tour-return")).to_be_visible()


async def read_text(page: Page) -> None:
    await read_all(page)
    await page.hover("#derivation .formula [data-term] >> nth=0")


async def share(page: Page) -> None:
    await open_share(page)


async def copy_by_hand(page: Page) -> None:
    if await page.get_by_role("button", name="Copy link").count() == 0:
        await page.get_by_role("button", name="Network settings").click()
    await page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    await page.get_by_role("button", name="Copy link").click()
    await expect(page.get_by_label("Link to this place")).to_be_focused()


async def lose_the_server(page: Page) -> None:
    async def refuse(route: Route) -> None:
        await route.abort()

    await page.route("**/api/trace*", refuse)
    await page.select_option("#preset", "mazur")
    await page.wait_for_selector("#notice .failed")
    await page.unroute("**/api/trace*")


async def wait_for_figures(page: Page) -> None:
    """An author's last figures follow from ten thousand updates, which a busy server takes its time for."""
    await page.wait_for_selector("#why .figures-in-print", timeout=60_000)
