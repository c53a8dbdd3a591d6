"""Guided tours: every stop beside the API's own numbers, ways off and back, links."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.page.browsing import position_of
from tests.page.edits import FIELD, count_questions, rest
from tests.page.links import go, link_of, visitor
from tests.page.runs import LONG
from tests.page.tours import (
    BACK,
    NEXT,
    REF,
    RETURN,
    at_stop,
    open_list,
    position_at,
    start,
    text_of,
    to_stop,
    told_at,
    tours,
    words_of,
)

pytestmark = pytest.mark.anyio
REDUCED = {"reduced_motion": "reduce"}


@pytest.mark.parametrize("page", [REDUCED], ids=["reduced motion"], indirect=True)
async def test_every_stop_of_every_tour_stands_where_it_says_and_shows_the_apis_numbers(
    page: Page, server: str
) -> None:
    await open_list(page)
    for id, tour in tours(server).items():
        await start(page, id)
        for n, stop in enumerate(tour["stops"], start=1):
            if n > 1:
                await page.click(NEXT)
            await at_stop(page, n)
            told = told_at(server, stop)
            assert await position_of(page) == position_at(stop, told), (id, n)
            assert await words_of(page) == text_of(stop, told), (id, n)
            assert await page.inner_text(".tour-words h3") == stop["title"]
            assert await page.is_checked(f'input[name="view"][value="{stop["view"]}"]')
            assert await page.is_checked(f'input[name="grain"][value="{stop["grain"]}"]')
            assert await page.locator("#why .editor").count() == (stop["selected"] is not None)
            for ref in REF.findall(stop["text"]):
                assert await page.locator(f'.tour-text [data-ref="{ref}"]').count() == 1
            if stop["updates"]:
                assert await page.input_value("#train-updates") == str(stop["updates"])
            name = page.get_by_role("button", name="See wrong beside right")
            assert await name.count() == (stop["mistake"] is not None)
        assert await page.get_attribute(NEXT, "aria-disabled") == "true"
        assert await page.get_by_role("button", name="Next tour").count() == 1
        await page.get_by_role("button", name="End the tour").click()
    assert await page.locator(".tour-done").count() == len(tours(server))


async def test_a_reader_who_moves_on_is_told_quietly_and_comes_back(page: Page, server: str) -> None:
    await count_questions(page)
    await open_list(page)
    await start(page, "dead-relu")
    await to_stop(page, 3)
    stop = tours(server)["dead-relu"]["stops"][2]
    told = told_at(server, stop)
    box = await page.locator(".tour-text").bounding_box()

    async def comes_back() -> None:
        await expect(page.locator(RETURN)).to_have_text("You have moved onBack to this stop")
        assert await page.locator(".tour-text").bounding_box() == box  # nothing has moved on the page
        await page.click(RETURN)
        await at_stop(page, 3)
        assert await position_of(page) == position_at(stop, told)
        assert await words_of(page) == text_of(stop, told)
        assert await page.evaluate("document.activeElement.id") == "tour-title"

    await page.keyboard.press("ArrowLeft")  # a step back: what is not computed is blank, and says so
    await expect(page.locator('.tour-text [data-ref="delta.1.0"]')).to_have_count(0)
    assert "not computed yet" in await page.inner_text(".tour-text")
    await comes_back()

    await page.click('.tour-text [data-ref="slope.1.0"]')  # a number in the text leads to its formula
    await expect(page.locator("#why output")).to_have_attribute("data-ref", "slope.1.0")
    await comes_back()

    await page.click('.tour-text [data-ref="W.2.0.0"]')  # a change: the text's numbers follow
    await page.fill(FIELD, "2")
    await page.keyboard.press("Enter")
    await rest(page)
    assert await page.inner_text('.tour-text [data-ref="W.2.0.0"]') == "2"
    await page.get_by_role("button", name="Undo").click()  # undone it is the stop's own problem again
    await expect(page.locator(RETURN)).to_have_count(0)
    await page.get_by_role("button", name="Redo").click()
    await comes_back()


async def test_seeking_in_one_problem_keeps_the_history_and_another_problem_begins_one(page: Page) -> None:
    await count_questions(page)
    await open_list(page)
    await start(page, "loss-went-down")
    await page.click('#diagram [data-ref="W_new.1.0.0"]')
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Take this update").click()
    await rest(page)
    undo = page.get_by_role("button", name="Undo")
    await undo.click()
    await rest(page)
    await page.click(NEXT)  # the same network: what was undone can still be done again
    await at_stop(page, 2)
    assert await page.get_by_role("button", name="Redo").get_attribute("aria-disabled") == "false"
    assert await page.input_value("#preset") == "source"
    await page.get_by_role("button", name="End the tour").click()
    await start(page, "why-transpose")
    for name in ("Undo", "Redo"):
        assert await page.get_by_role("button", name=name).get_attribute("aria-disabled") == "true"
    assert await page.eval_on_selector("#preset", "menu => menu.selectedOptions[0].text") == "Another network"
    await page.select_option("#preset", "source")  # so the way to every example is open
    await expect(page.locator('#diagram [data-ref="W.1.0.0"]')).to_have_text("−1.2")


async def test_a_link_opens_a_tour_at_its_stop_with_its_own_place(
    page: Page, browser: Browser, server: str
) -> None:
    await go(page, "v1.lesson=tours.dead-relu.5")  # by hand: it names the stop alone
    await at_stop(page, 5)
    stop = tours(server)["dead-relu"]["stops"][4]
    assert await words_of(page) == text_of(stop, told_at(server, stop))
    link = await link_of(page, r"at=loss.*lesson=tours\.dead-relu\.5&setup=")
    await page.keyboard.press("ArrowLeft")
    wandered = await link_of(page, r"at=loss@0&")
    async with visitor(browser, f"{server}/#{link}") as other:
        await at_stop(other, 5)
        assert await other.inner_text(".updates") == "update 100"
        await go(other, wandered)
        await expect(other.locator(RETURN)).to_be_visible()
        assert await other.evaluate("document.querySelector('#why output').dataset.ref") == "loss@0"
        assert await other.inner_text("#notice") == ""
    for wrong, words in (
        ("tours.no-such-tour.1", "There is no tour of that name."),
        ("tours", "A few stops each."),
    ):
        await go(page, f"v1.preset=mazur&lesson={wrong}")
        await expect(page.locator(".tour-list")).to_contain_text(words)
        assert await page.locator(".tour-entry").count() == len(tours(server))
        assert await page.input_value("#preset") == "mazur"
    await go(page, "v1.lesson=tours.four-phases.99")  # beyond its end
    await at_stop(page, len(tours(server)["four-phases"]["stops"]))


async def test_a_number_in_the_text_lights_the_same_number_in_the_picture(page: Page) -> None:
    await open_list(page)
    await start(page, "four-phases")
    await to_stop(page, 4)
    await page.hover('.tour-text [data-ref="delta.1.0"]')
    assert await page.locator('#diagram [data-ref="delta.1.0"][data-hovered]').count() == 1
    await page.select_option("#digits", "6")
    assert await page.inner_text('.tour-text [data-ref="delta.1.0"]') == "−0.072950"


async def test_a_run_of_training_ends_where_the_reader_goes_on_and_its_own_network_is_a_stop(
    page: Page,
) -> None:
    await open_list(page)
    await start(page, "slow-to-learn")
    await to_stop(page, 4)
    await page.fill("#train-updates", str(LONG))
    await page.get_by_role("button", name="Run", exact=True).click()
    await page.wait_for_function("() => Number(document.querySelector('#walk').max) > 3")
    await page.click(NEXT)
    await at_stop(page, 5)
    assert await page.locator(".updates").count() == 0
    await page.click(BACK)
    await at_stop(page, 4)
    assert await page.get_by_role("button", name="Run", exact=True).count() == 1


async def test_what_cannot_be_fetched_is_told_and_asked_again(page: Page, expected_errors: list[str]) -> None:
    expected_errors.append("net::ERR_FAILED")
    await open_list(page)
    await page.route("**/api/tours/*", lambda route: route.abort())
    await page.click('[data-tour="dead-relu"]')
    await expect(page.locator("#notice")).to_contain_text("The server does not answer.")
    await page.unroute("**/api/tours/*")
    await page.get_by_role("button", name="Try again").click()
    await at_stop(page, 1)
    await expect(page.locator("#notice")).to_have_text("")
