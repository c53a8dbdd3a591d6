"""A real server and a real browser for the page's tests, and what they need to read of the page."""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.async_api import Page, ViewportSize
from starlette.types import ASGIApp

from app.main import create_app

AXE = Path(__file__).with_name("node_modules") / "axe-core" / "axe.min.js"
# The same engine, with nothing around it and so in less than half the time; then whatever there is of it.
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--no-first-run"]
DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 800}
READY = "#demo[aria-busy=false] svg.network"


def missing(what: str, how: str) -> None:
    """Skip with a sentence; in CI nothing may be left out."""
    sentence = f"The page's tests need {what}: {how}."
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


def find_browser(names: tuple[str, ...] = BROWSERS) -> str:
    for name in (os.environ.get("CHROMIUM", ""), *names):
        if name and (path := shutil.which(name)):
            return path
    missing("Chromium", "on Debian and Ubuntu, apt install chromium-headless-shell; or name one in CHROMIUM")
    raise AssertionError  # both branches above leave


def axe_source() -> str:
    if not AXE.exists():
        missing("axe-core", "npm ci in tests/page; make test does it where npm is installed")
    return AXE.read_text("utf-8")


@contextmanager
def serving(app: ASGIApp | None = None) -> Iterator[str]:
    """The application on a free port of this machine. Its socket listens before any test asks."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app or create_app(), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


async def choose(page: Page, preset: str) -> None:
    """Choose a preset and wait for its picture."""
    await page.select_option("#preset", preset)
    await page.wait_for_function(
        """(id) => {
            const menu = document.querySelector("#preset");
            const isBusy = document.querySelector("#demo").getAttribute("aria-busy") === "true";
            return menu.value === id && !isBusy && document.querySelector("#position").value === "0";
        }""",
        arg=preset,
    )
    await page.evaluate("document.activeElement.blur()")


async def seek(page: Page, position: int) -> None:
    await page.evaluate(
        """(position) => {
            const slider = document.querySelector("#position");
            slider.value = String(position);
            slider.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        position,
    )


async def count_steps(page: Page) -> int:
    return int(await page.get_attribute("#position", "max") or 0)


async def position_of(page: Page) -> int:
    return int(await page.input_value("#position"))


async def picture(page: Page) -> str:
    """All that is to be seen, without what passes over it, what is asked for at rest, and what is a reader's.

    That is motion, asides, and focus or pointer.
    """
    text: str = await page.evaluate(
        """() => {
            const parts = [];
            for (const id of ["diagram", "why", "timeline"]) {
                const copy = document.getElementById(id).cloneNode(true);
                for (const passing of copy.querySelectorAll(".pulses")) passing.replaceChildren();
                for (const aside of copy.querySelectorAll(".aside")) aside.remove();
                for (const node of copy.querySelectorAll("*"))
                    for (const name of ["tabindex", "data-hovered"]) node.removeAttribute(name);
                const slider = document.querySelector("#position");
                parts.push(copy.innerHTML.replace(/<!--[^]*?-->/g, ""), slider.value);
            }
            return parts.join("\\n");
        }"""
    )
    return text


async def shown_numbers(page: Page, root: str = "#diagram") -> dict[str, str]:
    """The text of every number in a part of the page, by Ref, without its symbol."""
    found: dict[str, str] = await page.evaluate(
        """(root) => Object.fromEntries([...document.querySelectorAll(`${root} [data-ref]`)].map((mark) => [
            mark.dataset.ref,
            (mark.getAttribute("aria-label") ?? (mark.querySelector(".spoken") ?? mark).textContent).trim(),
        ]))""",
        root,
    )
    return found


async def ask_axe(page: Page, whole: bool = True, rules: list[str] | None = None) -> list[dict[str, Any]]:
    """What axe finds, of any impact, by all its rules unless told; `whole` with the text under the lesson.

    Otherwise that text is taken out of the page, and not only passed over: axe would go through all of it to
    find out what is excluded, which takes as long as all the rest.
    """
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(axe_source())
    found: list[dict[str, Any]] = await page.evaluate(
        """async ([whole, rules]) => {
            if (!whole) document.querySelector("#lesson-text")?.replaceChildren();
            const chosen = rules ? { runOnly: { type: "rule", values: rules } } : {};
            const { violations } = await axe.run(document, { resultTypes: ["violations"], ...chosen });
            const where = (nodes) => nodes.map(({ target }) => target.join(" "));
            return violations.map(({ id, impact, nodes }) => ({ id, impact, where: where(nodes) }));
        }""",
        [whole, rules],
    )
    return found
