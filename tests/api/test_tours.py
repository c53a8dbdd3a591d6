"""Tours over HTTP: the list, each tour as documented, and its stops as questions to the rest of the API."""

from typing import Any

import httpx
import pytest

from app.lesson.tours.catalogue import TOURS
from tests.api.json_schema import fits
from tests.api.questions import ask, read_problem, strict_json

pytestmark = pytest.mark.anyio


async def read(client: httpx.AsyncClient, path: str) -> Any:
    response = await client.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    return strict_json(response.content)


async def test_the_list_names_every_tour_in_order_and_counts_its_stops(client: httpx.AsyncClient) -> None:
    tours = (await read(client, "/api/tours"))["tours"]
    assert tuple(tour["id"] for tour in tours) == TOURS
    for listed in tours:
        tour = await read(client, f"/api/tours/{listed['id']}")
        assert {**tour, "stops": len(tour["stops"])} == listed
        assert list(listed) == ["id", "title", "sentence", "stops"]


@pytest.mark.parametrize("path", ["/api/tours", *(f"/api/tours/{id}" for id in TOURS)])
async def test_an_answer_is_as_documented_and_the_same_bytes_again(
    client: httpx.AsyncClient, path: str
) -> None:
    document = await read(client, "/openapi.json")
    route = path if path == "/api/tours" else "/api/tours/{id}"
    promised = document["paths"][route]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    answer = await read(client, path)
    assert fits(document, promised, answer)
    assert not fits(document, promised, {**answer, next(iter(answer)): 0})
    assert (await client.get(path)).content == (await client.get(path)).content


@pytest.mark.parametrize("id", TOURS)
async def test_the_setup_of_every_stop_is_a_question_that_the_api_answers(
    client: httpx.AsyncClient, id: str
) -> None:
    for stop in (await read(client, f"/api/tours/{id}"))["stops"]:
        setup = stop["setup"]
        body = setup["problem"] | {
            key: setup[key] for key in ("learning_rate", "freeze_biases", "optimizer", "optimizer_state")
        }
        trace = await ask(client, f"/api/trace?steps=element&sample={stop['sample']}", body)
        targets = [step["target"] for phase in trace["phases"] for step in phase["steps"]]
        assert stop["at"] is None or stop["at"] in targets
        assert (await client.get(f"/api/presets/{stop['preset']}")).status_code == 200
        if stop["mistake"]:
            lens = await ask(client, "/api/mistake", body | {"mistake": stop["mistake"]})
            assert lens["status"] == "changes"  # there is something to look at


async def test_a_setup_after_updates_is_what_training_gives(client: httpx.AsyncClient) -> None:
    tour = await read(client, "/api/tours/equal-weights")
    start, later = tour["stops"][0]["setup"], tour["stops"][4]["setup"]
    body = start["problem"] | {"learning_rate": start["learning_rate"], "updates": 100, "every": 100}
    response = await client.post("/api/train", json=body)
    last = strict_json(response.content.splitlines()[-1])
    assert later["updates"] == last["update"] == 100
    assert later["problem"]["network"] == last["network"] != start["problem"]["network"]
    assert later["optimizer_state"] == last["optimizer_state"]
    assert later["start"] == start["problem"]["network"]


async def test_a_stop_on_an_example_holds_that_example_unchanged(client: httpx.AsyncClient) -> None:
    stop = (await read(client, "/api/tours/slow-to-learn"))["stops"][0]
    preset = await read(client, "/api/presets/nielsen-fast")
    assert stop["preset"] == preset["id"]
    assert stop["setup"]["problem"] == preset["problem"]
    assert stop["setup"]["start"] == preset["problem"]["network"]
    assert stop["setup"]["learning_rate"] == preset["learning_rate"]


@pytest.mark.parametrize("id", ["nowhere-4711", "dead-relu.json", "..%2Fdead-relu", "%00"])
async def test_a_tour_that_is_not_there_is_404_and_told_which_there_are(
    client: httpx.AsyncClient, id: str
) -> None:
    response = await client.get(f"/api/tours/{id}")
    answer = read_problem(response, 404)
    assert "4711" not in response.text
    assert "%2F" in id or all(known in answer["detail"] for known in TOURS)


async def test_only_reading_is_allowed_and_no_query_is_known(client: httpx.AsyncClient) -> None:
    for path in ("/api/tours", "/api/tours/dead-relu"):
        assert read_problem(await client.post(path, json={}), 405)
        assert "takes none" in read_problem(await client.get(f"{path}?lang=en"), 422)["detail"]
