"""The page as assistive technology is given it: the browser's own accessibility tree."""

import re
from typing import Any

import pytest
from playwright.async_api import CDPSession, Page

from app.lesson.numbers import show_result
from tests.page.browsing import count_steps, seek
from tests.page.states import STATES
from tests.page.traces import ask

pytestmark = pytest.mark.anyio
REACHED = {
    "button",
    "link",
    "checkbox",
    "radio",
    "slider",
    "textbox",
    "combobox",
    "Canvas",
    "DisclosureTriangle",
}
WRITTEN = re.compile(r"[−⁻×∂δσ′ŷη{}@_]|undefined|NaN|null|\\")  # signs that many voices leave out


async def tree(session: CDPSession) -> list[dict[str, Any]]:
    """What is told, in order: role, name, value, and properties by name."""
    nodes = (await session.send("Accessibility.getFullAXTree"))["nodes"]
    return [
        {
            "role": node["role"]["value"],
            "name": node.get("name", {}).get("value", "").strip(),
            **{entry["name"]: entry["value"].get("value") for entry in node.get("properties", [])},
        }
        for node in nodes
        if not node["ignored"]
    ]


def in_words(number: str) -> str:
    return number.replace("−", "minus ")


async def test_the_numbers_of_the_picture_are_named_buttons_with_the_numbers_that_are_seen(
    page: Page, server: str
) -> None:
    told = ask(server, "source")
    session = await page.context.new_cdp_session(page)
    for position in (0, 6, 12, 18, 23, 37, await count_steps(page)):
        await seek(page, position)
        names = {one["name"] for one in await tree(session) if one["role"] == "button"}
        for ref in told.targets[:position]:
            if ref.split(".")[0] not in ("z", "a", "delta", "loss", "dL_dz"):
                continue
            number = in_words(show_result(told.number(ref)))
            assert any(name.endswith(f": {number}") for name in names), (position, ref, number)
        if position < 23:  # what is not computed yet is nowhere to be heard
            assert not any(name.startswith("gradient of") for name in names)


async def test_everything_that_is_reached_has_a_name_in_words_and_no_other_like_it(page: Page) -> None:
    session = await page.context.new_cdp_session(page)
    for position in (0, 12, 23, 46):
        await seek(page, position)
        stops = [one for one in await tree(session) if one["role"] in REACHED and one.get("focusable")]
        assert len(stops) > 25
        assert [one for one in stops if not one["name"]] == []
        picture = await page.eval_on_selector_all(
            "#diagram [data-ref]", "all => all.map((one) => one.getAttribute('aria-label'))"
        )
        assert len(set(picture)) == len(picture)
        assert [name for name in picture if WRITTEN.search(name)] == []


@pytest.mark.parametrize(
    "name", ["training", "practice, wrong", "samples", "share", "a mistake", "printed digits"]
)
async def test_in_other_parts_everything_that_is_reached_has_a_name(
    blank: Page, server: str, name: str
) -> None:
    await STATES[name].reach(blank, server)
    session = await blank.context.new_cdp_session(blank)
    stops = [one for one in await tree(session) if one["role"] in REACHED and one.get("focusable")]
    assert len(stops) > 20
    assert [one for one in stops if not one["name"]] == []


async def test_the_tree_tells_where_one_is_and_what_is_announced(page: Page) -> None:
    session = await page.context.new_cdp_session(page)
    await page.focus("#position")
    await page.keyboard.press("ArrowRight")
    told = await tree(session)
    slider = next(one for one in told if one["role"] == "slider")
    assert slider["name"] == "Position in the lesson"
    # the tree of the developer tools holds a slider's number, not the words that are told instead
    assert await page.get_attribute("#position", "aria-valuetext") == (
        "Step 1 of 50, phase 1, Forward pass: weighted sum of neuron 1 of layer 1: minus 0.4000"
    )
    assert any(one.get("live") == "polite" for one in told)
    landmarks = [(one["role"], one["name"]) for one in told if one["role"] in ("banner", "main", "region")]
    assert ("region", "The lesson, step by step") in landmarks
    assert ("region", "Why this number") in landmarks
