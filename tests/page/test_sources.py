"""Samples from the built-in data sets and from text: what is wrong is told, and nothing is lost."""

from pathlib import Path

import httpx
import pytest
from playwright.async_api import Page, expect

from tests.page.browsing import choose, picture, seek
from tests.page.edits import count_questions, expect_picture_of, rest, setup_of
from tests.page.runs import hear_traces
from tests.page.settings import (
    architecture_of,
    expect_refusal,
    expect_words,
    open_settings,
    reshaped,
)

pytestmark = pytest.mark.anyio
TEXT, TEXT_PROBLEM, PREVIEW = "#csv-text", "#csv-problem", "#csv-preview"
UNDO = '[aria-label="Undo"]'


@pytest.fixture(autouse=True)
async def counted(page: Page) -> None:
    await count_questions(page)


async def test_a_data_set_is_the_servers_own_and_the_network_follows_in_its_inputs(
    page: Page, server: str
) -> None:
    setup = setup_of()
    await seek(page, 20)
    before = await picture(page)
    await open_settings(page, "samples")
    await page.select_option("#dataset", "moons")
    await page.fill("#dataset-count", "12")
    await page.fill("#dataset-noise", "0,2")
    await page.fill("#dataset-seed", "5")
    await page.get_by_role("button", name="Use these samples").click()
    await expect_words(page, "12 samples of Two moons. The network reads 2 and gives 1 now: 13 weights")
    drawn = httpx.get(f"{server}/api/datasets/moons?count=12&noise=0.2&seed=5").json()
    wish = architecture_of(setup["network"]) | {"inputs": 2}
    setup |= {key: drawn[key] for key in ("x", "y")}
    setup["network"] = reshaped(server, setup["network"], wish)
    await expect_picture_of(page, server, setup)
    await page.keyboard.press("Escape")
    await page.keyboard.press("Control+z")  # samples and network are one entry
    await rest(page)
    assert await picture(page) == before


@pytest.mark.parametrize("id", ["xor", "and", "circles", "moons", "sine"])
async def test_each_data_set_can_bring_the_network_that_suits_it(page: Page, server: str, id: str) -> None:
    setup = setup_of()
    await open_settings(page, "samples")
    await page.select_option("#dataset", id)
    await page.get_by_role("button", name="Use them with a network that suits").click()
    await expect_words(page, "weights and biases are new")
    drawn = httpx.get(f"{server}/api/datasets/{id}").json()
    entries = httpx.get(f"{server}/api/catalogue").json()["datasets"]
    suits = next(entry["suits"] for entry in entries if entry["id"] == id)
    network = reshaped(server, {}, {key: suits[key] for key in ("inputs", "layers")}, keep=None)
    setup |= {"network": network, "loss": suits["loss"], "x": drawn["x"], "y": drawn["y"]}
    await expect_picture_of(page, server, setup)
    await page.keyboard.press("Escape")
    for position in (10, 30):
        await seek(page, position)
        await expect_picture_of(page, server, setup)


async def test_a_data_set_that_cannot_be_drawn_is_refused_in_words(
    page: Page, expected_errors: list[str]
) -> None:
    expected_errors.append("422")
    before = await page.inner_html("#diagram")
    await open_settings(page, "samples")
    use = page.get_by_role("button", name="Use these samples")
    for key, text, words in (
        ("count", "3", "count must be from 4 to 1024 for xor"),
        ("count", "65", "These are 65 samples; at most 64 are possible"),
        ("count", "many", "The number of samples needs a whole number"),
        ("noise", "2", "noise must be from 0 to 0.5 for xor"),
        ("noise", "x", "This is not a number"),
        ("seed", "-1", "The seed needs a whole number"),
    ):
        good = await page.input_value(f"#dataset-{key}")
        await page.fill(f"#dataset-{key}", text)
        await use.click()
        await expect_refusal(page, words)
        assert await page.input_value(f"#dataset-{key}") == text
        await page.fill(f"#dataset-{key}", good)
    assert await page.inner_html("#diagram") == before
    await expect(page.locator(UNDO)).to_have_attribute("aria-disabled", "true")
    await use.click()
    await expect_words(page, "4 samples of XOR.")


async def test_targets_that_the_loss_cannot_take_leave_everything_as_it_was(
    page: Page, expected_errors: list[str]
) -> None:
    expected_errors.append("422")
    await choose(page, "softmax")
    await open_settings(page, "samples")
    before = await page.inner_html("#diagram")
    await page.get_by_role("button", name="Use these samples").click()
    await expect_refusal(page, "cross_entropy needs target rows that sum to 1")
    assert await page.inner_html("#diagram") == before


async def test_pasted_rows_are_read_told_and_used(page: Page, server: str) -> None:
    setup = setup_of()
    await open_settings(page, "samples")
    await page.fill(TEXT, "x1;x2;y\n0,5;1/4;−1\n1;2;3\n\n")
    await expect(page.locator(PREVIEW)).to_have_text(
        "2 samples, separated by semicolons. Inputs: x1, x2. Target: y."
    )
    assert await page.locator("#csv-targets").count() == 0
    await page.get_by_role("button", name="Use these rows").click()
    await expect_words(page, "2 samples of your own. The network reads 2 and gives 1 now")
    network = reshaped(server, setup["network"], architecture_of(setup["network"]) | {"inputs": 2})
    setup |= {"network": network, "x": [[0.5, 0.25], [1, 2]], "y": [[-1], [3]]}
    await expect_picture_of(page, server, setup)
    # without names the last columns are targets, as many as the reader says
    await page.fill(TEXT, "1 2 3\n4 5 6")
    await expect(page.locator(PREVIEW)).to_contain_text("Inputs: column 1, column 2. Target: column 3.")
    await page.select_option("#csv-targets", "2")
    await expect(page.locator(PREVIEW)).to_contain_text("Inputs: column 1. Targets: column 2, column 3.")
    await page.get_by_role("button", name="Use these rows").click()
    await expect_words(page, "The network reads 1 and gives 2 now")
    wish = architecture_of(network) | {"inputs": 1}
    wish["layers"][-1]["units"] = 2
    setup |= {"network": reshaped(server, network, wish), "x": [[1], [4]], "y": [[2, 3], [5, 6]]}
    await expect_picture_of(page, server, setup)


async def test_an_error_names_its_line_and_nothing_that_was_typed_is_lost(page: Page) -> None:
    bodies = hear_traces(page)
    before = await page.inner_html("#diagram")
    await open_settings(page, "samples")
    for text, words in (
        ("1,2\n3,4,5", "Line 2 has 3 values, line 1 has 2"),
        ("x,y\n1,2\n\n3,abc", "Line 4, column 2: “abc” is not a number."),
        ("7", "Line 1 has one value"),
    ):
        await page.fill(TEXT, text)
        await expect(page.locator(TEXT_PROBLEM)).to_contain_text(words)
        assert await page.get_attribute(TEXT, "aria-invalid") == "true"
        await page.get_by_role("button", name="Use these rows").click(force=True)
        assert await page.input_value(TEXT) == text
    # the browser's own undo works in the text, and does not undo the lesson
    await page.focus(TEXT)
    await page.keyboard.press("End")
    await page.keyboard.type("8,9")
    await page.keyboard.press("Control+z")
    assert await page.input_value(TEXT) != "78,9"
    await page.keyboard.press("Escape")
    await open_settings(page, "samples")
    assert "7" in await page.input_value(TEXT)
    assert bodies == []
    assert await page.inner_html("#diagram") == before


async def test_a_file_is_opened_pasted_or_dropped(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "samples.csv"
    file.write_text("x,y\n1,2\n3,4\n", "utf-8")
    await open_settings(page, "samples")
    await page.set_input_files(".file input", file)
    await expect(page.locator(PREVIEW)).to_contain_text("2 samples, separated by commas.")
    for kind in ("paste", "drop"):
        await page.fill(TEXT, "")
        await page.evaluate(
            """([kind, text]) => {
                const files = new DataTransfer();
                files.items.add(new File([text], "samples.csv"));
                const more = { bubbles: true, cancelable: true };
                document.querySelector("#csv-text").dispatchEvent(kind === "paste"
                    ? new ClipboardEvent("paste", { ...more, clipboardData: files })
                    : new DragEvent("drop", { ...more, dataTransfer: files }));
            }""",
            [kind, "1;2\n3;4\n5;6"],
        )
        await expect(page.locator(PREVIEW)).to_contain_text("3 samples, separated by semicolons.")
    await page.get_by_role("button", name="Use these rows").click()
    await expect_words(page, "3 samples of your own.")
