"""What the tests of training share: the view open, a run taken, the server's own lines beside it."""

import json
from typing import Any

import httpx
from playwright.async_api import Page, Request, expect

from tests.page.browsing import choose

SLIDER = "#walk"
LONG = 20_000  # updates, so many that a test can pause before the end


async def open_training(page: Page, preset: str = "source") -> None:
    await choose(page, preset)
    await show(page, "training")
    await page.wait_for_selector("#training .prediction-figure")


async def show(page: Page, view: str) -> None:
    """Another view: the switch is a menu where there is little room."""
    if await page.locator(".view select").count():
        await page.select_option(".view select", view)
    else:
        await page.check(f"input[name=view][value={view}]")


async def run(page: Page, updates: int, reached: int | None = None) -> None:
    """Take a run and wait until its end is the present network."""
    await page.fill("#train-updates", str(updates))
    await page.get_by_role("button", name="Run", exact=True).click()
    await expect(page.locator(".updates")).to_have_text(f"update {reached or updates}")


async def start_long_run(page: Page) -> None:
    await page.fill("#train-updates", str(LONG))
    await page.get_by_role("button", name="Run", exact=True).click()
    await page.wait_for_function("() => Number(document.querySelector('#walk').max) > 3")


def train_lines(server: str, setup: dict[str, Any], updates: int, every: int = 1) -> list[dict[str, Any]]:
    answer = httpx.post(f"{server}/api/train", json={**setup, "updates": updates, "every": every}, timeout=60)
    return [json.loads(line) for line in answer.raise_for_status().text.splitlines()]


def hear_traces(page: Page) -> list[dict[str, Any]]:
    """The bodies of all later questions for a trace: the numbers, bit by bit, that the page holds."""
    bodies: list[dict[str, Any]] = []

    def keep(request: Request) -> None:
        if "/api/trace" in request.url:
            bodies.append(json.loads(request.post_data or "{}"))

    page.on("request", keep)
    return bodies


def hear_broken_off(page: Page) -> list[str]:
    """The addresses of all runs that the page leaves before their end."""
    left: list[str] = []

    def keep(request: Request) -> None:
        if request.url.endswith("/api/train"):
            left.append(request.url)

    page.on("requestfailed", keep)
    return left


async def at_update(page: Page, update: int) -> None:
    """Until the picture is that of an update; 0 has no mark of its own."""
    if update:
        await expect(page.locator(".updates")).to_have_text(f"update {update}")
    else:
        await expect(page.locator(".updates")).to_have_count(0)


async def points_of(page: Page) -> int:
    return int(await page.get_attribute(SLIDER, "max") or 0)
