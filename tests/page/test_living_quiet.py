"""The article wakes without a jolt, rests out of sight, and can be done without."""

import pytest
from playwright.async_api import Page, expect

from tests.page.browsing import PHONE, seek
from tests.page.edits import edit
from tests.page.reading import FRAME, PARTS, UNFOLDED, read_all, read_on

pytestmark = pytest.mark.anyio
REDUCED = {"reduced_motion": "reduce"}

TOPS = """() => {
    const parts = [...document.querySelectorAll("#lesson-text :is(h3, .prose > *, figcaption)")];
    return Object.fromEntries(parts.map((part, i) =>
        [`${i} ${part.tagName} ${part.className}`, Math.round(part.getBoundingClientRect().top + scrollY)]));
}"""
WATCH = """() => {
    window.changes = 0;
    const kinds = { subtree: true, childList: true, characterData: true, attributes: true };
    new MutationObserver((found) => { window.changes += found.length; })
        .observe(document.querySelector("#lesson-text"), kinds);
}"""


@pytest.mark.parametrize(
    "page", [REDUCED, {**REDUCED, "viewport": PHONE}], ids=["desk", "phone"], indirect=True
)
async def test_nothing_moves_when_the_article_comes_to_life(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await seek(page, 5)
    await page.evaluate(FRAME)
    assert not [url for url in asked if "article" in url or "living" in url]  # the first view does without
    await page.wait_for_function(UNFOLDED)
    before = await page.evaluate(TOPS)
    await read_all(page)
    await page.evaluate("scrollTo(0, 0)")
    after = await page.evaluate(TOPS)
    moved = {name: after[name] - top for name, top in before.items() if abs(after[name] - top) > 2}
    assert moved == {}


LEFT_OUT = f"""() => [...document.querySelectorAll("{PARTS}, .section")]
    .filter((part) => getComputedStyle(part).contentVisibility === "auto").length"""
HEIGHTS = """() => [...document.querySelectorAll(".section")]
    .map((part) => Math.round(part.getBoundingClientRect().height))"""
WHOLE = f"""() => {{
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("{PARTS}, .section {{ content-visibility: visible !important; }}");
    document.adoptedStyleSheets.push(sheet);
}}"""  # as if nothing were ever left out


async def test_the_text_is_laid_out_once_when_there_is_nothing_else_to_do_and_left_out_while_far(
    blank: Page, server: str, expected_errors: list[str]
) -> None:
    expected_errors.append("Failed to load resource")
    await blank.route("**/api/trace*", lambda route: route.abort())
    await blank.goto(server)
    await blank.wait_for_selector("#notice .failed")
    parts = await blank.locator(PARTS).count()
    assert parts > 15
    assert await blank.evaluate(LEFT_OUT) == parts
    await blank.unroute("**/api/trace*")
    await blank.click("#notice button")
    await blank.wait_for_function(UNFOLDED)
    sections = await blank.locator(".section").count()
    # or each step of the lesson would cost what the text costs
    assert await blank.evaluate(LEFT_OUT) == sections
    known = await blank.evaluate(HEIGHTS)
    await blank.evaluate(WHOLE)
    assert known == await blank.evaluate(HEIGHTS)


async def test_a_link_into_the_text_finds_all_of_it_laid_out(blank: Page, server: str) -> None:
    await blank.goto(f"{server}/#error-signal")
    assert await blank.evaluate(LEFT_OUT) == 0
    before = await blank.evaluate(TOPS)
    await blank.wait_for_function(UNFOLDED)
    assert await blank.evaluate(LEFT_OUT) > 5
    assert await blank.evaluate(TOPS) == before


async def test_on_paper_the_text_is_whole(page: Page) -> None:
    await page.wait_for_function(UNFOLDED)
    await page.emulate_media(media="print")
    assert await page.evaluate(LEFT_OUT) == 0


async def test_out_of_sight_the_article_is_left_alone(page: Page) -> None:
    await read_all(page)
    await page.wait_for_function(UNFOLDED)
    await page.evaluate("scrollTo(0, 0)")
    await page.evaluate(FRAME)
    await page.evaluate(WATCH)
    for _ in range(30):
        await page.keyboard.press("ArrowRight")
    await edit(page, "W.1.0.0", "0.9")
    assert await page.evaluate("changes") == 0
    await read_on(page, "phase-forward")
    await expect(page.locator('#phase-forward [data-ref="z.1.0"] >> nth=0')).to_have_text("0.6500")


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
async def test_without_javascript_the_text_is_whole_and_has_no_ways(page: Page) -> None:
    assert await page.evaluate(LEFT_OUT) == 0
    assert await page.locator("#lesson-text button").count() == 0
    for empty in (".show", ".here", ".instance", ".chooser"):
        assert await page.locator(f"#lesson-text {empty} >> nth=0").is_hidden()
    text = await page.inner_text("#lesson-text")
    assert "From right to left" in text
    assert "The thirteen parameters" in text
    assert await page.locator("figure svg[role=img]").count() == 2
    assert await page.locator("figure svg[role=img] >> nth=0").is_visible()
