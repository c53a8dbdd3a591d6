"""The matrix view: the same step as the diagram's, as equations of matrices with their numbers."""

import pytest
from playwright.async_api import Page, Route, expect

from tests.page.browsing import choose, position_of, seek
from tests.page.edits import FIELD
from tests.page.traces import ask
from tests.page.twins import (
    is_foreign,
    known_at,
    lights,
    open_view,
    some_positions,
    steps_of,
    texts,
    wanted_lights,
)

pytestmark = pytest.mark.anyio
STAGE = "#matrices"


@pytest.mark.parametrize("preset", ["source", "mazur", "trask-xor", "softmax", "relu-homework"])
async def test_every_number_is_the_servers_and_what_is_not_computed_is_blank(
    page: Page, server: str, preset: str
) -> None:
    await choose(page, preset)
    await open_view(page, "matrices")
    told, steps = ask(server, preset), steps_of(server, preset)
    for position in await some_positions(page):
        await seek(page, position)
        shown = await texts(page, STAGE)
        known = known_at(told, position)
        for ref, text in shown:
            assert text == told.shown(ref), (position, ref)
            assert ref in known, (position, ref)
        if position > 0:
            target, read = wanted_lights(steps[position - 1], told)
            assert await lights(page, STAGE) == (target, {ref for ref in read if not is_foreign(ref)}), (
                position
            )
    assert "loss_new" in {ref for ref, _ in shown}


async def current(page: Page, selector: str) -> list[str]:
    found: list[str] = await page.eval_on_selector_all(
        f"{STAGE} .is-current {selector}", "all => all.map((one) => one.textContent.trim())"
    )
    return found


async def test_the_weights_stand_transposed_and_say_so(page: Page) -> None:
    await open_view(page, "matrices")
    await seek(page, 22)  # the first delta of layer 1
    order = await page.eval_on_selector_all(
        f"{STAGE} .is-current .transposed [data-ref]", "all => all.map((one) => one.dataset.ref)"
    )
    assert order == ["W.2.0.0", "W.2.1.0", "W.2.0.1", "W.2.1.1"]
    assert await current(page, ".transposed [data-ref]") == ["−0.5", "1.1", "0.6", "−0.3"]
    name = await page.get_attribute(f'{STAGE} .is-current [data-ref="W.2.1.0"]', "aria-label")
    assert name is not None
    assert name.endswith(": 1.1, row 1, column 2 of the transposed matrix")
    assert name.startswith("weight from neuron 1 of layer 1 to neuron 2 of layer 2")


async def test_shapes_are_printed_at_every_factor_and_at_the_product(page: Page) -> None:
    await choose(page, "trask-xor")
    await open_view(page, "matrices")
    await seek(page, 1)
    shapes = ".equation:first-child :is(.shape, .brace)"
    assert await current(page, shapes) == ["4×1", "4×3", "3×1", "4×1", "4×1"]
    told = await page.get_attribute(f"{STAGE} .is-current .equation", "aria-label")
    assert told is not None
    assert "the weights of layer 1 (4 by 3) times the inputs (3 by 1)" in told
    await seek(page, 22)  # the way back through the one output
    assert await current(page, ".equation:last-child :is(.shape, .brace)") == [
        "4×1",
        "4×1",
        "1×1",
        "4×1",
        "4×1",
    ]
    await seek(page, 32)  # an outer product
    assert await current(page, shapes) == ["4×3", "4×1", "1×3", "4×3"]


async def test_the_outer_product_is_built_entry_by_entry(page: Page, server: str) -> None:
    await open_view(page, "matrices")
    targets = ask(server, "source").targets
    first = targets.index("W_grad.2.0.0")
    for done in range(5):
        await seek(page, first + done)
        shown = [ref for ref, _ in await texts(page, STAGE) if ref.startswith("W_grad.2.")]
        assert shown == ["W_grad.2.0.0", "W_grad.2.0.1", "W_grad.2.1.0", "W_grad.2.1.1"][:done]
        blanks = await page.locator(f"{STAGE} .of-W_grad .blank").count()
        assert blanks == 4 - done + 2  # those of layer 1 are not computed either


async def test_of_a_batch_the_explained_sample_is_written_out_and_the_mean_is_said(page: Page) -> None:
    await choose(page, "trask-xor")
    await open_view(page, "matrices")
    await seek(page, 32)
    assert "mean over all 4 samples" in (await current(page, ".hint"))[0]
    signs = " ".join(await current(page, ".equation:first-child .sign"))
    assert signs.endswith("+ ⋯ / 4")
    await page.select_option("#sample", "2")
    await page.wait_for_function(
        "() => document.querySelector('#matrices .hint').textContent.includes('sample 3')"
    )
    signs = " ".join(await current(page, ".equation:first-child .sign"))
    assert signs.endswith("⋯ + + ⋯ / 4")


async def test_up_and_down_go_through_the_numbers_left_and_right_step_and_the_focus_stays(page: Page) -> None:
    await open_view(page, "matrices")
    await seek(page, 5)
    assert await page.locator(f'{STAGE} [data-ref][tabindex="0"]').count() == 1
    await page.focus(f'{STAGE} [data-ref][tabindex="0"]')
    focused = "document.activeElement.dataset.ref"
    assert await page.evaluate(focused) == "z.2.0"
    refs = [ref for ref, _ in await texts(page, STAGE)]
    walked = []
    for _ in refs:
        await page.keyboard.press("ArrowDown")
        walked.append(await page.evaluate(focused))
    start = walked[-1:] + walked[:-1]
    at = refs.index("z.2.0")
    assert start == refs[at:] + refs[:at]
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("ArrowDown")
    for position in (6, 7, 8):
        await page.keyboard.press("ArrowRight")
        assert await position_of(page) == position
        assert await page.evaluate(focused) == "z.2.0"
    for _ in range(5):  # beyond its own step: the number is gone, the focus goes to the number that is made
        await page.keyboard.press("ArrowLeft")
    assert await page.evaluate(focused) == "a.1.0"
    await page.keyboard.press("Enter")
    await expect(page.locator('#why output[data-ref="a.1.0"]')).to_have_count(1)


async def test_a_chosen_number_brings_the_equation_that_made_it(page: Page) -> None:
    await open_view(page, "matrices")
    await seek(page, 28)
    await page.click(f'{STAGE} [data-ref="a.1.0"]')
    assert await current(page, ".block-name") == ["Layer 1"]
    assert await lights(page, STAGE) == ({"a.1.0"}, {"z.1.0"})
    await page.click(f'{STAGE} .is-current [data-ref="W.1.1.0"]')
    await expect(page.locator(FIELD)).to_be_focused()
    assert await lights(page, STAGE) == ({"W.1.1.0"}, set())
    await page.keyboard.press("Escape")
    assert await current(page, ".block-name") == ["Layer 2"]


async def test_entries_glide_to_their_transposed_places_only_where_a_step_leads_there(page: Page) -> None:
    await open_view(page, "matrices")
    moving = "document.querySelector('#matrices').getAnimations({ subtree: true }).length"
    await seek(page, 22)
    assert await page.evaluate(moving) == 0
    await page.keyboard.press("ArrowLeft")
    assert await page.evaluate(moving) == 0
    await page.keyboard.press("ArrowRight")
    assert await page.evaluate(moving) == 2  # those on the diagonal stay


async def test_a_failure_to_bring_the_formulas_is_told_and_can_be_tried_again(
    page: Page, expected_errors: list[str]
) -> None:
    expected_errors.append("Failed to load resource")

    async def fail(route: Route) -> None:
        await route.abort()

    await page.route("**/api/trace?steps=layer*", fail)
    await page.check('input[name="view"][value="matrices"]', force=True)
    await expect(page.locator(".notice.failed")).to_contain_text("The server does not answer")
    await page.unroute("**/api/trace?steps=layer*")
    await page.get_by_role("button", name="Try again").click()
    await page.wait_for_selector(".sheet")
    await expect(page.locator(".notice.failed")).to_have_count(0)
