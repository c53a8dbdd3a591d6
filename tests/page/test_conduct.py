"""How the page behaves towards its server and its reader: requests, failures, menus, stability."""

import pytest
from playwright.async_api import Browser, Page, Route, ViewportSize

from tests.page.browsing import DESK, PHONE, READY, choose, count_steps, picture, position_of, seek

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
async def test_the_first_view_asks_only_its_own_server_and_shifts_nothing(
    browser: Browser, server: str, viewport: ViewportSize
) -> None:
    context = await browser.new_context(viewport=viewport)
    page = await context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.add_init_script(
        """window.shift = 0; // what moves without a key or a click
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
        })
            .observe({ type: "layout-shift", buffered: true });
        window.refused = [];
        addEventListener("securitypolicyviolation", (event) => refused.push(event.violatedDirective));"""
    )
    await page.goto(server)
    await page.wait_for_selector(READY)
    for _ in range(20):
        await page.keyboard.press("ArrowRight")
    assert all(url.startswith((server, "data:")) for url in asked)
    assert await page.evaluate("window.shift") < 0.01
    assert await page.evaluate("window.refused") == []
    await context.close()


async def test_a_failing_server_is_told_in_words_and_the_picture_stays(
    page: Page, expected_errors: list[str]
) -> None:
    expected_errors.append("Failed to load resource")

    async def refuse(route: Route) -> None:
        await route.abort()

    await seek(page, 9)
    before = await page.inner_html("#diagram")
    await page.route("**/api/trace*", refuse)
    await page.select_option("#preset", "mazur")
    await page.wait_for_selector("#notice .failed:has-text('The server does not answer')")
    assert await page.inner_html("#diagram") == before
    assert await position_of(page) == 9
    assert await page.input_value("#preset") == "source"
    await page.unroute("**/api/trace*")
    await page.click("#notice button")
    await page.wait_for_function("() => document.querySelector('#preset').value === 'mazur'")
    assert await page.locator('#diagram [data-ref="a.0.1"]').count() == 1
    assert await page.inner_text("#notice") == ""


async def test_the_decimals_are_the_readers_choice_and_the_sign_before_a_number_stays_honest(
    page: Page,
) -> None:
    await seek(page, 10)
    for digits, expected, sign in (("2", "0.39", "≈"), ("4", "0.3890", "≈"), ("8", "0.38900336", "≈")):
        await page.select_option("#digits", digits)
        assert await page.inner_text("#why output") == expected
        assert await page.locator("#why .relation").last.inner_text() == sign
    await seek(page, 1)  # z = -1.2 · 0.5 + 0.2 is -0.4 exactly
    await page.select_option("#digits", "4")
    assert await page.inner_text("#why output") == "−0.4000"
    assert await page.locator("#why .relation").last.inner_text() == "="


async def test_a_sample_can_be_chosen_where_there_are_several_and_the_place_is_kept(page: Page) -> None:
    assert await page.locator("#sample").count() == 0
    await choose(page, "trask-xor")
    await seek(page, 5)
    first = await page.inner_text("#why .numbers")
    await page.select_option("#sample", "2")
    await page.wait_for_function(
        "(old) => document.querySelector('#why .numbers').innerText !== old", arg=first
    )
    assert await position_of(page) == 5
    assert await count_steps(page) == 67


async def test_a_chosen_theme_holds_over_a_reload(page: Page) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light = await page.evaluate(ground)
    theme = page.get_by_role("button", name="Theme")
    await theme.click()
    await theme.click()
    dark = await page.evaluate(ground)
    assert dark != light
    await page.reload()  # at once, before the address has followed
    await page.wait_for_selector(READY)
    assert await page.evaluate(ground) == dark


async def test_layer_and_phase_steps_end_where_the_single_steps_do(page: Page) -> None:
    for grain, ends in (("layer", [2, 4, 6, 8, 9, 10, 11]), ("phase", [10, 14, 23, 50])):
        await page.locator(f'input[value="{grain}"]').check(force=True)
        await page.evaluate("document.activeElement.blur()")
        await page.keyboard.press("Home")
        reached = []
        for _ in ends:
            await page.keyboard.press("ArrowRight")
            reached.append(await position_of(page))
        assert reached == ends


async def test_a_click_on_a_computed_number_explains_it_and_lights_what_it_was_made_of(page: Page) -> None:
    await seek(page, 23)
    await page.click('#diagram [data-ref="delta.1.0"]')
    assert await page.get_attribute("#why output", "data-ref") == "delta.1.0"
    reads = {"W.2.0.0", "W.2.1.0", "delta.2.0", "delta.2.1", "slope.1.0"}
    shown = await page.eval_on_selector_all(
        "#why .symbols [data-ref]", "marks => marks.map((mark) => mark.dataset.ref)"
    )
    assert set(shown) == reads
    before = await picture(page)
    await page.click('#why .symbols [data-ref="delta.2.0"]')
    assert await page.get_attribute("#why output", "data-ref") == "delta.2.0"
    assert await picture(page) != before


async def test_the_api_docs_run_a_question_and_load_nothing_from_elsewhere(blank: Page, server: str) -> None:
    await blank.goto(f"{server}/docs")
    await blank.click("[id^=operations-phases-loss] button.opblock-summary-control")
    await blank.click("[id^=operations-phases-loss] button.execute")
    await blank.wait_for_selector(
        "[id^=operations-phases-loss] .live-responses-table :text('0.3733168897528689')"
    )


@pytest.mark.parametrize("closed", ["share", "help"])
async def test_a_dialog_opened_as_another_or_itself_closes_stays_open(page: Page, closed: str) -> None:
    await page.click(f'[aria-label="{"Share and export" if closed == "share" else "Help and keys"}"]')
    await page.wait_for_selector(f"#{closed}[open] h2")
    # The browser tells of the closing in a task of its own, after the key has opened the help.
    told = await page.evaluate(
        """(closed) => new Promise((resolve) => {
            const [dialog, help] = [closed, "help"].map((id) => document.getElementById(id));
            dialog.addEventListener("close", () => setTimeout(() => resolve(help.open)));
            dialog.close();
            document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true }));
        })""",
        closed,
    )
    assert told
    assert await page.locator("dialog[open]").count() == 1
    await page.keyboard.press("Escape")
    await page.wait_for_function("() => !document.querySelector('dialog[open]')")
