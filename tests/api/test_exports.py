"""`POST /api/export/{format}`: every format of the catalogue, with the numbers of the API itself."""

import csv
import io
from typing import Any

import httpx
import pytest

from app.lesson.exports.formats import EXPORTS, FORMATS
from tests.api.questions import (
    EXAMPLES,
    JSON_TYPE,
    SOURCE,
    ask,
    example_id,
    random_problem,
    read_problem,
    stepping,
)
from tests.lesson.exported import run_source

pytestmark = pytest.mark.anyio
BATCH = {
    **random_problem(3, (2, 3, 2), ("tanh", "softmax"), "cross_entropy", samples=3),
    "learning_rate": 0.3,
    "freeze_biases": False,
    "optimizer": "adam",
}
LARGE = random_problem(4, (2, 40, 1), ("relu", "linear"), "mse", samples=2)


async def export(client: httpx.AsyncClient, format: str, body: Any, **query: Any) -> httpx.Response:
    response = await client.post(f"/api/export/{format}", json=body, params=query)
    assert response.status_code == 200, response.text
    return response


async def test_the_catalogue_tells_every_format_and_each_answers_as_told(client: httpx.AsyncClient) -> None:
    told = (await client.get("/api/catalogue")).json()["exports"]
    assert [entry["id"] for entry in told] == list(FORMATS)
    assert [list(entry) for entry in told] == [["id", "title", "media_type", "file"]] * len(told)
    assert len({entry["file"] for entry in told}) == len(told)
    for entry in told:
        response = await export(client, entry["id"], BATCH)
        assert response.headers["content-type"] == entry["media_type"]
        assert response.headers["content-disposition"] == f'attachment; filename="{entry["file"]}"'
        assert response.content
        again = await export(client, entry["id"], BATCH)
        assert again.content == response.content


async def test_another_origin_may_read_the_name_of_the_file(client: httpx.AsyncClient) -> None:
    response = await client.post("/api/export/csv", json=SOURCE, headers={"Origin": "https://course.example"})
    assert response.headers["access-control-expose-headers"] == "Content-Disposition"


async def test_a_format_that_is_not_there_is_told_in_words(client: httpx.AsyncClient) -> None:
    for format in ("docx", "NUMPY", "%20"):
        answer = read_problem(await client.post(f"/api/export/{format}", json=SOURCE), 404)
        assert answer["detail"] == f"There is no such format; there are {', '.join(FORMATS)}"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("digits=1", "digits must be at least 2"),
        ("digits=9", "digits is too large"),
        ("digits=four", "digits must be a whole number"),
        ("sample=1", "sample counts from 0 and must be below 1, the number of samples"),
        ("steps=element", "the address has an unknown parameter; this one takes digits and sample"),
    ],
)
async def test_a_query_that_makes_no_sense_is_refused(
    client: httpx.AsyncClient, query: str, words: str
) -> None:
    for format in EXPORTS:
        answer = read_problem(await client.post(f"/api/export/{format}?{query}", json=SOURCE), 422)
        assert answer["detail"] == words


async def test_a_body_that_is_no_problem_is_refused(client: httpx.AsyncClient) -> None:
    for format in FORMATS:
        path = f"/api/export/{format}"
        read_problem(await client.post(path, json={**SOURCE, "loss": "none"}), 422)
        read_problem(await client.post(path, content=b"{", headers=JSON_TYPE), 422)
        read_problem(await client.post(path, content=b"{}", headers={"Content-Type": "text/plain"}), 415)


async def test_what_is_too_large_to_be_written_out_is_refused_but_as_json(client: httpx.AsyncClient) -> None:
    for format in set(FORMATS) - {"json"}:
        answer = read_problem(await client.post(f"/api/export/{format}", json=LARGE), 413)
        assert answer["detail"].endswith("and these are 40; the format json takes larger problems")
    await export(client, "json", LARGE)


async def test_sample_and_digits_reach_a_worked_solution(client: httpx.AsyncClient) -> None:
    texts = {
        (await export(client, "markdown", BATCH, sample=sample, digits=digits)).text
        for sample in (0, 2)
        for digits in (4, 8)
    }
    assert len(texts) == 4


def value_at(values: dict[str, Any], body: dict[str, Any], ref: str, sample: str) -> float:
    """The number of the API's answer, or of the question, that a line of the CSV names."""
    quantity, *path = ref.split(".")
    at = int(sample) if sample else 0
    if quantity == "learning_rate":
        return float(body["learning_rate"])
    if quantity == "y":
        return float(body["y"][at][int(path[0])])
    if quantity in ("W", "b"):
        found: Any = body["network"]["layers"][int(path.pop(0)) - 1][quantity]
    elif quantity == "loss" and sample:
        found = values["per_sample"][at]
    else:
        found = values[quantity]
        if path:
            found = found[path.pop(0)]
        if sample:
            found = found[at]
    for index in path:
        found = found[int(index)]
    return float(found)


@pytest.mark.parametrize("example", EXAMPLES, ids=example_id)
@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
async def test_every_line_of_the_csv_is_the_number_of_the_api(
    client: httpx.AsyncClient, example: dict[str, Any], optimizer: str
) -> None:
    body = {**stepping(example), "optimizer": optimizer}
    values: dict[str, Any] = {}
    for phase in (await ask(client, "/api/trace", body))["phases"]:
        for quantity, arrays in phase["values"].items():
            values[quantity] = {**values[quantity], **arrays} if quantity == "slope" in values else arrays
    text = (await export(client, "csv", body)).text
    head, *lines = csv.reader(io.StringIO(text, newline=""))
    assert head == ["ref", "sample", "value"]
    assert len({(ref, sample) for ref, sample, _ in lines}) == len(lines)
    remembered = [line for line in lines if line[0][:2] in ("m_", "v_") and "_new" not in line[0]]
    assert {value for _, _, value in remembered} <= {"0.0"}
    for ref, sample, value in lines:
        if [ref, sample, value] not in remembered:
            assert float(value) == value_at(values, body, ref, sample), ref
    assert {line[0].split(".")[0] for line in lines} >= values.keys() - {"per_sample"}
    assert sum(line[0] == "loss" for line in lines) == len(body["x"]) + (len(body["x"]) > 1)


async def test_the_script_takes_the_optimizer_s_state_along(client: httpx.AsyncClient) -> None:
    body: dict[str, Any] = BATCH
    for _ in range(2):
        update = await ask(client, "/api/update", body)
        body = {**body, "network": update["network"], "optimizer_state": update["optimizer_state"]}
    found = run_source((await export(client, "numpy", body)).text)
    update = await ask(client, "/api/update", body)
    assert found["loss_new"] == pytest.approx(update["values"]["loss_new"], rel=1e-9)
    assert found["v_W1_new"].tolist() == pytest.approx(
        [pytest.approx(row, rel=1e-9) for row in update["values"]["v_W_new"]["1"]]
    )
