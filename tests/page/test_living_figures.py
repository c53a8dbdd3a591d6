"""The article's figures are the reader's own: margins, sentences, derivation and both drawings."""

import math
import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.page.browsing import choose
from tests.page.edits import edit, put, setup_of, told_of
from tests.page.reading import lit, numbers_in, read_all, read_on, strangers
from tests.page.traces import ask

pytestmark = pytest.mark.anyio
SIGNS = str.maketrans("−·[]", "-*()")
FIGURES = "#lesson-text :is([data-worked], .instance, figure)"


async def test_all_figures_follow_an_edit_and_lead_back_to_the_sources(page: Page, server: str) -> None:
    await edit(page, "W.2.0.1", "-0.85")
    changed = setup_of()
    put(changed, "W.2.0.1", -0.85)
    told = told_of(server, changed)
    await read_all(page)
    numbers = await numbers_in(page, FIGURES)
    assert strangers(told, numbers) == []
    refs = {ref for ref, _ in numbers}
    computed = {ref for ref in told.targets if re.match(r"(z|a|delta|W_grad|dL_da|dL_dz|loss)\b", ref)}
    assert computed - refs == set()
    assert {"W.1.0.0", "b.3.0", "W_new.3.0.0", "loss_new", "learning_rate", "y.0"} <= refs
    assert strangers(told, await numbers_in(page, "#lesson-text .prose .alive")) == []
    whose = page.locator("#phase-deltas .whose")
    await expect(whose).to_contain_text("Numbers of: The source's network, edited.")
    await read_on(page, "phase-deltas")
    await whose.get_by_role("button").click()
    await expect(whose).to_have_text("Numbers of: The source's network.")
    own = told_of(server, setup_of())
    await read_all(page)
    assert strangers(own, await numbers_in(page, FIGURES)) == []
    await page.keyboard.press("Control+z")
    await read_on(page, "phase-deltas")
    await expect(whose).to_contain_text("edited")  # the way back can be undone


@pytest.mark.parametrize("preset", ["mazur", "trask-xor", "softmax"])
async def test_figures_of_another_network_are_its_own(page: Page, server: str, preset: str) -> None:
    await choose(page, preset)
    told = ask(server, preset)
    await read_all(page)
    numbers = await numbers_in(page, FIGURES)
    assert len(numbers) > 20
    assert strangers(told, numbers) == []
    assert strangers(told, await numbers_in(page, "#lesson-text .prose .alive")) == []
    assert await page.locator("#lesson-text .whose").count() == 6
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def worth(text: str) -> float:
    """What a line of numbers comes to."""
    plain = text.replace("\u2061", "").replace("σ", "sigmoid").translate(SIGNS)
    assert re.fullmatch(r"(sigmoid|[-+*(). \d])+", plain), text
    return float(eval(plain, {"sigmoid": lambda z: 1 / (1 + math.exp(-z))}))


LINES = """(rows) => rows.map((row) => {
    const sides = [...row.querySelectorAll(".side")].map((side) => side.textContent.trim());
    return { sides: sides.slice(1), ref: row.querySelector(".answer")?.dataset.ref ?? null };
})"""


async def test_each_line_of_the_derivation_comes_to_its_number_for_any_neuron(
    page: Page, server: str
) -> None:
    await edit(page, "W.3.0.1", "1.25")
    changed = setup_of()
    put(changed, "W.3.0.1", 1.25)
    told = told_of(server, changed)
    await read_on(page, "derivation")
    for layer, neuron in ((1, 0), (1, 1), (2, 0), (2, 1)):
        await page.select_option("[name=of-layer]", str(layer))
        await page.select_option("[name=of-neuron]", str(neuron))
        rows: list[dict[str, Any]] = await page.eval_on_selector_all(".instance", LINES)
        assert len(rows) == 7
        results = [row["ref"] for row in rows if row["ref"]]
        own = [f"z.{layer + 1}.0", *[f"delta.{layer}.{neuron}"] * 2, f"z.{layer}.{neuron}"]
        assert results == [*own, f"W_grad.{layer}.{neuron}.0"]
        for row in rows:
            *lines, last = row["sides"] if row["ref"] else [*row["sides"], None]
            wanted = told.number(row["ref"]) if row["ref"] else worth(lines[0])
            assert all(abs(worth(line) - wanted) < 2e-6 for line in lines), row
            assert last is None or abs(float(last.replace("−", "-")) - wanted) < 1e-4
        assert strangers(told, await numbers_in(page, "#derivation .instance, #derivation figure")) == []
        drawn = {ref for ref, _ in await numbers_in(page, "[data-figure=connectivity]")}
        assert {f"a.{layer}.{neuron}", f"delta.{layer}.{neuron}", f"W.{layer + 1}.0.{neuron}"} <= drawn
    await page.hover('[data-figure=flow] [data-ref="W.3.0.1"] .hit')
    assert await lit(page) == {"W.3.0.1"}
    await expect(page.locator("[data-figure=flow] .pointed-at")).to_contain_text("1.25")
