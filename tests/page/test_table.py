"""The table view: every quantity in tables, lit like the diagram, and every input changed from there."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.page.browsing import PHONE, ask_axe, choose, count_steps, position_of, seek
from tests.page.edits import FIELD, count_questions, expected, put, rest, setup_of
from tests.page.traces import ask
from tests.page.twins import (
    known_at,
    lights,
    open_view,
    some_positions,
    steps_of,
    texts,
    walk_lights,
    wanted_lights,
)

pytestmark = pytest.mark.anyio
STAGE = "#table"
REDUCED = {"reduced_motion": "reduce"}
LOOKS = [{**REDUCED}, {"color_scheme": "dark", **REDUCED}, {"viewport": PHONE, **REDUCED}]


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


async def test_at_every_position_it_is_lit_like_the_diagram(page: Page, server: str) -> None:
    told, steps = ask(server, "source"), steps_of(server, "source")
    diagram = await walk_lights(page, "#diagram")
    await open_view(page, "table")
    table = await walk_lights(page, STAGE)
    assert table[0][:2] == (set(), set())
    for step, (d_target, d_read, d_shown), (target, read, _) in zip(
        steps, diagram[1:], table[1:], strict=True
    ):
        assert (target, read) == wanted_lights(step, told)
        assert (d_target, d_read) == (target & d_shown, read & d_shown), step["id"]


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
            rows: [...document.querySelectorAll("#table .of-layer-2 tbody th .unseen")].map((head) => head.textContent),
            even: [...document.querySelectorAll("#table table:not(.of-whole)")].every((table) =>
                [...table.tBodies[0].rows].every((row) => row.cells.length === 1 + table.tHead.rows[1].cells.length)),
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
    places = """() => [...document.querySelectorAll("#table .of-layer-2 thead tr:last-child th")].map((head) => {
        const { left, width } = head.getBoundingClientRect();
        return [Math.round(left + document.querySelector("#table").scrollLeft), Math.round(width)];
    })"""
    before = await page.evaluate(places)
    for position in (8, 19, 30, await count_steps(page)):
        await seek(page, position)
        assert await page.evaluate(places) == before, position


@pytest.mark.parametrize(
    ("ref", "typed", "value"), [("W.2.0.1", "1/3", 1 / 3), ("y.0", "−0,5", -0.5), ("learning_rate", "2", 2.0)]
)
async def test_an_input_is_changed_by_keys_and_the_focus_comes_back_to_it(
    page: Page, server: str, ref: str, typed: str, value: float
) -> None:
    await count_questions(page)
    await open_view(page, "table")
    await seek(page, 40)
    await page.focus(f'{STAGE} [data-ref="{ref}"]')
    await page.keyboard.press("Enter")
    await expect(page.locator(FIELD)).to_be_focused()
    await page.keyboard.type(typed)
    await page.keyboard.press("Enter")
    await expect(page.locator(FIELD)).to_have_count(0)
    await rest(page)
    assert (
        await page.evaluate("document.activeElement.closest('#table') && document.activeElement.dataset.ref")
        == ref
    )
    assert await position_of(page) == 40
    setup = setup_of()
    put(setup, ref, value)
    wanted = expected(server, setup)
    shown = {ref: text for ref, text in await texts(page, STAGE) if ref in wanted}
    assert shown == {ref: wanted[ref] for ref in shown}
    assert len(shown) == 40
    # and Escape takes a second change back
    await page.keyboard.press("Enter")
    await page.keyboard.type("9")
    await page.keyboard.press("Escape")
    await rest(page)
    assert await page.evaluate("document.activeElement.dataset.ref") == ref
    assert {ref: text for ref, text in await texts(page, STAGE) if ref in wanted} == shown


async def test_another_samples_input_is_changed_too(page: Page, server: str) -> None:
    await choose(page, "trask-xor")
    await count_questions(page)
    await open_view(page, "table")
    await seek(page, await count_steps(page))
    await page.click(f'{STAGE} [data-ref="a.0.1@2"]')
    await expect(page.locator(FIELD)).to_be_focused()
    await expect(page.locator("#why .sentence")).to_have_text("Input 2, sample 3")
    await page.keyboard.type("0.7")
    await page.keyboard.press("Enter")
    await expect(page.locator(FIELD)).to_have_count(0)
    await rest(page)
    assert await page.evaluate("document.activeElement.dataset.ref") == "a.0.1@2"
    setup = setup_of("trask-xor")
    setup["x"][2][1] = 0.7
    wanted = expected(server, setup)
    shown = {ref: text for ref, text in await texts(page, STAGE) if ref in wanted}
    assert shown == {ref: wanted[ref] for ref in shown}
    assert shown["loss"] != ask(server, "trask-xor").shown("loss")


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


@pytest.mark.parametrize("page", [{}, {"viewport": PHONE}], ids=["desk", "phone"], indirect=True)
async def test_the_number_that_is_made_is_in_sight_beside_the_names_of_its_row_and_column(page: Page) -> None:
    for preset in ("source", "trask-xor"):
        await choose(page, preset)
        await open_view(page, "table")
        for position in range(1, await count_steps(page) + 1):
            await seek(page, position)
            inside: dict[str, Any] = await page.evaluate(
                """() => {
                    const box = (one) => one.getBoundingClientRect();
                    const [stage, mark] = [box(document.querySelector("#table")), document.querySelector("#table .target")];
                    const [number, head] = [box(mark), box(mark.closest("tr").querySelector("th"))];
                    const names = mark.closest("table").tHead;
                    const above = names.classList.contains("unseen") ? stage.top : box(names.rows[1].cells[0]).bottom;
                    const { scrollWidth } = document.documentElement;
                    return { wide: number.left >= head.right - 1 && number.right <= stage.right + 1,
                        row: head.left >= stage.left - 1, page: scrollWidth <= innerWidth && scrollY === 0,
                        high: number.top >= above - 1 && number.bottom <= stage.bottom + 1, tall: number.height >= 24 };
                }"""
            )
            assert all(inside.values()), (preset, position, inside)


@pytest.mark.parametrize("page", LOOKS, ids=["light", "dark", "phone"], indirect=True)
async def test_axe_finds_nothing(page: Page) -> None:
    await open_view(page, "table")
    for position in (0, 6, 12, 22, 30, 45, await count_steps(page)):
        await seek(page, position)
        assert await ask_axe(page) == [], f"at position {position}"
    await choose(page, "trask-xor")
    await seek(page, 40)
    assert await ask_axe(page) == [], "with a batch"
