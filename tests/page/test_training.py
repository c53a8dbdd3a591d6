"""Updates by the run: streamed, paused, walked back and forth to the very bit, undone as one."""

import re

import pytest
from playwright.async_api import Page, expect

from app.lesson.numbers import show_result
from tests.page.browsing import seek
from tests.page.edits import expect_picture_of, setup_of
from tests.page.runs import (
    SLIDER,
    at_update,
    hear_broken_off,
    hear_traces,
    open_training,
    points_of,
    run,
    show,
    start_long_run,
    train_lines,
)

pytestmark = pytest.mark.anyio


async def test_training_xor_reaches_a_loss_under_a_hundredth_with_what_stands_in_the_fields(
    page: Page, server: str
) -> None:
    await open_training(page, "trask-xor")
    await page.get_by_role("button", name="Run", exact=True).click()
    await at_update(page, 500)
    last = train_lines(server, setup_of("trask-xor"), 500)[-1]
    shown = await page.inner_text(".walk-loss")
    assert shown == show_result(last["loss"])
    assert float(shown) < 0.01


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
async def test_every_point_is_the_servers_line_to_the_bit_however_it_is_reached(
    page: Page, server: str, optimizer: str
) -> None:
    setup = {**setup_of("mazur"), "optimizer": optimizer}
    await open_training(page, "mazur")
    await page.select_option("#train-optimizer", optimizer)
    bodies = hear_traces(page)
    await run(page, 12)
    lines = train_lines(server, setup, 12)
    assert await points_of(page) == 12
    await page.focus(SLIDER)
    for key, update in (
        *(("ArrowLeft", n) for n in range(11, 4, -1)),
        ("Home", 0),
        ("ArrowRight", 1),
        ("End", 12),
    ):
        await page.keyboard.press(key)
        await at_update(page, update)
        assert await page.input_value(SLIDER) == str(update)
        assert bodies[-1]["network"] == lines[update]["network"], update
        if update:
            assert bodies[-1]["optimizer_state"] == lines[update]["optimizer_state"]
        assert await page.inner_text(".walk-loss") == show_result(lines[update]["loss"])
        assert (await page.get_attribute(SLIDER, "aria-valuetext") or "").startswith(f"Update {update} of 12")
    await show(page, "network")
    await seek(page, 1000)
    await expect_picture_of(
        page, server, setup | {key: lines[12][key] for key in ("network", "optimizer_state")}
    )


async def test_a_run_is_one_entry_of_the_history_and_its_later_points_outlive_an_undo(page: Page) -> None:
    await open_training(page)
    bodies = hear_traces(page)
    await run(page, 8)
    end = bodies[-1]["network"]
    await page.focus(SLIDER)
    for key, update in (("ArrowLeft", 7), ("ArrowLeft", 6), ("End", 8)):
        await page.keyboard.press(key)
        await at_update(page, update)
    await page.keyboard.press("Control+z")
    await at_update(page, 0)
    assert bodies[-1]["network"] == setup_of()["network"]
    assert await page.get_by_role("button", name="Undo").get_attribute("aria-disabled") == "true"
    assert await page.input_value(SLIDER) == "0"
    await page.keyboard.press("Control+Shift+z")
    await at_update(page, 8)
    assert bodies[-1]["network"] == end
    await page.get_by_role("button", name="One point back").click()
    await at_update(page, 7)
    await page.keyboard.press("Control+z")
    await at_update(page, 8)  # the walk after undo and redo is an entry of its own
    assert await points_of(page) == 8


async def test_a_run_goes_on_from_the_point_where_the_reader_is(page: Page, server: str) -> None:
    await open_training(page)
    await run(page, 6)
    await page.get_by_role("button", name="One update").click()
    await at_update(page, 7)
    await run(page, 3, reached=10)
    lines = train_lines(server, setup_of(), 10)
    assert await page.inner_text(".walk-loss") == show_result(lines[10]["loss"])
    assert await points_of(page) == 10
    for update in (7, 6, 0):
        await page.keyboard.press("Control+z")
        await at_update(page, update)


async def test_pause_ends_the_stream_and_the_picture_follows(page: Page, server: str) -> None:
    left = hear_broken_off(page)
    await open_training(page, "mazur")
    bodies = hear_traces(page)
    await start_long_run(page)
    await expect(page.locator(".run-progress")).to_contain_text(re.compile(r"update \d+ of 20000"))
    await page.get_by_role("button", name="Pause").click()
    await expect(page.get_by_role("button", name="Run", exact=True)).to_be_visible()
    reached = await points_of(page)
    await at_update(page, 40 * reached)
    assert reached < 500
    assert left == [f"{server}/api/train"]
    assert bodies[-1]["network"] == train_lines(server, setup_of("mazur"), 40 * reached, 40)[-1]["network"]
    await expect(page.locator(".loss-figure .hint")).to_contain_text("every 40 updates")
    await page.keyboard.press("Control+z")
    await at_update(page, 0)
    assert await points_of(page) == reached


async def test_an_edit_ends_a_run_and_starts_from_there(page: Page, server: str) -> None:
    await open_training(page, "mazur")
    bodies = hear_traces(page)
    await start_long_run(page)
    await page.fill("#train-rate", "1/4")
    await expect(page.locator("#train-rate")).to_have_value("1/4")
    await expect(page.locator(".loss-figure .hint")).to_contain_text("changed after this run")
    reached = await points_of(page)
    assert bodies[-1]["learning_rate"] == 0.25
    assert bodies[-1]["network"] == bodies[-2]["network"]
    assert bodies[-1]["network"] == train_lines(server, setup_of("mazur"), 40 * reached, 40)[-1]["network"]
    await page.keyboard.press("Tab")
    await expect(page.locator("#train-rate")).to_have_value("0.25")
    await page.focus(SLIDER)
    await page.keyboard.press("Home")
    await at_update(page, 0)
    assert bodies[-1]["learning_rate"] == 0.5  # a point is everything as it was, not the weights alone
    await page.keyboard.press("Control+z")
    await at_update(page, 40 * reached)
    assert bodies[-1]["learning_rate"] == 0.25


async def test_a_refused_edit_ends_a_run_too_and_loses_nothing_of_it(
    page: Page, expected_errors: list[str]
) -> None:
    expected_errors.append("422")
    await open_training(page, "mazur")
    await start_long_run(page)
    await page.fill("#train-rate", "-1")
    await expect(page.locator("#training-problem")).to_contain_text("learning_rate must not be negative")
    await at_update(page, 40 * await points_of(page))


async def test_another_example_and_another_view_end_a_run(page: Page, server: str) -> None:
    left = hear_broken_off(page)
    await open_training(page, "mazur")
    await start_long_run(page)
    await show(page, "network")
    await expect(page.locator(".updates")).to_be_visible()
    assert len(left) == 1
    await show(page, "training")
    await start_long_run(page)
    await page.select_option("#preset", "zhou")
    await expect(page.locator(".loss-figure .hint")).to_contain_text("No update is taken yet")
    await expect(page.locator(".updates")).to_have_count(0)
    assert left == 2 * [f"{server}/api/train"]
    assert await page.get_by_role("button", name="Undo").get_attribute("aria-disabled") == "true"


async def test_a_run_that_runs_away_says_why_and_the_last_network_that_can_be_explained_stays(
    page: Page, server: str, expected_errors: list[str]
) -> None:
    expected_errors.append("422")  # the network after which nothing can be computed is asked for once
    await open_training(page)
    await page.fill("#train-rate", "1000")
    await page.get_by_role("button", name="Run", exact=True).click()
    await expect(page.locator("#training-problem")).to_contain_text("beyond what 64 bits hold")
    lines = train_lines(server, {**setup_of(), "learning_rate": 1000.0}, 500)
    assert lines[-1]["stopped"] in await page.inner_text("#training-problem")
    await expect(page.locator(".updates")).to_be_visible()
    reached = await points_of(page)
    assert 0 < reached < lines[-1]["update"] + 1
    assert await page.inner_text(".walk-loss") == show_result(lines[reached]["loss"])
    await show(page, "network")
    await seek(page, 1000)
    body = {**setup_of(), "learning_rate": 1000.0, "network": lines[reached]["network"]}
    await expect_picture_of(page, server, body)
