"""Links that are damaged, refused or name what is not there: told in words, and something sensible opens."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.page.browsing import choose, count_steps, picture, seek
from tests.page.edits import expect_picture_of, put, setup_of
from tests.page.links import OLD, go

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("fragment", "words"),
    [
        ("v9.preset=source", "a form, v9, that this page does not know"),
        (OLD[:-30], "a part of it is missing"),
        (OLD.replace("AQRP", "AQR!"), "a part of it is missing"),
        ("v1.preset=nobody-knows", "There is no such preset"),
        ("v1.preset=source&setup=eJyrVipITMlJLVayUoqOVXBMTlYqLi1KTQUAW9AHxA", "missing"),
    ],
)
async def test_a_damaged_link_opens_the_first_network_and_says_so(
    page: Page, expected_errors: list[str], fragment: str, words: str
) -> None:
    expected_errors.append("404")
    start = await picture(page)
    await choose(page, "mazur")
    await go(page, fragment)
    await expect(page.locator("#notice")).to_contain_text(words)
    await expect(page.locator("#notice")).to_contain_text("This link cannot be opened: ")
    await expect(page.locator("#notice")).to_contain_text("Here is the source’s network.")
    assert await picture(page) == start
    await page.click("#notice button")
    assert await page.inner_text("#notice") == ""


async def test_what_the_server_refuses_in_a_link_is_told_in_its_words(
    page: Page, expected_errors: list[str]
) -> None:
    expected_errors.append("422")
    await page.evaluate(
        """async (old) => {
            const { decode, encode } = await import("/static/js/core/link.js");
            const place = await decode(old);
            place.setup.problem.network.layers[1].W = [[1, 2, 3]];
            location.hash = await encode(place);
        }""",
        OLD,
    )
    await expect(page.locator("#notice")).to_contain_text("layers.1.W has shape (1, 3)")
    await expect(page.locator("#notice")).to_contain_text("Here is the source’s network.")


@pytest.mark.parametrize(
    ("place", "target"),
    [("delta.2.7", "delta.2.1"), ("W_grad.9.0.0", "b_grad.1.1"), ("a.3.5", "a.3.0"), ("y.0", None)],
)
async def test_a_link_whose_step_is_not_there_keeps_its_problem_and_opens_near(
    page: Page, server: str, place: str, target: str | None
) -> None:
    await go(page, OLD.replace("delta.3.0", place))
    await expect(page.locator("#notice")).to_contain_text("as near to it as can be")
    shown = page.locator("#why output")
    if target is None:
        await expect(shown).to_have_count(0)
    elif target.startswith("b_grad"):
        await expect(shown).to_have_attribute("data-ref", re.compile(r"W_grad\.1"))
    else:
        await expect(shown).to_have_attribute("data-ref", target)
    setup = setup_of()
    put(setup, "W.3.0.1", 0.123)
    await seek(page, await count_steps(page))
    await expect_picture_of(page, server, setup)


async def test_parts_that_make_no_sense_are_named_and_left_out(page: Page) -> None:
    await go(page, "v1.preset=mazur&at=delta.2.0&digits=77&sample=9&selected=W_new.1.0.0&more=1")
    notice = page.locator("#notice")
    await expect(notice).to_contain_text("Left out of the link, as it makes no sense here: digits, more.")
    await expect(notice).to_contain_text("The number that the link explains is not computed here.")
    assert await page.input_value("#preset") == "mazur"
    assert await page.get_attribute("#why output", "data-ref") == "delta.2.0"
    await choose(page, "source")
    assert await page.inner_text("#notice") == ""
