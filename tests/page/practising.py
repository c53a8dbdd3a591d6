"""What the tests of the practice share: its answers from the server, and how it is opened and walked."""

from typing import Any

import httpx
from playwright.async_api import Page, expect

from tests.page.browsing import position_of, seek
from tests.page.edits import setup_of
from tests.page.traces import Told, ask

FIELD = "#answer-field"
GO_ON = ".practice .go-on"
KEPT = "practice"  # the name in the browser's storage
# a kind begins with one worked step, then come two with a hole
FADING = ["worked", "hole", "hole"]


def walk_of(server: str, preset: str = "source") -> list[tuple[str, str]]:
    """Every step of an example: its Ref and the number as the page shows it."""
    told = ask(server, preset)
    return [(ref, told.shown(ref)) for ref in told.targets]


def judge(server: str, ref: str, answer: float, **more: Any) -> dict[str, Any]:
    """What the server says to an answer for the source's network."""
    body = {**setup_of(), "ref": ref, "answer": answer, **more}
    judged: dict[str, Any] = httpx.post(f"{server}/api/answer", json=body).raise_for_status().json()
    return judged


def typed(shown: str) -> str:
    """A shown number as it comes from a keyboard."""
    for shape, plain in zip("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789", strict=True):
        shown = shown.replace(shape, plain)
    return shown.replace("−", "-").replace("×10", "e")


def kind_of(ref: str, told: Told) -> str:
    """As the page has to tell kinds apart: by the quantity, the output's delta by itself."""
    quantity, _, rest = ref.partition("@")[0].partition(".")
    output = len(told.preset["problem"]["network"]["layers"])
    return "delta of the output" if (quantity, rest[:1]) == ("delta", str(output)) else quantity


async def open_practice(page: Page) -> None:
    await page.focus(".learn")
    await page.keyboard.press("Enter")
    await page.focus("input[name=lesson][value=practice]")
    await page.keyboard.press("Space")
    await expect(page.locator(".practice")).to_have_count(1)


async def level_of(page: Page) -> str:
    return await page.input_value("input[name=level]:checked")


async def choose_level(page: Page, level: str) -> None:
    await page.focus(f"input[name=level][value={level}]")
    await page.keyboard.press("Space")


async def ask_at(page: Page, position: int, level: str = "alone") -> None:
    """The question at a step, with as much help as that level gives."""
    await seek(page, position)
    await choose_level(page, level)


async def answer(page: Page, text: str) -> None:
    await page.fill(FIELD, text)
    await page.press(FIELD, "Enter")


async def expect_position(page: Page, position: int) -> None:
    await expect(page.locator("#position")).to_have_value(str(position))


async def take(page: Page, shown: str, position: int) -> str:
    """The next number by keys alone: answered, or read where it is worked; what does that has the focus.

    Gives the level that it was asked at.
    """
    level = await level_of(page)
    holder = page.locator(GO_ON if level == "worked" else FIELD)
    await expect(holder).to_be_focused()
    if level != "worked":
        await page.keyboard.type(typed(shown))
    await page.keyboard.press("Enter")
    await expect_position(page, position + 1)
    assert await position_of(page) == position + 1
    return level


async def count_predicted(page: Page) -> list[str]:
    """By phase, as it is shown: "3/10"."""
    texts = await page.locator(".predicted li > [aria-hidden]:first-child").all_inner_texts()
    return [text.split()[-1] for text in texts]
