"""Whoever works a shown formula by hand gets the shown number."""

from collections.abc import Callable

import pytest
from playwright.async_api import Page

from app.lesson.numbers import is_exact, show_operand, show_result
from app.lesson.presets import all_presets
from tests.page.browsing import choose, count_steps, seek
from tests.page.formulas import read_formula
from tests.page.traces import ask

pytestmark = pytest.mark.anyio


FIGURES: dict[str, tuple[str, Callable[[dict[str, float]], float]]] = {
    "z.3.0": ("0.3890", lambda o: o["W.3.0.0"] * o["a.2.0"] + o["W.3.0.1"] * o["a.2.1"] + o["b.3.0"]),
    "a.3.0": ("0.3890", lambda o: o["z.3.0"]),
    "loss": ("0.3733", lambda o: (o["a.3.0"] - o["y.0"]) ** 2),
    "dL_da.3.0": ("−1.2220", lambda o: 2 * (o["a.3.0"] - o["y.0"])),
    "dL_dz.3.0": ("−1.2220", lambda o: o["dL_da.3.0"] * o["slope.3.0"]),
}


async def test_the_sources_figures_are_shown_and_follow_from_the_numbers_beside_them(page: Page) -> None:
    met = []
    for _ in range(await count_steps(page)):
        await page.keyboard.press("ArrowRight")
        formula = await read_formula(page)
        if formula.ref not in FIGURES:
            continue
        shown, work = FIGURES[formula.ref]
        assert await page.text_content(f'#diagram [data-ref="{formula.ref}"] text') == shown
        assert await page.inner_text("#why output") == shown
        operands = {name: float(text.replace("−", "-")) for name, text in formula.operands.items()}
        expected = work(operands)  # a KeyError here: the formula lacks an operand
        assert f"{expected:.4f}".replace("-", "−") == shown, formula.ref
        assert formula.worked == pytest.approx(expected, abs=1e-12)  # the printed formula is that very one
        met.append(formula.ref)
    assert met == [*FIGURES]


@pytest.mark.parametrize("preset", all_presets())
async def test_every_shown_formula_gives_its_shown_result(page: Page, server: str, preset: str) -> None:
    told = ask(server, preset)
    await choose(page, preset)
    for position, target in enumerate(told.targets, 1):
        await seek(page, position)
        formula = await read_formula(page)
        assert formula.ref == target
        if formula.numbers is None:  # made from whole arrays, or the slope of a line, which is 1 anywhere
            assert target == "loss_new" or formula.symbols == "1"
            continue
        off = abs(formula.worked - formula.value)
        assert off <= formula.slack, f"{preset} {position} {target}: {formula.numbers} {formula.result}"
        # many small terms that cancel may cost the reader the last digits; the others may not
        if preset != "trask-xor":
            assert off <= 0.51 * formula.unit, f"{preset} {position} {target}: {formula.numbers}"
        assert formula.operands == {name: show_operand(told.number(name)) for name in formula.operands}


async def test_an_equals_sign_stands_exactly_where_nothing_shown_was_rounded(page: Page, server: str) -> None:
    told = ask(server, "source")
    for digits in ("2", "4", "8"):
        await page.select_option("#digits", digits)
        for position in range(1, await count_steps(page) + 1):
            await seek(page, position)
            formula = await read_formula(page)
            if formula.numbers is None:
                continue
            exact = is_exact(number := told.number(formula.ref or ""), show_result(number, int(digits)))
            exact &= all(is_exact(told.number(name), text) for name, text in formula.operands.items())
            where = f"{digits} decimals, position {position}, {formula.ref}: {formula.numbers}"
            assert formula.relation == ("=" if exact else "≈"), where
            assert not exact or formula.worked == pytest.approx(formula.value, rel=1e-12), where
            assert formula.unit <= 10.0 ** -int(digits)
