"""What the tests of tours share: the way into one, its stops as the API tells them, what one has to show."""

import re
from functools import cache
from typing import Any

import httpx
from playwright.async_api import Page, expect

from tests.page.traces import Told

NEXT, BACK = ".tour-press.next", ".tour-press.back"
RETURN = ".tour-return"
REF = re.compile(r"\{([^}]+)\}")


@cache
def tours(server: str) -> dict[str, Any]:
    """Every tour with its stops, by id."""
    listed = httpx.get(f"{server}/api/tours").raise_for_status().json()["tours"]
    return {
        one["id"]: httpx.get(f"{server}/api/tours/{one['id']}").raise_for_status().json() for one in listed
    }


def told_at(server: str, stop: dict[str, Any]) -> Told:
    """The API's own answer for the setup of a stop."""
    setup = stop["setup"]
    body = setup["problem"] | {
        key: setup[key] for key in ("learning_rate", "freeze_biases", "optimizer", "optimizer_state")
    }
    path = f"{server}/api/trace?steps=element&sample={stop['sample']}"
    phases = httpx.post(path, json=body).raise_for_status().json()["phases"]
    values: dict[str, Any] = {}
    for phase in phases:
        for quantity, value in phase["values"].items():
            values[quantity] = {**values.get(quantity, {}), **value} if isinstance(value, dict) else value
    targets = [step["target"] for phase in phases for step in phase["steps"]]
    return Told(targets, setup, values, stop["sample"])


def position_at(stop: dict[str, Any], told: Told) -> int:
    return 0 if stop["at"] is None else told.targets.index(stop["at"]) + 1


async def open_list(page: Page) -> None:
    await page.get_by_role("button", name="Learn", exact=True).click()
    await page.wait_for_selector(".tour-entry")


async def start(page: Page, tour: str) -> None:
    """From the list to the first stop of a tour."""
    await page.click(f'[data-tour="{tour}"]')
    await at_stop(page, 1)


async def at_stop(page: Page, n: int) -> None:
    """Until the card shows stop `n` and the demo stands there."""
    await expect(page.locator(".tour-count")).to_have_text(re.compile(rf"^{n} of "))
    await page.wait_for_selector(".tour-words")
    await expect(page.locator(RETURN)).to_have_count(0)
    await page.wait_for_selector("#demo[aria-busy=false]")


async def to_stop(page: Page, n: int) -> None:
    """On, with Next, from the first stop to another."""
    for k in range(2, n + 1):
        await page.click(NEXT)
        await at_stop(page, k)


async def words_of(page: Page) -> str:
    """The text on the card as it is seen, without what is written for the ear alone."""
    return str(
        await page.evaluate(
            """() => {
                const copy = document.querySelector(".tour-text").cloneNode(true);
                for (const unseen of copy.querySelectorAll(".unseen")) unseen.remove();
                return copy.textContent;
            }"""
        )
    )


def text_of(stop: dict[str, Any], told: Told) -> str:
    """What stands on the card, every number as the API has it."""
    return REF.sub(lambda found: told.shown(found[1]), stop["text"])
