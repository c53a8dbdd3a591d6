"""The walk through the phases: what is shown at every position, and that every way to it shows the same."""

import re
from typing import Any

import httpx
import pytest
from playwright.async_api import Page

from app.lesson.numbers import show_operand, show_result
from app.lesson.presets import all_presets
from tests.page.browsing import PHONE, choose, count_steps, picture, position_of, seek, shown_numbers

pytestmark = pytest.mark.anyio
PARAMETERS = ("W", "b", "a.0", "y", "learning_rate")


def spoken_end(text: str) -> str:
    """The number at the end of an accessible name such as "prediction: minus 0.3890"."""
    return text.rpartition(": ")[2].replace("minus ", "−").replace("−", "-")


async def test_the_source_network_prints_its_three_figures_and_explains_each(page: Page) -> None:
    numbers = {}
    for ref, expected in (("a.3.0", "0.3890"), ("loss", "0.3733"), ("dL_dz.3.0", "−1.2220")):
        await page.keyboard.press("Home")
        while ref not in (await shown_numbers(page)):
            await page.keyboard.press("ArrowRight")
        numbers[ref] = await page.inner_text("#why output")
        assert numbers[ref] == expected
    await page.keyboard.press("Home")
    for _ in range(11):
        await page.keyboard.press("ArrowRight")
    # the loss, recomputed from what its own formula shows: (ŷ - y)²
    operands = await page.eval_on_selector_all(
        "#why .numbers .operand", "marks => marks.map((mark) => mark.textContent)"
    )
    prediction, target = (float(text.strip("()").replace("−", "-")) for text in operands)
    assert f"{(prediction - target) ** 2:.4f}" == "0.3733"


@pytest.mark.parametrize("preset", ["source", "trask-xor", "softmax", "hmkcode"])
async def test_every_position_shows_exactly_what_is_computed_by_then(
    page: Page, server: str, preset: str
) -> None:
    await choose(page, preset)
    chosen = all_presets()[preset]
    body = {**chosen["problem"], **{key: chosen[key] for key in ("learning_rate", "freeze_biases")}}
    answer = httpx.post(f"{server}/api/trace?steps=element", json=body).json()["phases"]
    steps = [step for phase in answer for step in phase["steps"]]
    values = {
        step["target"]: read(phase["values"], step["target"]) for phase in answer for step in phase["steps"]
    }
    assert await count_steps(page) == len(steps)
    for position in range(len(steps) + 1):
        await seek(page, position)
        shown = await shown_numbers(page)
        computed = {ref for ref in shown if not re.match(r"(W|b|y|learning_rate|a\.0)(\.|$)", ref)}
        # a new weight or the loss afterwards takes the place of the old; a gradient may give way to it
        done = {step["target"] for step in steps[:position]}
        assert {ref for ref in computed if "@" not in ref} <= done
        for step in steps[:position]:
            ref = step["target"]
            if ref not in shown:
                continue
            is_parameter = ref.startswith(("W_new", "b_new"))
            expected = (show_operand if is_parameter else show_result)(values[ref]).replace("−", "-")
            said = spoken_end(shown[ref])
            assert said.startswith(expected.partition("×")[0]), (position, ref, shown[ref])
    assert {"loss_new", f"dL_dz.{len(chosen['problem']['network']['layers'])}.0"} <= {*shown}


def read(values: dict[str, Any], ref: str) -> float:
    """A Ref's number in an answer's values, for the first sample."""
    path, _, sample = ref.partition("@")
    quantity, *indices = path.split(".")
    if sample:
        return float(values["per_sample"][int(sample)])
    found = values[quantity]
    if indices:
        found = found[indices[0]]
        is_parameter = quantity.endswith(("_grad", "_new"))
        for index in indices[1:] if is_parameter else ["0", *indices[1:]]:
            found = found[int(index)]
    return float(found)


async def test_at_the_start_nothing_computed_is_shown(page: Page) -> None:
    assert await position_of(page) == 0
    assert all(ref.startswith(PARAMETERS) for ref in await shown_numbers(page))
    assert await page.locator("#why output").count() == 0


@pytest.mark.parametrize("page", [{}, {"viewport": PHONE}], ids=["desk", "phone"], indirect=True)
async def test_stepping_on_stepping_back_and_seeking_show_the_same_picture_at_every_position(
    page: Page,
) -> None:
    count = await count_steps(page)
    forwards = [await picture(page)]
    for _ in range(count):
        await page.keyboard.press("ArrowRight")
        forwards.append(await picture(page))
    assert await position_of(page) == count
    assert len(set(forwards)) == count + 1
    for position in range(count - 1, -1, -1):
        await page.keyboard.press("ArrowLeft")
        assert await picture(page) == forwards[position], f"stepping back to {position}"
    for position in (*range(0, count + 1, 7), count, 3, 0):
        await seek(page, position)
        assert await picture(page) == forwards[position], f"seeking to {position}"


@pytest.mark.parametrize("preset", all_presets())
async def test_playing_comes_to_the_end_and_shows_what_seeking_there_shows(page: Page, preset: str) -> None:
    await choose(page, preset)
    count = await count_steps(page)
    await page.keyboard.press("End")
    end = await picture(page)
    await page.get_by_label("Speed").select_option("4")
    await page.evaluate("document.activeElement.blur()")
    # the last steps are played in real time, all others were stepped through above
    await seek(page, count - 5)
    await page.keyboard.press("Space")
    await page.wait_for_function(
        "(count) => document.querySelector('#position').value === String(count)", arg=count
    )
    await page.get_by_label("Speed").select_option("1")
    played = await picture(page)
    assert strip_play(played) == strip_play(end)


def strip_play(text: str) -> str:
    """Without the transport, whose play button may still show its pause."""
    return re.sub(r'<div class="transport">.*?(?=<p class="counter">)', "", text, flags=re.DOTALL)
