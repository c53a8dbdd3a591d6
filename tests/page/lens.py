"""What the tests of the lens on mistakes share: the API's own answer, and what stands in the panel."""

from typing import Any

import httpx
from playwright.async_api import Page

from app.lesson.mistakes.catalogue import MISTAKES
from app.lesson.numbers import show_operand, show_result
from tests.page.links import go

LENS = "#why .lens[aria-busy='false']"
TITLE = "#why .mistake-title"


def ask_lens(server: str, setup: dict[str, Any], mistake: str) -> dict[str, Any]:
    path = f"{server}/api/mistake?steps=element"
    answer: dict[str, Any] = (
        httpx.post(path, json={**setup, "mistake": mistake}, timeout=60).raise_for_status().json()
    )
    return answer


async def open_lens(page: Page, mistake: str, preset: str = "mazur", more: str = "") -> None:
    """The lens on a mistake, its answer there."""
    await go(page, f"v1.preset={preset}{more}&lesson=mistakes.{mistake}")
    await page.wait_for_function(
        """(title) => document.querySelector("#why .lens[aria-busy='false'] .mistake-title")
            ?.textContent.includes(title) && document.querySelector("#why .lens-status")""",
        arg=MISTAKES[mistake.partition(".")[0]].title,
    )


def is_shown(text: str, value: float) -> bool:
    """Whether `text` is the number at some count of digits, by the rules of the house."""
    text = text.strip()
    return any(
        text in (show(value, digits)) for digits in range(2, 16) for show in (show_result, show_operand)
    )


def value_at(values: dict[str, Any], ref: str) -> float:
    quantity, *path = ref.split(".")
    found = values[quantity]
    if path:
        found = found[path.pop(0)]
        if quantity in ("z", "a", "slope", "delta", "dL_da", "dL_dz"):
            found = found[0]
    for index in path:
        found = found[int(index)]
    return float(found)


async def rows(page: Page, table: str) -> list[list[str]]:
    """The cells of a table's rows under their Ref."""
    found: list[list[str]] = await page.eval_on_selector_all(
        f"#why {table} tbody tr[data-ref]",
        """all => all.map((row) => [row.dataset.ref,
            ...[...row.querySelectorAll("td")].map((cell) => cell.textContent)])""",
    )
    return found
