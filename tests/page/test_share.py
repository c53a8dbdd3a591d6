"""What leaves the page: the link, the lines of a frame, the picture as a file of its own."""

import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.async_api import Browser, Page, expect

from tests.page.browsing import PHONE, READY, ask_axe, choose, seek, shown_numbers
from tests.page.links import link_of

pytestmark = pytest.mark.anyio
DARK = {"color_scheme": "dark"}
NEAR = 8  # pixels of a frame's height: a line of text may wrap elsewhere


async def open_share(page: Page) -> None:
    button = page.get_by_role("button", name="Share and export")
    if await button.count() == 0:  # in a narrow header there is no room for it
        await page.get_by_role("button", name="Network settings").click()
    await button.click()
    await page.wait_for_selector("#share[open] #share-link")
    await page.wait_for_function("() => document.querySelector('#share-lines').value !== ''")


async def test_the_link_and_the_lines_of_a_frame_open_what_is_seen(
    page: Page, browser: Browser, server: str
) -> None:
    await choose(page, "mazur")
    await seek(page, 21)
    link = await link_of(page, "at=")
    await open_share(page)
    assert await page.input_value("#share-link") == f"{server}/#{link}"
    for pane, hidden in (("Time line", "menus.timeline"), ("Menus", "timeline"), ("Time line", "")):
        await page.get_by_label(pane).click()
        end = f"&amp;hide={hidden}" if hidden else ""
        source = re.escape(f'src="{server}/embed#{link.replace("&", "&amp;")}{end}"')
        await expect(page.locator("#share-lines")).to_have_value(re.compile(source))
    await page.get_by_label("Menus").click()
    lines = await page.input_value("#share-lines")
    told = int(re.findall(r'height="(\d+)"', lines)[0])
    host = await browser.new_page(viewport={"width": 760, "height": 1000})
    await host.set_content(f"<!doctype html><title>A course</title>{lines}")
    frame = host.frames[1]
    await frame.wait_for_selector(READY)
    assert abs(await frame.evaluate("document.body.getBoundingClientRect().height") - told) <= NEAR
    await host.close()


async def test_link_and_lines_are_copied_or_chosen_where_copying_is_not_allowed(page: Page) -> None:
    await open_share(page)
    await page.evaluate(
        "() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }"
    )
    await page.get_by_role("button", name="Copy the lines").click()
    await expect(page.locator("#share [role=status]")).to_have_text("Lines copied.")
    assert await page.evaluate("copied") == await page.input_value("#share-lines")
    await page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    await page.get_by_role("button", name="Copy the link").click()
    await expect(page.locator("#share [role=status]")).to_contain_text("the text is chosen")
    assert await page.evaluate("getSelection().toString()") == await page.input_value("#share-link")


@pytest.mark.parametrize("page", [{}, DARK], ids=["light", "dark"], indirect=True)
async def test_the_picture_is_a_file_of_its_own_that_looks_as_on_the_page(page: Page, tmp_path: Path) -> None:
    await seek(page, 19)
    numbers = await shown_numbers(page)
    size = await page.evaluate(
        "['width', 'height'].map((n) => +document.querySelector('.network').getAttribute(n))"
    )
    ground = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    await open_share(page)
    files = {}
    for kind in ("SVG", "PNG"):
        async with page.expect_download() as saving:
            await page.get_by_role("button", name=f"Picture, {kind}").click()
        saved = await saving.value
        assert saved.suggested_filename == f"source-step-19.{kind.lower()}"
        await saved.save_as(tmp_path / kind)
        files[kind] = (tmp_path / kind).read_bytes()
    text = files["SVG"].decode()
    root = ElementTree.fromstring(text)
    tag = "{http://www.w3.org/2000/svg}"
    assert root[0].tag == f"{tag}title"
    assert root[0].text == "The source's network, after step 19 of 50"
    assert root.find(f"{tag}rect").get("fill") == ground  # type: ignore[union-attr]
    # nothing is fetched, and nothing of the page is left
    assert re.findall(r"url\((?!data:font|data:application)", text) == []
    assert re.findall(r"href|var\(|role=|tabindex|aria-|<!--", text) == []
    drawn = {mark.get("data-ref"): "".join(mark.itertext()) for mark in root.iter() if mark.get("data-ref")}
    assert drawn.keys() == numbers.keys()
    assert "−0.2364" in drawn["delta.2.1"]
    assert "-0.2364" not in text
    assert struct.unpack(">II", files["PNG"][16:24]) == tuple(2 * length for length in size)


async def test_pictures_are_of_the_network_view(page: Page) -> None:
    await page.locator('input[value="table"]').check(force=True)
    await open_share(page)
    await expect(page.get_by_role("button", name="Picture, SVG")).to_have_attribute("aria-disabled", "true")
    await expect(page.locator("#share")).to_contain_text("in the network view")


@pytest.mark.parametrize(
    "page", [{}, DARK, {"viewport": PHONE}], ids=["light", "dark", "phone"], indirect=True
)
async def test_the_dialog_works_by_keyboard_and_axe_finds_nothing(page: Page) -> None:
    await open_share(page)
    assert await ask_axe(page) == []
    fits = (
        "() => document.querySelector('#share').scrollWidth <= document.querySelector('#share').clientWidth"
    )
    assert await page.evaluate(fits)
    await page.keyboard.press("ArrowRight")
    assert await page.input_value("#position") == "0"  # keys stay in the dialog
    await page.keyboard.press("Escape")
    await expect(page.locator("#share")).not_to_be_visible()
    focused = "document.activeElement.ariaLabel ?? document.activeElement.textContent"
    assert await page.evaluate(focused) == "Share and export"
    await page.keyboard.press("Enter")
    await expect(page.locator("#share")).to_be_visible()
