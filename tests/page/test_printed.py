"""What the source prints, beside ours: the verdict at each number, the whole list, and how mazur ends."""

from typing import Any

import httpx
import pytest
from playwright.async_api import Page, expect

from app.lesson.numbers import show_operand
from tests.page.asides import step_of
from tests.page.browsing import choose
from tests.page.edits import edit
from tests.page.lens import TITLE
from tests.page.links import go, link_of

pytestmark = pytest.mark.anyio
PRINTED = "#why .printed"
REDUCED = {"reduced_motion": "reduce"}


def preset_of(server: str, id: str) -> dict[str, Any]:
    preset: dict[str, Any] = httpx.get(f"{server}/api/presets/{id}").json()
    return preset


async def test_a_printed_number_has_its_mark_and_any_other_has_none(page: Page, server: str) -> None:
    marks = {mark["ref"]: mark for mark in preset_of(server, "sigmoid-lecture")["marks"]}
    await choose(page, "sigmoid-lecture")
    await expect(page.locator(PRINTED)).to_contain_text(
        "prints 4 of these numbers. Ours round to 3; one is off in the last digit."
    )
    for ref, verdict in {"a.2.0": "near", "loss": "matches", "loss_new": "matches"}.items():
        await step_of(page, ref)
        assert marks[ref]["verdict"] == verdict == await page.get_attribute(PRINTED, "data-verdict")
        line = await page.inner_text(f"{PRINTED} > p")
        assert marks[ref]["printed"] in line
        assert show_operand(marks[ref]["value"], marks[ref]["decimals"]) in line
        assert ("is off in the last digit" if verdict == "near" else "matches") in line
    await step_of(page, "z.1.0")
    await expect(page.locator(PRINTED)).to_have_count(0)


async def test_the_list_holds_every_printed_number_with_ours_and_its_verdict_and_stays_open(
    page: Page, server: str
) -> None:
    for id in ("mazur", "nielsen-slow"):
        preset = preset_of(server, id)
        await choose(page, id)
        details = page.locator(f"{PRINTED} details")
        if await details.get_attribute("open") is None:
            await page.focus(f"{PRINTED} summary")
            await page.keyboard.press("Enter")
        await expect(details).to_have_attribute("open", "")
        await expect(page.locator(f"{PRINTED} tbody tr")).to_have_count(len(preset["marks"]))
        told = await page.eval_on_selector_all(
            f"{PRINTED} tbody tr",
            "all => all.map((row) => [...row.cells].map((cell) => cell.textContent.trim()))",
        )
        assert len(told) == len(preset["marks"])
        for (name, printed, ours, verdict), mark in zip(told, preset["marks"], strict=True):
            assert mark["name"] in name
            assert (f"after {mark['updates']} updates" in name) == (mark["updates"] > 1)
            assert printed == mark["printed"]
            assert ours == show_operand(mark["value"], mark["decimals"])
            assert verdict == mark["verdict"] == "matches"
        link = page.locator(f"{PRINTED} .source a")
        assert await link.get_attribute("href") == preset["source"]
        assert await link.inner_text() == preset["title"]
        assert preset["notes"] in await page.inner_text(PRINTED)
    await step_of(page, "a.1.0")
    await expect(page.locator(f"{PRINTED} details")).to_have_attribute("open", "")


async def test_an_edited_example_is_no_longer_marked_until_the_edit_is_undone(page: Page) -> None:
    await choose(page, "mazur")
    await edit(page, "W.1.0.0", "0.16")
    await expect(page.locator(PRINTED)).to_contain_text("You have changed this example")
    assert await page.locator(f"{PRINTED} > p .verdict-sign").count() == 0
    await step_of(page, "z.1.0")
    await expect(page.locator(PRINTED)).to_have_attribute("data-verdict", "none")
    await expect(page.locator(PRINTED)).to_contain_text("0.3775. You have changed this example")
    await page.get_by_role("button", name="Undo").click()
    await expect(page.locator(PRINTED)).to_have_attribute("data-verdict", "matches")
    await choose(page, "trask-xor")  # nothing is printed there, and its notes still are
    await expect(page.locator(f"{PRINTED} summary")).to_have_text("Source and notes")


async def test_mazur_leads_to_the_mistake_behind_its_last_figures_and_both_rules_stand_there(
    page: Page, server: str
) -> None:
    closing = httpx.get(f"{server}/api/presets/mazur/closing", timeout=60).json()
    await choose(page, "mazur")
    await page.get_by_role("button", name="The mistake behind its last figures").click()
    await expect(page.locator(TITLE)).to_contain_text("Updated weights in the backward pass")
    await link_of(page, r"lesson=mistakes\.updated_weights")
    await page.wait_for_selector("#why .figures-in-print")
    cells = await page.eval_on_selector_all(
        "#why .figures-in-print tbody",
        """all => all.map((body) => [body.querySelector("th").textContent,
            ...[...body.querySelectorAll("td")].map((cell) => cell.textContent.trim())])""",
    )
    assert len(cells) == len(closing["figures"]) == 4
    words = {"matches": "matches: ", "differs": "does not match: "}
    for (head, printed, right, wrong, *rest), figure in zip(cells, closing["figures"], strict=True):
        assert head.lower().startswith(figure["name"])
        assert str(figure["updates"]) in head.replace("\u202f", "")
        assert printed == figure["printed"]
        for text, rule in ((right, figure["right"]), (wrong, figure["wrong"])):
            assert text == words[rule["verdict"]] + show_operand(rule["value"], figure["decimals"])
        assert bool(rest) == (figure["right_at"] is not None)
        assert all(str(figure["right_at"]) in text.replace("\u202f", "") for text in rest)
    matching = sum(figure["wrong"]["verdict"] == "matches" for figure in closing["figures"])
    await expect(page.locator("#why .closing")).to_contain_text(f"{matching} of them come from this mistake")
    await go(page, "v1.preset=source&lesson=mistakes.updated_weights")
    await expect(page.locator("#why .closing")).to_have_count(0)
