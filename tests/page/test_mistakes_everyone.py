"""The list of mistakes and the lens are for everyone: by keyboard alone, on a desk and on a phone."""

import re
from itertools import pairwise
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, expect

from tests.page.browsing import PHONE, position_of
from tests.page.lens import TITLE, open_lens
from tests.page.links import go, link_of

pytestmark = pytest.mark.anyio
REDUCED = {"reduced_motion": "reduce"}


def catalogue(server: str) -> list[dict[str, Any]]:
    return list(httpx.get(f"{server}/api/catalogue").json()["mistakes"])


async def test_every_mistake_stands_under_its_phase_and_is_opened_and_left_by_keyboard(
    page: Page, server: str
) -> None:
    told = catalogue(server)
    await go(page, "v1.preset=mazur&lesson=mistakes")
    await expect(page.locator("#why .mistake")).to_have_count(len(told))
    assert await page.eval_on_selector_all(
        "#why .mistake", "all => all.map((one) => one.dataset.mistake)"
    ) == [entry["id"] for entry in told]
    heads = await page.locator("#why .mistake-group h3").all_inner_texts()
    assert [re.sub(r"\s+", " ", head) for head in heads] == [
        "1 Forward pass",
        "2 Loss",
        "3 Deltas",
        "4 Gradients & update",
    ]
    await page.focus('#why [data-mistake="flipped_sign"]')
    await page.keyboard.press("Enter")
    await expect(page.locator(TITLE)).to_be_focused()
    entry = next(entry for entry in told if entry["id"] == "flipped_sign")
    for text in (entry["title"], entry["sentence"], entry["why"]):
        await expect(page.locator("#why .lens")).to_contain_text(text)
    assert await link_of(page, r"lesson=mistakes\.flipped_sign")
    await page.keyboard.press("ArrowRight")  # a heading leaves the arrows to the lesson
    assert await position_of(page) == 1
    await page.get_by_role("button", name="All mistakes").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator('#why [data-mistake="flipped_sign"]')).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator("#why .mistakes")).to_have_count(0)
    await go(page, "v1.preset=mazur&lesson=mistakes.not_one")
    await expect(page.locator("#why .mistakes")).to_contain_text("There is no mistake called not_one.")


LOOKS = [REDUCED, {**REDUCED, "viewport": PHONE, "has_touch": True}]


@pytest.mark.parametrize("page", LOOKS, ids=["desk", "phone"], indirect=True)
async def test_headings_go_down_by_single_steps_and_every_control_is_large_enough(page: Page) -> None:
    await open_lens(page, "updated_weights.wrong", more="&at=delta.1.0")
    await page.wait_for_selector("#why .figures-in-print")
    levels = await page.eval_on_selector_all(
        "#why :is(h2, h3, h4, h5)", "all => all.map((head) => Number(head.tagName[1]))"
    )
    assert all(after - before <= 1 for before, after in pairwise(levels))
    small = await page.eval_on_selector_all(
        "#why :is(button:not(.stop), .segmented label, summary)",
        """all => all.map((one) => one.getBoundingClientRect())
            .filter(({ width, height }) => width < 24 || height < 24).length""",
    )
    assert small == 0
