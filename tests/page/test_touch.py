"""What a finger needs: controls of 44 pixels, and numbers that answer where they stand."""

from typing import Any

import pytest
from playwright.async_api import Page

from tests.page.browsing import PHONE, choose, count_steps, seek

pytestmark = pytest.mark.anyio
STILL = {"reduced_motion": "reduce"}
BOTH = pytest.mark.parametrize(
    "page", [STILL, {**STILL, "viewport": PHONE}], ids=["desk", "phone"], indirect=True
)

# WCAG 2.2, 2.5.8: 24 px, or so far from its neighbours that circles of 24 px round their middles do not meet.
SMALL = """() => {
    const numbers = [...document.querySelectorAll("svg.network [data-ref]")].map((mark) => {
        const { left, right, top, bottom, width, height } = mark.getBoundingClientRect();
        const x = (left + right) / 2;
        const y = (top + bottom) / 2;
        const hit = document.elementFromPoint(x, y)?.closest("[data-ref]")?.dataset.ref ?? "nothing";
        return { ref: mark.dataset.ref, x, y, width, height, hit };
    });
    const small = numbers.filter(({ width, height }) => Math.min(width, height) < 23.9);
    const tight = small.filter((one) => small.some((other) =>
        other !== one && Math.hypot(other.x - one.x, other.y - one.y) < 24));
    return {
        covered: numbers.filter(({ ref, hit }) => ref !== hit).map(({ ref, hit }) => `${ref} under ${hit}`),
        tight: tight.map(({ ref, width, height }) => `${ref} ${Math.round(width)} x ${Math.round(height)}`),
    };
}"""


@BOTH
async def test_a_tap_in_the_middle_of_a_number_hits_that_number(page: Page) -> None:
    for preset in ("source", "softmax"):
        await choose(page, preset)
        for position in range(0, await count_steps(page) + 1, 3):
            await seek(page, position)
            assert (await page.evaluate(SMALL))["covered"] == [], f"{preset}, position {position}"


@pytest.mark.parametrize("page", [STILL], ids=["desk"], indirect=True)
async def test_numbers_are_24_pixels_or_stand_alone(page: Page) -> None:
    # on a phone there is no room for that: the buttons reach each number as well, which 2.5.8 accepts
    for position in (0, 12, 23, 36, await count_steps(page)):
        await seek(page, position)
        assert (await page.evaluate(SMALL))["tight"] == [], f"position {position}"


@BOTH
async def test_every_control_of_the_lesson_is_44_pixels_high(page: Page) -> None:
    await seek(page, 23)
    await page.click('#diagram [data-ref="delta.2.0"]')
    small: list[list[Any]] = await page.eval_on_selector_all(
        ".track, .grain label, .press, .top :is(button, select, a), #why button:not(.stop), .speed select",
        """controls => controls.filter((one) => one.checkVisibility())
            .map((one) => [one.className || one.id, one.getBoundingClientRect().height])
            .filter(([, height]) => height < 43.5)""",
    )
    assert small == []
