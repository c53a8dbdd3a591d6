"""The lens on a mistake: wrong beside right in one answer, where they part, and what exposes it."""

from typing import Any

import httpx
import pytest

from tests.api.questions import EXAMPLES, SOURCE, ask, random_problem, read_problem, stepping, without_step

pytestmark = pytest.mark.anyio
MAZUR = stepping(next(example for example in EXAMPLES if example["id"] == "mazur"))
XOR = stepping(next(example for example in EXAMPLES if example["id"] == "trask-xor"))
BATCH = {**random_problem(3, (3, 4, 4, 2), ("tanh", "relu", "sigmoid"), "mse", 5), "optimizer": "adam"}
FUSED = {**random_problem(4, (2, 3, 3), ("softplus", "softmax"), "cross_entropy", 3), "freeze_biases": True}
KEYS = ["mistake", "status", "reason", "first", "differs", "values", "loss"]


async def look(client: httpx.AsyncClient, body: dict[str, Any], mistake: str, query: str = "") -> Any:
    return await ask(client, f"/api/mistake{query}", {**body, "mistake": mistake})


async def catalogue(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    return list((await client.get("/api/catalogue")).json()["mistakes"])


def merged(phases: list[dict[str, Any]]) -> dict[str, Any]:
    """The values of all phases by quantity, as the page puts them together."""
    values: dict[str, Any] = {}
    for phase in phases:
        for quantity, found in phase["values"].items():
            values[quantity] = {**values.get(quantity, {}), **found} if isinstance(found, dict) else found
    return values


@pytest.mark.parametrize("body", [SOURCE, MAZUR, XOR, BATCH, FUSED], ids=["source", "mazur", "xor", "b", "f"])
async def test_the_right_values_are_those_of_the_trace_and_the_wrong_ones_differ_where_it_says(
    client: httpx.AsyncClient, body: dict[str, Any]
) -> None:
    right = merged((await ask(client, "/api/trace", body))["phases"])
    for told in await catalogue(client):
        answer = await look(client, body, told["id"])
        assert answer["mistake"] == told
        assert answer["values"]["right"] == right
        assert answer["first"] == (answer["differs"][0] if answer["differs"] else None)
        assert answer["loss"]["right"] == right["loss_new"]
        assert answer["loss"]["before"] == right["loss"]
        impossible = answer["status"] == "impossible"
        assert list(answer) == [*KEYS, *([] if impossible else ["check"])]
        assert list(answer["values"]) == ["right", *([] if impossible else ["wrong"])]
        if impossible:
            assert "shape" in answer["reason"]
            continue
        wrong, loss = answer["values"]["wrong"], answer["loss"]
        assert wrong.keys() == right.keys()
        assert (wrong != right) == (answer["status"] == "changes") == bool(answer["differs"])
        assert loss["wrong"] == wrong["loss_new"]
        assert wrong["loss"] == pytest.approx(sum(wrong["per_sample"]) / len(body["x"]), rel=1e-12)
        assert loss["falls"] == (loss["wrong"] < loss["before"])
        assert bool(answer["reason"]) >= (answer["status"] == "silent")


async def test_the_check_holds_the_wrong_gradients_beside_the_right_differences(
    client: httpx.AsyncClient,
) -> None:
    right = await ask(client, "/api/check", without_step(MAZUR))
    for mistake, exposes in (("updated_weights", True), ("factor_two", True), ("flipped_sign", False)):
        answer = await look(client, MAZUR, mistake)
        check, wrong = answer["check"], answer["values"]["wrong"]
        assert check["exposes"] == exposes == (check["max_relative_error"] > 1e-3)
        for probe, other in zip(check["parameters"], right["parameters"], strict=True):
            assert (probe["ref"], probe["numeric"]) == (other["ref"], other["numeric"])
            quantity, l, *index = probe["ref"].split(".")
            entry = wrong[f"{quantity}_grad"][l]
            for i in index:
                entry = entry[int(i)]
            assert probe["gradient"] == entry
    # the deltas of the output are right still: only what came through the new weights is exposed
    verdicts = {
        p["ref"]: p["verdict"] for p in (await look(client, MAZUR, "updated_weights"))["check"]["parameters"]
    }
    assert {ref[2] for ref, verdict in verdicts.items() if verdict == "differs"} == {"1"}


async def test_the_loss_still_falls_under_most_mistakes_on_mazur(client: httpx.AsyncClient) -> None:
    answers = [await look(client, MAZUR, told["id"]) for told in await catalogue(client)]
    changing = [answer for answer in answers if answer["status"] == "changes"]
    climbing = [answer["mistake"]["id"] for answer in changing if not answer["loss"]["falls"]]
    assert len(changing) == 12
    assert climbing == ["flipped_sign"]


@pytest.mark.parametrize("level", ["element", "layer"])
async def test_the_wrong_steps_of_the_explained_sample_come_as_they_are_taken(
    client: httpx.AsyncClient, level: str
) -> None:
    answer = await look(client, XOR, "no_slope_at_hidden", f"?steps={level}&sample=2")
    steps = answer["steps"]
    assert list(answer) == [*KEYS, "check", "steps", "names"]
    assert {step["level"] for step in steps} == {level}
    changed = [step for step in steps if step["changed"]]
    assert {step["group"] for step in changed} == {"delta.1"}
    assert {step["sentence"] for step in changed} == {"You left out σ′(z)."}
    assert not any("slope.1" in read for step in changed for read in step["reads"])
    assert {step["phase"] for step in steps if not step["changed"]} == {"gradients", "update"}
    assert {read for step in steps for read in step["reads"]} <= answer["names"].keys()
    right = await ask(client, f"/api/deltas?steps={level}", without_step(XOR))
    usual = {step["id"]: step for step in right["steps"]}
    for step in changed:
        assert step["expression"] == usual[step["id"]]["expression"][1]
        for form in ("mathml", "latex", "words"):
            assert step[form] != usual[step["id"]][form]
    if level == "element":
        assert {step["id"] for step in steps} == {ref for ref in answer["differs"] if "@" not in ref}


async def test_the_explained_sample_s_numbers_are_bare_and_others_name_theirs(
    client: httpx.AsyncClient,
) -> None:
    for sample in (0, 3):
        answer = await look(client, XOR, "no_slope_at_output", f"?sample={sample}")
        assert answer["first"] == "dL_dz.2.0"
        assert answer["differs"][1:4] == [f"dL_dz.2.0@{other}" for other in range(4) if other != sample]


async def test_where_a_mistake_fits_some_layers_only_it_says_which_it_does_not(
    client: httpx.AsyncClient,
) -> None:
    answer = await look(client, SOURCE, "untransposed")
    assert (answer["status"], answer["first"]) == ("changes", "delta.1.0")
    assert "W of layer 3 has shape (1, 2)" in answer["reason"]
    answer = await look(client, XOR, "untransposed")
    assert (answer["status"], answer["first"], answer["differs"]) == ("impossible", None, [])
    assert "W of layer 2 has shape (1, 4)" in answer["reason"]


async def test_an_unknown_mistake_is_refused_in_words(client: httpx.AsyncClient) -> None:
    for mistake in ("zebra-4711", "", "flipped_sign\u0000"):
        response = await client.post("/api/mistake", json={**SOURCE, "mistake": mistake})
        answer = read_problem(response, 422)
        assert answer["detail"].startswith("there is no such mistake; choose one of bias_forgotten, ")
        assert answer["errors"][0]["field"] == "mistake"
        assert "zebra" not in response.text


async def test_a_wrong_number_that_overflows_is_named(client: httpx.AsyncClient) -> None:
    layer = {"W": [[1e200]], "b": [-1e200], "activation": "linear"}
    body = {"network": {"layers": [layer]}, "loss": "mse", "x": [[1], [1]], "y": [[0], [0]]}
    await ask(client, "/api/trace", body)
    for sample in (0, 1):
        response = await client.post(
            f"/api/mistake?sample={sample}", json={**body, "mistake": "bias_forgotten"}
        )
        answer = read_problem(response, 422)
        assert answer["detail"].startswith(f"with this mistake loss@{sample} is not finite: ")
        assert answer["errors"][0]["field"] == f"loss@{sample}"


@pytest.mark.parametrize("call", ["mistake", "answer"])
@pytest.mark.parametrize(
    ("widths", "samples", "words"),
    [
        ((1,) * 10, 1, "at most 8 explained weight layers are possible, and these are 9"),
        ((2, 17, 2), 1, "at most 16 explained units in a layer are possible, and these are 17"),
        ((1, 1), 65, "at most 64 explained samples are possible, and these are 65"),
    ],
)
async def test_what_is_too_large_to_explain_cannot_be_mistaken(
    client: httpx.AsyncClient, call: str, widths: tuple[int, ...], samples: int, words: str
) -> None:
    problem = random_problem(1, widths, ("tanh",) * (len(widths) - 1), "mse", samples)
    more = {"mistake": "flipped_sign"} if call == "mistake" else {"ref": "loss", "answer": 1}
    response = await client.post(f"/api/{call}", json=problem | more)
    assert read_problem(response, 413)["detail"] == words
