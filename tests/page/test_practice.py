"""The practice: the next number is predicted, by keys alone, over a whole walk, wherever the reader goes."""

import re
from collections import Counter

import pytest
from playwright.async_api import Page, expect

from tests.page.browsing import choose, position_of, seek, shown_numbers
from tests.page.edits import expect_picture_of, put, setup_of
from tests.page.practising import (
    FADING,
    FIELD,
    GO_ON,
    answer,
    ask_at,
    choose_level,
    count_predicted,
    expect_position,
    kind_of,
    open_practice,
    take,
    walk_of,
)
from tests.page.traces import ask

pytestmark = pytest.mark.anyio
FORWARD = 10  # steps of the source's forward pass
VERDICT = "#answer-verdict"


async def test_a_whole_phase_is_predicted_by_keys_alone(page: Page, server: str) -> None:
    await open_practice(page)
    for _ in range(12):
        if await page.locator(GO_ON).evaluate("(button) => button === document.activeElement"):
            break
        await page.keyboard.press("Tab")
    walk = walk_of(server)
    for position, (ref, shown) in enumerate(walk[:FORWARD]):
        assert ref not in await shown_numbers(page, "#diagram")
        await take(page, shown, position)
        assert (await shown_numbers(page, "#diagram"))[ref].endswith(shown.replace("−", "minus "))
    await expect(page.locator(".practice .sentence")).to_have_text(
        "Of its 10 numbers you predicted 8 and 2 were worked for you."
    )
    await expect(page.locator(GO_ON)).to_be_focused()
    assert await count_predicted(page) == ["8/10", "0/4", "0/9", "0/27"]
    await page.keyboard.press("Enter")
    await expect(page.locator(".asked")).to_have_text("What is the loss?")
    assert await position_of(page) == FORWARD


async def test_help_fades_over_a_walk_kind_by_kind_and_its_end_offers_other_numbers(
    page: Page, server: str
) -> None:
    await open_practice(page)
    await page.focus(GO_ON)
    told, walk = ask(server, "source"), walk_of(server)
    ends = {FORWARD, 14, 23}
    met: Counter[str] = Counter()
    for position, (ref, shown) in enumerate(walk):
        if position in ends:
            await page.keyboard.press("Enter")  # on to the next phase
        kind = kind_of(ref, told)
        wanted = FADING[met[kind]] if met[kind] < len(FADING) else "alone"
        assert await take(page, shown, position) == wanted, ref
        met[kind] += 1
    worked = len(met)
    await expect(page.locator(".practice .sentence")).to_have_text(
        f"Of its 50 numbers you predicted {50 - worked} and {worked} were worked for you."
    )
    await page.locator(".kinds summary").click()
    mastered = sum(count >= 5 for count in met.values())
    await expect(page.locator(".kinds .mastered")).to_have_count(mastered)
    await expect(page.locator(".kinds summary")).to_have_text(
        f"Mastered: {mastered} of {len(met)} kinds of numbers"
    )

    await page.get_by_role("button", name="Practise with other numbers").click()
    await expect_position(page, 0)
    await expect(page.locator(FIELD)).to_be_focused()
    assert await count_predicted(page) == ["0/10", "0/4", "0/9", "0/27"]
    drawn = await page.evaluate(
        "(body) => fetch('/api/variant', { method: 'POST', body: JSON.stringify(body),"
        " headers: { 'Content-Type': 'application/json' } }).then((answer) => answer.json())",
        {**{key: setup_of()[key] for key in ("network", "loss", "x", "y")}, "seed": 1},
    )
    await expect_picture_of(page, server, {**setup_of(), **drawn["problem"]})
    await page.get_by_role("button", name="Undo", exact=True).click()
    await expect_picture_of(page, server, setup_of())

    await seek(page, len(walk))
    await page.get_by_role("button", name=re.compile("^Next example: hmkcode")).click()
    await expect(page.locator("#preset")).to_have_value("hmkcode")
    await expect(page.locator(FIELD)).to_be_focused()


async def test_the_question_moves_with_the_cursor_and_stays_over_an_edit(page: Page, server: str) -> None:
    await open_practice(page)
    await ask_at(page, 1)
    await page.fill(FIELD, "0.2")
    await page.press(FIELD, "Space")
    await page.press(FIELD, "ArrowRight")
    assert await position_of(page) == 1, "a field keeps its keys"
    await page.press(FIELD, "Escape")
    await page.keyboard.press("ArrowRight")
    await expect(page.locator(".asked")).to_have_text("What is the activation of neuron 1 of layer 1?")
    await page.keyboard.press("ArrowLeft")
    await expect(page.locator(".asked")).to_have_text("What is the weighted sum of neuron 2 of layer 1?")

    await answer(page, "0.1")
    await expect(page.locator(VERDICT)).to_have_count(1)
    await page.click('#diagram [data-ref="W.1.1.0"]')
    await expect(page.locator(".practice")).to_have_count(0)
    await page.keyboard.type("0.7")
    await page.keyboard.press("Enter")
    await expect(page.locator(".asked")).to_have_text("What is the weighted sum of neuron 2 of layer 1?")
    await expect(page.locator(VERDICT)).to_have_count(0)
    setup = setup_of()
    put(setup, "W.1.1.0", 0.7)
    await expect_picture_of(page, server, setup)
    await answer(page, "0.35")
    await expect(page.locator(VERDICT)).to_have_count(1)
    await answer(page, "0.45")
    await expect_position(page, 2)

    await page.click('#diagram [data-ref="z.1.0"]')
    await expect(page.locator("#why .derivation .result")).to_have_text("−0.4000")
    await page.get_by_role("button", name="Back to step 2").click()
    await expect(page.locator(".asked")).to_have_count(1)
    await page.keyboard.press("Shift+ArrowRight")
    await expect(page.locator(".asked")).to_have_text("What is the loss?")


async def test_training_gives_way_to_the_network_and_another_sample_is_asked_for(
    page: Page, server: str
) -> None:
    await choose(page, "trask-xor")
    await page.check('input[name="view"][value="training"]', force=True)
    await expect(page.locator("#diagram")).to_be_hidden()
    await open_practice(page)
    await expect(page.locator("#diagram")).to_be_visible()
    await page.select_option("#sample", "2")
    await expect(page.locator("#sample")).to_have_value("2")
    await seek(page, 10)
    await choose_level(page, "alone")
    await expect(page.locator(".asked")).to_have_text(re.compile("What is the loss of sample 3?"))
    body = ask(server, "trask-xor").preset["problem"]
    told = await page.evaluate(
        "(body) => fetch('/api/loss', { method: 'POST', body: JSON.stringify(body),"
        " headers: { 'Content-Type': 'application/json' } }).then((answer) => answer.json())",
        body,
    )
    await answer(page, f"{told['values']['per_sample'][2]:.4f}")
    await expect_position(page, 11)
