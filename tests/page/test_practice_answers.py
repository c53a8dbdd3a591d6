"""Answers in the practice: judged by the server, said once, never given away, with help on request."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.page.browsing import position_of, shown_numbers
from tests.page.practising import (
    FIELD,
    answer,
    ask_at,
    choose_level,
    count_predicted,
    expect_position,
    judge,
    open_practice,
    walk_of,
)
from tests.page.twins import open_view

pytestmark = pytest.mark.anyio
VERDICT = "#answer-verdict"


async def test_a_wrong_answer_is_named_as_the_server_names_it(page: Page, server: str) -> None:
    await open_practice(page)
    refs = [ref for ref, _ in walk_of(server)]
    wrong = [("delta.2.0", "0.3666"), ("z.1.0", "0,4"), ("z.1.0", "−0.6"), ("dL_da.3.0", "-0.611")]
    for ref, text in wrong:
        position = refs.index(ref)
        await ask_at(page, position)
        await answer(page, text)
        judged = judge(server, ref, float(text.replace("−", "-").replace(",", ".")))
        assert not judged["right"]
        hints = [found["hint"] for found in [*judged["mistakes"], *judged["slips"]]]
        assert hints
        await expect(page.locator(VERDICT)).to_contain_text(f"Not quite. {hints[0]}")
        await expect(page.locator("#live")).to_have_text(f"Not quite. {hints[0]}")
        await expect(page.locator(FIELD)).to_have_attribute("aria-describedby", VERDICT.removeprefix("#"))
        await expect(page.locator(FIELD)).to_be_focused()
        assert await page.evaluate("getSelection().toString()") == text, "typing on replaces it"
        assert await position_of(page) == position
        assert ref not in await shown_numbers(page, "#diagram")
    await ask_at(page, refs.index("z.1.0"))
    await answer(page, "99")
    await expect(page.locator(VERDICT)).to_contain_text("none of the usual slips gives it")
    await answer(page, "a third")
    await expect(page.locator(VERDICT)).to_contain_text("This is not a number")
    await page.fill(FIELD, "1/3")
    await expect(page.locator(VERDICT)).to_have_count(0)

    await ask_at(page, refs.index("delta.2.0"))
    await answer(page, "0.3666")
    await page.get_by_role("button", name="See this mistake: No slope at the hidden layers").click()
    await expect(page).to_have_url(re.compile(r"lesson=mistakes\.no_slope_at_hidden"))


async def test_a_fraction_and_a_decimal_comma_are_answers_and_the_result_is_said_once(page: Page) -> None:
    await open_practice(page)
    await ask_at(page, 1)
    await expect(page.locator("#live")).to_contain_text("What is the weighted sum of neuron 2 of layer 1?")
    await page.evaluate(
        """() => {
            window.said = [];
            const live = document.querySelector("#live");
            new MutationObserver(() => window.said.push(live.textContent)).observe(live, { childList: true });
        }"""
    )
    await answer(page, "7/20")
    words = (
        "Right. Weighted sum of neuron 2 of layer 1: 0.3500. What is the activation of neuron 1 of layer 1?"
    )
    await expect(page.locator("#live")).to_have_text(words)
    await expect(page.locator(".right")).to_contain_text("= 0.3500")
    assert await page.evaluate("window.said") == [words]
    await ask_at(page, 1)
    await answer(page, "0,35")
    await expect_position(page, 2)


async def test_nothing_gives_the_answer_away(page: Page, server: str) -> None:
    await open_practice(page)
    walk = walk_of(server)
    for view in ("network", "matrices", "table"):
        await open_view(page, view)
        for position, (ref, shown) in enumerate(walk):
            if position % 4 != 2 or shown in {text for _, text in walk[:position]}:
                continue
            await ask_at(page, position)
            told: str = await page.evaluate(
                """() => {
                    const parts = [...document.querySelectorAll("#demo > :not([hidden])")];
                    const attributes = ({ attributes: all }) => [...all].map(({ value }) => value);
                    return parts.flatMap((part) => [
                        part.textContent, ...[part, ...part.querySelectorAll("*")].flatMap(attributes),
                    ]).join(" ");
                }"""
            )
            for text in (shown, shown.replace("−", "minus ")):
                assert text not in told, f"{ref} in {view}"


async def test_help_comes_when_asked_for_and_what_is_shown_is_not_counted_as_predicted(
    page: Page, server: str
) -> None:
    await open_practice(page)
    await ask_at(page, 4)
    _, shown = walk_of(server)[4]
    lines = page.locator(".practice .derivation")
    await expect(lines).to_have_count(0)
    await page.get_by_role("button", name="Show the formula").click()
    await expect(lines.locator(".symbols")).to_have_count(1)
    await expect(lines.locator(".numbers")).to_have_count(0)
    await page.get_by_role("button", name="Put the numbers in").click()
    await expect(lines.locator(".numbers")).to_contain_text("0.401312")
    await expect(lines.locator(".result")).to_have_count(0)
    await page.get_by_role("button", name="Show it").click()
    await expect(lines.locator(".result")).to_have_text(shown)
    await expect(page.locator("#live")).to_contain_text(f": {shown}.")
    assert await position_of(page) == 4
    await page.keyboard.press("Enter")
    await expect_position(page, 5)
    assert await count_predicted(page) == ["0/10", "0/4", "0/9", "0/27"]

    await choose_level(page, "hole")
    hole = lines.locator(".numbers .hole")
    await expect(hole).to_have_count(1)
    name = await page.locator(f".stop[data-ref='{await hole.get_attribute('data-ref')}']").inner_text()
    assert ":" not in name, "a number that is left out is named without its value"
    await page.get_by_role("button", name="Fill the gap").click()
    await expect(hole).to_have_count(0)
