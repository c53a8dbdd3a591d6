"""axe finds nothing, of any impact, in any view, dialog or state, light, dark and on a phone."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, BrowserContext, Page

from tests.page.browsing import DESK, PHONE, ask_axe
from tests.page.conftest import PATIENCE
from tests.page.reading import FRAME
from tests.page.states import STATES

pytestmark = pytest.mark.anyio
# What else axe looks at is the same in another theme: only colours change.
OF_COLOUR = ["color-contrast", "link-in-text-block"]
WIDER_THAN_ITS_ROOM = """() => ["html", "#why", "#notice", "dialog[open]"]
    .map((part) => [part, document.querySelector(part)])
    .filter(([, one]) => one && one.clientWidth > 0 && one.scrollWidth > one.clientWidth)
    .map(([part, one]) => `${part}: ${one.scrollWidth} px in ${one.clientWidth}`)"""


@pytest.fixture(scope="module")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """One for all states, so that scripts and styles are fetched once."""
    context = await browser.new_context(viewport=DESK, reduced_motion="reduce")
    yield context
    await context.close()


@pytest.fixture
async def window(context: BrowserContext) -> AsyncIterator[Page]:
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    await page.close()


@pytest.mark.parametrize("name", STATES)
async def test_axe_finds_nothing_in_either_theme_or_width_and_nothing_is_wider_than_its_room(
    window: Page, server: str, name: str
) -> None:
    """A state is reached once; the window then gets narrow around it, as when a tablet is turned."""
    state = STATES[name]
    await window.emulate_media(color_scheme="light", reduced_motion="reduce")
    await state.reach_afresh(window, server)
    assert await window.evaluate(WIDER_THAN_ITS_ROOM) == [], "desk"
    assert await ask_axe(window, whole=state.whole) == [], "light"
    await window.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert await ask_axe(window, whole=state.whole, rules=OF_COLOUR) == [], "dark"
    await window.emulate_media(color_scheme="light", reduced_motion="reduce")
    await window.set_viewport_size(PHONE)
    await window.evaluate(FRAME)
    assert await window.evaluate(WIDER_THAN_ITS_ROOM) == [], "phone"
    assert await ask_axe(window, whole=state.whole) == [], "phone"


@pytest.mark.parametrize("name", [name for name in STATES if name.startswith("halfway")])
async def test_axe_finds_nothing_in_the_middle_of_a_movement_on_a_phone(
    window: Page, server: str, name: str
) -> None:
    await window.set_viewport_size(PHONE)
    await window.emulate_media(color_scheme="light", reduced_motion="reduce")
    await STATES[name].reach_afresh(window, server)
    assert await ask_axe(window, whole=False) == []


async def test_axe_would_find_a_fault_of_structure_and_one_of_colour(window: Page, server: str) -> None:
    await window.emulate_media(color_scheme="light")
    await window.goto(f"{server}/worksheet")
    await window.evaluate(
        """() => {
            const pale = Object.assign(document.createElement("p"), { textContent: "hardly to be read" });
            pale.style.color = "#ccc";
            document.querySelector("main").append(pale, document.createElement("button"));
        }"""
    )
    assert {fault["id"] for fault in await ask_axe(window)} == {"button-name", "color-contrast"}
