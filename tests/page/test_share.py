"""What leaves the page: the link, the lines of a frame, files; and what comes back."""

import json
import re
import struct
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from playwright.async_api import Browser, Page, expect

from app.lesson.exports.formats import PICTURES
from tests.page.browsing import PHONE, READY, choose, seek
from tests.page.edits import expect_picture_of, setup_of
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


@pytest.mark.parametrize("page", [{}, {"viewport": PHONE}], ids=["desk", "phone"], indirect=True)
async def test_the_dialog_works_by_keyboard(page: Page) -> None:
    await open_share(page)
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


async def test_a_problem_saved_as_json_opens_again_and_undo_brings_back_what_was_there(
    page: Page, server: str, tmp_path: Path
) -> None:
    await choose(page, "mazur")
    await open_share(page)
    async with page.expect_download() as saving:
        await page.get_by_role("button", name="Problem as JSON").click()
    saved = await saving.value
    await saved.save_as(tmp_path / saved.suggested_filename)
    await expect(page.locator("#share [role=status]")).to_contain_text("is saved with the downloads")
    await page.keyboard.press("Escape")
    await choose(page, "softmax")
    await open_share(page)
    await page.set_input_files("#share input[type=file]", tmp_path / saved.suggested_filename)
    await expect(page.locator("#share [role=status]")).to_contain_text("is open")
    await expect_picture_of(page, server, setup_of("mazur"))
    await page.keyboard.press("Escape")
    await page.keyboard.press("Control+z")
    await expect_picture_of(page, server, setup_of("softmax"))


async def test_weights_from_safetensors_become_the_network_and_a_damaged_file_is_refused_in_words(
    page: Page, server: str, expected_errors: list[str], tmp_path: Path
) -> None:
    expected_errors.append("422")
    await open_share(page)
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"\x08\0\0\0\0\0\0\0nonsense")
    before = await page.inner_html("#diagram .layer")
    await page.set_input_files("#share input[type=file]", broken)
    await expect(page.locator("#share [role=status]")).not_to_have_text("")
    await expect(page.locator("#share [role=status]")).not_to_contain_text("Reading")
    assert await page.inner_html("#diagram .layer") == before
    good = tmp_path / "weights.safetensors"
    good.write_bytes(safetensors({"0.weight": [[0.25], [-0.5]], "0.bias": [0.5, 1.0]}))
    await page.select_option("#share select >> nth=1", "tanh")
    await page.set_input_files("#share input[type=file]", good)
    await expect(page.locator("#share [role=status]")).to_contain_text("is open")
    setup = setup_of()
    layer = {"W": [[0.25], [-0.5]], "b": [0.5, 1.0], "activation": "tanh"}
    setup |= {"network": {"layers": [layer]}, "y": [[1.0, 0.0]]}
    await expect_picture_of(page, server, setup)


def safetensors(arrays: dict[str, Any]) -> bytes:
    """Of 64-bit numbers: the length of a JSON header, the header, the numbers."""
    header, body = {}, b""
    for name, array in arrays.items():
        numbers = np.array(array)
        place = [len(body), len(body) + numbers.nbytes]
        header[name] = {"dtype": "F64", "shape": numbers.shape, "data_offsets": place}
        body += numbers.tobytes()
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + body


async def test_every_format_that_the_catalogue_tells_can_be_saved(page: Page, server: str) -> None:
    await seek(page, 12)
    at = await page.evaluate("document.querySelector('#diagram .target [data-ref]').dataset.ref")
    await open_share(page)
    for export in httpx.get(f"{server}/api/catalogue", trust_env=False).json()["exports"]:
        async with page.expect_download() as saving:
            await page.get_by_role("button", name=export["title"], exact=True).click()
        saved = await saving.value
        assert saved.suggested_filename == export["file"]
        answer = httpx.post(
            f"{server}/api/export/{export['id']}",
            json=setup_of(),
            params={"at": at} if export["id"] in PICTURES else {},
            trust_env=False,
        )
        assert Path(await saved.path()).read_bytes() == answer.content
