"""What the tests of the settings panel share: opening it, and its words."""

from typing import Any

import httpx
from playwright.async_api import Page, expect

PROBLEM = "#network-problem"
NOTE = "#why .note"


async def open_settings(page: Page, part: str = "network") -> None:
    if await page.locator(".settings-panel").count() == 0:
        await page.get_by_role("button", name="Network settings").click()
    await page.locator(f'.settings-panel input[value="{part}"]').check(force=True)
    await page.wait_for_selector("#units-0" if part == "network" else "table.samples")


def architecture_of(network: dict[str, Any]) -> dict[str, Any]:
    """As /api/network takes it, every layer going on as it is."""
    layers = network["layers"]
    return {
        "inputs": len(layers[0]["W"][0]),
        "layers": [
            {"units": len(layer["W"]), "activation": layer["activation"], "keeps": l}
            for l, layer in enumerate(layers, start=1)
        ],
    }


def reshaped(
    server: str, network: dict[str, Any], architecture: dict[str, Any], **drawing: Any
) -> dict[str, Any]:
    """The network of that architecture, drawn as the page draws unless told otherwise."""
    wish = {**architecture, "initialiser": "xavier", "seed": 7, "keep": network, **drawing}
    answer: dict[str, Any] = httpx.post(f"{server}/api/network", json=wish).raise_for_status().json()
    return answer["network"]  # type: ignore[no-any-return]


def numbers_of(network: dict[str, Any]) -> list[float]:
    return [
        number
        for layer in network["layers"]
        for row in (*layer["W"], layer["b"])
        for number in (float(n) for n in row)
    ]


async def expect_words(page: Page, words: str) -> None:
    await expect(page.locator(NOTE)).to_contain_text(words)


async def expect_refusal(page: Page, words: str) -> None:
    await expect(page.locator(PROBLEM)).to_contain_text(words)
