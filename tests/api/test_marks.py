"""Marks and closing figures over HTTP: each as it is in the lesson, and none where there is none."""

import httpx
import pytest

from tests.api.questions import EXAMPLES, ask, example_id, stepping, strict_json

pytestmark = pytest.mark.anyio
MAZUR = next(example for example in EXAMPLES if example["id"] == "mazur")


@pytest.mark.parametrize("example", EXAMPLES, ids=example_id)
async def test_the_mark_of_a_number_of_the_first_step_has_its_value_from_the_trace(
    client: httpx.AsyncClient, example: dict[str, object]
) -> None:
    preset = strict_json((await client.get(f"/api/presets/{example['id']}")).content)
    trace = await ask(client, "/api/trace?steps=element", stepping(example))
    values: dict[str, float] = {}
    for phase in trace["phases"]:
        for step in phase["steps"]:
            quantity, *path = step["target"].split(".")
            found = phase["values"].get(quantity)
            if path and found is not None:
                found = found[path.pop(0)]
                found = found[0] if quantity in ("z", "a", "slope", "delta", "dL_da", "dL_dz") else found
                for index in path:
                    found = found[int(index)]
            values[step["target"]] = found
    marks = [mark for mark in preset["marks"] if mark["updates"] == 0]
    assert all(mark["value"] == values[mark["ref"]] for mark in marks)
    assert {mark["ref"]: mark["printed"] for mark in preset["marks"]} == preset["printed"]
    assert preset["closing"] == ("updated_weights" if example["id"] == "mazur" else None)


async def test_the_closing_figures_after_one_update_are_those_of_a_step_under_the_lens(
    client: httpx.AsyncClient,
) -> None:
    closing = strict_json((await client.get("/api/presets/mazur/closing")).content)
    lens = await ask(client, "/api/mistake", stepping(MAZUR) | {"mistake": closing["mistake"]})
    first = closing["figures"][0]
    assert first["updates"] == 1
    assert first["right"]["value"] == lens["loss"]["right"]
    assert first["wrong"]["value"] == pytest.approx(lens["loss"]["wrong"], rel=1e-14)
    assert first["printed"] == f"{first['wrong']['value']:.9f}" != f"{first['right']['value']:.9f}"
    again = await client.get("/api/presets/mazur/closing")
    assert strict_json(again.content) == closing


@pytest.mark.parametrize(("id", "words"), [("source", "mazur"), ("nothing", "no such preset")])
async def test_closing_figures_that_are_not_there_are_told_so_in_words(
    client: httpx.AsyncClient, id: str, words: str
) -> None:
    answer = await client.get(f"/api/presets/{id}/closing")
    assert answer.status_code == 404
    assert words in answer.json()["detail"]
