"""The keyboard's path: every stop is seen, arrows walk the numbers, the help gives the focus back."""

import base64
from typing import Any

import pytest
from playwright.async_api import Page

from tests.page.browsing import DESK, PHONE, count_steps, position_of, seek

pytestmark = pytest.mark.anyio
REDUCED = {"reduced_motion": "reduce"}
PARTS = "#settings, #tools, .docs-link, #diagram, #why, #timeline"

WHERE = """(parts) => {
    const here = document.activeElement;
    const part = here.closest(parts);
    if (!part) return null;
    const { x, y, width, height } = part.getBoundingClientRect();
    const { id, dataset, value, ariaLabel, textContent } = here;
    const name = id || dataset.ref || value || ariaLabel || textContent.trim();
    const clip = { x: Math.max(0, x - 8), y: Math.max(0, y - 8), width: width + 16, height: height + 16 };
    return { part: part.id || part.className, name, clip };
}"""

# Pixels that changed by so much that the change itself is seen: 3 : 1 is what WCAG asks of it.
CHANGED = """async ([before, after]) => {
    const read = async (code) => {
        const picture = new Image();
        picture.src = `data:image/png;base64,${code}`;
        await picture.decode();
        const canvas = new OffscreenCanvas(picture.width, picture.height);
        const pen = canvas.getContext("2d");
        pen.drawImage(picture, 0, 0);
        return pen.getImageData(0, 0, picture.width, picture.height).data;
    };
    const light = (pixels, i) => {
        const [r, g, b] = [...pixels.slice(i, i + 3)].map((byte) => byte / 255)
            .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const [old, fresh] = [await read(before), await read(after)];
    let count = 0;
    for (let i = 0; i < old.length; i += 4) {
        if (old[i] === fresh[i] && old[i + 1] === fresh[i + 1] && old[i + 2] === fresh[i + 2]) continue;
        const [low, high] = [light(old, i), light(fresh, i)].sort((a, b) => a - b);
        if ((high + 0.05) / (low + 0.05) >= 3) count += 1;
    }
    return count;
}"""


LEAST = 60  # of such pixels: less than a line of 2 px under three digits


async def shot(page: Page, clip: Any) -> str:
    return base64.b64encode(await page.screenshot(clip=clip, animations="disabled")).decode()


async def measure_focus(page: Page) -> dict[str, Any] | None:
    """The part and the name of what has the focus, and how much of the screen shows that it has it."""
    here: dict[str, Any] | None = await page.evaluate(WHERE, PARTS)
    if here is None:
        return None
    focused = await shot(page, here["clip"])
    element = await page.evaluate_handle("document.activeElement")
    await page.evaluate("document.activeElement.blur()")
    here["changed"] = await page.evaluate(CHANGED, [await shot(page, here["clip"]), focused])
    await element.evaluate("(stop) => stop.focus({ focusVisible: true, preventScroll: true })")
    return here


LOOKS = [REDUCED, {**REDUCED, "color_scheme": "dark"}, {**REDUCED, "viewport": PHONE}]


@pytest.mark.parametrize("page", LOOKS, ids=["light", "dark", "phone"], indirect=True)
async def test_every_stop_of_the_tab_key_changes_the_screen_where_the_focus_is(page: Page) -> None:
    await seek(page, 9)
    stops: list[dict[str, Any]] = []
    for _ in range(60):
        await page.keyboard.press("Tab")
        here = await measure_focus(page)
        if here is not None:
            stops.append(here)
        elif stops:
            break  # down in the text
    parts = list(dict.fromkeys(stop["part"] for stop in stops))
    on_the_desk = (
        ["docs-link"] if page.viewport_size == DESK else []
    )  # a phone has it at the foot of the page
    assert parts == ["settings", "tools", *on_the_desk, "diagram", "why", "timeline"]
    names = [stop["name"] for stop in stops]
    for wanted in ("preset", "Undo", "position", "To the start", "Play", "To the end"):
        assert wanted in names
    unseen = [
        f"{stop['part']} {stop['name']}: {stop['changed']}" for stop in stops if stop["changed"] < LEAST
    ]
    assert unseen == []


@pytest.mark.parametrize("page", [REDUCED], ids=["reduced motion"], indirect=True)
async def test_the_arrows_go_through_all_numbers_of_the_picture_and_each_shows_its_focus(page: Page) -> None:
    await seek(page, await count_steps(page))
    await page.focus('#diagram [tabindex="0"]')
    first = await page.evaluate("document.activeElement.dataset.ref")
    met: list[str] = []
    looked_at: dict[str, int] = {}
    while len(met) < 200:
        here = await measure_focus(page) if kind_of(await focused_ref(page)) not in looked_at else None
        if here is not None:
            looked_at[kind_of(here["name"])] = here["changed"]
        met.append(await focused_ref(page))
        await page.keyboard.press("ArrowDown")
        if await focused_ref(page) == first:
            break
    all_refs = await page.eval_on_selector_all(
        "#diagram [data-ref]", "marks => marks.map((mark) => mark.dataset.ref)"
    )
    assert sorted(met) == sorted(all_refs)
    assert await position_of(page) == await count_steps(page)  # up and down never step
    assert {kind: changed for kind, changed in looked_at.items() if changed < LEAST} == {}


async def focused_ref(page: Page) -> str:
    return str(await page.evaluate("document.activeElement.dataset.ref"))


def kind_of(ref: str) -> str:
    """One of a kind is looked at; all neurons look alike."""
    return "x" if ref.startswith("a.0.") else ref.partition(".")[0]


async def test_the_help_gives_the_focus_back_to_where_it_was_asked_for(page: Page) -> None:
    help_button = page.get_by_role("button", name="Help and keys")
    await help_button.focus()
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    assert await dialog.is_visible()
    assert await page.evaluate("document.activeElement.closest('dialog') !== null")
    before = await position_of(page)
    await page.keyboard.press("ArrowRight")
    assert await position_of(page) == before  # the dialog keeps the keys
    for _ in range(6):
        await page.keyboard.press("Tab")
        assert (
            await page.evaluate("[...document.querySelectorAll('#demo *')].includes(document.activeElement)")
            is False
        )
    await page.keyboard.press("Escape")
    assert await dialog.count() == 0
    assert await help_button.evaluate("(button) => button === document.activeElement")

    await page.evaluate(
        "() => new Promise((done) => setTimeout(done))"
    )  # the dialog's own close event is heard
    await page.focus('[aria-label="One step on"]')
    await page.keyboard.press("?")
    await page.get_by_role("button", name="Close").click()
    assert await page.evaluate("document.activeElement.getAttribute('aria-label')") == "One step on"


async def test_an_operand_is_followed_by_keys_and_the_way_back_leads_to_the_step(page: Page) -> None:
    await seek(page, 23)
    sentence = await page.inner_text("#why .sentence")
    await page.focus('#why .stop[tabindex="0"]')
    await page.keyboard.press("ArrowDown")  # the first operand is a weight, which opens its editor
    ref = await page.evaluate("document.activeElement.dataset.ref")
    assert not ref.startswith(("W.", "b."))
    assert ref in await page.eval_on_selector_all(
        "#why .numbers .operand", "all => all.map((one) => one.dataset.ref)"
    )
    await page.keyboard.press("Enter")
    assert await page.get_attribute("#why output", "data-ref") == ref
    assert await page.evaluate("document.querySelector('#why').contains(document.activeElement)")  # not lost
    assert await position_of(page) == 23
    await page.keyboard.press("Escape")
    assert await page.inner_text("#why .sentence") == sentence
    assert await page.evaluate("document.activeElement !== document.body")


async def test_a_button_at_its_end_keeps_the_focus(page: Page) -> None:
    await page.focus('[aria-label="One step on"]')
    for _ in range(await count_steps(page) + 2):
        await page.keyboard.press("Enter")
    assert await position_of(page) == await count_steps(page)
    assert await page.evaluate("document.activeElement.getAttribute('aria-label')") == "One step on"
    assert await page.evaluate("document.activeElement.getAttribute('aria-disabled')") == "true"


async def test_keys_of_a_menu_stay_with_the_menu(page: Page) -> None:
    await seek(page, 5)
    await page.focus("#digits")
    for key in ("ArrowRight", "End", "Home", "?"):
        await page.keyboard.press(key)
    assert await position_of(page) == 5
    assert await page.get_by_role("dialog").count() == 0
