"""The walk through the phases: what is shown at every position, and that every way to it shows the same."""

import pytest
from playwright.async_api import Page

from tests.page.browsing import PHONE, count_steps, picture, position_of, seek, shown_numbers

pytestmark = pytest.mark.anyio


async def test_the_source_network_prints_its_three_figures_and_explains_each(page: Page) -> None:
    numbers = {}
    for ref, expected in (("a.3.0", "0.3890"), ("loss", "0.3733"), ("dL_dz.3.0", "−1.2220")):
        await page.keyboard.press("Home")
        while ref not in (await shown_numbers(page)):
            await page.keyboard.press("ArrowRight")
        numbers[ref] = await page.inner_text("#why output")
        assert numbers[ref] == expected
    await page.keyboard.press("Home")
    for _ in range(11):
        await page.keyboard.press("ArrowRight")
    # the loss, recomputed from what its own formula shows: (ŷ - y)²
    operands = await page.eval_on_selector_all(
        "#why .numbers .operand", "marks => marks.map((mark) => mark.textContent)"
    )
    prediction, target = (float(text.strip("()").replace("−", "-")) for text in operands)
    assert f"{(prediction - target) ** 2:.4f}" == "0.3733"


@pytest.mark.parametrize("page", [{}, {"viewport": PHONE}], ids=["desk", "phone"], indirect=True)
async def test_stepping_on_stepping_back_and_seeking_show_the_same_picture_at_every_position(
    page: Page,
) -> None:
    count = await count_steps(page)
    forwards = [await picture(page)]
    for _ in range(count):
        await page.keyboard.press("ArrowRight")
        forwards.append(await picture(page))
    assert await position_of(page) == count
    assert len(set(forwards)) == count + 1
    for position in range(count - 1, -1, -1):
        await page.keyboard.press("ArrowLeft")
        assert await picture(page) == forwards[position], f"stepping back to {position}"
    for position in (*range(0, count + 1, 7), count, 3, 0):
        await seek(page, position)
        assert await picture(page) == forwards[position], f"seeking to {position}"
