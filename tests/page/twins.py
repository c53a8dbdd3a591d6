"""What the tests of the matrices and of the table share: opening a view, its numbers and its lights."""

from typing import Any

import httpx
from playwright.async_api import Page

from app.lesson.presets import all_presets
from tests.page.browsing import count_steps, seek
from tests.page.traces import Told


async def open_view(page: Page, name: str) -> None:
    """Choose a view of the step as a reader does: by its radio button, or in the menu of a narrow page."""
    if await page.locator("fieldset.view").count():
        await page.check(f'input[name="view"][value="{name}"]', force=True)
    else:
        await page.select_option("label.view select", name)
    await page.wait_for_selector({"matrices": ".sheet", "table": ".tables"}.get(name, ".network"))
    await page.evaluate("document.activeElement.blur()")


async def texts(page: Page, root: str) -> list[tuple[str, str]]:
    """Ref and text of every number that is shown, repetitions included."""
    found: list[list[str]] = await page.evaluate(
        """(root) => [...document.querySelectorAll(`${root} [data-ref]`)].map((mark) =>
            [mark.dataset.ref, (mark.querySelector("[aria-hidden]") ?? mark).textContent.trim()])""",
        root,
    )
    return [(ref, text) for ref, text in found]


async def lights(page: Page, root: str) -> tuple[set[str], set[str]]:
    """The Refs that are lit as targets and those that are lit as read."""
    found: dict[str, list[str]] = await page.evaluate(
        """(root) => Object.fromEntries(["target", "read"].map((light) => [light,
            [...document.querySelectorAll(`${root} :is(.${light}[data-ref], .number.${light} > [data-ref])`)]
                .map((mark) => mark.dataset.ref)]))""",
        root,
    )
    return set(found["target"]), set(found["read"])


def steps_of(server: str, preset: str, **more: Any) -> list[dict[str, Any]]:
    """The element steps of a preset, asked for here."""
    chosen = all_presets()[preset]
    body = {**chosen["problem"], **{key: chosen[key] for key in ("learning_rate", "freeze_biases")}, **more}
    answer = httpx.post(f"{server}/api/trace?steps=element", json=body).raise_for_status().json()
    return [step for phase in answer["phases"] for step in phase["steps"]]


def own(ref: str) -> str:
    """The Ref as a view has it: the explained sample is the first, and it needs no mention."""
    return ref if ref.startswith("loss@") else ref.removesuffix("@0")


def known_at(told: Told, position: int) -> set[str]:
    """Every Ref of the explained sample whose number is there; other samples' losses come with the mean."""
    known = told.given | {own(target) for target in told.targets[:position]}
    samples = len(told.preset["problem"]["x"])
    return known | ({f"loss@{i}" for i in range(samples)} if samples > 1 and "loss" in known else set())


def is_foreign(ref: str) -> bool:
    """Another sample's number, but for its loss, which is a part of the mean."""
    return "@" in ref and not ref.startswith("loss@")


def wanted_lights(step: dict[str, Any], told: Told) -> tuple[set[str], set[str]]:
    """What a step has to light: its target, and every single number that it reads."""
    reads: set[str] = set()
    for ref in map(own, step["reads"]):
        path, _, sample = ref.partition("@")
        if path in ("y", "a.0") or (path.startswith(("W_new.", "b_new.")) and path.count(".") == 1):
            everything = [*told.given, *told.targets]
            reads |= {
                one + (f"@{sample}" if sample else "") for one in everything if one.startswith(path + ".")
            }
        else:
            reads.add(ref)
    return {own(step["target"])}, reads


async def some_positions(page: Page) -> list[int]:
    """Both ends and every fourth position between them."""
    count = await count_steps(page)
    return [*range(0, count, 4), count]


async def walk_lights(page: Page, root: str) -> list[tuple[set[str], set[str], set[str]]]:
    """At every position: what is lit as target, what as read, and what is shown at all."""
    found = []
    for position in range(await count_steps(page) + 1):
        await seek(page, position)
        found.append((*await lights(page, root), {ref for ref, _ in await texts(page, root)}))
    return found
