"""Beside a derivation: the gradient's check and the loss along one weight, held beside the API's own answers."""

import json
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, Request, Route, expect

from app.lesson.numbers import show_operand, show_result
from tests.page.browsing import PHONE, ask_axe, choose, count_steps, seek
from tests.page.edits import FIELD, edit, marks, put, setup_of

pytestmark = pytest.mark.anyio
CHECKED = "#why .check[data-verdict='agrees'], #why .check[data-verdict='kink']"
DRAWN = "#why .slice[aria-busy='false'] .curve"
WEIGHT = "W.3.0.1"  # its gradient is the step 25
GRADIENT, UPDATED = 25, 38
SMALL = {"viewport": PHONE, "reduced_motion": "reduce"}


def api(server: str, call: str, setup: dict[str, Any], **more: Any) -> Any:
    problem = {key: setup[key] for key in ("network", "loss", "x", "y")}
    return httpx.post(f"{server}/api/{call}", json={**problem, **more}).raise_for_status().json()


def gradient_of(server: str, setup: dict[str, Any], ref: str = WEIGHT) -> float:
    return float(next(p for p in api(server, "check", setup)["parameters"] if p["ref"] == ref)["gradient"])


async def step_of(page: Page, ref: str) -> int:
    """The position at which a computed number is the last; the page is there afterwards."""
    for position in range(1, await count_steps(page) + 1):
        await seek(page, position)
        if await page.get_attribute("#why output", "data-ref") == ref:
            return position
    raise AssertionError(f"no step computes {ref}")


def listen(page: Page) -> list[tuple[str, dict[str, Any]]]:
    asked: list[tuple[str, dict[str, Any]]] = []

    def keep(request: Request) -> None:
        call = request.url.rpartition("/api/")[2].partition("?")[0]
        if call in ("check", "slice"):
            asked.append((call, json.loads(request.post_data or "{}")))

    page.on("request", keep)
    return asked


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


async def test_curve_and_tangent_stand_where_the_api_says_and_the_slope_is_the_gradient_that_is_shown(
    page: Page, server: str
) -> None:
    asked = listen(page)
    await seek(page, UPDATED)
    ref = str(await page.get_attribute("#why output", "data-ref")).replace("_new", "")
    await page.wait_for_selector(DRAWN)
    body = next(body for call, body in asked if call == "slice")
    assert body["ref"] == ref
    setup = setup_of()
    told = api(server, "slice", setup, **{key: body[key] for key in ("ref", "from", "to", "points")})
    drawn: dict[str, Any] = await page.evaluate(
        """() => {
            const plot = document.querySelector("#why .slice .plot");
            const at = (line) => ["x1", "y1", "x2", "y2"].map((name) => Number(line.getAttribute(name)));
            const dot = (look) => ["cx", "cy"].map((name) =>
                Number(plot.querySelector(`.slice-mark.${look} circle`).getAttribute(name)));
            return {
                curve: plot.querySelector(".curve").getAttribute("d").slice(1).split("L").map(
                    (pair) => pair.split(" ").map(Number)),
                tangent: at(plot.querySelector(".tangent")), old: dot("given"), fresh: dot("fresh"),
                texts: [...plot.querySelectorAll("[data-ref]")].map((text) =>
                    [text.dataset.ref, text.textContent]),
            };
        }"""
    )
    # two ticks of an axis would do as well; the ends of the curve tell the scales without the page's own sums
    values, losses, curve = told["values"], told["losses"], drawn["curve"]
    across = (curve[-1][0] - curve[0][0]) / (values[-1] - values[0])
    high, low = losses.index(max(losses)), losses.index(min(losses))
    upward = (curve[high][1] - curve[low][1]) / (losses[high] - losses[low])

    def pixel(value: float, height: float) -> list[float]:
        return [
            curve[0][0] + across * (value - values[0]),
            curve[low][1] + upward * (height - losses[low]),
        ]

    assert len(curve) == len(values)
    for point, value, height in zip(curve, values, losses, strict=True):
        assert point == pytest.approx(pixel(value, height), abs=0.15)
    ends = pixel(values[0], told["tangent"][0]) + pixel(values[-1], told["tangent"][-1])
    assert drawn["tangent"] == pytest.approx(ends, abs=0.3)
    assert drawn["old"] == pytest.approx(pixel(told["value"], told["loss"]), abs=0.15)
    x1, y1, x2, y2 = drawn["tangent"]
    assert (y2 - y1) / (x2 - x1) * across / upward == pytest.approx(told["gradient"], rel=1e-2)
    new = httpx.post(f"{server}/api/update", json=setup).json()["values"]
    quantity, layer, *index = ref.split(".")
    for part in (layer, *map(int, index)):
        new = new[f"{quantity}_new"][part] if part == layer else new[int(part)]
    assert drawn["fresh"][0] == pytest.approx(pixel(new, 0)[0], abs=0.15)
    shown = dict(drawn["texts"])
    named = ref.replace(quantity, f"{quantity}_grad")
    assert shown[named] == f"slope {show_result(told['gradient'], 4)}"
    assert (await marks(page))[named].endswith(shown[named].split()[1])
    assert shown[ref] == f"old {show_operand(told['value'], 4)}"
    assert shown[ref.replace(quantity, f"{quantity}_new")] == f"new {show_operand(new, 4)}"


async def test_no_computed_number_is_told_before_its_step(page: Page, server: str) -> None:
    count = await count_steps(page)
    losses = httpx.post(f"{server}/api/update", json=setup_of()).json()["values"]
    gradient = show_result(gradient_of(server, setup_of()), 4)
    loss = show_result(api(server, "loss", setup_of())["values"]["loss"], 4)
    new = show_operand(losses["W_new"]["3"][0][1], 4)
    heights = "#why .slice .tick-text[text-anchor=end]"
    for position in (0, 10, GRADIENT - 1, GRADIENT, UPDATED - 1, UPDATED, count):
        await seek(page, position)
        known = await page.locator('#diagram [data-ref="loss"]').count() == 1
        moved = await page.locator(f'#diagram [data-ref="W_new{WEIGHT[1:]}"]').count() == 1
        sloped = await page.locator(f'#diagram [data-ref="W_grad{WEIGHT[1:]}"]').count() == 1
        await page.locator(f'#diagram [data-ref="W{WEIGHT[1:]}"], #diagram [data-ref="W_new{WEIGHT[1:]}"]').click()
        await page.wait_for_selector(DRAWN)
        aside = await page.inner_html("#why .slice") + "".join(
            await page.locator("#why .check").all_inner_texts()
        )
        spoken = (await page.get_attribute("#why .slice svg", "aria-label")) or ""
        assert (gradient in aside) == sloped, position
        assert ("Central differences" in aside or "Checking" in aside) == sloped, position
        assert (await page.locator("#why .tangent").count() == 1) == sloped, position
        assert (new in aside) == moved, position
        assert (loss in aside or await page.locator(heights).count() > 0) == known, position
        for number, is_there in ((gradient, sloped), (loss, known), (new, moved)):
            assert (number.replace("−", "minus ") in spoken) == is_there, (position, number)
    assert sloped
    assert moved


async def test_stepping_and_playing_ask_for_nothing_and_resting_along_gradients_asks_for_one_check(
    page: Page,
) -> None:
    asked = listen(page)
    await seek(page, GRADIENT - 2)
    for _ in range(20):
        await page.keyboard.press("ArrowRight")
    assert asked == []
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
    await step_of(page, "b_grad.3.0")
    await expect(page.locator("#why .slice")).to_contain_text("the loss grows beyond what 64 bits hold")
    await expect(page.locator(CHECKED)).to_contain_text("The check agrees.")
    expected_errors.append("Failed to load")
    await page.route("**/api/check", lambda route: route.abort())
    await edit(page, "b.3.0", "0.1")
    await expect(page.locator("#why .check")).to_contain_text("could not be checked. The server does not answer")
    await page.wait_for_selector(DRAWN)
    await page.unroute("**/api/check")
    await page.keyboard.press("ArrowRight")
    await page.wait_for_selector(CHECKED)


@pytest.mark.parametrize(
    "page", [{}, {"color_scheme": "dark"}, SMALL], ids=["light", "dark", "phone"], indirect=True
)
async def test_axe_finds_nothing_and_the_picture_stays_within_the_panel(page: Page) -> None:
    for preset in ("source", "softmax"):
        await choose(page, preset)
        await seek(page, await count_steps(page) - 1)
        await page.wait_for_selector(DRAWN)
        await page.wait_for_selector(CHECKED)
        assert await ask_axe(page) == []
        inside = await page.evaluate(
            """() => {
                const panel = document.querySelector("#why");
                const [here, ...parts] = [panel, ...panel.querySelectorAll(".aside, .aside text, .slice-symbol")]
                    .map((part) => part.getBoundingClientRect());
                return panel.scrollWidth <= panel.clientWidth
                    && parts.every((part) => part.left >= here.left && part.right <= here.right + 0.5);
            }"""
        )
        assert inside, preset
        await page.locator("#why .slice").scroll_into_view_if_needed()
