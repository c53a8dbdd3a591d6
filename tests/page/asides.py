"""What the tests of check and slice share: places to wait for, what was asked, the API's answers."""

import json
from typing import Any

import httpx
from playwright.async_api import Page, Request

from tests.page.browsing import count_steps, seek

CHECKED = "#why .check[data-verdict='agrees'], #why .check[data-verdict='kink']"
DRAWN = "#why .slice[aria-busy='false'] .curve"
WEIGHT = "W.3.0.1"  # its gradient is the step 25
GRADIENT, UPDATED = 25, 38


def api(server: str, call: str, setup: dict[str, Any], **more: Any) -> Any:
    problem = {key: setup[key] for key in ("network", "loss", "x", "y")}
    return httpx.post(f"{server}/api/{call}", json={**problem, **more}).raise_for_status().json()


def gradient_of(server: str, setup: dict[str, Any], ref: str = WEIGHT) -> float:
    return float(next(p for p in api(server, "check", setup)["parameters"] if p["ref"] == ref)["gradient"])


async def step_of(page: Page, ref: str) -> int:
    """The position at which a computed number is the last; the page is there afterwards."""
    for position in range(1, await count_steps(page) + 1):
        await seek(page, position)
        if await page.get_attribute("#why output", "data-ref") == ref:
            return position
    raise AssertionError(f"no step computes {ref}")


def listen(page: Page) -> list[tuple[str, dict[str, Any]]]:
    asked: list[tuple[str, dict[str, Any]]] = []

    def keep(request: Request) -> None:
        call = request.url.rpartition("/api/")[2].partition("?")[0]
        if call in ("check", "slice"):
            asked.append((call, json.loads(request.post_data or "{}")))

    page.on("request", keep)
    return asked
