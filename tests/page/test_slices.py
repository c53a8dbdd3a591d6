"""The loss along one weight, beside the API's own answer, and told no earlier than the lesson tells it."""

from typing import Any

import httpx
import pytest
from playwright.async_api import Page

from app.lesson.numbers import show_operand, show_result
from tests.page.asides import DRAWN, GRADIENT, UPDATED, WEIGHT, api, gradient_of, listen
from tests.page.browsing import count_steps, seek
from tests.page.edits import marks, setup_of

pytestmark = pytest.mark.anyio


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
    assert ref == WEIGHT
    new = httpx.post(f"{server}/api/update", json=setup).json()["values"]["W_new"]["3"][0][1]
    assert drawn["fresh"][0] == pytest.approx(pixel(new, 0)[0], abs=0.15)
    shown = dict(drawn["texts"])
    named = ref.replace("W", "W_grad")
    assert shown[named] == f"slope {show_result(told['gradient'], 4)}"
    assert (await marks(page))[named].endswith(shown[named].split()[1])
    assert shown[ref] == f"old {show_operand(told['value'], 4)}"
    assert shown[ref.replace("W", "W_new")] == f"new {show_operand(new, 4)}"


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
        now = "W_new" if moved else "W"  # in the picture the new weight takes the old one's place
        await page.click(f'#diagram [data-ref="{now}{WEIGHT[1:]}"]')
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
