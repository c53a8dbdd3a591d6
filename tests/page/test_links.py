"""Links: what the address says is what opens, whoever wrote it, and nothing edited is lost on the way."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.page.browsing import READY, choose, count_steps, picture, position_of, seek
from tests.page.edits import (
    choose_adam,
    count_questions,
    edit,
    expect_picture_of,
    marks,
    put,
    rest,
    setup_of,
    take_update,
)
from tests.page.links import OLD, go, link_of, visitor

pytestmark = pytest.mark.anyio


async def test_an_edited_problem_opens_elsewhere_with_the_same_numbers_and_the_same_picture(
    page: Page, browser: Browser, server: str
) -> None:
    await count_questions(page)
    await choose(page, "trask-xor")
    await page.select_option("#sample", "2")
    await rest(page)
    for ref, text in (("W.1.0.0", "1/3"), ("b.2.0", "−0,7")):
        await edit(page, ref, text)
    await rest(page)
    await page.select_option("#digits", "6")
    await page.locator('input[value="layer"]').check(force=True)
    await seek(page, 12)
    await page.click('#diagram [data-ref="a.1.1"]')
    link = await link_of(page, r"selected=a\.1\.1")
    seen, numbers = await picture(page), await marks(page)
    async with visitor(browser, f"{server}/#{link}") as other:
        assert await picture(other) == seen
        assert await marks(other) == numbers
        assert await other.input_value("#sample") == "2"
        assert await other.input_value("#digits") == "6"
        assert await other.locator('input[value="layer"]').is_checked()
        await other.get_by_role("button", name="Back to the starting weights").click()
        await expect(other.locator('#diagram [data-ref="W.1.0.0"]')).not_to_have_text("+0.33333333")
        assert await other.evaluate("localStorage.getItem('theme')") is None


async def test_a_reload_keeps_place_edits_updates_and_what_the_optimizer_remembers(
    page: Page, server: str
) -> None:
    await count_questions(page)
    await choose_adam(page)
    for _ in range(2):
        await take_update(page)
    await seek(page, await count_steps(page))
    link = await link_of(page, r"at=loss_new&setup=")
    seen = await picture(page)
    await page.reload()
    await page.wait_for_selector(READY)
    assert await picture(page) == seen
    assert await page.inner_text(".updates") == "update 2"
    assert await link_of(page, r"at=loss_new") == link


async def test_a_reload_loses_nothing_that_the_address_does_not_say_yet(page: Page, server: str) -> None:
    await count_questions(page)
    await page.evaluate("history.replaceState = () => {}")  # it never follows
    await edit(page, "W.3.0.1", "0.5")
    await rest(page)
    await seek(page, 12)
    seen = await picture(page)
    await page.reload()
    await page.wait_for_selector(READY)
    assert await picture(page) == seen
    setup = setup_of()
    put(setup, "W.3.0.1", 0.5)
    await expect_picture_of(page, server, setup)
    # a link that is opened here afterwards opens as it says
    await page.goto(f"{server}/#v1.preset=mazur&at=delta.2.0")
    await page.reload()
    await page.wait_for_selector(READY)
    assert await page.input_value("#preset") == "mazur"


@pytest.mark.parametrize("view", ["network", "matrices", "table", "training"])
async def test_view_and_theme_travel_but_the_readers_own_theme_stays(
    page: Page, browser: Browser, server: str, view: str
) -> None:
    await page.locator(f'input[value="{view}"]').check(force=True)
    theme = page.get_by_role("button", name="Theme")
    await theme.click()
    await theme.click()
    link = await link_of(page, "theme=dark")
    assert ("view=" in link) == (view != "network")
    async with visitor(browser, f"{server}/#v1.preset=source") as other:
        await go(other, link)
        await other.wait_for_function("() => document.documentElement.dataset.theme === 'dark'")
        assert await other.locator(f'input[value="{view}"]').is_checked()
        assert await other.evaluate("localStorage.getItem('theme')") is None
        await go(other, "v1.preset=mazur")
        await other.wait_for_function("() => document.documentElement.dataset.theme === undefined")


async def test_a_link_that_was_given_away_long_ago_still_opens(blank: Page, server: str) -> None:
    await blank.goto(f"{server}/#{OLD}")
    await blank.wait_for_selector(READY)
    setup = setup_of()
    put(setup, "W.3.0.1", 0.123)
    await expect_picture_of(blank, server, setup)
    assert await blank.get_attribute("#why output", "data-ref") == "delta.3.0"
    assert await blank.inner_text("#notice") == ""


async def test_a_number_that_the_link_explains_is_open(page: Page) -> None:
    await go(page, "v1.preset=source&at=delta.1.1&selected=a.2.1")
    await expect(page.locator("#why output")).to_have_attribute("data-ref", "a.2.1")
    await go(page, "v1.preset=source&selected=W.2.0.1")
    await expect(page.locator("#editor-field")).to_have_value("0.6")
    assert await position_of(page) == 0
