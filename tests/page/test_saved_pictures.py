"""The picture that Share saves shows what the page shows: same numbers, same light, same colours."""

import base64
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.async_api import Page

from tests.lesson.drawn import SVG, lights_of, numbers_of
from tests.page.browsing import choose, seek
from tests.page.test_share import DARK, open_share

pytestmark = pytest.mark.anyio
ALIKE = 0.01  # of the whole scale, in the mean over all pixels: two renderers smooth edges each in its way
DRAWN = 0.005  # of the pixels have another colour than the ground


async def save(page: Page, format: str) -> bytes:
    await open_share(page)
    async with page.expect_download() as saving:
        await page.get_by_role("button", name=f"Picture at a step, {format.upper()}").click()
    content = Path(await (await saving.value).path()).read_bytes()
    await page.keyboard.press("Escape")
    return content


async def figures(page: Page) -> dict[str, str]:
    """Every number in the diagram as it is written."""
    found: dict[str, str] = await page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("#diagram [data-ref]")]
            .map((mark) => [mark.dataset.ref, mark.querySelector("text").textContent]))"""
    )
    return found


async def lights(page: Page) -> dict[str, str]:
    """Of the numbers in the diagram that are lit, how."""
    found = await page.evaluate(
        """() => ["target", "read"].flatMap((light) => {
            const marks = document.querySelectorAll(`#diagram .number.${light} [data-ref]`);
            return [...marks].map(({ dataset }) => [dataset.ref, light]);
        })"""
    )
    return dict(found)


@pytest.mark.parametrize("page", [{}, DARK], ids=["light", "dark"], indirect=True)
@pytest.mark.parametrize("preset", ["source", "mazur", "softmax", "trask-xor"])
async def test_numbers_light_and_ground_are_those_of_the_page(page: Page, preset: str) -> None:
    await choose(page, preset)
    ground = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    count = int(await page.get_attribute("#position", "max") or 0)
    for position in (0, count // 5, count // 3, count // 2, count - 3, count):
        await seek(page, position)
        root = ElementTree.fromstring(await save(page, "svg"))
        # what the page has no room for still stands in the file
        assert (await figures(page)).items() <= numbers_of(root).items(), position
        assert (await lights(page)).items() <= lights_of(root).items(), position
        if preset == "source" and position < count // 2:
            assert await figures(page) == numbers_of(root), position
        (paper,) = root.findall(f"{SVG}rect")
        red, green, blue = (int(paper.attrib["fill"][at : at + 2], 16) for at in (1, 3, 5))
        assert ground == f"rgb({red}, {green}, {blue})"


async def test_a_chosen_number_and_the_grain_light_the_file_too(page: Page) -> None:
    await choose(page, "mazur")
    await page.check('input[name="grain"][value="layer"]', force=True)
    await seek(page, 4)
    assert lights_of(ElementTree.fromstring(await save(page, "svg"))) == await lights(page)
    await page.locator('#diagram [data-ref="z.1.0"]').click()
    assert (await lights(page))["z.1.0"] == "target"
    assert lights_of(ElementTree.fromstring(await save(page, "svg"))) == await lights(page)


async def test_under_the_lens_the_wrong_numbers_are_saved(page: Page, server: str) -> None:
    await page.goto(f"{server}/#v1.preset=source&at=delta.1.0&lesson=mistakes.no_slope_at_hidden.wrong")
    mark = page.locator('#diagram [data-ref="delta.2.0"][data-differs=wrong] text').first
    await mark.wait_for()
    shown = await mark.text_content()
    numbers = numbers_of(ElementTree.fromstring(await save(page, "svg")))
    assert numbers["delta.2.0"] == shown


async def test_a_picture_is_saved_from_every_view(page: Page) -> None:
    await seek(page, 12)
    first = await save(page, "svg")
    await page.locator('input[value="table"]').check(force=True)
    assert await save(page, "svg") == first


COMPARE = """async ([svg, png]) => {
    const pixels = async (address, size) => {
        const image = new Image();
        image.src = address;
        await image.decode();
        const { width, height } = size ?? { width: image.naturalWidth, height: image.naturalHeight };
        const canvas = Object.assign(document.createElement("canvas"), { width, height });
        canvas.getContext("2d").drawImage(image, 0, 0, width, height);
        return { width, height, bytes: canvas.getContext("2d").getImageData(0, 0, width, height).data };
    };
    const one = await pixels(png);
    const other = await pixels(svg, one);
    const differ = one.bytes.reduce((sum, byte, i) => sum + Math.abs(byte - other.bytes[i]), 0);
    const drawn = (bytes) => bytes.filter((byte, i) => i % 4 === 1 && Math.abs(byte - bytes[1]) > 40).length;
    const shares = [one, other].map(({ bytes }) => (4 * drawn(bytes)) / bytes.length);
    return { mean: differ / one.bytes.length / 255, shares };
}"""


@pytest.mark.parametrize("page", [{}, DARK], ids=["light", "dark"], indirect=True)
async def test_the_png_looks_as_the_browser_draws_the_svg_in_an_image(page: Page) -> None:
    await choose(page, "mazur")
    await seek(page, 25)
    files = {"svg": "image/svg+xml", "png": "image/png"}
    addresses = [
        f"data:{kind};base64,{base64.b64encode(await save(page, name)).decode()}"
        for name, kind in files.items()
    ]
    found: dict[str, Any] = await page.evaluate(COMPARE, addresses)
    assert found["mean"] < ALIKE
    png, svg = found["shares"]
    assert png > DRAWN
    assert svg == pytest.approx(png, rel=0.1)
