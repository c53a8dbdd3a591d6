"""One position, one picture: whatever the way to it, and nothing on it that is not computed yet."""

import re

import pytest
from playwright.async_api import Page

from app.lesson.presets import all_presets
from tests.page.browsing import PHONE, choose, count_steps, picture, position_of, seek
from tests.page.traces import Told, ask

pytestmark = pytest.mark.anyio
BOTH = pytest.mark.parametrize("page", [{}, {"viewport": PHONE}], ids=["desk", "phone"], indirect=True)


async def texts(page: Page) -> dict[str, str]:
    """What a seeing reader reads in the diagram, by Ref; the same Ref twice would be two numbers."""
    found: list[list[str]] = await page.eval_on_selector_all(
        "#diagram [data-ref]",
        "marks => marks.map((mark) => [mark.dataset.ref, mark.querySelector('text').textContent])",
    )
    assert len(found) == len(dict(found))
    return dict(found)


def on_one_edge(ref: str) -> list[str]:
    """What an edge may carry, the newest first: a fresh weight, its gradient, the old weight."""
    return [re.sub(r"^([Wb])", rf"\1{suffix}", ref) for suffix in ("_new", "_grad", "")]


def written(told: Told, ref: str) -> str:
    """On an edge the plus is written too."""
    is_weight = re.match(r"[Wb](_new)?\.", ref)
    return ("+" if is_weight and told.number(ref) > 0 else "") + told.shown(ref)


@BOTH
async def test_every_position_shows_exactly_what_is_computed_by_then_in_the_servers_numbers(
    page: Page, server: str
) -> None:
    for preset in ("trask-xor", "mazur", "relu-homework", "softmax", "source"):
        await choose(page, preset)
        await compare_all(page, preset, ask(server, preset))


async def compare_all(page: Page, preset: str, told: Told) -> None:
    assert await count_steps(page) == len(told.targets)
    is_crowded = page.viewport_size == PHONE or preset == "trask-xor"
    weights = [ref for ref in told.given if ref[0] in "Wb"]
    for position in range(len(told.targets) + 1):
        await seek(page, position)
        shown = await texts(page)
        there = {*told.targets[:position], *told.given}
        if "loss" in there:
            there |= {ref for ref in shown if ref.startswith("loss@")}  # all samples' come with the mean
        assert set(shown) <= there, f"{preset} {position}: shown before it is computed"
        missing = there - set(shown)
        for weight in weights:
            newest, *older = [ref for ref in on_one_edge(weight) if ref in there]
            missing -= {*older}  # they make way where the edge has but one line
            if newest in missing:
                assert is_crowded, f"{preset} {position}: {newest} is not shown"
                assert not {*older} & set(shown), (
                    f"{preset} {position}: {newest} hides behind what it replaces"
                )
                missing.remove(newest)  # and a lit label takes its neighbours' room
        if is_crowded:
            missing -= {ref for ref in missing if ref.startswith("dL_da.")}  # these too
        assert missing == set(), f"{preset} {position}: computed and not shown"
        if position:
            assert told.targets[position - 1] in shown, (
                f"{preset} {position}: its own target is not to be seen"
            )
        for ref, text in shown.items():
            assert text == written(told, ref), (position, ref)


async def test_playing_shows_at_every_position_what_seeking_there_shows(page: Page) -> None:
    count = await count_steps(page)
    sought = []
    await page.get_by_label("Speed").select_option("4")
    await page.evaluate("document.activeElement.blur()")
    for position in range(count + 1):
        await seek(page, position)
        sought.append(still(await picture(page)))
    await page.keyboard.press("Home")
    await stop_the_clock(page)
    await page.keyboard.press("Space")
    dwell = round(await dwell_of(page) / 4)
    for position in range(1, count + 1):
        await page.clock.run_for(dwell if position > 1 else 1)
        assert await position_of(page) == position
        assert still(await picture(page)) == sought[position], position
    assert await page.locator('[aria-label="Play"]').count() == 1  # it stops by itself
    await page.clock.run_for(10 * dwell)
    assert await picture(page) == await picture_after(page, "End")


async def test_a_pause_holds_and_play_at_the_end_begins_anew(page: Page) -> None:
    await stop_the_clock(page)
    await page.keyboard.press("Space")
    dwell = round(await dwell_of(page))
    await page.clock.run_for(2 * dwell + 1)
    assert await position_of(page) == 3
    await page.keyboard.press("Space")
    await page.clock.run_for(5 * dwell)
    assert await position_of(page) == 3
    await page.keyboard.press("Space")
    await page.clock.run_for(1)
    await page.keyboard.press("ArrowLeft")  # a hand on the time line takes over from the player
    await page.clock.run_for(5 * dwell)
    assert await position_of(page) == 3
    await page.keyboard.press("End")
    await page.keyboard.press("Space")
    await page.clock.run_for(1)
    assert await position_of(page) == 1


async def test_a_step_leaves_the_chosen_number_and_shows_its_own_picture(page: Page) -> None:
    await seek(page, 21)
    at_21 = await picture(page)
    await seek(page, 20)
    await page.click('#diagram [data-ref="z.1.0"]')
    assert await page.get_attribute("#why output", "data-ref") == "z.1.0"
    await page.keyboard.press("ArrowRight")
    assert await picture(page) == at_21


async def test_every_example_starts_with_nothing_computed(page: Page, server: str) -> None:
    for preset in reversed(all_presets()):
        await page.keyboard.press("End")
        await choose(page, preset)
        told = ask(server, preset)
        assert await position_of(page) == 0
        assert set(await texts(page)) <= told.given
        for target in told.targets:
            assert await page.locator(f'#demo [data-ref="{target}"]').count() == 0, f"{preset}: {target}"


async def stop_the_clock(page: Page) -> None:
    """From now on time passes for the page's timers only when a test says so."""
    await page.clock.install(time=0)
    await page.clock.pause_at(1000)


async def dwell_of(page: Page) -> float:
    written = await page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--dwell')")
    assert written.strip().endswith("ms")
    return float(written.strip().removesuffix("ms"))


async def picture_after(page: Page, key: str) -> str:
    await page.keyboard.press(key)
    return await picture(page)


def still(text: str) -> str:
    """Without the play button, which shows a pause while it plays."""
    return re.sub(r'<button[^>]*aria-label="(Play|Pause)".*?</button>', "", text, flags=re.DOTALL)
