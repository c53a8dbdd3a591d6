"""Beside a derivation: the gradient's check, beside the API's own answer, and when what is asked for."""

import pytest
from playwright.async_api import Page, Route, expect

from app.lesson.numbers import show_result
from tests.page.asides import CHECKED, DRAWN, GRADIENT, WEIGHT, api, gradient_of, listen, step_of
from tests.page.browsing import PHONE, choose, count_steps, seek
from tests.page.edits import FIELD, edit, put, setup_of

pytestmark = pytest.mark.anyio
SMALL = {"viewport": PHONE, "reduced_motion": "reduce"}


@pytest.mark.parametrize("ref", ["W_grad.3.0.1", "b_grad.1.1", "W_new.2.0.0", "b_new.2.1"])
async def test_beside_every_gradient_stand_the_apis_numeric_gradient_its_error_and_a_verdict(
    page: Page, server: str, ref: str
) -> None:
    await step_of(page, ref)
    parameter = ref.replace("_grad", "").replace("_new", "")
    probe = next(p for p in api(server, "check", setup_of())["parameters"] if p["ref"] == parameter)
    await expect(page.locator(CHECKED)).to_contain_text("The check agrees.")
    assert await page.inner_text("#why .check .numeric") == show_result(probe["numeric"], 4)
    assert await page.inner_text("#why .check .error") == show_result(probe["relative_error"], 2)


async def test_stepping_and_playing_ask_for_nothing_and_resting_along_gradients_asks_for_one_check(
    page: Page,
) -> None:
    asked = listen(page)
    await page.evaluate(
        """(before) => { // faster than any rest
            const press = (key) =>
                document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
            press("End");
            for (let n = 0; n < 40; n += 1) press("ArrowLeft");
            press("Home");
            for (let n = 0; n < before; n += 1) press("ArrowRight");
        }""",
        GRADIENT - 1,
    )
    await seek(page, GRADIENT - 1)
    refs = []
    for _ in range(4):
        await page.keyboard.press("ArrowRight")
        refs.append(str(await page.get_attribute("#why output", "data-ref")).replace("_grad", ""))
        await page.wait_for_selector(DRAWN)
        await page.wait_for_selector(CHECKED)
    assert [call for call, _ in asked].count("check") == 1
    assert [body["ref"] for call, body in asked if call == "slice"] == refs
    for _ in range(3):  # back over what was answered
        await page.keyboard.press("ArrowLeft")
        await page.wait_for_selector(DRAWN)
    assert len(asked) == 5
    await page.keyboard.press("Home")
    await edit(page, "a.0.0", "0.7")
    await seek(page, GRADIENT)
    await page.wait_for_selector(DRAWN)
    await page.wait_for_selector(CHECKED)
    assert [call for call, _ in asked].count("check") == 2
    assert next(body for call, body in asked[::-1] if call == "check")["x"] == [[0.7]]


async def test_while_a_weight_is_changed_one_question_of_a_kind_is_under_way_and_the_last_value_is_drawn(
    page: Page, server: str
) -> None:
    under_way: dict[str, int] = {"check": 0, "slice": 0}
    most = 0

    async def slowly(route: Route) -> None:
        nonlocal most
        call = route.request.url.rpartition("/")[2]
        under_way[call] += 1
        most = max(most, under_way[call])
        await page.wait_for_timeout(700)
        await route.continue_()
        under_way[call] -= 1

    await page.route("**/api/check", slowly)
    await page.route("**/api/slice", slowly)
    await seek(page, GRADIENT)
    await page.click(f'#diagram [data-ref="{WEIGHT}"]')
    for text in ("1", "1.5", "−2"):
        await page.fill(FIELD, text)
        await page.wait_for_timeout(600)
    setup = setup_of()
    put(setup, WEIGHT, -2.0)
    gradient = show_result(gradient_of(server, setup), 4)
    await expect(page.locator("#why .slope")).to_have_text(f"slope {gradient}")
    await expect(page.locator("#why .check .numeric")).to_have_text(gradient)
    await expect(page.locator("#why .slice-mark.given text")).to_have_text("now −2")
    assert most == 1


async def test_a_probe_over_a_kink_has_no_verdict_and_a_wrong_gradient_is_called_wrong(
    page: Page, server: str
) -> None:
    await choose(page, "relu-homework")
    setup = setup_of("relu-homework")
    layer = setup["network"]["layers"][0]
    for ref in ("b.1.0", *(f"W.1.0.{i}" for i in range(len(layer["W"][0])))):
        await edit(page, ref, "0")
        put(setup, ref, 0.0)
    probes = api(server, "check", setup)["parameters"]
    kink = next(probe for probe in probes if probe["verdict"] == "kink")
    await step_of(page, kink["ref"].replace(".", "_grad.", 1))
    await expect(page.locator(CHECKED)).to_contain_text("the probe crosses a kink of ReLU")
    assert await page.inner_text("#why .check .numeric") == show_result(kink["numeric"], 4)

    async def spoil(route: Route) -> None:
        answer = await route.fetch()
        told = await answer.json()
        for probe in told["parameters"]:
            probe.update(verdict="differs", relative_error=0.5)
        await route.fulfill(json=told)

    await page.route("**/api/check", spoil)
    await edit(page, "b.1.0", "1")
    await expect(page.locator("#why .check")).to_contain_text("this gradient is wrong")


async def test_what_cannot_be_drawn_is_told_in_words_in_its_place_and_nothing_else_breaks(
    page: Page, server: str, expected_errors: list[str]
) -> None:
    expected_errors.append("422")
    await edit(page, "b.3.0", "1.3e154")  # its square still fits into 64 bits; four times that does not
    place = await step_of(page, "b_grad.3.0")
    await expect(page.locator("#why .slice")).to_contain_text("the loss grows beyond what 64 bits hold")
    await expect(page.locator(CHECKED)).to_contain_text("The check agrees.")
    expected_errors.append("Failed to load")
    await page.route("**/api/check", lambda route: route.abort())
    await seek(page, 0)
    await edit(page, "b.3.0", "0.1")
    await seek(page, place)
    await expect(page.locator("#why .check")).to_contain_text("not be checked. The server does not answer")
    await page.wait_for_selector(DRAWN)
    await page.unroute("**/api/check")
    await page.keyboard.press("ArrowRight")
    await page.wait_for_selector(CHECKED)


@pytest.mark.parametrize("page", [{}, SMALL], ids=["desk", "phone"], indirect=True)
async def test_the_picture_stays_within_the_panel(page: Page) -> None:
    for preset in ("source", "softmax"):
        await choose(page, preset)
        await seek(page, await count_steps(page) - 1)
        await page.wait_for_selector(DRAWN)
        await page.wait_for_selector(CHECKED)
        inside = await page.evaluate(
            """() => {
                const panel = document.querySelector("#why");
                const asides = panel.querySelectorAll(".aside, .aside text, .slice-symbol");
                const [here, ...parts] = [panel, ...asides].map((part) => part.getBoundingClientRect());
                return panel.scrollWidth <= panel.clientWidth
                    && parts.every((part) => part.left >= here.left && part.right <= here.right + 0.5);
            }"""
        )
        assert inside, preset
        await page.locator("#why .slice").scroll_into_view_if_needed()
