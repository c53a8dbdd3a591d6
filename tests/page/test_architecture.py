"""Layers, neurons, inputs and outputs changed on the page: what fits stays to the last bit."""

import pytest
from playwright.async_api import Page, expect

from tests.page.browsing import count_steps, picture, position_of, seek
from tests.page.edits import count_questions, edit, expect_picture_of, marks, rest, setup_of
from tests.page.runs import hear_traces
from tests.page.settings import (
    architecture_of,
    expect_refusal,
    expect_words,
    open_settings,
    reshaped,
)

pytestmark = pytest.mark.anyio
UNDO = '[aria-label="Undo"]'


@pytest.fixture(autouse=True)
async def counted(page: Page) -> None:
    await count_questions(page)


async def test_a_neuron_more_keeps_every_weight_and_the_place_and_undo_takes_it_back(
    page: Page, server: str
) -> None:
    bodies = hear_traces(page)
    await seek(page, 12)
    before = await picture(page)
    await edit(page, "W.2.0.1", "1/3")
    await rest(page)
    after_edit = await picture(page)
    setup = setup_of()
    setup["network"]["layers"][1]["W"][0][1] = 1 / 3
    await open_settings(page)
    await page.get_by_role("button", name="More neurons of layer 2").click()
    await expect_words(page, "Layer 2 has 3 neurons now: 13 weights and biases stay, 4 are new.")
    wish = architecture_of(setup["network"])
    wish["layers"][1]["units"] = 3
    network = reshaped(server, setup["network"], wish)
    assert network["layers"][1]["W"][:2] == setup["network"]["layers"][1]["W"]
    assert bodies[-1]["network"] == network
    assert await position_of(page) == 14  # at the same step: z and a of the new neuron stand before it
    await expect_picture_of(page, server, {**setup, "network": network})
    await page.get_by_role("button", name="Back to step").click()
    for position in (5, 30, await count_steps(page)):
        await seek(page, position)
        await expect_picture_of(page, server, {**setup, "network": network})
    await seek(page, 14)
    for wanted in (after_edit, before):
        await page.keyboard.press("Control+z")
        await rest(page)
        assert await picture(page) == wanted
    await page.keyboard.press("Control+y")
    await page.keyboard.press("Control+y")
    await rest(page)
    assert bodies[-1]["network"] == network


async def test_neurons_are_added_one_by_one_however_fast_and_each_is_an_entry(
    page: Page, server: str
) -> None:
    setup = setup_of()
    await open_settings(page)
    more = page.get_by_role("button", name="More neurons of layer 1")
    for _ in range(3):
        await more.click()
    await expect(page.locator("#units-1")).to_have_value("5")
    network = setup["network"]
    for units in (3, 4, 5):
        wish = architecture_of(network)
        wish["layers"][0]["units"] = units
        network = reshaped(server, network, wish)
    await expect_picture_of(page, server, {**setup, "network": network})
    for left in ("4", "3", "2"):
        await page.keyboard.press("Control+z")
        await expect(page.locator("#units-1")).to_have_value(left)
    await expect(page.locator(UNDO)).to_have_attribute("aria-disabled", "true")
    await expect_picture_of(page, server, setup)


@pytest.mark.parametrize(("place", "keeps"), [("1", [0, 1, 2, 3]), ("2", [1, 0, 2, 3]), ("3", [1, 2, 0, 3])])
async def test_a_layer_comes_where_it_is_wanted_and_goes_again(
    page: Page, server: str, place: str, keeps: list[int]
) -> None:
    setup = setup_of()
    await seek(page, 30)
    await open_settings(page)
    await page.select_option("#layer-place", place)
    await page.get_by_role("button", name="Add a layer").click()
    await expect_words(page, f"Layer {place} is new")
    wish = architecture_of(setup["network"])
    wish["layers"].insert(int(place) - 1, {**wish["layers"][0], "keeps": 0})
    network = reshaped(server, setup["network"], wish)
    await expect_picture_of(page, server, {**setup, "network": network})
    own = [layer for layer, l in zip(network["layers"], keeps, strict=True) if l]
    assert [layer["b"] for layer in own] == [layer["b"] for layer in setup["network"]["layers"]]
    await page.get_by_role("button", name=f"Remove layer {place}").click()
    await expect_words(page, f"Layer {place} is gone")
    await expect_picture_of(page, server, setup)  # here every weight found its place again


async def test_inputs_and_outputs_change_and_the_samples_follow_with_a_word(page: Page, server: str) -> None:
    setup = setup_of()
    await open_settings(page)
    await page.get_by_role("button", name="More inputs").click()
    await expect_words(page, "The network reads 2 inputs now")
    await expect_words(page, "Every sample got 0 for its new inputs.")
    await page.get_by_role("button", name="More outputs").click()
    await expect_words(page, "Every sample got 0 for its new targets.")
    for part, units in ((None, 2), (2, 2)):
        wish = architecture_of(setup["network"])
        if part is None:
            wish["inputs"] = units
        else:
            wish["layers"][part]["units"] = units
        setup["network"] = reshaped(server, setup["network"], wish)
    setup |= {"x": [[0.5, 0]], "y": [[1.0, 0]]}
    await expect_picture_of(page, server, setup)
    await page.get_by_role("button", name="Fewer inputs").click()
    await expect_words(page, "The samples' inputs beyond 1 are cut off.")
    assert "a.0.1" not in await marks(page)
    for _ in range(3):
        await page.keyboard.press("Control+z")
    await rest(page)
    await expect_picture_of(page, server, setup_of())


async def test_new_weights_are_those_of_the_seed_and_are_the_new_start(page: Page, server: str) -> None:
    setup = setup_of()
    await open_settings(page)
    await page.select_option("#initialiser", "he")
    await page.fill("#weights-seed", "11")
    await page.get_by_role("button", name="Draw new weights").click()
    await expect_words(page, "Drawn anew with seed 11: all 13 weights and biases are new.")
    drawn = reshaped(
        server, setup["network"], architecture_of(setup["network"]), initialiser="he", seed=11, keep=None
    )
    setup["network"] = drawn
    await expect_picture_of(page, server, setup)
    await page.keyboard.press("Escape")
    await edit(page, "b.1.0", "3")
    await page.get_by_role("button", name="Back to the starting weights").click()
    await expect_picture_of(page, server, setup)
    assert (await marks(page))["b.1.0"] == "0"


async def test_what_cannot_be_is_refused_in_words_and_the_picture_stays(
    page: Page, expected_errors: list[str]
) -> None:
    expected_errors.append("422")
    await seek(page, 20)
    await open_settings(page)
    before = await page.inner_html("#diagram")
    for text, words in (
        ("17", "At most 16"),
        ("0", "At least one"),
        ("2.5", "a whole number from 0 on"),
        ("-1", "a whole number"),
        ("many", "a whole number"),
        ("", "a whole number"),
    ):
        await page.fill("#units-1", text)
        await page.press("#units-1", "Enter")
        await page.press("#units-1", "Tab")
        await expect_refusal(page, words)
        await expect(page.locator("#units-1")).to_have_value("2")
    await page.fill("#weights-seed", "x")
    await page.get_by_role("button", name="Draw new weights").click()
    await expect_refusal(page, "The seed needs a whole number")
    await page.fill("#weights-seed", "7")
    assert await page.inner_html("#diagram") == before
    await expect(page.locator(UNDO)).to_have_attribute("aria-disabled", "true")
    for _ in range(5):
        await page.get_by_role("button", name="Add a layer").click()
    await expect(page.locator("#activation-8")).to_have_count(1)
    await page.get_by_role("button", name="Add a layer").click()
    await expect_refusal(page, "At most 8 layers")
