"""Where the reader's system allows only its own few colours, all is still told: by dashes, weight, marks."""

from typing import Any

import pytest
from playwright.async_api import Page

from tests.page.test_focus import LEAST, measure_focus

pytestmark = pytest.mark.anyio
FORCED = [
    {"forced_colors": "active", "reduced_motion": "reduce", "color_scheme": scheme}
    for scheme in ("light", "dark")
]
BOTH = pytest.mark.parametrize("page", FORCED, ids=["light", "dark"], indirect=True)

# Every colour that the picture is drawn in, and how far it stands out from the ground, opacity and all.
DRAWN_IN = """() => {
    const probe = document.body.appendChild(document.createElement("i"));
    const own = Object.fromEntries(["Canvas", "CanvasText", "Highlight"].map((name) => {
        probe.style.color = name;
        return [getComputedStyle(probe).color, name];
    }));
    probe.remove();
    const numbers = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
    const light = (rgb) => {
        const [r, g, b] = rgb.map((byte) => byte / 255)
            .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const canvas = numbers(Object.entries(own).find(([, name]) => name === "Canvas")[0]);
    const opacityOf = (one) =>
        (one.matches("svg") ? 1 : Number(getComputedStyle(one).opacity) * opacityOf(one.parentElement));
    const contrast = (colour, opacity) => {
        const seen = numbers(colour).map((part, i) => part * opacity + canvas[i] * (1 - opacity));
        const [low, high] = [light(seen), light(canvas)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    };
    const describe = (one, colour) => ({
        kind: one.getAttribute("class"),
        name: own[colour] ?? colour,
        contrast: contrast(colour, opacityOf(one)),
    });
    return {
        edges: [...document.querySelectorAll("#diagram .edge")].map((edge) => ({
            ...describe(edge, getComputedStyle(edge).stroke),
            isNegative: edge.classList.contains("negative"),
            isDashed: getComputedStyle(edge).strokeDasharray !== "none",
        })),
        texts: [...document.querySelectorAll("#diagram text")].map((text) => ({
            ...describe(text, getComputedStyle(text).fill),
            isLit: text.closest(".number.target, .number.read") !== null,
            isBold: Number(getComputedStyle(text).fontWeight) >= 600,
        })),
        plates: [...document.querySelectorAll("#diagram .plate")]
            .map((plate) => own[getComputedStyle(plate).fill]),
    };
}"""


@BOTH
@pytest.mark.parametrize("at", ["z.2.0", "loss", "delta.1.0", "W_grad.1.0.0", "W_new.2.0.1"])
async def test_every_line_and_number_is_drawn_in_the_readers_colours_and_stands_out(
    page: Page, at: str
) -> None:
    await page.evaluate("(at) => { location.hash = `v1.at=${at}`; }", at)
    await page.wait_for_selector(f'#why output[data-ref="{at}"]')
    drawn: dict[str, list[Any]] = await page.evaluate(DRAWN_IN)
    assert len(drawn["edges"]) > 10
    for edge in drawn["edges"]:
        assert edge["name"] in ("CanvasText", "Highlight"), edge
        assert edge["contrast"] >= 3, edge
        assert edge["isDashed"] == edge["isNegative"], edge
    for text in drawn["texts"]:
        assert text["name"] in ("CanvasText", "Highlight"), text
        assert text["contrast"] >= 4.5, text
        assert text["isBold"] or not text["isLit"], text
    assert set(drawn["plates"]) <= {"Canvas"}


@BOTH
async def test_the_focus_is_seen_in_the_picture_the_formula_the_menus_and_the_time_line(page: Page) -> None:
    for _ in range(12):
        await page.keyboard.press("ArrowRight")
    for selector in (
        '#diagram [data-ref="a.1.0"]',
        '#diagram [data-ref="W.2.0.1"]',
        "#why .stop",
        "#preset",
        ".learn",
        "#position",
        "input[name=view]:checked",
        '[aria-label="One step on"]',
    ):
        await page.locator(selector).first.focus()
        here = await measure_focus(page)
        assert here is not None
        assert here["changed"] >= LEAST, selector


@BOTH
async def test_what_is_chosen_and_where_one_is_are_marked_without_colour(page: Page) -> None:
    for _ in range(12):
        await page.keyboard.press("ArrowRight")
    marked = """(parts) => parts.map((part) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.querySelector(part));
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    })"""
    parts = [
        ".segments li.now",
        "input[name=view]:checked + span",
        "#why .numbers .operand",
    ]
    assert await page.evaluate(marked, parts) == [True] * len(parts)
