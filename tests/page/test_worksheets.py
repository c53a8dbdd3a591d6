"""Worksheets in a browser: on paper of both sizes, on a phone, without JavaScript, for everyone."""

import re

import pytest
from playwright.async_api import Page, expect

from app.lesson.presets import all_presets

pytestmark = pytest.mark.anyio
KINDS = ("", "/key", "/solution")
DARK = {"color_scheme": "dark"}
# margins off, in CSS pixels
PAPERS = {"A4": (680, 998), "Letter": (702, 931)}

# what is wider than the page, or taller than one so that it would have to be cut
UNFIT = """([width, height]) => {
    const unfit = [];
    for (const part of document.querySelectorAll("main *")) {
        const box = part.getBoundingClientRect();
        if (part.closest(".unseen") || box.width === 0) continue;
        const ref = part.closest("[data-ref]")?.dataset.ref;
        const name = `${part.localName}.${part.getAttribute("class")} in ${ref}`;
        if (box.right > width + 1 || box.left < -1) unfit.push(`${name} ends at ${box.right}`);
        const isWhole = part.matches(".step, .array, .picture");
        if (isWhole && box.height > height) unfit.push(`${name} is ${box.height} tall`);
    }
    return unfit;
}"""


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("id", all_presets())
async def test_every_page_fits_the_paper(blank: Page, server: str, id: str, paper: str) -> None:
    width, height = PAPERS[paper]
    await blank.set_viewport_size({"width": width, "height": height})
    await blank.emulate_media(media="print")
    for kind in KINDS:
        await blank.goto(f"{server}/worksheet/{id}{kind}")
        await blank.evaluate("document.fonts.ready.then(() => null)")  # another font is wider
        assert await blank.evaluate(UNFIT, [width, height]) == []
        printed = await blank.pdf(format=paper)
        assert count_pages(printed) > 0
        assert count_pages(printed) <= 10


def count_pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


async def test_no_step_and_no_table_is_cut_in_two_and_no_heading_stands_alone(
    blank: Page, server: str
) -> None:
    await blank.emulate_media(media="print")
    await blank.goto(f"{server}/worksheet/trask-xor/solution")
    for part in (".step", ".array", ".picture.wide", ".arrays li:not(.tables)"):
        found = await blank.eval_on_selector_all(
            part, "(all) => all.map((e) => getComputedStyle(e).breakInside)"
        )
        assert set(found) == {"avoid"}, part
    for part in ("h2", ".sentence"):
        found = await blank.eval_on_selector_all(
            part, "(all) => all.map((e) => getComputedStyle(e).breakAfter)"
        )
        assert set(found) == {"avoid"}, part


async def test_on_paper_it_is_black_on_white_in_any_theme(blank: Page, server: str) -> None:
    await blank.emulate_media(media="print", color_scheme="dark")
    await blank.goto(f"{server}/worksheet/source/solution")
    await blank.evaluate("document.documentElement.dataset.theme = 'dark'")
    colours = """() => [...document.querySelectorAll("main *")].map((part) => getComputedStyle(part).color)"""
    assert set(await blank.evaluate(colours)) == {"rgb(0, 0, 0)"}
    assert await blank.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not await blank.is_visible("nav")


@pytest.mark.parametrize("blank", [{"java_script_enabled": False}], indirect=True)
async def test_from_the_lesson_to_a_sheet_its_key_and_back_without_java_script(
    blank: Page, server: str
) -> None:
    await blank.goto(server)
    await blank.get_by_role("link", name="Worksheets").click()
    await blank.get_by_role("link", name="4", exact=True).click()
    await blank.get_by_role("link", name="Worksheet of Matt Mazur").click()
    await expect(blank).to_have_url(f"{server}/worksheet/mazur?variant=4")
    title = all_presets()["mazur"]["title"]
    await expect(blank).to_have_title(f"Worksheet: {title}, variant 4 · Error backpropagation")
    await blank.get_by_role("link", name="Key").click()
    await blank.get_by_role("link", name="Worked solution").click()
    await expect(blank).to_have_url(f"{server}/worksheet/mazur/solution?variant=4")
    assert await blank.get_by_role("heading", level=1).count() == 1


async def test_a_variant_opens_in_the_lesson_with_the_numbers_of_the_sheet(blank: Page, server: str) -> None:
    await blank.goto(f"{server}/worksheet/zhou/key?variant=5")
    key = await blank.eval_on_selector_all(
        '.step[data-ref^="z."]',
        "(all) => all.map((e) => [e.dataset.ref, e.querySelector('.side').textContent.trim()])",
    )
    await blank.get_by_role("link", name="Open in the lesson").click()
    await blank.wait_for_selector("#demo[aria-busy=false] svg.network")
    await blank.keyboard.press("End")
    for ref, number in key:
        await blank.wait_for_selector(f'#diagram [data-ref="{ref}"]:has-text("{number}")')


async def test_a_blank_is_announced_and_has_room_for_a_number(blank: Page, server: str) -> None:
    await blank.goto(f"{server}/worksheet/source")
    assert (
        await blank.locator(".step .gap").all_inner_texts()
        == ["blank"] * await blank.locator(".step .gap").count()
    )
    for place in (".step .gap", ".blank mtext"):
        boxes = await blank.eval_on_selector_all(
            place, "(all) => all.map((e) => e.getBoundingClientRect().width)"
        )
        assert len(boxes) > 10
        assert min(boxes) > 40
