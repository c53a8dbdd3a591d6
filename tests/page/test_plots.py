"""The plots of the training view, measured in pixels against the server's numbers."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.async_api import Page, expect

from app.lesson.numbers import show_result
from tests.page.edits import edit, setup_of
from tests.page.rulers import number_at, path, pixel_of, predicted, ruler, settled
from tests.page.runs import SLIDER, at_update, open_training, run, show, train_lines

pytestmark = pytest.mark.anyio
NEAR = 0.11  # pixels: paths are written to a tenth


async def test_the_loss_curve_stands_at_the_servers_losses_on_both_axes(page: Page, server: str) -> None:
    await open_training(page, "mazur")
    await run(page, 60)
    lines = train_lines(server, setup_of("mazur"), 60)
    curve = await path(page, ".loss-plot .curve")
    across, up = await ruler(page, ".loss-plot", "x"), await ruler(page, ".loss-plot", "y")
    assert len(curve) == 61
    # its style comes with this view, whatever was opened before
    assert await page.locator(".loss-plot .curve").evaluate("(line) => getComputedStyle(line).fill") == "none"
    for (x, y), line in zip(curve, lines, strict=True):
        assert x == pytest.approx(pixel_of(line["update"], across), abs=NEAR)
        assert y == pytest.approx(pixel_of(line["loss"], up), abs=NEAR)
    await page.check("input[name=axis][value=log]")
    await expect(page.locator(".loss-plot .axis-name").last).to_have_text("loss, logarithmic")
    curve = await path(page, ".loss-plot .curve")
    # three points are enough to know a logarithm by: equal factors, equal distances
    up = await ruler(page, ".loss-plot", "y")
    assert len(up) >= 2
    for (pixel, value), (higher, larger) in pairwise(up):
        between = [y for (_, y), line in zip(curve, lines, strict=True) if value <= line["loss"] <= larger]
        assert all(higher - NEAR <= y <= pixel + NEAR for y in between)
    label = await page.get_attribute(".loss-plot", "aria-label") or ""
    assert f"from {show_result(lines[0]['loss'])} at update 0 to {show_result(lines[60]['loss'])}" in label
    assert "log axis" in label


async def test_a_press_on_the_curve_goes_to_the_nearest_point_and_a_drag_along_it(page: Page) -> None:
    await open_training(page)
    await run(page, 20)
    curve = await path(page, ".loss-plot .curve")
    box = await page.locator(".loss-plot").bounding_box()
    assert box is not None
    await page.mouse.move(box["x"] + curve[5][0] + 2, box["y"] + 100)
    await page.mouse.down()
    await at_update(page, 5)
    await page.mouse.move(box["x"] + curve[12][0] - 1, box["y"] + 60, steps=6)
    await page.mouse.up()
    await at_update(page, 12)
    assert await page.evaluate("document.activeElement.id") == "walk"  # the keys go on from here
    await page.keyboard.press("ArrowRight")
    await at_update(page, 13)
    assert await page.input_value("#position") == "0"  # not the lesson's keys


@pytest.mark.parametrize(("preset", "updates"), [("source", 3), ("softmax", 5)])
async def test_the_curves_of_a_fit_are_the_servers_predictions(
    page: Page, server: str, preset: str, updates: int
) -> None:
    setup = setup_of(preset)
    await open_training(page, preset)
    await run(page, updates)
    setup["network"] = train_lines(server, setup, updates)[-1]["network"]
    at_samples = predicted(server, setup, setup["x"])
    await page.click(".in-numbers summary")
    await settled(page, show_result(at_samples[0][-1]))
    across, up = await ruler(page, ".prediction-figure", "x"), await ruler(page, ".prediction-figure", "y")
    for k in range(len(setup["y"][0])):
        curve = await path(page, f".prediction-figure .curve-{k + 1}.curve")
        rows = predicted(server, setup, [[number_at(x, across)] for x, _ in curve])
        for (_, y), row in zip(curve, rows, strict=True):
            assert y == pytest.approx(pixel_of(row[k], up), abs=0.4)  # x was read back from the picture
        # the path of a mark begins at its rim
        ((x, y), *_) = await path(page, f".prediction-figure .sample.curve-{k + 1}")
        assert x == pytest.approx(pixel_of(setup["x"][0][0], across), abs=7)
        assert y == pytest.approx(pixel_of(setup["y"][0][k], up), abs=7.5)
    label = await page.get_attribute(".prediction-figure svg", "aria-label") or ""
    assert show_result(at_samples[0][0]) in label


async def test_each_cell_of_the_surface_is_on_the_side_where_the_server_predicts_it(
    page: Page, server: str
) -> None:
    setup = setup_of("trask-xor")
    await open_training(page, "trask-xor")
    await run(page, 400)
    setup["network"] = train_lines(server, setup, 400)[-1]["network"]
    at_samples = predicted(server, setup, setup["x"])
    await page.click(".in-numbers summary")
    await settled(page, show_result(at_samples[0][0]))
    plot = ".prediction-figure .surface-plot"
    across, up = await ruler(page, plot, "x"), await ruler(page, plot, "y")
    cells: list[list[Any]] = await page.evaluate(
        """(plot) => [...document.querySelectorAll(`${plot} .cell`)].flatMap((shade) =>
            [...shade.getAttribute("d").matchAll(/M([\\d.]+) ([\\d.]+)h([\\d.]+)/g)].map(([, x, y, side]) =>
                [Number(x) + side / 2, Number(y) + side / 2, shade.classList.contains("high")]))""",
        plot,
    )
    assert len(cells) == 900
    rows = [[number_at(x, across), number_at(y, up), 1.0] for x, y, _ in cells]  # the third input is held
    for (x, y, is_high), (value,) in zip(cells, predicted(server, setup, rows), strict=True):
        assert is_high == (value >= 0.5), (x, y)
    marks = await page.eval_on_selector_all(
        f"{plot} .sample", "all => all.map((mark) => mark.classList.contains('high'))"
    )
    assert marks == [y[0] >= 0.5 for y in setup["y"]]
    shapes = await page.eval_on_selector_all(
        f"{plot} .sample", "all => all.map((mark) => mark.getAttribute('d').includes('a'))"
    )
    assert shapes == [not is_high for is_high in marks]  # circles and squares
    await expect(page.locator(".prediction-figure")).to_contain_text("The same in all samples: x₃ = 1.")
    table = await page.eval_on_selector_all(
        ".sample-table tbody td.predicted", "all => all.map((cell) => cell.textContent)"
    )
    assert table == [show_result(row[0]) for row in at_samples]


async def test_where_three_inputs_differ_a_sentence_says_so_and_the_samples_stand_in_a_table(
    page: Page, server: str
) -> None:
    await open_training(page, "trask-xor")
    await show(page, "network")
    await edit(page, "a.0.2", "0.5")
    setup = setup_of("trask-xor")
    setup["x"][0][2] = 0.5
    await show(page, "training")
    await expect(page.locator(".prediction-figure .hint")).to_contain_text("A curve needs one input")
    assert await page.locator(".prediction-figure svg").count() == 0
    await settled(page, show_result(predicted(server, setup, setup["x"])[0][0]))
    assert await page.locator(".prediction-figure .sample-table tbody tr").count() == 4


async def test_the_prediction_follows_the_walk_with_one_question_at_a_time(page: Page, server: str) -> None:
    await open_training(page)
    await run(page, 40)
    under_way, most = 0, 0

    async def count(route: Any) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await page.wait_for_timeout(40)
        await route.continue_()
        under_way -= 1

    await page.route("**/api/forward", count)
    await page.click(".in-numbers summary")
    await page.focus(SLIDER)
    for _ in range(25):
        await page.keyboard.press("ArrowLeft")
    await at_update(page, 15)
    setup = setup_of()
    setup["network"] = train_lines(server, setup, 15)[-1]["network"]
    await settled(page, show_result(predicted(server, setup, setup["x"])[0][0]))
    assert most == 1
