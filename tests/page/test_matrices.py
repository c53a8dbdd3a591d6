"""The matrix view: the same step as the diagram's, as equations of matrices with their numbers."""

from typing import Any

import pytest
from playwright.async_api import Page, Route, expect

from tests.page.browsing import PHONE, ask_axe, choose, count_steps, position_of, seek
from tests.page.edits import FIELD, expected, setup_of
from tests.page.traces import ask
from tests.page.twins import (
    is_foreign,
    known_at,
    lights,
    open_view,
    some_positions,
    steps_of,
    texts,
    walk_lights,
    wanted_lights,
)

pytestmark = pytest.mark.anyio
STAGE = "#matrices"
REDUCED = {"reduced_motion": "reduce"}
LOOKS = [{**REDUCED}, {"color_scheme": "dark", **REDUCED}, {"viewport": PHONE, **REDUCED}]


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


async def test_at_every_position_it_is_lit_like_the_diagram(page: Page, server: str) -> None:
    told, steps = ask(server, "source"), steps_of(server, "source")
    diagram = await walk_lights(page, "#diagram")
    await open_view(page, "matrices")
    matrices = await walk_lights(page, STAGE)
    assert matrices[0][:2] == (set(), set())
    for step, (d_target, d_read, d_shown), (target, read, _) in zip(
        steps, diagram[1:], matrices[1:], strict=True
    ):
        assert (target, read) == wanted_lights(step, told)
        # an old weight gives its place in the diagram to the new one
        assert (d_target, d_read) == (target & d_shown, read & d_shown), step["id"]


async def test_a_whole_layer_and_a_whole_phase_are_lit_at_once(page: Page) -> None:
    for grain in ("layer", "phase"):
        await open_view(page, "network")
        await page.check(f'input[name="grain"][value="{grain}"]', force=True)
        for position in (10, 14, 23, 36, 50):
            await seek(page, position)
            await open_view(page, "network")
            wanted = await lights(page, "#diagram")
            await open_view(page, "matrices")
            target, _ = await lights(page, STAGE)
            assert wanted[0] <= target, (grain, position)


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


@pytest.mark.parametrize("optimizer", ["momentum", "adam"])
async def test_what_an_optimizer_remembers_has_its_own_arrays(
    page: Page, server: str, optimizer: str
) -> None:
    await page.get_by_role("button", name="Network settings").click()
    await page.select_option("#optimizer", optimizer)
    await page.keyboard.press("Escape")
    await open_view(page, "matrices")
    steps = steps_of(server, "source", optimizer=optimizer)
    await page.wait_for_function(
        "(count) => document.querySelector('#position').max === String(count)", arg=len(steps)
    )
    wanted = expected(server, {**setup_of(), "optimizer": optimizer})
    for position in range(36, len(steps) + 1):
        await seek(page, position)
        shown = dict(await texts(page, STAGE))
        assert {ref: text for ref, text in shown.items() if ref in wanted} == {
            ref: wanted[ref] for ref in shown if ref in wanted
        }
        target, read = await lights(page, STAGE)
        assert target == {steps[position - 1]["target"]}
        if position < len(steps):
            assert read == set(steps[position - 1]["reads"])


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
    await page.evaluate("document.getAnimations().forEach((run) => run.pause())")
    assert await ask_axe(page) == []


@pytest.mark.parametrize("page", [REDUCED], ids=["reduced motion"], indirect=True)
async def test_with_reduced_motion_nothing_glides(page: Page) -> None:
    await open_view(page, "matrices")
    for _ in range(await count_steps(page)):
        await page.keyboard.press("ArrowRight")
        assert await page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("page", [{}, {"viewport": PHONE}], ids=["desk", "phone"], indirect=True)
async def test_the_number_that_is_made_is_in_sight_and_the_page_never_scrolls_sideways(page: Page) -> None:
    for preset in ("mazur", "trask-xor"):
        await choose(page, preset)
        await open_view(page, "matrices")
        for position in range(1, await count_steps(page) + 1):
            await seek(page, position)
            inside: dict[str, Any] = await page.evaluate(
                """() => {
                    const stage = document.querySelector("#matrices").getBoundingClientRect();
                    const box = document.querySelector("#matrices .is-current .target").getBoundingClientRect();
                    const { scrollWidth } = document.documentElement;
                    return { high: box.top >= stage.top - 1 && box.bottom <= stage.bottom + 1,
                        wide: box.left >= stage.left - 1 && box.right <= stage.right + 1,
                        page: scrollWidth <= innerWidth && scrollY === 0, tall: box.height >= 24 };
                }"""
            )
            assert all(inside.values()), (preset, position, inside)


@pytest.mark.parametrize("page", LOOKS, ids=["light", "dark", "phone"], indirect=True)
async def test_axe_finds_nothing_in_any_phase(page: Page) -> None:
    await open_view(page, "matrices")
    for position in (0, 6, 12, 22, 30, 45, await count_steps(page)):
        await seek(page, position)
        assert await ask_axe(page) == [], f"at position {position}"
    await choose(page, "trask-xor")
    await seek(page, 40)
    assert await ask_axe(page) == [], "with a batch"


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
