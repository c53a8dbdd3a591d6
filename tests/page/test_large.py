"""Networks at the limits of what is explained: the middle of a large layer is left out, not what is lit."""

import re
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from playwright.async_api import Page, Route

from tests.page.browsing import DESK, PHONE, READY, count_steps, seek
from tests.page.edits import expected
from tests.page.test_room import INK, faults

pytestmark = pytest.mark.anyio
STILL = {"reduced_motion": "reduce"}
BOTH = pytest.mark.parametrize(
    "page", [{**STILL, "viewport": DESK}, {**STILL, "viewport": PHONE}], ids=["desk", "phone"], indirect=True
)
SIZES = [(10, 16, 12, 3), (2, 9, 9, 10), (16,) * 9]


def problem(sizes: tuple[int, ...], batch: int = 1) -> dict[str, Any]:
    random = np.random.default_rng(4)
    last = len(sizes) - 2
    layers = [
        {
            "W": random.normal(0, n_in**-0.5, (n_out, n_in)).round(3).tolist(),
            "b": random.normal(0, 0.1, n_out).round(2).tolist(),
            "activation": "linear" if l == last else "sigmoid",
        }
        for l, (n_in, n_out) in enumerate(pairwise(sizes))
    ]
    x, y = (random.normal(0, 1, (batch, n)).round(2).tolist() for n in (sizes[0], sizes[-1]))
    return {"network": {"layers": layers}, "loss": "mse", "x": x, "y": y}


async def open_large(page: Page, sizes: tuple[int, ...], batch: int = 1) -> dict[str, Any]:
    """The page with this network in the place of the first example. -> the body of its questions."""
    setup = {"learning_rate": 0.1, "freeze_biases": False}
    told = {"id": "source", "title": "Large", "source": "", "notes": "", "printed": {}}

    async def answer(route: Route) -> None:
        await route.fulfill(json={**told, **setup, "problem": problem(sizes, batch)})

    await page.route("**/api/presets/source", answer)
    await page.reload()
    await page.wait_for_selector(READY)
    return {**problem(sizes, batch), **setup}


async def texts(page: Page) -> dict[str, str]:
    found: dict[str, str] = await page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("#diagram [data-ref]")].map((mark) =>
            [mark.dataset.ref, mark.querySelector("text").textContent.replace("+", "")]))"""
    )
    return found


@BOTH
@pytest.mark.parametrize("sizes", SIZES, ids=["10-16-12-3", "2-9-9-10", "nine times 16"])
async def test_what_a_step_computes_is_in_the_picture_and_right_and_nothing_lies_over_another(
    page: Page, server: str, sizes: tuple[int, ...]
) -> None:
    setup = await open_large(page, sizes)
    wanted = expected(server, setup)
    count = await count_steps(page)
    targets = list(wanted)[-count:]  # what is given stands before what is computed
    for position in range(1, count + 1, max(1, count // 23)):
        await seek(page, position)
        target = targets[position - 1]
        seen = await texts(page)
        assert seen[target] == wanted[target], position
        assert {ref: text for ref, text in seen.items() if ref in wanted} == {
            ref: wanted[ref] for ref in seen if ref in wanted
        }
        assert set(seen) & set(targets) <= set(targets[:position])
        assert faults(await page.evaluate(INK)) == [], (position, target)


@BOTH
async def test_of_a_batch_nothing_lies_over_another_either(page: Page) -> None:
    await open_large(page, (12, 16, 10, 3), 4)
    count = await count_steps(page)
    for position in range(1, count + 1, count // 31):
        await seek(page, position)
        assert faults(await page.evaluate(INK)) == [], position


@pytest.mark.parametrize("page", [{**STILL, "viewport": DESK}], ids=["desk"], indirect=True)
async def test_the_neurons_left_out_are_counted_and_their_edges_drawn_as_one(page: Page) -> None:
    await open_large(page, (10, 16, 12, 3))
    told = [
        int(match[1])
        for text in await page.locator("#diagram .left-out").all_text_contents()
        if (match := re.match(r"(\d+) more", text))
    ]
    drawn = await page.locator("#diagram .node:is(.is-input, .is-neuron)").count()
    assert drawn + sum(told) == 10 + 16 + 12 + 3
    assert await page.locator("#diagram .edge.weight").count() == 3 * 3 + 3 * 3 + 3 * 3
    assert await page.locator("#diagram .edge.bundle").count() > 0


@pytest.mark.parametrize("page", [{**STILL, "viewport": DESK}], ids=["desk"], indirect=True)
async def test_a_number_chosen_in_a_formula_comes_into_the_picture(page: Page) -> None:
    await open_large(page, (10, 16, 12, 3))
    targets = await count_steps(page)
    await seek(page, targets)
    assert await page.locator('#diagram [data-ref="z.1.7"]').count() == 0
    await page.click('#diagram [data-ref="z.2.0"]')
    await page.locator('#why .stop[data-ref="a.1.2"]').evaluate("(stop) => stop.click()")
    assert await page.locator('#diagram [data-ref="a.1.2"]').count() == 1
    assert await page.locator("#diagram .number.target").count() == 1
