"""What the tests of the living article share: a reader who scrolls, and what the article then shows."""

from typing import Any

from playwright.async_api import Page

from app.lesson.numbers import show_operand, show_result
from tests.page.traces import Told

SECTIONS = (
    "formulation",
    "phase-forward",
    "phase-loss",
    "phase-deltas",
    "phase-gradients",
    "derivation",
)
FRAME = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
PARTS = ".section > *"
UNFOLDED = "() => !document.querySelector('.section:not(.is-measured)')"  # all of the text was laid out once
POWERS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "−0123456789")


async def read_on(page: Page, section: str) -> None:
    """Scroll to a section and wait until it is alive, and up to date."""
    await page.evaluate("(id) => document.getElementById(id).scrollIntoView()", section)
    await page.wait_for_selector(f"#{section} .show-me")
    await page.evaluate(FRAME)  # what comes into sight is told between two frames


async def read_all(page: Page) -> None:
    for section in SECTIONS:
        await read_on(page, section)


async def lit(page: Page) -> set[str]:
    """What is lit in the picture: numbers by Ref, places without one as "edge W.2.0.0" or "node n.1.0"."""
    names: list[str] = await page.eval_on_selector_all(
        "#diagram [data-hovered]",
        """(marks) => marks.map(({ dataset: { ref, edge, node } }) =>
            ref ?? (edge ? `edge ${edge}` : `node ${node}`))""",
    )
    return set(names)


async def numbers_in(page: Page, root: str) -> list[tuple[str, str]]:
    """Every number of a part of the article as (Ref, text); symbols and unseen names left out."""
    found: list[list[str]] = await page.evaluate(
        """(root) => [...document.querySelectorAll(`${root} [data-ref]`)]
            .filter((mark) => !mark.matches(".stop") && !mark.querySelector("mi"))
            .map((mark) => [mark.dataset.ref, (mark.querySelector("text") ?? mark).textContent.trim()])""",
        root,
    )
    return [(ref, text) for ref, text in found if any(sign.isdigit() for sign in text)]


def written(told: Told, ref: str) -> set[str]:
    """How a number may stand in the article: as a result, or as an operand, negative ones in brackets."""
    number = told.number(ref)
    texts = {show_result(number), show_operand(number), f"({show_operand(number)})"}
    return {text.translate(POWERS) for text in texts}


def strangers(told: Told, numbers: list[tuple[str, str]]) -> list[Any]:
    """Those of the numbers that are not the trace's own."""
    return [
        (ref, text, written(told, ref)) for ref, text in numbers if text.lstrip("+") not in written(told, ref)
    ]
