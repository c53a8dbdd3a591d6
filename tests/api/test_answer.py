"""An answer judged over HTTP: right as it is shown, or traced to the mistake that gives it."""

from itertools import product
from typing import Any

import httpx
import pytest

from app.lesson.mistakes.catalogue import MISTAKES
from app.lesson.numbers import read_shown, show_result
from tests.api.questions import EXAMPLES, SOURCE, ask, read_problem, stepping
from tests.api.test_steps import resolver

pytestmark = pytest.mark.anyio
BODIES = {example["id"]: stepping(example) for example in EXAMPLES}


async def judge(client: httpx.AsyncClient, body: dict[str, Any], ref: str, answer: float, **more: Any) -> Any:
    return await ask(client, "/api/answer", {**body, "ref": ref, "answer": answer, **more})


@pytest.mark.parametrize(("example", "mistake"), list(product(BODIES, MISTAKES)))
async def test_the_number_of_a_mistake_is_recognised_where_wrong_and_right_part(
    client: httpx.AsyncClient, example: str, mistake: str
) -> None:
    body = BODIES[example]
    lens = await ask(client, "/api/mistake", {**body, "mistake": mistake})
    if lens["status"] != "changes":
        return
    ref = lens["first"]
    right, wrong = (resolver(body, lens["values"][kind], 0)(ref) for kind in ("right", "wrong"))
    # as many digits as it takes to see a difference
    digits = next(
        digits for digits in range(4, 9) if show_result(right, digits) != show_result(wrong, digits)
    )
    assert digits == 4 or mistake == "updated_weights"
    judged = await judge(client, body, ref, float(read_shown(show_result(wrong, digits))), digits=digits)
    assert list(judged) == ["ref", "right", "mistakes", "slips"]
    assert judged["right"] is False
    (found,) = [entry for entry in judged["mistakes"] if entry["id"] == mistake]
    assert list(found) == ["id", "title", "hint", "at"]
    assert found["title"] == MISTAKES[mistake].title
    assert found["at"] == ref
    assert found["hint"].startswith("You ")


async def test_a_right_answer_is_told_the_number_and_a_wrong_one_is_not(client: httpx.AsyncClient) -> None:
    trace = await ask(client, "/api/forward", SOURCE)
    z = trace["values"]["z"]["1"][0][0]
    told = {"ref": "z.1.0", "right": True, "value": z, "shown": "−0.4000", "mistakes": [], "slips": []}
    assert await judge(client, SOURCE, "z.1.0", -0.4) == told
    judged = await judge(client, SOURCE, "z.1.0", 0.4)
    assert list(judged) == ["ref", "right", "mistakes", "slips"]
    assert [slip["id"] for slip in judged["slips"]] == ["wrong_sign"]
    assert [list(slip) for slip in judged["slips"]] == [["id", "title", "hint"]]


@pytest.mark.parametrize(
    ("example", "ref", "factor", "hint"),
    [
        ("source", "dL_da.3.0", 1 / 2, "You lost the factor 2."),
        ("mazur", "dL_da.2.0", 2.0, "You put in a factor 2 that this loss does not have."),
        ("softmax", "dL_dz.1.0", 1 / 3, "You took the mean over the outputs, and this loss adds them up."),
        ("trask-xor", "W_grad.2.0.0", 4.0, "You did not divide by the number of samples."),
    ],
)
async def test_a_lost_or_gained_factor_is_named(
    client: httpx.AsyncClient, example: str, ref: str, factor: float, hint: str
) -> None:
    body = BODIES[example]
    lens = await ask(client, "/api/mistake", {**body, "mistake": "flipped_sign"})
    value = resolver(body, lens["values"]["right"], 0)(ref)
    judged = await judge(client, body, ref, value * factor, digits=8)
    assert [found["hint"] for found in judged["mistakes"] if found["at"] == ref] == [hint]


async def test_slips_are_told_apart(client: httpx.AsyncClient) -> None:
    values = (await ask(client, "/api/mistake", {**SOURCE, "mistake": "raw_error"}))["values"]["right"]
    at = resolver(SOURCE, values, 0)
    without_bracket = at("W.2.0.0") * at("delta.2.0") + at("W.2.1.0") * at("delta.2.1") * at("slope.1.0")
    for ref, answer, slips in (
        ("a.3.0", 0.3891, ["last_digit"]),
        ("a.3.0", 0.3892, []),
        ("a.3.0", 0.39, ["too_short"]),
        ("a.3.0", 3.89, ["decimal_point"]),
        ("a.3.0", -0.389, ["wrong_sign"]),
        ("dL_da.3.0", 2 * at("a.3.0") - at("y.0"), ["lost_bracket"]),
        ("delta.1.0", without_bracket, ["lost_bracket"]),
    ):
        judged = await judge(client, SOURCE, ref, answer)
        assert [slip["id"] for slip in judged["slips"]] == slips, (ref, answer)


async def test_a_step_is_named_in_the_sample_that_was_asked_for(client: httpx.AsyncClient) -> None:
    body = BODIES["trask-xor"]
    lens = await ask(client, "/api/mistake", {**body, "mistake": "no_slope_at_output"})
    wrong = lens["values"]["wrong"]["delta"]["1"][3][2]
    judged = await judge(client, body, "delta.1.2@3", wrong, digits=8)
    (found,) = [entry for entry in judged["mistakes"] if entry["id"] == "no_slope_at_output"]
    assert found["at"] == "dL_dz.2.0@3"
    assert found["hint"].startswith(
        "Earlier, in the derivative of the loss by the weighted sum of the output"
    )


async def test_the_digits_decide_what_is_right(client: httpx.AsyncClient) -> None:
    prediction = (await ask(client, "/api/forward", SOURCE))["values"]["a"]["3"][0][0]
    assert 0.38895 < prediction < 0.38905
    for answer, digits, right in (
        (0.389, 4, True),
        (0.39, 4, False),
        (0.39, 2, True),
        (0.3890049, 4, True),
        (0.389, 8, False),
        (prediction, 8, True),
    ):
        judged = await judge(client, SOURCE, "a.3.0", answer, digits=digits)
        assert judged["right"] is right, (answer, digits)
    assert await judge(client, SOURCE, "a.3.0", 0.39) == await judge(client, SOURCE, "a.3.0", 0.39, digits=4)


async def test_each_sample_has_its_own_number_by_query_or_by_ref(client: httpx.AsyncClient) -> None:
    body = BODIES["trask-xor"]
    z = (await ask(client, "/api/forward", {k: body[k] for k in ("network", "loss", "x", "y")}))["values"][
        "z"
    ]
    for sample in range(4):
        answer = {**body, "ref": "z.2.0", "answer": z["2"][sample][0]}
        assert (await ask(client, f"/api/answer?sample={sample}", answer))["right"]
        assert (await judge(client, body, f"z.2.0@{sample}", z["2"][sample][0]))["right"]
        assert not (await judge(client, body, f"z.2.0@{sample}", z["2"][sample - 1][0]))["right"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ref": "delta.1"}, "an answer is one number; this ref names a whole array"),
        ({"ref": "W.1.0.0"}, "that number is given, not computed: there is nothing to work out"),
        ({"ref": "x.0"}, "that number is given"),
        ({"ref": "delta.9.0"}, "this network has no such number"),
        ({"ref": "z.1.0@1"}, "this network has no such number"),
        ({"ref": "v_W_new.1.0.0"}, "this network has no such number"),
        ({"ref": "zebra-4711"}, "a ref reads like"),
        ({"ref": 1}, "ref must be text"),
        ({"answer": "0.4"}, "answer must be a number"),
        ({"answer": None}, "answer must be a number"),
        ({"answer": 10**400}, "answer must be a finite number"),
        ({"digits": 1}, "digits must be at least 2"),
        ({"digits": 9}, "digits is too large"),
        ({"digits": 4.5}, "digits must be a whole number"),
        ({"zebra": 1}, "the body has an unknown key; it takes network, loss, x, y, learning_rate"),
    ],
)
async def test_an_answer_that_cannot_be_judged_is_refused_in_words(
    client: httpx.AsyncClient, change: dict[str, Any], words: str
) -> None:
    response = await client.post("/api/answer", json={**SOURCE, "ref": "z.1.0", "answer": 0.4, **change})
    assert words in read_problem(response, 422)["detail"]
    assert "zebra" not in response.text
