"""What the matrices and the table have in common: lit like the diagram, in sight, open to everyone."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.page.browsing import PHONE, choose, count_steps, seek
from tests.page.edits import expected, setup_of
from tests.page.traces import ask
from tests.page.twins import lights, open_view, steps_of, texts, walk_lights, wanted_lights

pytestmark = pytest.mark.anyio
REDUCED = {"reduced_motion": "reduce"}
BOTH = pytest.mark.parametrize("view", ["matrices", "table"])


@BOTH
async def test_at_every_position_it_is_lit_like_the_diagram(page: Page, server: str, view: str) -> None:
    told, steps = ask(server, "source"), steps_of(server, "source")
    diagram = await walk_lights(page, "#diagram")
    await open_view(page, view)
    twin = await walk_lights(page, f"#{view}")
    assert twin[0][:2] == (set(), set())
    for step, (d_target, d_read, d_shown), (target, read, _) in zip(
        steps, diagram[1:], twin[1:], strict=True
    ):
        assert (target, read) == wanted_lights(step, told)
        # an old weight gives its place in the diagram to the new one
        assert (d_target, d_read) == (target & d_shown, read & d_shown), step["id"]


@BOTH
async def test_a_whole_layer_and_a_whole_phase_are_lit_at_once(page: Page, view: str) -> None:
    for grain in ("layer", "phase"):
        await page.check(f'input[name="grain"][value="{grain}"]', force=True)
        for position in (10, 14, 23, 36, 50):
            await seek(page, position)
            await open_view(page, "network")
            wanted, _ = await lights(page, "#diagram")
            await open_view(page, view)
            target, _ = await lights(page, f"#{view}")
            assert wanted <= target, (grain, position)


IN_SIGHT = """(view) => {
    const box = (one) => one.getBoundingClientRect();
    const stage = box(document.querySelector(`#${view}`));
    const mark = document.querySelector(`#${view} .is-current .target, #table .target`);
    const number = box(mark);
    const [table, head] = [mark.closest("table"), mark.closest("tr")?.querySelector("th")];
    const hasNames = table && !table.tHead.classList.contains("unseen");
    const above = hasNames ? box(table.tHead.rows[1].cells[0]).bottom : stage.top; // the names of the columns
    const aside = head ? box(head).right : stage.left; // and that of the row stay in sight beside it
    return {
        wide: number.left >= aside - 1 && number.right <= stage.right + 1,
        high: number.top >= above - 1 && number.bottom <= stage.bottom + 1,
        row: !head || box(head).left >= stage.left - 1,
        finger: number.height >= 24,
        page: document.documentElement.scrollWidth <= innerWidth && scrollY === 0,
    };
}"""


@BOTH
@pytest.mark.parametrize("page", [{}, {"viewport": PHONE}], ids=["desk", "phone"], indirect=True)
async def test_the_number_that_is_made_is_in_sight_and_the_page_itself_never_scrolls(
    page: Page, view: str
) -> None:
    for preset in ("mazur", "trask-xor"):
        await choose(page, preset)
        await open_view(page, view)
        for position in range(1, await count_steps(page) + 1, 2):
            await seek(page, position)
            found: dict[str, Any] = await page.evaluate(IN_SIGHT, view)
            assert all(found.values()), (preset, position, found)


@BOTH
@pytest.mark.parametrize("page", [REDUCED], ids=["reduced motion"], indirect=True)
async def test_with_reduced_motion_nothing_moves(page: Page, view: str) -> None:
    await open_view(page, view)
    for _ in range(await count_steps(page)):
        await page.keyboard.press("ArrowRight")
        assert await page.evaluate("document.getAnimations().length") == 0


@BOTH
@pytest.mark.parametrize("optimizer", ["momentum", "adam"])
async def test_what_an_optimizer_remembers_has_its_own_numbers(
    page: Page, server: str, view: str, optimizer: str
) -> None:
    await page.get_by_role("button", name="Network settings").click()
    await page.select_option("#optimizer", optimizer)
    await page.keyboard.press("Escape")
    await open_view(page, view)
    steps = steps_of(server, "source", optimizer=optimizer)
    await page.wait_for_function(
        "(count) => document.querySelector('#position').max === String(count)", arg=len(steps)
    )
    wanted = expected(server, {**setup_of(), "optimizer": optimizer})
    for position in range(36, len(steps) + 1):
        await seek(page, position)
        shown = dict(await texts(page, f"#{view}"))
        assert {ref: text for ref, text in shown.items() if ref in wanted} == {
            ref: wanted[ref] for ref in shown if ref in wanted
        }
        target, read = await lights(page, f"#{view}")
        assert target == {steps[position - 1]["target"]}
        if position < len(steps):
            assert read == set(steps[position - 1]["reads"])
    await page.click(f'#{view} [data-ref^="m_W.1"], #{view} [data-ref^="v_W.1"]')
    await expect(page.locator("#why .sentence")).to_contain_text("is 0, as the updates before left it")


@BOTH
async def test_a_view_is_loaded_when_it_is_chosen_and_a_failure_is_told_and_made_good(
    page: Page, expected_errors: list[str], view: str
) -> None:
    expected_errors.append("Failed to load resource")
    style = f"**/css/{view}.css"
    loaded = await page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert not [url for url in loaded if url.endswith(f"/css/{view}.css")]
    await page.route(style, lambda route: route.abort())
    await page.check(f'input[name="view"][value="{view}"]', force=True)
    await expect(page.locator(".notice.failed")).to_contain_text("This view could not be loaded")
    await page.get_by_role("button", name="Close").click()
    await page.unroute(style)
    await page.check('input[name="view"][value="network"]', force=True)
    await open_view(page, view)
    assert await texts(page, f"#{view}")
