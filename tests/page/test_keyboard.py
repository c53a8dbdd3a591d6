"""One whole session with nothing but keys: everything is reached, the focus is seen and never lost."""

import pytest
from playwright.async_api import Page, expect

from tests.page.browsing import count_steps, position_of
from tests.page.keyboard import Keyboard
from tests.page.practising import FIELD, GO_ON

pytestmark = pytest.mark.anyio
REDUCED = {"reduced_motion": "reduce"}
STEP_ON = '[aria-label="One step on"]'


@pytest.mark.parametrize("page", [REDUCED], ids=["reduced motion"], indirect=True)
async def test_a_whole_session_goes_by_keys_alone(page: Page) -> None:
    keys = Keyboard(page)

    # an example
    await keys.go("#preset")
    await keys.type("Matt")
    await expect(page.locator("#preset")).to_have_value("mazur")
    await page.wait_for_selector("#demo[aria-busy=false]")

    # all four phases, forth and back
    await keys.go(STEP_ON)
    count = await count_steps(page)
    await keys.press("Enter", "Enter", "ArrowRight", "ArrowLeft")
    assert await position_of(page) == 2
    reached = []
    for _ in range(4):
        await keys.press("Shift+ArrowRight")
        reached.append(await position_of(page))
    assert sorted(set(reached)) == reached
    assert reached[-1] == count
    for wanted in reversed([0, *reached[:-1]]):
        await keys.press("Shift+ArrowLeft")
        assert await position_of(page) == wanted
    for _ in range(3):
        await keys.press("Shift+ArrowRight")
    place = await position_of(page)

    # a number's formula, and along its operands
    await keys.back("#diagram [data-ref]")
    await keys.go('#diagram [data-ref^="delta.1."]', "ArrowDown", most=120)
    ref = await keys.where()
    await keys.press("Enter")
    await expect(page.locator("#why output")).to_have_attribute("data-ref", ref)
    await keys.go("#why .stop")
    await keys.go('#why .stop[data-ref^="delta.2."]', "ArrowDown")
    operand = await keys.where()
    await keys.press("Enter")
    await expect(page.locator("#why output")).to_have_attribute("data-ref", operand)
    await keys.press("Escape")
    assert await position_of(page) == place

    # a weight, and its old value again
    await keys.back("#diagram [data-ref]")
    await keys.go('#diagram [data-ref^="W."]', "ArrowDown", most=120)
    weight = page.locator(f'#diagram [data-ref="{await keys.where()}"] text')
    before = await weight.text_content()
    await keys.press("Enter")
    assert await keys.is_at("#editor-field")
    await keys.type("-0.75")
    await keys.press("Enter")
    await expect(weight).to_have_text("−0.75")
    await keys.press("Control+z")
    await expect(weight).to_have_text(before or "")

    # settings and samples
    await keys.back('[aria-label="Network settings"]')
    await keys.press("Enter")
    await page.wait_for_selector("#units-0")
    await keys.go("#units-1")
    await keys.back('.settings-panel input[type="radio"]')
    await keys.press("ArrowRight")
    await page.wait_for_selector("table.samples")
    await keys.go("table.samples input")
    await keys.press("Escape")
    await keys.press("Escape")
    await expect(page.locator(".settings-panel")).to_have_count(0)

    # training
    await keys.go("input[name=view]")
    await keys.press("ArrowRight", "ArrowRight", "ArrowRight")
    await page.wait_for_selector("#training .prediction-figure")
    await keys.back("#train-updates")
    await page.keyboard.press("Control+a")
    await keys.type("5")
    await keys.press("Enter")
    await expect(page.locator(".updates")).to_have_text("update 5")
    await keys.go("input[name=view]")
    await keys.press("ArrowLeft", "ArrowLeft", "ArrowLeft")
    await page.wait_for_selector("svg.network")

    # practice
    await keys.back(".learn")
    await keys.press("Enter")
    await page.wait_for_selector("input[name=lesson]")  # it comes when it is asked for
    await keys.go("input[name=lesson]")
    await keys.go("input[name=lesson][value=practice]", "ArrowRight")
    await page.wait_for_selector(".practice")
    await keys.go(f"{GO_ON}, {FIELD}")
    await keys.press("Enter")
    await page.wait_for_selector(FIELD)
    await keys.go(FIELD)
    await keys.type("77")
    await keys.press("Enter")
    await expect(page.locator("#answer-verdict")).to_have_count(1)

    # a mistake under the lens
    await keys.back("input[name=lesson]")
    await keys.go("input[name=lesson][value=mistakes]", "ArrowRight")
    await page.wait_for_selector("#why .mistake")
    await keys.go("#why .mistake")
    await keys.press("Enter")
    await page.wait_for_selector("#why .lens[aria-busy='false'] .lens-status")
    await keys.press("Tab", "Escape")

    # share, and help
    await keys.back('[aria-label="Share and export"]')
    await keys.press("Enter")
    await page.wait_for_selector("#share[open] #share-link")
    await keys.press("Tab", "Tab", "Shift+Tab", "Escape")
    assert await keys.is_at('[aria-label="Share and export"]')
    await keys.press("?")
    await page.wait_for_selector("#help[open]")
    await keys.press("Escape")
    assert await keys.is_at('[aria-label="Share and export"]')

    # and out of the lesson, into the text: nothing holds the focus
    await keys.go("#lesson-text a", most=120)
    await keys.back("#timeline *")
    assert not keys.faults, "\n".join(keys.faults)
