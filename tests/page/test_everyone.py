"""The page for everyone: keys alone, what a screen reader says, phones, less motion, no JavaScript."""

import pytest
from playwright.async_api import Page

from tests.page.browsing import PHONE, choose, count_steps, position_of, seek

pytestmark = pytest.mark.anyio
REDUCED = {"reduced_motion": "reduce"}


async def test_a_number_with_a_power_of_ten_has_a_name_in_words(page: Page) -> None:
    await choose(page, "trask-xor")
    await seek(page, await count_steps(page) - 20)
    number = page.locator('#diagram [data-ref="W_grad.1.0.0"]')
    assert "×10⁻⁴" in (await number.text_content() or "")
    name = "gradient of weight from input 1 to neuron 1 of layer 1: 2.592 times 10 to the power minus 4"
    assert await page.get_by_role("button", name=name, exact=True).count() == 1


async def test_the_whole_walk_goes_by_keys(page: Page) -> None:
    count = await count_steps(page)
    for key, expected in (
        ("ArrowRight", 1),
        ("ArrowRight", 2),
        ("ArrowLeft", 1),
        ("End", count),
        ("ArrowRight", count),
        ("Home", 0),
        ("ArrowLeft", 0),
        ("Shift+ArrowRight", 10),
        ("Shift+ArrowRight", 14),
        ("Shift+ArrowLeft", 10),
    ):
        await page.keyboard.press(key)
        assert await position_of(page) == expected, key
    await page.keyboard.press("Space")
    await page.wait_for_function("() => document.querySelector('#position').value > 10")
    await page.keyboard.press("Space")
    assert await page.locator('[aria-label="Play"]').count() == 1


async def test_a_number_is_chosen_explained_and_left_by_keys(page: Page) -> None:
    await seek(page, 20)
    step = await page.inner_text("#why .sentence")
    await page.focus('#diagram [tabindex="0"]')
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("ArrowUp")
    ref = await page.evaluate("document.activeElement.dataset.ref")
    await page.keyboard.press("Enter")
    assert await page.locator(f'#why output[data-ref="{ref}"]').count() == 1
    assert await position_of(page) == 20
    await page.keyboard.press("Escape")
    assert await page.inner_text("#why .sentence") == step
    assert await page.evaluate("document.activeElement.dataset.ref") == ref  # the focus stays where it was
    await page.keyboard.press("?")
    assert await page.locator("dialog[open]").count() == 1
    await page.keyboard.press("Escape")
    assert await page.locator("dialog[open]").count() == 0


@pytest.mark.parametrize("page", [REDUCED], ids=["reduced motion"], indirect=True)
async def test_with_reduced_motion_nothing_moves(page: Page) -> None:
    for _ in range(await count_steps(page)):
        await page.keyboard.press("ArrowRight")
        assert await page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("page", [{"viewport": PHONE}], ids=["phone"], indirect=True)
async def test_a_phone_shows_the_whole_demo_at_once_and_never_scrolls_sideways(page: Page) -> None:
    for preset in ("source", "mazur", "trask-xor"):
        await choose(page, preset)
        for position in (0, await count_steps(page) // 2, await count_steps(page)):
            await seek(page, position)
            assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
            for part in ("#diagram", "#why", "#timeline"):
                box = await page.locator(part).bounding_box()
                assert box is not None
                assert box["y"] >= 0
                assert box["y"] + box["height"] <= PHONE["height"], (preset, position, part)


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], ids=["no script"], indirect=True)
async def test_without_javascript_the_text_its_formulas_and_the_finished_trace_are_there(page: Page) -> None:
    table = await page.inner_text("noscript, .trace-table >> nth=0")
    assert table
    text = await page.inner_text("main")
    for figure in ("0.3890", "0.3733", "−1.2220", "0.1535"):
        assert figure in text
    assert await page.locator("main math").count() > 60
    for heading in ("Overview", "Mathematical formulation", "Derivation", "History"):
        assert await page.get_by_role("heading", name=heading).count() >= 1
