"""Two hundred random changes and moves: at every rest the page's numbers are those of a fresh trace."""

import pytest
from playwright.async_api import Page, expect

from tests.page.browsing import picture
from tests.page.edits import count_questions, expect_picture_of, rest
from tests.page.random_edits import NetworkReader
from tests.page.random_samples import SamplesReader
from tests.page.runs import hear_traces

pytestmark = pytest.mark.anyio
TIMES = 200
STEPS, OFTEN, SELDOM = 3, 2, 1


class RandomReader(NetworkReader, SamplesReader):
    """Does anything that can be done."""

    async def act(self) -> str:
        """One change or move, up to where the page rests; its name."""
        chances = {
            self.edit_number: STEPS,
            self.step: STEPS,
            self.seek: OFTEN,
            self.undo: STEPS,
            self.redo: OFTEN,
            self.change_units: STEPS,
            self.add_layer: OFTEN,
            self.remove_layer: SELDOM,
            self.choose_activation: SELDOM,
            self.choose_loss: SELDOM,
            self.draw: SELDOM,
            self.edit_row: STEPS,
            self.add_sample: OFTEN,
            self.duplicate: SELDOM,
            self.remove_sample: OFTEN,
            self.choose_sample: OFTEN,
            self.use_dataset: SELDOM,
            self.paste: SELDOM,
            self.take_update: OFTEN,
        }
        (action,) = self.random.choices(list(chances), weights=list(chances.values()))
        await action()
        await rest(self.page)
        return action.__name__


@pytest.mark.parametrize("page", [{"reduced_motion": "reduce"}], ids=["reduced motion"], indirect=True)
async def test_whatever_is_done_the_numbers_are_those_of_a_fresh_trace_and_every_way_back_is_exact(
    page: Page, server: str
) -> None:
    await count_questions(page)
    bodies = hear_traces(page)
    before = await picture(page)
    reader = RandomReader(page, server, seed=4711)
    done: list[str] = []
    for _ in range(TIMES):
        done.append(await reader.act())
        try:
            await expect_picture_of(page, server, reader.present, reader.sample)
        except AssertionError as error:
            raise AssertionError(f"after {len(done)} actions, the last ones {done[-5:]}: {error}") from error
    asked = {key: bodies[-1][key] for key in ("network", "loss", "x", "y", "learning_rate")}
    assert asked == {key: reader.present[key] for key in asked}
    assert len(set(done)) >= 18
    while reader.past:
        await reader.undo()
        await rest(page)
    await expect(page.locator('[aria-label="Undo"]')).to_have_attribute("aria-disabled", "true")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    await page.evaluate("document.activeElement.blur()")
    await page.keyboard.press("Home")
    assert await picture(page) == before
