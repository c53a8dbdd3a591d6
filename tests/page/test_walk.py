"""The walk through the phases: every way to a position shows the same."""

import pytest
from playwright.async_api import Page

from tests.page.browsing import count_steps, picture, position_of, seek

pytestmark = pytest.mark.anyio


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
