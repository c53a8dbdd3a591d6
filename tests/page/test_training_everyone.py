"""The training view for everyone: keys alone, what is said, what is refused, and a phone."""

import pytest
from playwright.async_api import Page, expect

from app.lesson.numbers import show_result
from tests.page.browsing import PHONE, choose, position_of
from tests.page.edits import setup_of
from tests.page.runs import SLIDER, at_update, hear_traces, open_training, points_of, run, show, train_lines

pytestmark = pytest.mark.anyio
REDUCED = {"reduced_motion": "reduce"}


@pytest.mark.parametrize("page", [REDUCED], ids=["reduced motion"], indirect=True)
async def test_a_run_is_taken_and_walked_by_keys_alone_and_its_result_is_said_once(
    page: Page, server: str
) -> None:
    await open_training(page)
    said: list[str] = []
    await page.expose_function("hear", lambda text: said.append(text))
    await page.evaluate(
        """() => new MutationObserver(() => window.hear(document.querySelector("#live").textContent))
            .observe(document.querySelector("#live"), { childList: true, subtree: true })"""
    )
    await page.focus("#train-updates")
    await page.keyboard.press("Control+a")
    await page.keyboard.type("25")
    await page.keyboard.press("Enter")
    await at_update(page, 25)
    lines = train_lines(server, setup_of(), 25)
    ends = [show_result(lines[n]["loss"]).replace("−", "minus ") for n in (0, 25)]
    await expect(page.locator("#live")).to_contain_text("25 updates taken")
    result = [text for text in said if "taken" in text]
    assert len(result) == 1
    assert f"from {ends[0]} to " in result[0]
    await page.focus(SLIDER)
    await page.keyboard.press("Home")
    await at_update(page, 0)
    for key, update in (("ArrowRight", 1), ("ArrowUp", 2), ("ArrowLeft", 1), ("End", 25)):
        await page.keyboard.press(key)
        await at_update(page, update)
    assert await position_of(page) == 0
    await page.keyboard.press("Shift+Tab")
    assert await page.evaluate("document.activeElement.ariaLabel") == "One point back"
    await page.keyboard.press("Enter")
    await at_update(page, 24)


async def test_the_button_that_runs_keeps_the_focus_while_it_pauses(page: Page) -> None:
    await open_training(page)
    await page.fill("#train-updates", "20000")
    await page.focus(".run")
    await page.keyboard.press("Enter")
    await expect(page.locator(".run")).to_have_text("Pause")
    assert await page.evaluate("document.activeElement.matches('.run')")
    await page.keyboard.press("Enter")
    await expect(page.locator(".run")).to_have_text("Run")
    assert await page.evaluate("document.activeElement.matches('.run')")


async def test_fractions_and_a_comma_are_a_rate_and_what_is_none_is_refused_in_words(
    page: Page, expected_errors: list[str]
) -> None:
    await open_training(page)
    bodies = hear_traces(page)
    for text, value in (("0,05", 0.05), ("1/3", 1 / 3)):
        async with page.expect_response("**/api/trace*"):
            await page.fill("#train-rate", text)
        assert bodies[-1]["learning_rate"] == value
        await page.locator("#train-rate").blur()
    asked = len(bodies)
    await page.fill("#train-rate", "fast")
    await page.locator("#train-rate").blur()
    await expect(page.locator("#train-rate-problem")).to_contain_text("not a number")
    await expect(page.locator("#train-rate")).to_have_attribute("aria-invalid", "true")
    assert len(bodies) == asked
    expected_errors.append("422")
    await page.fill("#train-rate", "-1")
    await expect(page.locator("#training-problem")).to_contain_text("learning_rate must not be negative")
    await page.locator("#train-rate").blur()
    await page.keyboard.press("Control+z")  # the refused one is no entry: back to the one before the last
    await expect(page.locator("#train-rate")).to_have_value("0.05")
    for text in ("0", "20001", "2.5", ""):
        await page.fill("#train-updates", text)
        await page.keyboard.press("Enter")
        await expect(page.locator("#train-updates-problem")).not_to_be_empty()
        await expect(page.locator(".run")).to_have_text("Run")
    assert await points_of(page) == 0


async def test_biases_that_stay_as_they_are_stay_in_a_run(page: Page, server: str) -> None:
    await open_training(page)
    await page.get_by_label("Biases stay as they are").check()
    bodies = hear_traces(page)
    await run(page, 5)
    lines = train_lines(server, {**setup_of(), "freeze_biases": True}, 5)
    assert bodies[-1]["network"] == lines[5]["network"]
    assert [layer["b"] for layer in bodies[-1]["network"]["layers"]] == [[0.2, 0.1], [0.3, 0.1], [0.1]]


@pytest.mark.parametrize("page", [{"viewport": PHONE, "has_touch": True}], ids=["phone"], indirect=True)
async def test_a_phone_shows_the_controls_and_the_curve_together_and_never_scrolls_sideways(
    page: Page,
) -> None:
    await open_training(page, "trask-xor")
    await run(page, 10)
    for part in (".run", ".once", "#train-updates", ".loss-plot", SLIDER):
        box = await page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] >= 0, part
        assert box["y"] + box["height"] <= PHONE["height"], part
        assert box["x"] + box["width"] <= PHONE["width"], part
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    stage = await page.locator("#training").bounding_box()
    slider = await page.locator(SLIDER).bounding_box()
    assert stage is not None
    assert slider is not None
    assert slider["y"] + slider["height"] <= stage["y"] + stage["height"]  # not behind the panel
    await page.locator(".surface-plot").scroll_into_view_if_needed()
    surface = await page.locator(".surface-plot").bounding_box()
    assert surface is not None
    assert surface["width"] <= PHONE["width"]


@pytest.mark.parametrize("page", [{"viewport": PHONE}], ids=["phone"], indirect=True)
async def test_the_transport_of_a_phone_keeps_its_two_rows_whatever_the_number_of_updates(page: Page) -> None:
    await choose(page, "trask-xor")
    before = await page.locator(".transport").bounding_box()
    await open_training(page, "trask-xor")
    await page.fill("#train-updates", "20000")
    await page.click(".run")
    await expect(page.locator(".counter .updates")).to_contain_text("20000", timeout=60_000)
    assert await page.locator(".transport").bounding_box() == before
    buttons = await page.locator(".transport .buttons").bounding_box()
    counter = await page.locator(".transport .counter").bounding_box()
    assert buttons is not None
    assert counter is not None
    assert counter["x"] >= buttons["x"] + buttons["width"]
    assert counter["y"] < buttons["y"] + buttons["height"]


@pytest.mark.parametrize("page", [{}, {"viewport": PHONE}], ids=["desk", "phone"], indirect=True)
async def test_every_control_of_a_run_is_large_enough_for_a_finger(page: Page) -> None:
    await open_training(page)
    small = await page.evaluate(
        """() => [".training-panel :is(button, select, input[type=text], label.freeze)",
                "#training :is(button, summary, input)"]
            .flatMap((part) => [...document.querySelectorAll(part)])
            .map((control) => [control.ariaLabel ?? control.id, control.getBoundingClientRect()])
            .filter(([, box]) => box.width < 43.5 || box.height < 43.5)
            .map(([name, box]) => [name, box.width, box.height])"""
    )
    assert small == []


async def test_a_chosen_number_and_the_networks_settings_have_the_panel_until_they_are_left(
    page: Page,
) -> None:
    await open_training(page)
    await page.get_by_role("button", name="Network settings").click()
    await expect(page.locator("#why h2")).to_have_text("Settings")
    await page.keyboard.press("Escape")
    await expect(page.locator("#why h2")).to_have_text("Training")
    await show(page, "network")
    await expect(page.locator("#why h2")).to_contain_text("Forward")


async def test_the_view_is_loaded_once_it_is_chosen_and_a_failure_is_told_and_tried_again(
    page: Page, expected_errors: list[str]
) -> None:
    expected_errors.append("Failed to load resource")
    await page.route("**/css/plots.css", lambda route: route.abort())
    await show(page, "training")
    await expect(page.locator("#notice")).to_contain_text("could not be loaded")
    await page.unroute("**/css/plots.css")
    await show(page, "network")
    await show(page, "training")
    await expect(page.locator(".loss-plot")).to_be_visible()
