"""Numbers drawn sideways, many questions in a row, and editing for everyone."""

import pytest
from playwright.async_api import Page, Route, expect

from tests.page.browsing import PHONE, count_steps, position_of, seek
from tests.page.edits import FIELD, count_questions, edit, expect_picture_of, expected, put, rest, setup_of
from tests.page.settings import open_settings

pytestmark = pytest.mark.anyio
TOUCH = {"viewport": PHONE, "has_touch": True, "is_mobile": True}


@pytest.fixture(autouse=True)
async def counted(page: Page) -> None:
    await count_questions(page)


@pytest.mark.parametrize("page", [{}, TOUCH], ids=["desk", "phone"], indirect=True)
async def test_a_number_is_drawn_sideways_as_one_entry_and_a_press_that_stays_opens_the_editor(
    page: Page, server: str
) -> None:
    await seek(page, 11)
    box = await page.locator('#diagram [data-ref="a.0.0"]').bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await page.mouse.move(x, y)
    await page.mouse.down()
    for n in range(1, 41):
        await page.mouse.move(x + n, y)
    await page.mouse.up()
    value = float(await page.input_value(FIELD))
    assert 0.8 < value <= 0.9
    setup = setup_of()
    put(setup, "a.0.0", value)
    await expect_picture_of(page, server, setup)
    assert await position_of(page) == 11
    assert await page.evaluate("document.activeElement.id") != "editor-field"  # no keyboard pops up
    await rest(page)
    await page.keyboard.press("Control+z")
    await expect_picture_of(page, server, setup_of())
    await page.keyboard.press("Escape")
    await page.click('#diagram [data-ref="a.0.0"]')
    await expect(page.locator(FIELD)).to_be_focused()
    touch = "(mark) => getComputedStyle(mark).touchAction"
    assert await page.eval_on_selector('#diagram [data-ref="a.0.0"]', touch) == "pan-y"


async def test_while_dragging_one_question_is_under_way_at_most_and_the_last_value_wins(
    page: Page, server: str
) -> None:
    under_way, most = 0, 0

    async def slowly(route: Route) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await page.wait_for_timeout(80)
        await route.continue_()
        under_way -= 1

    await seek(page, 11)
    await page.route("**/api/trace*", slowly)
    await page.click('#diagram [data-ref="W.3.0.1"]')
    for digits in ("1", "12", "123", "0.5", "0.55", "0.555", "−2"):
        await page.fill(FIELD, digits)
        await page.wait_for_timeout(30)
    await page.keyboard.press("Enter")
    await expect(page.locator(FIELD)).to_have_count(0)
    setup = setup_of()
    put(setup, "W.3.0.1", -2.0)
    await expect_picture_of(page, server, setup)
    assert most == 1


@pytest.mark.parametrize("page", [{"reduced_motion": "reduce"}], ids=["reduced motion"], indirect=True)
async def test_a_change_is_said_once_at_rest(page: Page, server: str) -> None:
    await seek(page, 11)
    await page.evaluate(
        """() => {
            window.said = [];
            const live = document.querySelector("#live");
            new MutationObserver(() => said.push(live.textContent)).observe(live, { childList: true });
        }"""
    )
    await edit(page, "W.2.0.1", "1/3")
    await page.wait_for_timeout(1200)
    setup = setup_of()
    put(setup, "W.2.0.1", 1 / 3)
    prediction = expected(server, setup)["a.3.0"]
    said: list[str] = [text for text in await page.evaluate("said") if text]
    assert len([text for text in said if f"is now {prediction}" in text]) == 1


@pytest.mark.parametrize("page", [{}, TOUCH], ids=["desk", "phone"], indirect=True)
async def test_nothing_outside_the_panel_moves_for_an_editor_settings_or_an_update(page: Page) -> None:
    places = """() => ["#diagram", "#why", "#timeline", ".top"].map((part) => {
        const { x, y, width, height } = document.querySelector(part).getBoundingClientRect();
        return [x, y, width, height].join(" ");
    })"""
    await seek(page, 20)
    before = await page.evaluate(places)
    await page.click('#diagram [data-ref="W.2.0.1"]')
    assert await page.evaluate(places) == before
    await page.fill(FIELD, "abc")
    assert await page.evaluate(places) == before
    await page.keyboard.press("Escape")
    await open_settings(page)
    assert await page.evaluate(places) == before
    await page.keyboard.press("Escape")
    await seek(page, await count_steps(page))
    await page.get_by_role("button", name="Take this update").click()
    await expect(page.locator(".updates")).to_have_text("update 1")
    assert await page.evaluate(places) == before
