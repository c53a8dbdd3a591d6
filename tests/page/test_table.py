"""The table view: every quantity in tables, lit like the diagram, and every input changed from there."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.page.browsing import PHONE, choose, count_steps, position_of, seek
from tests.page.edits import FIELD
from tests.page.traces import ask
from tests.page.twins import (
    known_at,
    open_view,
    some_positions,
    texts,
)

pytestmark = pytest.mark.anyio
STAGE = "#table"


@pytest.mark.parametrize("preset", ["source", "mazur", "trask-xor", "softmax"])
async def test_every_number_there_is_stands_in_it_and_no_other(page: Page, server: str, preset: str) -> None:
    await choose(page, preset)
    await open_view(page, "table")
    told = ask(server, preset)
    for position in await some_positions(page):
        await seek(page, position)
        shown = await texts(page, STAGE)
        for ref, text in shown:
            assert text == told.shown(ref), (position, ref)
        refs = [ref for ref, _ in shown]
        # a prediction belongs to its sample and to its layer
        assert {ref for ref in refs if refs.count(ref) > 1} <= {ref for ref in refs if ref.startswith("a.")}
        of_explained = {ref for ref in refs if "@" not in ref or ref.startswith("loss@")}
        assert of_explained == known_at(told, position), position


async def test_of_a_batch_every_sample_has_its_row(page: Page, server: str) -> None:
    await choose(page, "trask-xor")
    await open_view(page, "table")
    await seek(page, await count_steps(page))
    told = ask(server, "trask-xor")
    rows = await page.eval_on_selector_all(
        f"{STAGE} .of-samples tbody tr",
        "rows => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent.trim()))",
    )
    refs = [*(f"a.0.{i}" for i in range(3)), "y.0", "a.2.0", "loss"]
    assert rows == [[told.shown(f"{ref}@{sample}") for ref in refs] for sample in range(4)]
    name = await page.get_attribute(f'{STAGE} [data-ref="a.2.0@2"]', "aria-label")
    assert name is not None
    assert name.startswith("the prediction, sample 3: ")


async def test_the_tables_are_tables(page: Page) -> None:
    await open_view(page, "table")
    seen: dict[str, Any] = await page.evaluate(
        """() => ({
            captions: [...document.querySelectorAll("#table caption")].map((caption) => caption.textContent),
            heads: [...document.querySelectorAll("#table th")].every((head) => head.scope),
            columns: [...document.querySelectorAll("#table .of-layer-2 thead tr:last-child .unseen")]
                .map((head) => head.textContent).slice(0, 7),
            rows: [...document.querySelectorAll("#table .of-layer-2 tbody th .unseen")]
                .map((head) => head.textContent),
            even: [...document.querySelectorAll("#table table:not(.of-whole)")].every((table) =>
                [...table.tBodies[0].rows].every(({ cells }) =>
                    cells.length === 1 + table.tHead.rows[1].cells.length)),
        })"""
    )
    assert seen["captions"] == [
        "Sample",
        "Loss and learning rate",
        "Layer 1, sigmoid",
        "Layer 2, sigmoid",
        "Output layer, linear",
    ]
    assert seen["heads"]
    assert seen["even"]
    assert seen["rows"] == ["neuron 1", "neuron 2"]
    assert seen["columns"] == [
        "from neuron 1",
        "from neuron 2",
        "bias",
        "weighted sum",
        "activation",
        "slope",
        "delta",
    ]


async def test_no_column_moves_when_its_numbers_come(page: Page) -> None:
    await open_view(page, "table")
    places = """() => [...document.querySelectorAll("#table .of-layer-2 tr + tr > th")].map((head) => {
        const { left, width } = head.getBoundingClientRect();
        return [Math.round(left + document.querySelector("#table").scrollLeft), Math.round(width)];
    })"""
    before = await page.evaluate(places)
    for position in (8, 19, 30, await count_steps(page)):
        await seek(page, position)
        assert await page.evaluate(places) == before, position


@pytest.mark.parametrize("page", [{"viewport": PHONE}], ids=["phone"], indirect=True)
async def test_the_names_of_rows_and_columns_stay_before_the_numbers_that_scroll_under_them(
    page: Page,
) -> None:
    await choose(page, "trask-xor")
    await open_view(page, "table")
    await seek(page, 40)  # a gradient: far to the right
    hidden = await page.evaluate(
        """() => {
            const stage = document.querySelector("#table").getBoundingClientRect();
            const seen = (head) => {
                const { left, top, width, height } = head.getBoundingClientRect();
                const [x, y] = [left + width / 2, top + height / 2];
                if (x < stage.left || x > stage.right || y < stage.top || y > stage.bottom) return true;
                return document.elementFromPoint(x, y)?.closest("th") === head;
            };
            return [document.querySelector("#table").scrollLeft > 50,
                [...document.querySelectorAll("#table .of-layer-1 tbody th")].filter((h) => !seen(h)).length];
        }"""
    )
    assert hidden == [True, 0]


async def test_up_and_down_go_through_the_numbers_and_the_focus_outlives_its_number(page: Page) -> None:
    await open_view(page, "table")
    await seek(page, 7)
    assert await page.locator(f'{STAGE} [data-ref][tabindex="0"]').count() == 1
    focused = "document.activeElement.dataset.ref"
    await page.focus(f'{STAGE} [data-ref][tabindex="0"]')
    assert await page.evaluate(focused) == "a.2.0"
    for key, ref in (("ArrowDown", "W.2.1.0"), ("ArrowUp", "a.2.0"), ("ArrowUp", "z.2.0")):
        await page.keyboard.press(key)
        assert await page.evaluate(focused) == ref
    await page.keyboard.press("ArrowLeft")
    assert (await position_of(page), await page.evaluate(focused)) == (6, "z.2.0")
    await page.keyboard.press("Shift+ArrowLeft")
    assert (await position_of(page), await page.evaluate(focused)) == (0, "a.0.0")
    await page.keyboard.press("Enter")
    await expect(page.locator(FIELD)).to_be_focused()
