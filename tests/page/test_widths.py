"""Between a phone and a desk: at every width the menus can be read, and nothing lies over anything."""

import pytest
from playwright.async_api import Page

from tests.page.browsing import choose
from tests.page.covering import FAULTS
from tests.page.reading import FRAME

pytestmark = pytest.mark.anyio
# both sides of every width at which header or transport change, and some between
WIDTHS = (320, 360, 640, 641, 768, 864, 865, 928, 929, 992, 993, 1180, 1272, 1273, 1408, 1409, 1664, 1665)
LEAST = 100  # pixels of a pane: the time line with its transport in one row
READABLE = 72  # pixels of a menu: its arrow and some letters
MENUS = """() => Object.fromEntries([...document.querySelectorAll(".top select, #timeline select")]
    .filter((menu) => menu.checkVisibility())
    .map((menu) => {
        const { width, top } = menu.getBoundingClientRect();
        return [menu.id || menu.closest("label").className, { width, top }];
    }))"""


@pytest.mark.parametrize("preset", ["source", "trask-xor"])
async def test_at_every_width_each_menu_can_be_read_and_nothing_is_covered(page: Page, preset: str) -> None:
    await choose(page, preset)
    for width in WIDTHS:
        await page.set_viewport_size({"width": width, "height": 900})
        await page.evaluate(FRAME)
        menus = await page.evaluate(MENUS)
        assert menus["preset"]
        assert {name: menu for name, menu in menus.items() if menu["width"] < READABLE} == {}, width
        rows = {menu["top"] for name, menu in menus.items() if name in ("view", "grain", "speed")}
        assert len(rows) == 1, width
        assert await page.evaluate(FAULTS, LEAST) == [], width
