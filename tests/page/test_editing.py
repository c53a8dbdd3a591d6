"""Changing the problem on the page: what is shown afterwards is the server's fresh answer to the changed problem."""

import copy
import json
import re
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, Request, Route, expect

from app.lesson.numbers import show_operand, show_result
from app.lesson.presets import all_presets
from tests.page.browsing import PHONE, ask_axe, choose, count_steps, picture, position_of, seek

pytestmark = pytest.mark.anyio
TOUCH = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
GIVEN = ("W", "b", "y", "learning_rate")
FIELD = "#editor-field"


def setup_of(preset: str = "source") -> dict[str, Any]:
    chosen = all_presets()[preset]
    kept = {key: chosen[key] for key in ("learning_rate", "freeze_biases")}
    return copy.deepcopy({**chosen["problem"], **kept})


def put(setup: dict[str, Any], ref: str, value: float) -> None:
    """One given number of a problem replaced, first sample."""
    quantity, *indices = ref.split(".")
    if quantity == "learning_rate":
        setup[quantity] = value
        return
    place: Any
    if quantity in ("W", "b"):
        place = setup["network"]["layers"][int(indices.pop(0)) - 1][quantity]
    else:
        place = setup["x" if quantity == "a" else "y"][0]
        if quantity == "a":
            indices.pop(0)
    for index in indices[:-1]:
        place = place[int(index)]
    place[int(indices[-1])] = value


def expected(server: str, setup: dict[str, Any]) -> dict[str, str]:
    """Every computed number of the first sample as the page has to write it, from a trace asked for here."""
    phases = httpx.post(f"{server}/api/trace?steps=element", json=setup).raise_for_status().json()["phases"]
    values: dict[str, Any] = {}
    for phase in phases:
        for quantity, value in phase["values"].items():
            values[quantity] = {**values.get(quantity, {}), **value} if isinstance(value, dict) else value
    texts = {}
    for step in (step for phase in phases for step in phase["steps"]):
        quantity, *indices = step["target"].split(".")
        found = values.get(quantity)
        if "@" in step["target"] or found is None:
            continue
        if quantity in ("z", "a", "slope", "dL_da", "dL_dz", "delta"):
            found = found[indices.pop(0)][0]
        elif indices:
            found = found[indices.pop(0)]
        for index in indices:
            found = found[int(index)]
        shown = show_operand(found, 4) if quantity in ("W_new", "b_new") else show_result(found, 4)
        texts[step["target"]] = shown
    return texts


async def marks(page: Page) -> dict[str, str]:
    """The text of every number in the picture, by Ref, without the plus that an edge writes."""
    found: dict[str, str] = await page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("#diagram [data-ref]")].map((mark) =>
            [mark.dataset.ref, mark.querySelector("text").textContent.replace("+", "")]))"""
    )
    return found


async def expect_picture_of(page: Page, server: str, setup: dict[str, Any]) -> None:
    """At every rest the picture's computed numbers are those of a fresh trace."""
    wanted = expected(server, setup)
    seen: dict[str, str] = {}
    for _ in range(60):
        seen = {ref: text for ref, text in (await marks(page)).items() if ref in wanted}
        if seen and all(wanted[ref] == text for ref, text in seen.items()):
            return
        await page.wait_for_timeout(50)
    assert seen == {ref: wanted[ref] for ref in seen}


async def edit(page: Page, ref: str, text: str) -> None:
    await page.click(f'#diagram [data-ref="{ref}"]')
    await expect(page.locator(FIELD)).to_be_focused()
    await page.keyboard.type(text)
    await page.keyboard.press("Enter")
    await expect(page.locator(FIELD)).to_have_count(0)


@pytest.fixture(autouse=True)
async def counted(page: Page) -> None:
    """The page's questions to the server are counted while they are under way."""
    await page.evaluate(
        """() => {
            const original = window.fetch;
            window.underWay = 0;
            window.fetch = async (...given) => {
                window.underWay += 1;
                try {
                    const response = await original(...given);
                    await response.clone().arrayBuffer();
                    return response;
                } finally {
                    setTimeout(() => { window.underWay -= 1; }, 30); // by then it is drawn, or the next is asked
                }
            };
        }"""
    )


async def rest(page: Page) -> None:
    """Until no question is under way and the picture stands."""
    await page.wait_for_function("() => window.underWay === 0")


@pytest.mark.parametrize(
    ("ref", "text", "value"),
    [
        ("W.2.0.1", "1/3", 1 / 3),
        ("W.1.0.0", "−0,75", -0.75),
        ("b.3.0", "-.5", -0.5),
        ("a.0.0", "2", 2.0),
        ("y.0", "1e-3", 0.001),
        ("learning_rate", "0,5", 0.5),
    ],
)
async def test_after_an_edit_every_number_is_the_servers_and_the_place_is_kept(
    page: Page, server: str, ref: str, text: str, value: float
) -> None:
    setup = setup_of()
    put(setup, ref, value)
    await seek(page, 12)
    await edit(page, ref, text)
    assert await position_of(page) == 12
    await expect_picture_of(page, server, setup)
    shown = await marks(page)
    assert shown[ref] == show_operand(value, 4)
    for position in (5, 20, 30, await count_steps(page)):
        await seek(page, position)
        await expect_picture_of(page, server, setup)


async def test_the_picture_follows_while_typing_and_the_formulas_operand_opens_the_editor_too(
    page: Page, server: str
) -> None:
    await seek(page, 1)
    await page.click('#why .numbers [data-ref="W.1.0.0"]')
    await expect(page.locator(FIELD)).to_be_focused()
    assert await page.input_value(FIELD) == "−1.2"
    setup = setup_of()
    for typed, value in (("2", 2.0), ("2.", 2.0), ("2.5", 2.5), ("2.5e", 2.5), ("2.5e1", 25.0)):
        await page.fill(FIELD, typed)
        put(setup, "W.1.0.0", value)
        await expect_picture_of(page, server, setup)
        assert await page.get_attribute(FIELD, "aria-invalid") == "false"
        assert await page.input_value(FIELD) == typed


async def test_a_bad_value_is_refused_in_words_and_the_last_good_picture_stays(page: Page) -> None:
    await seek(page, 30)
    await edit(page, "W.2.0.1", "0.25")
    await rest(page)
    await page.click('#diagram [data-ref="W.2.0.1"]')
    before = await page.inner_html("#diagram")
    for bad in ("abc", "1/0", "1.2.3", "1e999", "", "-"):
        await page.fill(FIELD, bad)
        await page.keyboard.press("Enter")
        await expect(page.locator(FIELD)).to_have_attribute("aria-invalid", "true")
        words = await page.get_attribute(FIELD, "aria-describedby")
        assert re.fullmatch(r"[A-Z].*\.", await page.inner_text(f"#{words}"))
        assert await page.inner_html("#diagram") == before
    await page.keyboard.press("Escape")
    await expect(page.locator(FIELD)).to_have_count(0)
    assert (await marks(page))["W.2.0.1"] == "0.25"


async def test_what_the_server_refuses_is_told_at_the_field(page: Page, expected_errors: list[str]) -> None:
    expected_errors.append("422")
    await choose(page, "softmax")
    before = await marks(page)
    await page.click('#diagram [data-ref="y.0"]')
    await page.keyboard.type("7")
    await expect(page.locator("#editor-problem")).to_contain_text("between 0 and 1")
    await expect(page.locator(FIELD)).to_have_attribute("aria-invalid", "true")
    assert await marks(page) == before
    await page.keyboard.press("Enter")
    await expect(page.locator(FIELD)).to_have_count(1)
    await page.keyboard.press("Escape")
    await rest(page)
    assert await marks(page) == before
    assert await page.locator('[aria-label="Undo"]').get_attribute("aria-disabled") == "true"


async def test_escape_restores_and_gives_the_focus_back(page: Page) -> None:
    await seek(page, 30)
    before = await picture(page)
    await page.focus('#diagram [data-ref="W.1.0.0"]')
    await page.keyboard.press("Enter")
    await page.keyboard.type("9")
    await page.wait_for_function("""() =>
        document.querySelector('#diagram [data-ref="W.1.0.0"] text').textContent === '+9'""")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Escape")
    await rest(page)
    assert await picture(page) == before
    assert await page.evaluate("document.activeElement.dataset.ref") == "W.1.0.0"
    assert await page.locator('[aria-label="Undo"]').get_attribute("aria-disabled") == "true"


async def test_arrows_and_steppers_step_in_decimals(page: Page) -> None:
    await page.click('#diagram [data-ref="a.0.0"]')
    for key, text in (
        ("ArrowDown", "0.4"),
        ("ArrowDown", "0.3"),
        ("Alt+ArrowUp", "0.31"),
        ("Shift+ArrowDown", "−0.69"),
        ("ArrowUp", "−0.59"),
    ):
        await page.keyboard.press(key)
        assert await page.input_value(FIELD) == text
    await page.get_by_role("button", name="0.1 more").click()
    await page.get_by_role("button", name="Change the sign").click()
    await rest(page)
    assert await page.input_value(FIELD) == "0.49"
    assert (await marks(page))["a.0.0"] == "0.49"


async def test_undo_and_redo_restore_every_number_and_one_visit_is_one_entry(page: Page) -> None:
    await seek(page, 20)
    pictures = [await picture(page)]
    for ref, text in (("W.2.0.1", "1/3"), ("b.3.0", "-0.123456789"), ("a.0.0", "0.7"), ("y.0", "2")):
        await edit(page, ref, text)  # typed sign by sign: many questions, one entry
        await rest(page)
        pictures.append(await picture(page))
    assert len(set(pictures)) == 5
    for wanted in pictures[-2::-1]:
        await page.keyboard.press("Control+z")
        await rest(page)
        assert await picture(page) == wanted
    assert await page.locator('[aria-label="Undo"]').get_attribute("aria-disabled") == "true"
    for wanted, key in zip(pictures[1:], ("Control+y", "Control+Shift+z") * 2, strict=True):
        await page.keyboard.press(key)
        await rest(page)
        assert await picture(page) == wanted
    for _ in range(4):
        await page.get_by_role("button", name="Undo").click()  # faster than the answers
    await rest(page)
    assert await picture(page) == pictures[0]


async def test_three_updates_are_the_servers_own_and_undo_walks_back_to_the_same_page(
    page: Page, server: str
) -> None:
    bodies: list[dict[str, Any]] = []

    def keep(request: Request) -> None:
        if "/api/trace" in request.url:
            bodies.append(json.loads(request.post_data or "{}"))

    pictures = [await picture(page)]
    page.on("request", keep)
    setup = setup_of()
    for n in (1, 2, 3):
        await seek(page, await count_steps(page))
        await page.get_by_role("button", name="Take this update").click()
        await expect(page.locator(".updates")).to_have_text(f"update {n}")
        assert await position_of(page) == 0
        setup["network"] = httpx.post(f"{server}/api/update", json=setup).json()["network"]
        assert bodies[-1]["network"] == setup["network"]
        await rest(page)
        pictures.append(await picture(page))
    for wanted in pictures[-2::-1]:
        await page.keyboard.press("Control+z")
        await rest(page)
        assert await picture(page) == wanted
    assert bodies[-1]["network"] == setup_of()["network"]
    assert bodies[-2]["network"] == bodies[0]["network"]
    for _ in range(3):
        await page.keyboard.press("Control+Shift+z")
    await rest(page)
    assert await picture(page) == pictures[3]
    await page.get_by_role("button", name="Back to the starting weights").click()
    await rest(page)
    assert await picture(page) == pictures[0]
    await page.keyboard.press("Control+z")
    await rest(page)
    assert await picture(page) == pictures[3]


async def test_the_optimizer_remembers_over_updates(page: Page, server: str) -> None:
    setup = {**setup_of(), "optimizer": "adam"}
    await page.get_by_role("button", name="Network settings").click()
    await page.select_option("#optimizer", "adam")
    await page.keyboard.press("Escape")
    await rest(page)
    for _ in range(2):
        await seek(page, await count_steps(page))
        await page.get_by_role("button", name="Take this update").click()
        await rest(page)
        answer = httpx.post(f"{server}/api/update", json=setup).json()
        setup |= {key: answer[key] for key in ("network", "optimizer_state")}
    await seek(page, await count_steps(page))
    await expect_picture_of(page, server, setup)


@pytest.mark.parametrize("page", [{}, TOUCH], ids=["desk", "phone"], indirect=True)
async def test_a_number_is_drawn_sideways_as_one_entry_and_a_press_that_stays_opens_the_editor(
    page: Page, server: str
) -> None:
    await seek(page, 11)
    box = await page.locator('#diagram [data-ref="a.0.0"]').bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await page.mouse.move(x, y)
    await page.mouse.down()
    for n in range(1, 41):
        await page.mouse.move(x + n, y)
    await page.mouse.up()
    value = float(await page.input_value(FIELD))
    assert 0.8 < value <= 0.9
    setup = setup_of()
    put(setup, "a.0.0", value)
    await expect_picture_of(page, server, setup)
    assert await position_of(page) == 11
    assert await page.evaluate("document.activeElement.id") != "editor-field"  # no keyboard pops up
    await rest(page)
    await page.keyboard.press("Control+z")
    await expect_picture_of(page, server, setup_of())
    await page.keyboard.press("Escape")
    await page.click('#diagram [data-ref="a.0.0"]')
    await expect(page.locator(FIELD)).to_be_focused()
    touch = "(mark) => getComputedStyle(mark).touchAction"
    assert await page.eval_on_selector('#diagram [data-ref="a.0.0"]', touch) == "pan-y"


async def test_while_dragging_one_question_is_under_way_at_most_and_the_last_value_wins(
    page: Page, server: str
) -> None:
    under_way, most = 0, 0

    async def slowly(route: Route) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await page.wait_for_timeout(80)
        await route.continue_()
        under_way -= 1

    await seek(page, 11)
    await page.route("**/api/trace*", slowly)
    await page.click('#diagram [data-ref="W.3.0.1"]')
    for digits in ("1", "12", "123", "0.5", "0.55", "0.555", "−2"):
        await page.fill(FIELD, digits)
        await page.wait_for_timeout(30)
    await page.keyboard.press("Enter")
    await expect(page.locator(FIELD)).to_have_count(0)
    setup = setup_of()
    put(setup, "W.3.0.1", -2.0)
    await expect_picture_of(page, server, setup)
    assert most == 1


async def test_a_loss_brings_its_output_activation_and_only_what_fits_is_offered(
    page: Page, server: str, expected_errors: list[str]
) -> None:
    await seek(page, 10)
    await page.get_by_role("button", name="Network settings").click()
    hidden = await page.eval_on_selector_all("#activation-1 option", "all => all.map((one) => one.value)")
    assert "softmax" not in hidden
    assert "tanh" in hidden
    await page.select_option("#activation-1", "tanh")
    await page.select_option("#loss", "binary_cross_entropy")
    await expect(page.locator("#activation-3")).to_have_value("sigmoid")
    only = await page.eval_on_selector_all("#activation-3 option", "all => all.map((one) => one.value)")
    assert only == ["sigmoid"]
    setup = setup_of()
    setup["loss"] = "binary_cross_entropy"
    setup["network"]["layers"][0]["activation"] = "tanh"
    setup["network"]["layers"][2]["activation"] = "sigmoid"
    await expect_picture_of(page, server, setup)
    assert await position_of(page) == 10
    await page.keyboard.press("Control+z")
    await expect(page.locator("#activation-3")).to_have_value("linear")
    # targets that do not fit
    expected_errors.append("422")
    await page.keyboard.press("Escape")
    await edit(page, "y.0", "7")
    await page.get_by_role("button", name="Network settings").click()
    await page.select_option("#loss", "binary_cross_entropy")
    await expect(page.locator("#network-problem")).to_contain_text("needs targets between 0 and 1")
    await expect(page.locator("#loss")).to_have_value("mse")


@pytest.mark.parametrize("page", [{"reduced_motion": "reduce"}], ids=["reduced motion"], indirect=True)
async def test_a_change_is_said_once_at_rest(page: Page, server: str) -> None:
    await seek(page, 11)
    await page.evaluate(
        """() => {
            window.said = [];
            const live = document.querySelector("#live");
            new MutationObserver(() => said.push(live.textContent)).observe(live, { childList: true });
        }"""
    )
    await edit(page, "W.2.0.1", "1/3")
    await page.wait_for_timeout(1200)
    setup = setup_of()
    put(setup, "W.2.0.1", 1 / 3)
    prediction = expected(server, setup)["a.3.0"]
    said: list[str] = [text for text in await page.evaluate("said") if text]
    assert len([text for text in said if f"is now {prediction}" in text]) == 1


@pytest.mark.parametrize(
    "page", [{}, {"color_scheme": "dark"}, TOUCH], ids=["light", "dark", "phone"], indirect=True
)
async def test_axe_finds_nothing_in_the_editor_and_nothing_outside_the_panel_moves(page: Page) -> None:
    places = """() => ["#diagram", "#why", "#timeline", ".top"].map((part) => {
        const { x, y, width, height } = document.querySelector(part).getBoundingClientRect();
        return [x, y, width, height].join(" ");
    })"""
    await seek(page, 20)
    before = await page.evaluate(places)
    await page.click('#diagram [data-ref="W.2.0.1"]')
    assert await page.evaluate(places) == before
    assert await ask_axe(page) == []
    await page.fill(FIELD, "abc")
    assert await page.evaluate(places) == before
    assert await ask_axe(page) == []
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Network settings").click()
    assert await page.evaluate(places) == before
    assert await ask_axe(page) == []
    await page.keyboard.press("Escape")
    await seek(page, await count_steps(page))
    await page.get_by_role("button", name="Take this update").click()
    await expect(page.locator(".updates")).to_have_text("update 1")
    assert await page.evaluate(places) == before
    assert await ask_axe(page) == []
