"""The embedded page in a frame of another page: one step, the panes that its link leaves, its height told."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Frame, Page, expect

from tests.page.browsing import READY, position_of
from tests.page.edits import expect_picture_of, put, setup_of

pytestmark = pytest.mark.anyio
README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")


def host(server: str, width: int, fragment: str) -> str:
    """The page around it, with the lines of the README, and what was told."""
    section = README.split("\n## Embedding\n")[1].split("\n## ")[0]
    lines = section.split("```html\n")[1].split("```")[0]
    own = re.sub(r'src="[^"]+"', f'src="{server}/embed#{fragment}"', lines).replace('"100%"', f'"{width}"')
    listen = "window.told = []; addEventListener('message', ({ data }) => told.push(data.height));"
    head = f"<!doctype html><html lang='en'><title>A course</title><script>{listen}</script>"
    return f"{head}<h1>Lecture</h1>{own}"


@asynccontextmanager
async def course(
    browser: Browser, server: str, width: int, fragment: str
) -> AsyncIterator[tuple[Page, Frame]]:
    """A page of another origin that frames one step."""
    page = await browser.new_page(viewport={"width": width + 60, "height": 1000})
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    await page.set_content(host(server, width, fragment))  # its origin is none, so another
    frame = page.frames[1]
    await frame.wait_for_selector(READY)
    yield page, frame
    await page.close()
    assert wrong == []


@pytest.mark.parametrize("width", [960, 640, 320])
async def test_the_frame_shows_the_step_and_is_given_the_height_it_needs(
    browser: Browser, server: str, width: int
) -> None:
    async with course(browser, server, width, "v1.preset=mazur&at=delta.2.0&hide=menus") as (page, frame):
        await expect(frame.locator("#why output")).to_have_attribute("data-ref", "delta.2.0")
        for name, is_there in (("#settings", False), ("#why", True), ("#timeline", True), ("#diagram", True)):
            await expect(frame.locator(name)).to_be_visible(visible=is_there)
        await page.wait_for_function("() => told.length > 0")
        across, wide, down, high = await frame.evaluate(
            """() => {
                const { scrollWidth, scrollHeight } = document.documentElement;
                return [scrollWidth, innerWidth, scrollHeight, innerHeight];
            }"""
        )
        assert (across, down) == (wide, high)  # nothing to scroll in either direction
        # stepping leaves the height as it is: the text around the frame does not jump
        for _ in range(6):
            await frame.get_by_role("button", name="One step on").click()
        assert len(set(await page.evaluate("told"))) == 1
        await expect(frame.locator("#why output")).not_to_have_attribute("data-ref", "delta.2.0")


@pytest.mark.parametrize(
    ("hide", "left"),
    [
        ("", {"#settings", "#why", "#timeline"}),
        ("&hide=explanation", {"#settings", "#timeline"}),
        ("&hide=menus.timeline", {"#why"}),
        ("&hide=menus.explanation.timeline", set()),
        ("&hide=everything", {"#settings", "#why", "#timeline"}),
    ],
)
async def test_a_link_chooses_the_panes(browser: Browser, server: str, hide: str, left: set[str]) -> None:
    async with course(browser, server, 700, f"v1.preset=source&at=loss{hide}") as (_, frame):
        for name in ("#settings", "#why", "#timeline"):
            await expect(frame.locator(name)).to_be_visible(visible=name in left)
        await expect(frame.locator('#diagram [data-ref="loss"]').first).to_be_visible()


async def test_it_is_the_whole_demo_and_leads_to_the_same_step_in_the_lesson(
    browser: Browser, server: str
) -> None:
    async with course(browser, server, 700, "v1.preset=source&at=loss&hide=menus") as (page, frame):
        await frame.locator('#diagram [data-ref="W.3.0.1"]').click()
        await frame.fill("#editor-field", "0.5")
        await frame.locator("#editor-field").press("Enter")
        setup = setup_of()
        put(setup, "W.3.0.1", 0.5)
        await frame.wait_for_function("() => location.hash.includes('setup=')")
        assert "hide=menus" in await frame.evaluate("location.hash")
        async with page.context.expect_page() as opening:
            await frame.get_by_role("link", name="Open this step in the lesson").click()
        lesson = await opening.value
        await lesson.wait_for_selector(READY)
        assert lesson.url.startswith(f"{server}/#v1.preset=source&at=loss&setup=")
        await expect_picture_of(lesson, server, setup)
        assert await position_of(lesson) == 11
        await lesson.close()
