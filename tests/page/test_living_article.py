"""The article alive: ways to the demo and back, terms that light it, by pointer, by keys, for everyone."""

import pytest
from playwright.async_api import Page, expect

from tests.page.browsing import choose, position_of, seek
from tests.page.edits import FIELD, edit
from tests.page.reading import SECTIONS, lit, read_on
from tests.page.traces import ask

pytestmark = pytest.mark.anyio
REDUCED = {"reduced_motion": "reduce"}


@pytest.mark.parametrize("page", [REDUCED], indirect=True)
@pytest.mark.parametrize("preset", ["source", "mazur", "trask-xor", "softmax"])
async def test_every_way_shows_a_step_of_its_kind_and_leads_back(
    page: Page, server: str, preset: str
) -> None:
    if preset != "source":
        await choose(page, preset)
    told = ask(server, preset)
    closed = 0
    for section in SECTIONS:
        await read_on(page, section)
        for way in await page.query_selector_all(f"#{section} .show-me"):
            before = await position_of(page)
            wanted = await way.evaluate("(button) => button.closest('[data-show]').dataset.show")
            await way.evaluate("(button) => button.click()")
            name = await way.get_attribute("aria-label") or ""
            if await way.get_attribute("aria-disabled") == "true":
                closed += 1
                assert "no hidden layer" in name
                assert await position_of(page) == before
                continue
            assert await page.evaluate("document.querySelector('#demo').getBoundingClientRect().top") < 100
            position = await position_of(page)
            if await page.locator(FIELD).count():
                shown = await page.evaluate(
                    "document.querySelector('.network .target [data-ref]').dataset.ref"
                )
                await expect(page.locator(FIELD)).to_be_focused()
            else:
                shown = told.targets[position - 1]
                assert await page.evaluate("document.activeElement.dataset.ref") == shown
            assert shown.split(".")[0] == wanted.split(".")[0], name
            spoken = await page.get_attribute(f'#diagram [data-ref="{shown}"]', "aria-label") or ""
            assert spoken.partition(":")[0].removeprefix("the ") in name
            await page.get_by_role("button", name="Back to the text").click()
            assert await way.evaluate("(button) => button === document.activeElement")
            assert await page.locator(".way-back").count() == 0
    assert (closed > 0) == (len(told.preset["problem"]["network"]["layers"]) == 1)


TERMS = [
    ("phase-deltas", "W.l+1.k.j", {"W.2.0.0", "W.2.1.0"}),
    ("phase-deltas", "delta.l+1.k", {"delta.2.0", "delta.2.1"}),
    ("phase-deltas", "slope.l.j", {"slope.1.0"}),
    ("phase-deltas", "W.l+1", {"W.2.0.0", "W.2.0.1", "W.2.1.0", "W.2.1.1"}),
    ("phase-deltas", "slope.l", {"slope.1.0", "slope.1.1"}),
    ("phase-loss", "a.L", {"a.3.0"}),
    ("phase-gradients", "a.l-1.i", {"a.0.0"}),
    ("derivation", "W.l+1.k.j slope.l.j", {"W.2.0.0", "W.2.1.0", "slope.1.0"}),
    ("derivation", "a.l-1.i", {"a.0.0"}),
]


async def test_a_term_lights_what_it_stands_for_by_pointer_and_by_focus(page: Page) -> None:
    await seek(page, 22)  # the delta of the first neuron of layer 1
    for section, term, refs in TERMS:
        await read_on(page, section)
        await page.hover(f'#{section} .formula [data-term="{term}"] >> nth=0')
        assert await lit(page) == refs, term
    await page.mouse.move(2, 2)
    await page.locator("#phase-deltas .here >> nth=0").locator('.stop[tabindex="0"]').focus()
    seen: dict[str, set[str]] = {}
    while (term := await page.evaluate("document.activeElement.dataset.of")) not in seen:
        seen[term] = await lit(page)
        await page.keyboard.press("ArrowDown")
    assert seen["W.l+1.k.j"] == {"W.2.0.0", "W.2.1.0"}
    assert set(seen) == {"delta.l.j", "W.l+1.k.j", "delta.l+1.k", "slope.l.j"}
    assert await position_of(page) == 22


async def test_the_letters_are_those_of_the_neuron_that_the_step_is_about(page: Page) -> None:
    await read_on(page, "phase-deltas")
    letters = page.locator("#phase-deltas .letters >> nth=0")
    await expect(letters).to_have_text("Here l = 1, j = 1, k = 1, 2.")
    term = page.locator('#phase-deltas .formula [data-term="delta.l+1.k"]')
    await term.hover()
    assert await lit(page) == {"node n.2.0", "node n.2.1"}  # not computed yet: the neurons are lit
    await expect(letters).to_contain_text("0.0871; −0.2364")
    await page.mouse.move(2, 2)
    await seek(page, 19)  # the delta of neuron 2 of layer 2
    await expect(letters).to_have_text("Here l = 2, j = 2, k = 1.")
    await term.hover()
    assert await lit(page) == {"delta.3.0"}


@pytest.mark.parametrize("page", [REDUCED], indirect=True)
async def test_by_keys_alone_from_a_term_to_the_demo_and_back_and_to_the_sources_numbers(page: Page) -> None:
    await edit(page, "b.1.0", "0.3")
    await page.locator(".skip").focus()
    await page.keyboard.press("Enter")
    await page.wait_for_selector("#formulation .show-me")
    await seek(page, 0)
    met: list[str] = []
    while len(met) < 60:
        await page.keyboard.press("Tab")
        met.append(await page.evaluate("document.activeElement.className"))
        if await page.evaluate("document.activeElement.dataset.of === 'delta.l.j'"):
            break
    assert {"show-me", "to-source", "stop"} <= set(met)
    assert len(met) < 60
    await page.keyboard.press("ArrowDown")
    assert await lit(page) == {"edge W.2.0.0", "edge W.2.1.0"} or await lit(page) == {"W.2.0.0", "W.2.1.0"}
    ring = await page.evaluate(
        "getComputedStyle(document.querySelector('#phase-deltas [data-pointed]')).outlineStyle"
    )
    assert ring == "solid"
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.activeElement.dataset.ref") == "delta.1.0"
    position = await position_of(page)
    assert position > 0
    await page.keyboard.press("ArrowRight")
    assert await position_of(page) == position + 1  # the lesson goes on by the same keys
    for _ in range(30):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.matches('.way-back')"):
            break
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.activeElement.closest('#phase-deltas .here') !== null")
    back = page.locator("#phase-deltas .to-source")
    await back.focus()
    await page.keyboard.press("Enter")
    await expect(back).to_have_count(0)
    assert await page.evaluate("document.activeElement.closest('#phase-deltas .worked') !== null")
