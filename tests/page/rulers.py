"""Reading numbers off a plot, as a person would: by the ticks of its axes."""

import re
from typing import Any

import httpx
from playwright.async_api import Page


async def ruler(page: Page, plot: str, axis: str) -> list[tuple[float, float]]:
    """Pixel and number of every tick of an axis, as its text says."""
    found: list[list[Any]] = await page.evaluate(
        """([plot, across]) => [...document.querySelectorAll(`${plot} .gridline`)]
            .filter((line) => (line.getAttribute("x1") === line.getAttribute("x2")) === across)
            .map((line) => [line.getAttribute(across ? "x1" : "y1"), line.nextElementSibling.textContent])""",
        [plot, axis == "x"],
    )
    return [(float(pixel), float(text.replace("−", "-"))) for pixel, text in found]


def pixel_of(value: float, ticks: list[tuple[float, float]]) -> float:
    (p, v), (q, w) = ticks[0], ticks[-1]
    return p + (value - v) * (q - p) / (w - v)


def number_at(pixel: float, ticks: list[tuple[float, float]]) -> float:
    return pixel_of(pixel, [(value, place) for place, value in ticks])


async def path(page: Page, selector: str) -> list[tuple[float, float]]:
    d = await page.get_attribute(selector, "d") or ""
    return [(float(x), float(y)) for x, y in re.findall(r"[ML]([-\d.]+) ([-\d.]+)", d)]


async def settled(page: Page, text: str) -> None:
    """Until the prediction is that of a network whose first sample's prediction is shown as `text`."""
    await page.wait_for_function(
        """(text) => [...document.querySelectorAll("#training tbody tr:first-child td.predicted")]
            .at(-1)?.textContent === text""",
        arg=text,
    )


def predicted(server: str, setup: dict[str, Any], rows: list[list[float]]) -> list[list[float]]:
    body = {"network": setup["network"], "loss": setup["loss"], "x": rows, "y": [setup["y"][0]] * len(rows)}
    values = httpx.post(f"{server}/api/forward", json=body).raise_for_status().json()["values"]
    found: list[list[float]] = values["a"][str(len(setup["network"]["layers"]))]
    return found
