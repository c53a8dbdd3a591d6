"""Links: what the address says is what opens, whoever wrote it, and nothing that was edited is lost on the way."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Page, Request, expect

from tests.page.browsing import DESK, PHONE, READY, ask_axe, choose, count_steps, picture, position_of, seek
from tests.page.edits import count_questions, edit, expect_picture_of, marks, put, rest, setup_of

pytestmark = pytest.mark.anyio

# Given away once; it has to open for ever.
OLD = (
    "v1.preset=source&at=delta.3.0&setup=eJyNjsFqwzAQRP9lzlthObQH_0gPRhi53hhRWTKSkjYx_veuTUICufSy7Azzhlkwp9h7"
    "ntAsCFx-YvreXm8vnDKadsGn3PZNq9pQW6l3Ywi9WJWqqVJalP0q7myLiwENshun6AasdCeFkeCH0FppEnl4VBz-W7EH6yfyhfIusE1YzUrw"
    "Mct2TJlB-N0qbsMv26_NnpF0cGHski2MRhoJx8R85a53NrMUHK3PTIhzcZO7ctq2jQOenC6XnQ4n7wmneRAlYLX-AbtHau8"
)


async def link_of(page: Page, pattern: str) -> str:
    """The address once it stands for a place that matches."""
    await page.wait_for_function(
        "(pattern) => new RegExp(pattern).test(location.hash) && performance.now() > 0", arg=pattern
    )
    return str(await page.evaluate("location.hash.slice(1)"))


async def go(page: Page, fragment: str) -> None:
    """As if typed into the address."""
    await page.evaluate("(fragment) => { location.hash = fragment; }", fragment)


@asynccontextmanager
async def visitor(browser: Browser, address: str) -> AsyncIterator[Page]:
    """Somebody else, who was given an address."""
    context = await browser.new_context(viewport=DESK)
    page = await context.new_page()
    await page.goto(address)
    await page.wait_for_selector(READY)
    yield page
    await context.close()


async def test_an_edited_problem_opens_elsewhere_with_the_same_numbers_and_the_same_picture(
    page: Page, browser: Browser, server: str
) -> None:
    await count_questions(page)
    await choose(page, "trask-xor")
    await page.select_option("#sample", "2")
    await rest(page)
    for ref, text in (("W.1.0.0", "1/3"), ("b.2.0", "−0,7")):
        await edit(page, ref, text)
    await rest(page)
    await page.select_option("#digits", "6")
    await page.locator('input[value="layer"]').check(force=True)
    await seek(page, 12)
    await page.click('#diagram [data-ref="a.1.1"]')
    link = await link_of(page, r"selected=a\.1\.1")
    seen, numbers = await picture(page), await marks(page)
    async with visitor(browser, f"{server}/#{link}") as other:
        assert await picture(other) == seen
        assert await marks(other) == numbers
        assert await other.input_value("#sample") == "2"
        assert await other.input_value("#digits") == "6"
        assert await other.locator('input[value="layer"]').is_checked()
        await other.get_by_role("button", name="Back to the starting weights").click()
        await expect(other.locator('#diagram [data-ref="W.1.0.0"]')).not_to_have_text("+0.33333333")
        assert await other.evaluate("localStorage.getItem('theme')") is None


async def test_a_reload_keeps_place_edits_updates_and_what_the_optimizer_remembers(
    page: Page, server: str
) -> None:
    await count_questions(page)
    await page.get_by_role("button", name="Network settings").click()
    await page.select_option("#optimizer", "adam")
    await page.keyboard.press("Escape")
    await rest(page)
    for _ in range(2):
        await seek(page, await count_steps(page))
        await page.get_by_role("button", name="Take this update").click()
        await rest(page)
    await seek(page, await count_steps(page))
    link = await link_of(page, r"at=loss_new&setup=")
    seen = await picture(page)
    await page.reload()
    await page.wait_for_selector(READY)
    assert await picture(page) == seen
    assert await page.inner_text(".updates") == "update 2"
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.press("ArrowRight")
    assert await link_of(page, r"at=loss_new") == link


@pytest.mark.parametrize("view", ["network", "matrices", "table", "training"])
async def test_view_and_theme_travel_but_the_readers_own_theme_stays(
    page: Page, browser: Browser, server: str, view: str
) -> None:
    await page.locator(f'input[value="{view}"]').check(force=True)
    theme = page.get_by_role("button", name="Theme")
    await theme.click()
    await theme.click()
    link = await link_of(page, "theme=dark")
    assert ("view=" in link) == (view != "network")
    async with visitor(browser, f"{server}/#v1.preset=source") as other:
        await go(other, link)
        await other.wait_for_function("() => document.documentElement.dataset.theme === 'dark'")
        assert await other.locator(f'input[value="{view}"]').is_checked()
        assert await other.evaluate("localStorage.getItem('theme')") is None
        await go(other, "v1.preset=mazur")
        await other.wait_for_function("() => document.documentElement.dataset.theme === undefined")


async def test_a_link_that_was_given_away_long_ago_still_opens(page: Page, server: str) -> None:
    await page.goto("about:blank")
    await page.goto(f"{server}/#{OLD}")
    await page.wait_for_selector(READY)
    setup = setup_of()
    put(setup, "W.3.0.1", 0.123)
    await expect_picture_of(page, server, setup)
    assert await page.get_attribute("#why output", "data-ref") == "delta.3.0"
    assert await page.inner_text("#notice") == ""


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
    assert await ask_axe(page) == []
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


async def test_a_number_that_the_link_explains_is_open(page: Page) -> None:
    await go(page, "v1.preset=source&at=delta.1.1&selected=a.2.1")
    await expect(page.locator("#why output")).to_have_attribute("data-ref", "a.2.1")
    await go(page, "v1.preset=source&selected=W.2.0.1")
    await expect(page.locator("#editor-field")).to_have_value("0.6")
    assert await position_of(page) == 0


async def test_a_pristine_page_keeps_its_bare_address_and_playing_writes_only_where_it_stops(
    page: Page, server: str
) -> None:
    written: list[str] = []
    await page.expose_function("keep", written.append)
    await page.evaluate(
        """() => {
            const original = history.replaceState.bind(history);
            history.replaceState = (...given) => { keep(given[2]); original(...given); };
        }"""
    )
    questions: list[Request] = []
    page.on("request", questions.append)
    await page.keyboard.press("Space")
    await page.wait_for_function("() => document.querySelector('#position').value > 1")
    assert page.url == f"{server}/"
    await page.keyboard.press("Space")
    position = await position_of(page)
    link = await link_of(page, "^#v1")
    assert written == [f"#{link}"]
    assert questions == []
    await page.keyboard.press("Home")
    assert await link_of(page, "^#v1.preset=source$")
    await seek(page, position)
    assert await link_of(page, "at=") == link


@pytest.mark.parametrize("page", [{}, {"viewport": PHONE}], ids=["desk", "phone"], indirect=True)
async def test_the_link_is_copied_or_shown_where_copying_is_not_allowed(page: Page, server: str) -> None:
    await seek(page, 10)
    if await page.get_by_role("button", name="Copy link").count() == 0:
        await page.get_by_role("button", name="Network settings").click()
    await page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    await page.get_by_role("button", name="Copy link").click()
    field = page.get_by_label("Link to this place")
    await expect(field).to_have_value(f"{server}/#v1.preset=source&at=a.3.0")
    await expect(field).to_be_focused()
    chosen = "(field) => field.selectionEnd - field.selectionStart === field.value.length"
    assert await field.evaluate(chosen)
    assert await ask_axe(page) == []
    await page.evaluate(
        "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }"
    )
    await page.get_by_role("button", name="Copy link").click()
    await expect(page.locator("#notice")).to_have_text("Link copied.")
    assert await page.evaluate("copied") == f"{server}/#v1.preset=source&at=a.3.0"
    await expect(page.locator("#notice")).to_have_text("")  # it has been read
