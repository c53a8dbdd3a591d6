"""The lens on mistakes: it shows what the API says of the reader's own network."""

import pytest
from playwright.async_api import Page, expect

from tests.page.browsing import seek
from tests.page.edits import edit, put, setup_of
from tests.page.lens import LENS, ask_lens, is_shown, open_lens, rows, value_at
from tests.page.links import link_of

pytestmark = pytest.mark.anyio
DIFFERS = "#why .outcome:has(.to-step) .pairs"


async def test_losses_numbers_and_check_are_those_of_the_api_and_falling_is_told(
    page: Page, server: str
) -> None:
    for mistake in ("updated_weights", "no_slope_at_output", "flipped_sign"):
        answer = ask_lens(server, setup_of("mazur"), mistake)
        await open_lens(page, mistake)
        losses = await page.locator("#why .losses dd").all_inner_texts()
        assert len(set(losses)) == 3  # right and wrong are told apart, however close they lie
        for text, key in zip(losses, ("before", "right", "wrong"), strict=True):
            assert is_shown(text, answer["loss"][key]), (mistake, key, text)
        outcome = await page.inner_text("#why .outcome:has(.losses)")
        assert ("The loss went down all the same" in outcome) == answer["loss"]["falls"]
        assert ("even further" in outcome) == (answer["loss"]["wrong"] < answer["loss"]["right"])
        status = await page.inner_text("#why .lens-status")
        assert f"{len(answer['differs'])} of 46 numbers" in status
        listed = await rows(page, ".outcome:has(.to-step) .pairs")
        assert [ref for ref, *_ in listed] == answer["differs"][: len(listed)]
        rest = len(answer["differs"]) - len(listed)
        assert (f"and {rest} more" in await page.inner_text("#why .lens")) == (rest > 0)
        for ref, right, wrong in listed:
            assert right != wrong
            assert is_shown(right, value_at(answer["values"]["right"], ref)), (ref, right)
            assert is_shown(wrong, value_at(answer["values"]["wrong"], ref)), (ref, wrong)
        told = await page.inner_text("#why .outcome:has-text('What exposes it')")
        assert ("exposes it:" in told) == answer["check"]["exposes"]
        assert ("only the update goes wrong" in told) == (mistake == "flipped_sign")
        if answer["check"]["exposes"]:
            worst = sorted(answer["check"]["parameters"], key=lambda p: -p["relative_error"])[:3]
            checked = [row for row in await rows(page, ".outcome .pairs") if len(row) == 4]
            assert [ref.replace("_grad", "") for ref, *_ in checked] == [probe["ref"] for probe in worst]
            for (_, numeric, gradient, _), probe in zip(checked, worst, strict=True):
                assert is_shown(numeric, probe["numeric"])
                assert is_shown(gradient, probe["gradient"])


@pytest.mark.parametrize(
    ("preset", "mistake", "status"),
    [("mazur", "slope_too_many", "silent"), ("hmkcode", "untransposed", "impossible")],
)
async def test_a_mistake_that_changes_nothing_says_so_with_the_reason_of_the_api(
    page: Page, server: str, preset: str, mistake: str, status: str
) -> None:
    answer = ask_lens(server, setup_of(preset), mistake)
    assert answer["status"] == status
    await open_lens(page, mistake, preset)
    told = await page.inner_text("#why .lens-status")
    assert status.capitalize() in told
    assert answer["reason"] in told
    assert await page.locator("#why .losses, #why .pairs, #why .both-ways").count() == 0


async def test_the_way_leads_to_where_they_part_and_there_both_formulas_stand_with_what_differs_marked(
    page: Page, server: str
) -> None:
    answer = ask_lens(server, setup_of("mazur"), "no_slope_at_hidden")
    await open_lens(page, "no_slope_at_hidden")
    await seek(page, 3)
    await expect(page.locator("#why .alike")).to_contain_text("right and wrong alike")
    await page.get_by_role("button", name="Go to step").click()
    await expect(page.locator("#why .way")).to_have_count(2)
    assert await page.get_attribute("#why .way.right output", "data-ref") == answer["first"] == "delta.1.0"
    for way in ("right", "wrong"):
        shown = await page.inner_text(f"#why .way.{way} output")
        assert is_shown(shown, value_at(answer["values"][way], answer["first"]))
    assert await page.locator("#why .way.right .symbols .changed").count() == 2  # "· σ′(z)"
    assert await page.locator("#why .way.wrong .changed").count() == 0
    step = next(step for step in answer["steps"] if step["target"] == "delta.1.0")
    await expect(page.locator("#why .way.wrong")).to_contain_text(step["sentence"])
    # one mistake carried on: the formula is right and reads a wrong number
    await page.locator(f'{DIFFERS} tr[data-ref="W_grad.1.0.1"] .to-step').click()
    await expect(page.locator("#why .way.right output")).to_have_attribute("data-ref", "W_grad.1.0.1")
    await expect(page.locator("#why .way.wrong")).to_contain_text("what it reads is wrong already")
    marked = page.locator("#why .way.wrong .symbols .changed")
    assert await marked.get_attribute("data-ref") == "delta.1.0"
    # and by keyboard from row to row
    await page.focus(f'{DIFFERS} .to-step[data-ref="W_grad.1.0.1"]')
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.locator("#why .way.right output")).to_have_attribute("data-ref", "W_grad.1.1.0")


async def test_the_picture_shows_the_wrong_numbers_when_asked_to_and_the_right_ones_after(
    page: Page, server: str
) -> None:
    answer = ask_lens(server, setup_of("mazur"), "no_slope_at_hidden")
    number = page.locator('#diagram [data-ref="delta.1.0"]')
    await open_lens(page, "no_slope_at_hidden", more="&at=delta.1.1")
    right = await number.locator("text").first.text_content() or ""
    assert is_shown(right, value_at(answer["values"]["right"], "delta.1.0"))
    await expect(number).to_have_attribute("data-differs", "right")
    await page.locator('#why .shows input[value="wrong"]').check(force=True)
    await expect(number).to_have_attribute("data-differs", "wrong")
    wrong = await number.locator("text").first.text_content() or ""
    assert is_shown(wrong, value_at(answer["values"]["wrong"], "delta.1.0"))
    assert (await number.get_attribute("aria-label") or "").startswith("wrong delta of neuron 1 of layer 1")
    await expect(page.locator('#diagram [data-ref="delta.2.0"]')).not_to_have_attribute(
        "data-differs", "wrong"
    )
    await link_of(page, r"lesson=mistakes\.no_slope_at_hidden\.wrong")
    await number.click()  # its own formula is the wrong one as well
    await expect(page.locator("#why output")).to_have_text(wrong)
    assert await page.locator("#why .printed").count() == 0
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    await expect(number.locator("text").first).to_have_text(right)
    await expect(page.locator("#diagram [data-differs]")).to_have_count(0)


async def test_an_edit_is_asked_about_at_rest_and_the_last_answer_stays_until_then(
    page: Page, server: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/mistake" in request.url else None)
    await open_lens(page, "factor_two", "source")
    assert len(asked) == 1
    setup = setup_of()
    await edit(page, "a.0.0", "0.75")
    put(setup, "a.0.0", 0.75)
    answer = ask_lens(server, setup, "factor_two")
    assert answer["loss"] != ask_lens(server, setup_of(), "factor_two")["loss"]
    await page.wait_for_selector(LENS)
    texts = await page.locator("#why .losses dd").all_inner_texts()
    assert all(
        is_shown(text, answer["loss"][k]) for text, k in zip(texts, ("before", "right", "wrong"), strict=True)
    )
    assert len(asked) == 2
