"""The table of samples: fields, rows that are sent as a whole, rows that come and go."""

import pytest
from playwright.async_api import Page, expect

from tests.page.browsing import choose, picture, position_of, seek
from tests.page.edits import count_questions, expect_picture_of, marks, rest, setup_of
from tests.page.runs import hear_traces
from tests.page.settings import expect_refusal, expect_words, open_settings

pytestmark = pytest.mark.anyio
ROW_PROBLEM = "#row-problem"
UNDO = '[aria-label="Undo"]'


@pytest.fixture(autouse=True)
async def counted(page: Page) -> None:
    await count_questions(page)


def field(row: int, column: int) -> str:
    return f'.samples [data-row="{row}"] [data-column="{column}"]'


async def write(page: Page, row: int, *texts: str) -> None:
    for column, text in enumerate(texts):
        await page.fill(field(row, column), text)


async def test_a_row_is_sent_when_it_is_whole_and_every_number_follows(page: Page, server: str) -> None:
    await seek(page, 12)
    before = await picture(page)
    await open_settings(page, "samples")
    bodies = hear_traces(page)
    await write(page, 0, "1/4", "−2,5")
    await rest(page)
    assert bodies == []  # the focus is still in the row
    await page.keyboard.press("Enter")
    await expect_words(page, "Sample 1 is changed.")
    await expect_picture_of(page, server, {**setup_of(), "x": [[0.25]], "y": [[-2.5]]})
    assert await page.input_value(field(0, 0)) == "0.25"
    assert await position_of(page) == 12
    await page.keyboard.press("Escape")
    await page.keyboard.press("Control+z")
    await rest(page)
    assert await picture(page) == before


async def test_one_class_becomes_another_though_no_single_number_could_be_changed(
    page: Page, server: str, expected_errors: list[str]
) -> None:
    expected_errors.append("422")
    await choose(page, "softmax")
    setup = setup_of("softmax")
    inputs, outputs = len(setup["x"][0]), len(setup["y"][0])
    await seek(page, 9)
    await open_settings(page, "samples")
    turned = [float(text) for text in reversed(setup["y"][0])]
    if turned == setup["y"][0]:
        turned = [1.0, *([0.0] * (outputs - 1))]
    for k, y in enumerate(turned):
        await page.fill(field(0, inputs + k), str(int(y) if y in (0, 1) else y))
    await page.keyboard.press("Tab")
    await expect_words(page, "Sample 1 is changed.")
    setup["y"][0] = turned
    await expect_picture_of(page, server, setup)
    shown = await marks(page)
    # a row that does not sum to 1 is refused in words; what was typed stays, and so does the picture
    await page.fill(field(0, inputs), "0.5")
    await page.fill(field(0, inputs + 1), "0.25")
    await page.keyboard.press("Enter")
    await expect(page.locator(ROW_PROBLEM)).to_have_text(
        "Sample 1 stays as it was: cross_entropy needs target rows that sum to 1."
    )
    assert await marks(page) == shown
    assert await page.input_value(field(0, inputs)) == "0.5"
    assert await page.get_attribute(field(0, inputs), "aria-invalid") == "true"
    await page.keyboard.press("Escape")
    await expect(page.locator(ROW_PROBLEM)).to_have_text("")
    await expect(page.locator(".settings-panel")).to_have_count(1)
    # cut off, the last class would leave a row of nothing but 0
    await write(page, 0, *["0"] * inputs, *["0"] * (outputs - 1), "1")
    await page.keyboard.press("Enter")
    await rest(page)
    shown = await marks(page)
    await open_settings(page)
    await page.get_by_role("button", name="Fewer outputs").click()
    await expect_refusal(page, "cross_entropy needs target rows that sum to 1")
    assert await marks(page) == shown


async def test_a_field_that_is_no_number_is_told_by_name_and_two_rows_may_wait_at_once(page: Page) -> None:
    await choose(page, "trask-xor")
    before = await page.inner_html("#diagram")
    await open_settings(page, "samples")
    await page.fill(field(0, 1), "abc")
    await page.focus(field(1, 3))
    await expect(page.locator(ROW_PROBLEM)).to_contain_text("Input x2 of sample 1: This is not a number.")
    assert await page.get_attribute(field(0, 1), "aria-invalid") == "true"
    assert await page.get_attribute(field(0, 0), "aria-invalid") == "false"
    await page.fill(field(1, 3), "1/0")
    await page.focus(field(2, 0))
    await expect(page.locator(ROW_PROBLEM)).to_contain_text("Target y1 of sample 2: Nothing can be divided")
    assert [await page.input_value(field(0, 1)), await page.input_value(field(1, 3))] == ["abc", "1/0"]
    assert await page.inner_html("#diagram") == before
    await page.keyboard.press("Control+z")  # what is only typed goes first
    assert await page.input_value(field(0, 1)) == "0"
    await expect(page.locator(ROW_PROBLEM)).to_have_text("")
    await expect(page.locator(UNDO)).to_have_attribute("aria-disabled", "true")


async def test_samples_are_added_doubled_and_removed_and_the_marked_one_is_explained(
    page: Page, server: str
) -> None:
    setup = setup_of()
    await seek(page, 30)
    await open_settings(page, "samples")
    await expect(page.locator('[aria-disabled="true"]', has_text="Remove")).to_have_count(1)
    await page.get_by_role("button", name="Add a sample").click()
    await expect(page.locator("#sample")).to_have_value("1")
    await write(page, 1, "2", "3")
    await page.get_by_role("button", name="Duplicate sample 2").click()
    await expect_words(page, "Sample 2 is there twice.")
    setup |= {"x": [[0.5], [2], [2]], "y": [[1.0], [3], [3]]}
    await expect_picture_of(page, server, setup, sample=2)
    await page.locator('input[aria-label="Explain sample 1"]').check()
    await expect(page.locator("#sample")).to_have_value("0")
    await expect_picture_of(page, server, setup)
    await page.get_by_role("button", name="Remove sample 1").click()
    await expect_words(page, "Sample 1 is removed.")
    setup |= {"x": [[2], [2]], "y": [[3], [3]]}
    await expect_picture_of(page, server, setup)
    await page.select_option("#sample", "1")
    await expect(page.locator('input[aria-label="Explain sample 2"]')).to_be_checked()
    for _ in range(4):
        await page.keyboard.press("Control+z")
    await rest(page)
    await expect(page.locator("#sample")).to_have_count(0)  # the explained one is the nearest there is
    await expect_picture_of(page, server, setup_of())
    for _ in range(4):
        await page.keyboard.press("Control+y")
    await rest(page)
    await expect_picture_of(page, server, setup)


async def test_no_more_than_can_be_explained(page: Page) -> None:
    await open_settings(page, "samples")
    await page.fill("#csv-text", "\n".join(f"{i},{i / 2}" for i in range(64)))
    await page.get_by_role("button", name="Use these rows").click()
    await expect_words(page, "64 samples of your own.")
    before = await page.inner_html("#diagram")
    for name in ("Add a sample", "Duplicate sample 1"):
        await page.get_by_role("button", name=name).click()
        await expect_refusal(page, "These are 65 samples; at most 64 are possible here")
        assert await page.locator(".samples tbody tr").count() == 64
    assert await page.inner_html("#diagram") == before


async def test_the_table_goes_by_keys_like_a_sheet(page: Page, server: str) -> None:
    await choose(page, "trask-xor")
    setup = setup_of("trask-xor")
    await open_settings(page, "samples")
    await page.focus(field(0, 1))
    await page.keyboard.press("ArrowDown")
    await page.keyboard.type("5")  # it was chosen whole
    await page.keyboard.press("ArrowDown")
    assert await page.evaluate("document.activeElement.ariaLabel") == "x2 of sample 3"
    await expect_words(page, "Sample 2 is changed.")
    setup["x"][1][1] = 5
    await expect_picture_of(page, server, setup)
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Tab")
    await page.keyboard.type("−1")
    await page.keyboard.press("Enter")
    await rest(page)
    setup["x"][1][2] = -1
    await expect_picture_of(page, server, setup)
    await page.keyboard.type("77")
    await page.keyboard.press("Escape")
    assert await page.input_value(field(1, 2)) == "−1"
    await page.keyboard.press("Escape")
    await expect(page.locator(".settings-panel")).to_have_count(0)
    await expect_picture_of(page, server, setup)
