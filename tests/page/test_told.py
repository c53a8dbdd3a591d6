"""What a listener is told: every step once, when it rests, in a whole sentence; nothing unasked."""

import pytest
from playwright.async_api import Page

from tests.page.browsing import READY, choose, count_steps, seek

pytestmark = pytest.mark.anyio
BROKEN = ("{", "}", "undefined", "NaN", "null", "@", "_", "−", "⁻")

# Everything that the live region ever says, from before the page's own first script.
LISTEN = """
window.said = [];
new MutationObserver((changes) => {
    const live = document.getElementById("live");
    if (changes.some(({ target }) => live?.contains(target)) && live.textContent) said.push(live.textContent);
}).observe(document, { subtree: true, childList: true, characterData: true });
"""


async def listen(page: Page) -> int:
    """Load anew, all ears, the clock in our hands. -> how many milliseconds a step has to rest."""
    await page.add_init_script(LISTEN)
    await page.clock.install(time=0)
    await page.reload()
    await page.wait_for_selector(READY)
    await page.clock.pause_at(60_000)
    rest = await page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--rest')")
    return round(float(rest.strip().removesuffix("ms")))


async def said(page: Page) -> list[str]:
    """What was said since the last question."""
    return list(await page.evaluate("said.splice(0)"))


async def expected_number(page: Page) -> str:
    """The last number's own name in the time line ends with it, spelled for the ear."""
    return (await page.get_attribute("#position", "aria-valuetext") or "").rpartition(": ")[2]


async def test_nothing_is_said_at_load_and_every_step_of_the_walk_once(page: Page) -> None:
    rest = await listen(page)
    await page.clock.run_for(20 * rest)
    assert await said(page) == []
    walk = []
    for position in range(1, await count_steps(page) + 1):
        await page.keyboard.press("ArrowRight")
        await page.clock.run_for(3 * rest)  # once, and not again
        told = await said(page)
        assert len(told) == 1, f"{position}: {told}"
        number = await expected_number(page)
        assert any(sign.isdigit() for sign in number)
        assert told[0].endswith(f": {number}."), position
        assert told[0][0].isupper()
        assert len(told[0].split()) >= 5, told
        assert not [sign for sign in BROKEN if sign in told[0]], f"{position}: {told[0]}"
        walk.append(told[0])
    assert len(set(walk)) == len(walk)
    await page.keyboard.press("ArrowLeft")
    await page.clock.run_for(rest)
    assert await said(page) == [walk[-2]]


async def test_a_fast_run_is_not_said_step_by_step(page: Page) -> None:
    rest = await listen(page)
    for _ in range(7):
        await page.keyboard.press("ArrowRight")
        await page.clock.run_for(rest // 3)
    assert await said(page) == []
    await page.clock.run_for(rest)
    told = await said(page)
    assert len(told) == 1
    assert told[0].endswith(f": {await expected_number(page)}.")


async def test_going_to_the_start_says_no_old_number(page: Page) -> None:
    rest = await listen(page)
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("Home")
    await page.clock.run_for(4 * rest)
    assert await said(page) == []
    assert await page.text_content("#live") == ""
    assert "nothing is computed yet" in (await page.get_attribute("#position", "aria-valuetext") or "")


async def test_a_chosen_number_is_explained_in_words_too(page: Page) -> None:
    rest = await listen(page)
    for _ in range(11):
        await page.keyboard.press("ArrowRight")
    await page.clock.run_for(rest)
    await said(page)
    await page.click('#diagram [data-ref="z.1.0"]')
    await page.clock.run_for(rest)
    told = await said(page)
    assert len(told) == 1
    assert told[0].endswith(": minus 0.4000.")
    assert "minus 1.2" in told[0]


async def test_other_examples_speak_in_whole_words(page: Page) -> None:
    rest = await listen(page)
    for preset in ("trask-xor", "softmax", "relu-homework"):
        await choose(page, preset)
        await page.clock.run_for(rest)
        await said(page)
        for position in range(1, await count_steps(page) + 1, 3):
            await seek(page, position)
            await page.clock.run_for(rest)
            told = await said(page)
            assert len(told) == 1, f"{preset} {position}: {told}"
            assert told[0].endswith(f": {await expected_number(page)}."), f"{preset} {position}: {told}"
            assert not [sign for sign in BROKEN if sign in told[0]], f"{preset} {position}: {told[0]}"
