"""The settings for everyone: keys alone, what is said, axe, every width; fetched when they are wanted."""

from typing import Any

import pytest
from playwright.async_api import Page, Route, expect

from tests.page.browsing import PHONE, choose, position_of, seek
from tests.page.edits import count_questions
from tests.page.settings import expect_refusal, expect_words, open_settings

pytestmark = pytest.mark.anyio
LOOKS = [{}, {"viewport": PHONE}]


@pytest.fixture(autouse=True)
async def counted(page: Page) -> None:
    await count_questions(page)


async def test_the_network_is_changed_by_keys_alone(page: Page) -> None:
    await page.focus('[aria-label="Network settings"]')
    await page.keyboard.press("Enter")
    await page.focus("#units-1")
    await page.keyboard.press("ArrowUp")
    await expect(page.locator("#units-1")).to_have_value("3")
    assert await page.evaluate("document.activeElement.id") == "units-1"
    await page.keyboard.press("ArrowDown")
    await expect(page.locator("#units-1")).to_have_value("2")
    await page.keyboard.press("Control+A")
    await page.keyboard.type("4")
    await page.keyboard.press("Enter")
    await expect_words(page, "Layer 1 has 4 neurons now")
    await page.focus("#layer-place")
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Space")
    await expect_words(page, "Layer 3 is new")
    await page.locator('[aria-label="Remove layer 3"]').focus()
    await page.keyboard.press("Enter")
    await expect_words(page, "Layer 3 is gone")
    await page.focus("#units-1")
    await page.keyboard.press("Escape")
    await expect(page.locator(".settings-panel")).to_have_count(0)
    assert await position_of(page) == 0


async def test_the_change_is_said(page: Page) -> None:
    await seek(page, 10)
    await open_settings(page)
    await page.get_by_role("button", name="More neurons of layer 1").click()
    await expect(page.locator("#live")).to_contain_text(
        "Layer 1 has 3 neurons now: 13 weights and biases stay"
    )
    await expect(page.locator("#live")).to_contain_text("is now")


@pytest.mark.parametrize("page", LOOKS, ids=["desk", "phone"], indirect=True)
async def test_no_control_of_the_network_panel_is_too_small_or_wider_than_the_page(page: Page) -> None:
    await open_settings(page)
    await page.fill("#units-1", "17")
    await page.press("#units-1", "Enter")
    await expect_refusal(page, "At most 16")
    sizes: list[Any] = await page.evaluate(
        """() => [...document.querySelectorAll(".settings-panel :is(button, select, input)")]
            .map((one) => [one.id || one.ariaLabel || one.textContent, one.getBoundingClientRect()])
            .filter(([, box]) => box.right > innerWidth || box.width < 24 || box.height < 24)
            .map(([name, box]) => [name, box.width, box.height])"""
    )
    assert [size for size in sizes if "Biases" not in size[0] and size[0] != ""] == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("page", LOOKS, ids=["desk", "phone"], indirect=True)
async def test_no_control_of_the_samples_is_too_small_or_wider_than_the_page(page: Page) -> None:
    await choose(page, "trask-xor")
    await open_settings(page, "samples")
    await page.fill('.samples [data-row="0"] [data-column="0"]', "abc")
    await page.keyboard.press("Enter")
    await page.fill("#csv-text", "1,2\n3")
    sizes: list[Any] = await page.evaluate(
        """() => [...document.querySelectorAll(
                ".settings-panel :is(button, select, input[type=text], textarea, .mark, .file)")]
            .map((one) => [one.id || one.ariaLabel || one.textContent, one.getBoundingClientRect()])
            .filter(([, box]) => box.right > innerWidth || box.width < 24 || box.height < 39.5)
            .map(([name, box]) => [name, box.width, box.height])"""
    )
    assert sizes == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_settings_that_do_not_arrive_are_told_and_come_when_asked_for_again(
    page: Page, expected_errors: list[str]
) -> None:
    expected_errors.append("Failed to load resource")

    async def refuse(route: Route) -> None:
        await route.abort()

    await page.route("**/settings.css", refuse)
    await page.get_by_role("button", name="Network settings").click()
    await page.wait_for_selector("#notice .failed:has-text('The settings could not be loaded.')")
    assert await page.locator("#why .sentence").count() == 1
    await page.unroute("**/settings.css")
    await open_settings(page)
    assert await page.inner_text("#notice") == ""
