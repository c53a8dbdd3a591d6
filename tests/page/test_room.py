"""Everything has its room: nothing clipped or covered, no sideways scroll."""

from typing import Any

import pytest
from playwright.async_api import Page

from tests.page.asides import CHECKED
from tests.page.browsing import DESK, PHONE, choose, count_steps, seek

pytestmark = pytest.mark.anyio
STILL = {"reduced_motion": "reduce"}  # a number that rolls is on its way, not in its place
BOTH = pytest.mark.parametrize(
    "page", [STILL, {**STILL, "viewport": PHONE}], ids=["desk", "phone"], indirect=True
)
SMALLEST = {"width": 320, "height": 800}

# A text's ink: as wide as it is, as high as its figures. What belongs to one number or one node may touch.
INK = """() => {
    const svg = document.querySelector("svg.network");
    const frame = svg.getBoundingClientRect();
    const place = ({ left, right, top, bottom }) => ({
        left: left - frame.left, right: right - frame.left, top: top - frame.top, bottom: bottom - frame.top,
    });
    const boxes = [...svg.querySelectorAll("text")].filter((text) => !text.closest(".pulses")).map((text) => {
        const box = place(text.getBoundingClientRect());
        const size = Number(text.getAttribute("font-size"));
        const base = text.getScreenCTM().f + Number(text.getAttribute("y")) - frame.top;
        const isTurned = text.hasAttribute("transform");
        const high = isTurned ? {} : { top: base - 0.68 * size, bottom: base + 0.02 * size };
        const ref = text.closest(".number")?.querySelector("[data-ref]").dataset.ref ?? "caption";
        return { name: `${ref} "${text.textContent.trim()}"`, ref, ...box, ...high };
    });
    // hides nothing
    const isEmpty = (shape) => shape.matches(".compact .node:not(.target, .read, .is-target) > .body");
    const all = [...svg.querySelectorAll(".pill, .rim, .dot, .node > .body")];
    const shapes = all.filter((one) => !isEmpty(one)).map((shape) => {
        const owner = shape.closest(".number") ?? shape.closest(".node");
        const own = [...owner.querySelectorAll("[data-ref]")].map((mark) => mark.dataset.ref);
        const name = `${shape.getAttribute("class")} of ${own}`;
        return { name, own, isPill: shape.matches(".pill"), ...place(shape.getBoundingClientRect()) };
    });
    return { boxes, shapes, width: frame.width, height: frame.height };
}"""


def meet(a: dict[str, Any], b: dict[str, Any], by: float = 0.5) -> bool:
    """Do two boxes share more than a hair?"""
    across = min(a["right"], b["right"]) - max(a["left"], b["left"])
    down = min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
    return bool(across > by and down > by)


def faults(ink: dict[str, Any]) -> list[str]:
    found = []
    boxes, pills = ink["boxes"], [shape for shape in ink["shapes"] if shape["isPill"]]
    for i, box in enumerate(boxes):
        inside = box["left"] >= -1 and box["right"] <= ink["width"] + 1
        if not (inside and box["top"] >= -1 and box["bottom"] <= ink["height"] + 1):
            found.append(f"{box['name']} is clipped by the picture's edge")
        found += [f"{box['name']} over {other['name']}" for other in boxes[i + 1 :] if meet(box, other)]
        for shape in ink["shapes"]:
            is_own = box["ref"] in shape["own"] or (box["ref"] == "caption" and not shape["isPill"])
            if not is_own and meet(box, shape, 1):
                found.append(f"{box['name']} on the {shape['name']}")
        for pill in (pill for pill in pills if box["ref"] in pill["own"]):
            if box["left"] < pill["left"] or box["right"] > pill["right"]:
                found.append(f"{box['name']} sticks out of its {pill['name']}")
    for i, pill in enumerate(pills):
        found += [f"{pill['name']} over {other['name']}" for other in pills[i + 1 :] if meet(pill, other)]
    return found


@BOTH
async def test_no_number_lies_over_another_or_is_cut_off(page: Page) -> None:
    found: dict[str, list[str]] = {}
    for preset in ("mazur", "trask-xor", "softmax", "integers", "source"):
        await choose(page, preset)
        count = await count_steps(page)
        for position in sorted({*range(0, count, 3), count - 1, count}):
            await seek(page, position)
            for what in faults(await page.evaluate(INK)):
                found.setdefault(f"{preset}: {what}", []).append(str(position))
    assert found == {}


@BOTH
async def test_more_decimals_still_have_room(page: Page) -> None:
    found = {}
    for digits in ("6", "8"):
        if page.viewport_size == PHONE:  # there the menu stands among the network's settings
            await page.get_by_role("button", name="Network settings").click()
        await page.select_option("#digits", digits)
        for position in (14, 23, 36, await count_steps(page)):
            await seek(page, position)
            found[digits, position] = faults(await page.evaluate(INK))
    assert {place: those for place, those in found.items() if those} == {}


CLIPPED = """() => [...document.querySelectorAll("html, #why, .segments li, #diagram, .transport, .top")]
    .filter((part) => part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1)
    .map((part) => {
        const name = part.id || part.innerText.trim() || part.localName;
        return `${name}: ${part.scrollWidth - part.clientWidth} px`;
    })"""
WIDTHS = [{**STILL, "viewport": viewport} for viewport in (DESK, PHONE, SMALLEST)]


@pytest.mark.parametrize("page", WIDTHS, ids=["1440", "360", "320"], indirect=True)
async def test_nothing_scrolls_or_is_clipped_sideways_at_any_step(page: Page) -> None:
    found: dict[str, list[str]] = {}
    for preset in ("source", "mazur", "trask-xor", "softmax"):
        await choose(page, preset)
        for position in range(await count_steps(page) + 1):
            await seek(page, position)
            for what in await page.evaluate(CLIPPED):
                found.setdefault(what, []).append(f"{preset} {position}")
    assert found == {}


@pytest.mark.parametrize("page", [STILL], ids=["desk"], indirect=True)
async def test_on_a_desk_every_formula_of_the_source_is_seen_whole_without_scrolling(page: Page) -> None:
    for position in range(await count_steps(page) + 1):
        await seek(page, position)
        # what stands beside a number comes once it is at rest, under the formula, and may be scrolled to
        beyond: float = await page.eval_on_selector(
            "#why",
            """(why) => Math.max(...[...why.querySelectorAll("h2, p, .derivation, output")]
                .filter((part) => !part.closest(".aside, .unseen"))
                .map((part) => part.getBoundingClientRect().bottom)) - why.getBoundingClientRect().bottom""",
        )
        assert beyond <= 1, position


@pytest.mark.parametrize("page", [{"viewport": PHONE}], ids=["phone"], indirect=True)
async def test_on_a_phone_header_picture_formula_and_transport_stand_within_the_first_screen(
    page: Page,
) -> None:
    for preset in ("source", "trask-xor"):
        await choose(page, preset)
        await seek(page, await count_steps(page) // 2)
        places: list[list[Any]] = await page.eval_on_selector_all(
            ".top, svg.network, #why, .why-head, .sentence, .derivation, .track, .press, .grain, .speed",
            """parts => parts.map((part) => {
                const { left, right, top, bottom } = part.getBoundingClientRect();
                const name = part.className.baseVal ?? part.className;
                return [name, left, top + scrollY, right, bottom + scrollY];
            })""",
        )
        assert len(places) >= 13
        for name, left, top, right, bottom in places:
            if name == "derivation":  # a long one scrolls in its panel, but it begins where it is seen
                bottom = top + 40
            assert left >= 0, name
            assert top >= 0, name
            assert right <= PHONE["width"], name
            assert bottom <= PHONE["height"], name


@pytest.mark.parametrize("page", [{"viewport": PHONE}], ids=["phone"], indirect=True)
async def test_what_is_new_in_the_panel_is_read_from_its_top(page: Page) -> None:
    await seek(page, 36)
    await page.wait_for_selector(CHECKED)  # beside a gradient there is more than the room holds
    scrolled = """() => new Promise((done) => {
        const panel = document.querySelector("#why");
        panel.addEventListener("scroll", () => setTimeout(() => done(panel.scrollTop)), { once: true });
        panel.scrollTop = panel.scrollHeight;
    })"""
    assert await page.evaluate(scrolled) > 0
    await seek(page, 37)
    assert await page.evaluate("document.querySelector('#why').scrollTop") == 0
