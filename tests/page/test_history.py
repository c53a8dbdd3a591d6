"""Undo, redo, updates taken and the network's settings: every way back leads to the very same page."""

import json
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, Request, expect

from tests.page.browsing import count_steps, picture, position_of, seek
from tests.page.edits import (
    choose_adam,
    count_questions,
    edit,
    expect_picture_of,
    rest,
    setup_of,
    take_update,
)
from tests.page.settings import open_settings

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
async def counted(page: Page) -> None:
    await count_questions(page)


async def test_undo_and_redo_restore_every_number_and_one_visit_is_one_entry(page: Page) -> None:
    await seek(page, 20)
    pictures = [await picture(page)]
    for ref, text in (("W.2.0.1", "1/3"), ("b.3.0", "-0.123456789"), ("a.0.0", "0.7"), ("y.0", "2")):
        await edit(page, ref, text)  # typed sign by sign: many questions, one entry
        await rest(page)
        pictures.append(await picture(page))
    assert len(set(pictures)) == 5
    for wanted in pictures[-2::-1]:
        await page.keyboard.press("Control+z")
        await rest(page)
        assert await picture(page) == wanted
    assert await page.locator('[aria-label="Undo"]').get_attribute("aria-disabled") == "true"
    for wanted, key in zip(pictures[1:], ("Control+y", "Control+Shift+z") * 2, strict=True):
        await page.keyboard.press(key)
        await rest(page)
        assert await picture(page) == wanted
    for _ in range(4):
        await page.get_by_role("button", name="Undo").click()  # faster than the answers
    await rest(page)
    assert await picture(page) == pictures[0]


async def test_three_updates_are_the_servers_own_and_undo_walks_back_to_the_same_page(
    page: Page, server: str
) -> None:
    bodies: list[dict[str, Any]] = []

    def keep(request: Request) -> None:
        if "/api/trace" in request.url:
            bodies.append(json.loads(request.post_data or "{}"))

    pictures = [await picture(page)]
    page.on("request", keep)
    setup = setup_of()
    for n in (1, 2, 3):
        await seek(page, await count_steps(page))
        await page.get_by_role("button", name="Take this update").click()
        await expect(page.locator(".updates")).to_have_text(f"update {n}")
        assert await position_of(page) == 0
        setup["network"] = httpx.post(f"{server}/api/update", json=setup).json()["network"]
        assert bodies[-1]["network"] == setup["network"]
        await rest(page)
        pictures.append(await picture(page))
    for wanted in pictures[-2::-1]:
        await page.keyboard.press("Control+z")
        await rest(page)
        assert await picture(page) == wanted
    assert bodies[-1]["network"] == setup_of()["network"]
    assert bodies[-2]["network"] == bodies[0]["network"]
    for _ in range(3):
        await page.keyboard.press("Control+Shift+z")
    await rest(page)
    assert await picture(page) == pictures[3]
    await page.get_by_role("button", name="Back to the starting weights").click()
    await rest(page)
    assert await picture(page) == pictures[0]
    await page.keyboard.press("Control+z")
    await rest(page)
    assert await picture(page) == pictures[3]


async def test_the_optimizer_remembers_over_updates(page: Page, server: str) -> None:
    setup = {**setup_of(), "optimizer": "adam"}
    await choose_adam(page)
    for _ in range(2):
        await take_update(page)
        answer = httpx.post(f"{server}/api/update", json=setup).json()
        setup |= {key: answer[key] for key in ("network", "optimizer_state")}
    await seek(page, await count_steps(page))
    await expect_picture_of(page, server, setup)


async def test_a_loss_brings_its_output_activation_and_only_what_fits_is_offered(
    page: Page, server: str, expected_errors: list[str]
) -> None:
    await seek(page, 10)
    await open_settings(page)
    hidden = await page.eval_on_selector_all("#activation-1 option", "all => all.map((one) => one.value)")
    assert "softmax" not in hidden
    assert "tanh" in hidden
    await page.select_option("#activation-1", "tanh")
    await page.select_option("#loss", "binary_cross_entropy")
    await expect(page.locator("#activation-3")).to_have_value("sigmoid")
    only = await page.eval_on_selector_all("#activation-3 option", "all => all.map((one) => one.value)")
    assert only == ["sigmoid"]
    setup = setup_of()
    setup["loss"] = "binary_cross_entropy"
    setup["network"]["layers"][0]["activation"] = "tanh"
    setup["network"]["layers"][2]["activation"] = "sigmoid"
    await expect_picture_of(page, server, setup)
    assert await position_of(page) == 10
    await page.keyboard.press("Control+z")
    await expect(page.locator("#activation-3")).to_have_value("linear")
    # targets that do not fit
    expected_errors.append("422")
    await page.keyboard.press("Escape")
    await edit(page, "y.0", "7")
    await page.get_by_role("button", name="Network settings").click()
    await page.select_option("#loss", "binary_cross_entropy")
    await expect(page.locator("#network-problem")).to_contain_text("needs targets between 0 and 1")
    await expect(page.locator("#loss")).to_have_value("mse")
