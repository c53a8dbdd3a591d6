"""Every input can be changed from the table, and the focus comes back to it."""

import pytest
from playwright.async_api import Page, expect

from tests.page.browsing import choose, count_steps, position_of, seek
from tests.page.edits import FIELD, count_questions, expected, put, rest, setup_of
from tests.page.traces import ask
from tests.page.twins import open_view, texts

pytestmark = pytest.mark.anyio
STAGE = "#table"


@pytest.mark.parametrize(
    ("ref", "typed", "value"), [("W.2.0.1", "1/3", 1 / 3), ("y.0", "−0,5", -0.5), ("learning_rate", "2", 2.0)]
)
async def test_an_input_is_changed_by_keys_and_the_focus_comes_back_to_it(
    page: Page, server: str, ref: str, typed: str, value: float
) -> None:
    await count_questions(page)
    await open_view(page, "table")
    await seek(page, 40)
    await page.focus(f'{STAGE} [data-ref="{ref}"]')
    await page.keyboard.press("Enter")
    await expect(page.locator(FIELD)).to_be_focused()
    await page.keyboard.type(typed)
    await page.keyboard.press("Enter")
    await expect(page.locator(FIELD)).to_have_count(0)
    await rest(page)
    assert (
        await page.evaluate("document.activeElement.closest('#table') && document.activeElement.dataset.ref")
        == ref
    )
    assert await position_of(page) == 40
    setup = setup_of()
    put(setup, ref, value)
    wanted = expected(server, setup)
    shown = {ref: text for ref, text in await texts(page, STAGE) if ref != "learning_rate"}
    assert shown == {ref: wanted[ref] for ref in shown}
    assert len(shown) > 50
    # and Escape takes a second change back
    await page.keyboard.press("Enter")
    await page.keyboard.type("9")
    await page.keyboard.press("Escape")
    await rest(page)
    assert await page.evaluate("document.activeElement.dataset.ref") == ref
    assert {ref: text for ref, text in await texts(page, STAGE) if ref in wanted} == shown


async def test_another_samples_input_is_changed_too(page: Page, server: str) -> None:
    await choose(page, "trask-xor")
    await count_questions(page)
    await open_view(page, "table")
    await seek(page, await count_steps(page))
    await page.click(f'{STAGE} [data-ref="a.0.1@2"]')
    await expect(page.locator(FIELD)).to_be_focused()
    await expect(page.locator("#why .sentence")).to_have_text("Input 2, sample 3")
    await page.keyboard.type("0.7")
    await page.keyboard.press("Enter")
    await expect(page.locator(FIELD)).to_have_count(0)
    await rest(page)
    assert await page.evaluate("document.activeElement.dataset.ref") == "a.0.1@2"
    setup = setup_of("trask-xor")
    setup["x"][2][1] = 0.7
    wanted = expected(server, setup)
    shown = {ref: text for ref, text in await texts(page, STAGE) if ref in wanted}
    assert shown == {ref: wanted[ref] for ref in shown}
    assert shown["loss"] != ask(server, "trask-xor").shown("loss")
