"""What the tests of editing share: a changed problem, the server's answer to it, the picture beside it."""

import copy
from typing import Any

import httpx
from playwright.async_api import Page, expect

from app.lesson.presets import all_presets
from tests.page.browsing import count_steps, seek
from tests.page.traces import Told

FIELD = "#editor-field"


def setup_of(preset: str = "source") -> dict[str, Any]:
    """A preset as the body of a question."""
    chosen = all_presets()[preset]
    kept = {key: chosen[key] for key in ("learning_rate", "freeze_biases")}
    return copy.deepcopy({**chosen["problem"], **kept})


def put(setup: dict[str, Any], ref: str, value: float) -> None:
    """One given number of a problem replaced, first sample."""
    quantity, *indices = ref.split(".")
    if quantity == "learning_rate":
        setup[quantity] = value
        return
    place: Any
    if quantity in ("W", "b"):
        place = setup["network"]["layers"][int(indices.pop(0)) - 1][quantity]
    else:
        place = setup["x" if quantity == "a" else "y"][0]
        if quantity == "a":
            indices.pop(0)
    for index in indices[:-1]:
        place = place[int(index)]
    place[int(indices[-1])] = value


def told_of(server: str, setup: dict[str, Any], sample: int = 0) -> Told:
    """The server's trace of a problem, asked for here."""
    path = f"{server}/api/trace?steps=element&sample={sample}"
    answer = httpx.post(path, json=setup, timeout=60).raise_for_status().json()
    values: dict[str, Any] = {}
    for phase in answer["phases"]:
        for quantity, value in phase["values"].items():
            values[quantity] = {**values.get(quantity, {}), **value} if isinstance(value, dict) else value
    targets = [step["target"] for phase in answer["phases"] for step in phase["steps"]]
    return Told(targets, {"problem": setup, "learning_rate": setup["learning_rate"]}, values, sample)


def expected(server: str, setup: dict[str, Any], sample: int = 0) -> dict[str, str]:
    """Every number of a sample but the rate as the page has to write it, from a trace asked for here."""
    told = told_of(server, setup, sample)
    computed = [ref for ref in told.targets if "@" not in ref and ref.partition(".")[0] in told.values]
    return {ref: told.shown(ref) for ref in [*(told.given - {"learning_rate"}), *computed]}


async def marks(page: Page) -> dict[str, str]:
    """The text of every number in the picture, by Ref, without the plus that an edge writes."""
    found: dict[str, str] = await page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("#diagram [data-ref]")].map((mark) =>
            [mark.dataset.ref, mark.querySelector("text").textContent.replace("+", "")]))"""
    )
    return found


async def expect_picture_of(page: Page, server: str, setup: dict[str, Any], sample: int = 0) -> None:
    """At every rest the picture's numbers are those of a fresh trace, and none stands there that it lacks."""
    wanted = expected(server, setup, sample)
    seen: dict[str, str] = {}
    for _ in range(60):
        seen = {ref: text for ref, text in (await marks(page)).items() if is_own(ref)}
        if seen and all(wanted.get(ref) == text for ref, text in seen.items()):
            return
        await page.wait_for_timeout(50)
    assert seen == {ref: wanted.get(ref) for ref in seen}


def is_own(ref: str) -> bool:
    return "@" not in ref and ref != "learning_rate"


async def edit(page: Page, ref: str, text: str) -> None:
    await page.click(f'#diagram [data-ref="{ref}"]')
    await expect(page.locator(FIELD)).to_be_focused()
    await page.keyboard.type(text)
    await page.keyboard.press("Enter")
    await expect(page.locator(FIELD)).to_have_count(0)


async def count_questions(page: Page) -> None:
    """From here on the page's questions to the server are counted while they are under way, for `rest`."""
    await page.evaluate(
        """() => {
            const original = window.fetch;
            window.underWay = 0;
            window.fetch = async (...given) => {
                window.underWay += 1;
                try {
                    const response = await original(...given);
                    await response.clone().arrayBuffer();
                    return response;
                } finally {
                    setTimeout(() => { window.underWay -= 1; }, 30); // drawn by then, or the next asked
                }
            };
        }"""
    )


async def rest(page: Page) -> None:
    """Until no question is under way and the picture stands."""
    await page.wait_for_function("() => window.underWay === 0")


async def choose_adam(page: Page) -> None:
    await page.get_by_role("button", name="Network settings").click()
    await page.select_option("#optimizer", "adam")
    await page.keyboard.press("Escape")
    await rest(page)


async def take_update(page: Page) -> None:
    await seek(page, await count_steps(page))
    await page.get_by_role("button", name="Take this update").click()
    await rest(page)
