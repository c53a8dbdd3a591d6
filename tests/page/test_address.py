"""The address follows the reader at rest, anchors of the article are left alone, and a link can be copied."""

import pytest
from playwright.async_api import Page, expect

from tests.page.browsing import PHONE, position_of, seek
from tests.page.edits import count_questions, edit, expect_picture_of, put, rest, setup_of
from tests.page.links import go, link_of

pytestmark = pytest.mark.anyio


async def test_a_pristine_page_keeps_its_bare_address_and_playing_writes_only_where_it_stops(
    page: Page, server: str
) -> None:
    written: list[str] = []

    def keep(address: str) -> None:
        written.append(address)

    await page.expose_function("keep", keep)
    await page.evaluate(
        """() => {
            const original = history.replaceState.bind(history);
            history.replaceState = (...given) => { keep(given[2]); original(...given); };
        }"""
    )
    questions: list[str] = []
    page.on("request", lambda request: questions.append(request.url))
    await page.keyboard.press("Space")
    await page.wait_for_function("() => document.querySelector('#position').value > 1")
    assert page.url == f"{server}/"
    await page.keyboard.press("Space")
    position = await position_of(page)
    link = await link_of(page, "^#v1")
    assert written == [f"#{link}"]
    assert not any("/api/" in url for url in questions)
    await page.keyboard.press("Home")
    assert await link_of(page, "^#v1.preset=source$")
    await seek(page, position)
    assert await link_of(page, "at=") == link


@pytest.mark.parametrize("page", [{}, {"viewport": PHONE}], ids=["desk", "phone"], indirect=True)
async def test_the_link_is_copied_or_shown_where_copying_is_not_allowed(page: Page, server: str) -> None:
    await seek(page, 10)
    if await page.get_by_role("button", name="Copy link").count() == 0:
        await page.get_by_role("button", name="Network settings").click()
    await page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')); }"
    )
    await page.get_by_role("button", name="Copy link").click()
    field = page.get_by_label("Link to this place")
    await expect(field).to_have_value(f"{server}/#v1.preset=source&at=a.3.0")
    await expect(field).to_be_focused()
    chosen = "(field) => field.selectionEnd - field.selectionStart === field.value.length"
    assert await field.evaluate(chosen)
    await page.evaluate(
        "() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }"
    )
    await page.get_by_role("button", name="Copy link").click()
    await expect(page.locator("#notice")).to_have_text("Link copied.")
    assert await page.evaluate("copied") == f"{server}/#v1.preset=source&at=a.3.0"
    await expect(page.locator("#notice")).to_have_text("")  # it has been read


async def test_back_and_forward_open_what_the_address_says(page: Page, server: str) -> None:
    await count_questions(page)
    await edit(page, "W.3.0.1", "0.5")
    await rest(page)
    await seek(page, 11)
    edited = await link_of(page, "at=loss&setup=")
    await go(page, "v1.preset=mazur&at=delta.2.0")
    await page.wait_for_function("() => document.querySelector('#preset').value === 'mazur'")
    await page.go_back()
    await page.wait_for_function("() => document.querySelector('#preset').value === 'source'")
    setup = setup_of()
    put(setup, "W.3.0.1", 0.5)
    await expect_picture_of(page, server, setup)
    assert await position_of(page) == 11
    assert await link_of(page, "setup=") == edited
    await page.go_forward()
    await page.wait_for_function("() => document.querySelector('#preset').value === 'mazur'")
    await expect(page.locator("#why output")).to_have_attribute("data-ref", "delta.2.0")


async def test_without_a_fragment_the_address_says_the_first_network(page: Page, server: str) -> None:
    await go(page, "v1.preset=mazur&at=delta.2.0")
    await page.wait_for_function("() => document.querySelector('#preset').value === 'mazur'")
    await page.go_back()
    await page.wait_for_function("() => document.querySelector('#preset').value === 'source'")
    assert page.url == f"{server}/"
    assert await position_of(page) == 0


async def test_anchors_of_the_article_work_and_are_no_damaged_links(page: Page) -> None:
    await count_questions(page)
    await edit(page, "W.3.0.1", "0.5")
    await seek(page, 11)
    # before this rests, the reader jumps
    await page.focus(".skip")
    await page.keyboard.press("Enter")
    assert await page.evaluate("location.hash") == "#lesson-text"
    assert await page.evaluate("document.activeElement.id") == "lesson-text"
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.locator("#lesson-text a[href='#phase-deltas']").first.click()
    assert await page.evaluate("document.querySelector('#phase-deltas').getBoundingClientRect().top") < 200
    scrolled = await page.evaluate("scrollY")
    await page.wait_for_timeout(700)  # longer than any rest
    assert await page.evaluate("location.hash") == "#phase-deltas"
    assert await page.inner_text("#notice") == ""
    assert not any("/api/" in url for url in asked)
    assert await position_of(page) == 11
    await page.keyboard.press("ArrowRight")  # the lesson goes on, and the address with it
    assert "setup=" in await link_of(page, "^#v1.*at=dL_da")
    assert await page.evaluate("scrollY") == scrolled
    await page.go_back()
    await page.wait_for_function("() => location.hash === '#lesson-text'")
    assert await position_of(page) == 12


async def test_a_page_opened_at_a_section_shows_the_section_and_the_first_network(
    blank: Page, server: str
) -> None:
    await blank.goto(f"{server}/#derivation")
    await blank.wait_for_selector("#demo[aria-busy=false] svg.network")
    assert await blank.input_value("#preset") == "source"
    assert await blank.evaluate("document.querySelector('#derivation').getBoundingClientRect().top") < 200
    await blank.wait_for_timeout(700)
    assert blank.url == f"{server}/#derivation"
