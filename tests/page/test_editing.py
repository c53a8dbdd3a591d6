"""Numbers changed on the page: what is shown afterwards is the server's fresh answer."""

import re

import pytest
from playwright.async_api import Page, expect

from app.lesson.numbers import show_operand
from tests.page.browsing import choose, count_steps, picture, position_of, seek
from tests.page.edits import FIELD, count_questions, edit, expect_picture_of, marks, put, rest, setup_of

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
async def counted(page: Page) -> None:
    await count_questions(page)


@pytest.mark.parametrize(
    ("ref", "text", "value"),
    [
        ("W.2.0.1", "1/3", 1 / 3),
        ("W.1.0.0", "−0,75", -0.75),
        ("b.3.0", "-.5", -0.5),
        ("a.0.0", "2", 2.0),
        ("y.0", "1e-3", 0.001),
        ("learning_rate", "0,5", 0.5),
    ],
)
async def test_after_an_edit_every_number_is_the_servers_and_the_place_is_kept(
    page: Page, server: str, ref: str, text: str, value: float
) -> None:
    setup = setup_of()
    put(setup, ref, value)
    await seek(page, 12)
    await edit(page, ref, text)
    assert await position_of(page) == 12
    await expect_picture_of(page, server, setup)
    shown = await marks(page)
    assert shown[ref] == show_operand(value, 4)
    for position in (5, 20, 30, await count_steps(page)):
        await seek(page, position)
        await expect_picture_of(page, server, setup)


async def test_the_picture_follows_while_typing_and_the_formulas_operand_opens_the_editor_too(
    page: Page, server: str
) -> None:
    await seek(page, 1)
    await page.click('#why .numbers [data-ref="W.1.0.0"]')
    await expect(page.locator(FIELD)).to_be_focused()
    assert await page.input_value(FIELD) == "−1.2"
    setup = setup_of()
    for typed, value in (("2", 2.0), ("2.", 2.0), ("2.5", 2.5), ("2.5e", 2.5), ("2.5e1", 25.0)):
        await page.fill(FIELD, typed)
        put(setup, "W.1.0.0", value)
        await expect_picture_of(page, server, setup)
        assert await page.get_attribute(FIELD, "aria-invalid") == "false"
        assert await page.input_value(FIELD) == typed


async def test_a_bad_value_is_refused_in_words_and_the_last_good_picture_stays(page: Page) -> None:
    await seek(page, 30)
    await edit(page, "W.2.0.1", "0.25")
    await rest(page)
    await page.click('#diagram [data-ref="W.2.0.1"]')
    before = await page.inner_html("#diagram")
    for bad in ("abc", "1/0", "1.2.3", "1e999", "", "-"):
        await page.fill(FIELD, bad)
        await page.keyboard.press("Enter")
        await expect(page.locator(FIELD)).to_have_attribute("aria-invalid", "true")
        words = await page.get_attribute(FIELD, "aria-describedby")
        assert re.fullmatch(r"[A-Z].*\.", await page.inner_text(f"#{words}"))
        assert await page.inner_html("#diagram") == before
    await page.keyboard.press("Escape")
    await expect(page.locator(FIELD)).to_have_count(0)
    assert (await marks(page))["W.2.0.1"] == "0.25"


async def test_what_the_server_refuses_is_told_at_the_field(page: Page, expected_errors: list[str]) -> None:
    expected_errors.append("422")
    await choose(page, "softmax")
    before = await marks(page)
    await page.click('#diagram [data-ref="y.0"]')
    await page.keyboard.type("7")
    await expect(page.locator("#editor-problem")).to_contain_text("between 0 and 1")
    await expect(page.locator(FIELD)).to_have_attribute("aria-invalid", "true")
    assert await marks(page) == before
    await page.keyboard.press("Enter")
    await expect(page.locator(FIELD)).to_have_count(1)
    await page.keyboard.press("Escape")
    await rest(page)
    assert await marks(page) == before
    assert await page.locator('[aria-label="Undo"]').get_attribute("aria-disabled") == "true"


async def test_escape_restores_and_gives_the_focus_back(page: Page) -> None:
    await seek(page, 30)
    before = await picture(page)
    await page.focus('#diagram [data-ref="W.1.0.0"]')
    await page.keyboard.press("Enter")
    await page.keyboard.type("9")
    await page.wait_for_function("""() =>
        document.querySelector('#diagram [data-ref="W.1.0.0"] text').textContent === '+9'""")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Escape")
    await rest(page)
    assert await picture(page) == before
    assert await page.evaluate("document.activeElement.dataset.ref") == "W.1.0.0"
    assert await page.locator('[aria-label="Undo"]').get_attribute("aria-disabled") == "true"


async def test_arrows_and_steppers_step_in_decimals(page: Page) -> None:
    await page.click('#diagram [data-ref="a.0.0"]')
    for key, text in (
        ("ArrowDown", "0.4"),
        ("ArrowDown", "0.3"),
        ("Alt+ArrowUp", "0.31"),
        ("Shift+ArrowDown", "−0.69"),
        ("ArrowUp", "−0.59"),
    ):
        await page.keyboard.press(key)
        assert await page.input_value(FIELD) == text
    await page.get_by_role("button", name="0.1 more").click()
    await page.get_by_role("button", name="Change the sign").click()
    await rest(page)
    assert await page.input_value(FIELD) == "0.49"
    assert (await marks(page))["a.0.0"] == "0.49"
