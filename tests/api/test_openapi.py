"""The OpenAPI document says what the API does, and its examples work as they stand."""

import re

import httpx
import pytest

from tests.api.json_schema import fits, follow
from tests.api.openapi import operations, read_document, walk
from tests.api.questions import ask, strict_json

pytestmark = pytest.mark.anyio
OPERATIONS = {
    **{
        ("post", f"/api/{call}"): 422
        for call in ["forward", "loss", "deltas", "gradients", "update", "trace", "check", "slice", "train"]
    },
    **{("post", f"/api/{call}"): 422 for call in ["network", "variant", "mistake", "answer", "import"]},
    **{("post", f"/api/export/{format}"): 422 for format in ["{format}", "svg", "png"]},
    ("get", "/api/catalogue"): None,
    ("get", "/api/presets/{id}"): 404,
    ("get", "/api/presets/{id}/closing"): 404,
    ("get", "/api/datasets/{id}"): 404,
    ("get", "/api/tours"): None,
    ("get", "/api/tours/{id}"): 404,
}
KNOWN_IDS = {"presets": "mazur", "datasets": "xor", "tours": "dead-relu"}


async def test_it_lists_the_calls_of_the_api_and_no_other(client: httpx.AsyncClient) -> None:
    assert operations(await read_document(client)).keys() == OPERATIONS.keys()


async def test_every_call_that_it_lists_is_there(client: httpx.AsyncClient) -> None:
    for method, path in operations(await read_document(client)):
        known = KNOWN_IDS.get(path.split("/")[2], "")
        response = await client.request(method, path.replace("{id}", known).replace("{format}", "csv"))
        # without a type a body may be a file of weights, and this one is empty
        refused = 422 if path == "/api/import" else 415
        assert response.status_code == (refused if method == "post" else 200)


async def test_every_reference_resolves(client: httpx.AsyncClient) -> None:
    document = await read_document(client)
    refs = {node["$ref"] for node in walk(document) if isinstance(node.get("$ref"), str)}
    assert len(refs) > 5
    assert all(follow(document, ref) for ref in refs)
    used = {ref.rpartition("/")[2] for ref in refs}
    assert set(document["components"]["schemas"]) == used


async def test_every_call_is_described(client: httpx.AsyncClient) -> None:
    document = await read_document(client)
    assert document["openapi"].startswith("3.1")
    found = operations(document)
    assert len({operation["operationId"] for operation in found.values()}) == len(found)
    for key, operation in found.items():
        assert operation["summary"], key
        assert operation["description"], key
        assert all(parameter["description"] for parameter in operation.get("parameters", []))
        refusals = {status for status in operation["responses"] if status != "200"}
        assert OPERATIONS[key] is None or str(OPERATIONS[key]) in refusals
        for status in refusals:
            assert list(operation["responses"][status]["content"]) == ["application/problem+json"]


async def test_every_field_of_a_question_is_told_with_its_choices(client: httpx.AsyncClient) -> None:
    schemas = (await read_document(client))["components"]["schemas"]
    catalogue = (await client.get("/api/catalogue")).json()
    for schema, field, key in (
        ("LayerBody", "activation", "activations"),
        ("Problem", "loss", "losses"),
        ("UpdateProblem", "optimizer", "optimizers"),
        ("Architecture", "initialiser", "initialisers"),
        ("MistakeProblem", "mistake", "mistakes"),
        ("NewLayerBody", "activation", "activations"),
    ):
        assert schemas[schema]["properties"][field]["enum"] == [entry["id"] for entry in catalogue[key]]
        assert schemas[schema]["additionalProperties"] is False


STREAMED = ("post", "/api/train")
EXCHANGE = [("post", f"/api/{call}") for call in ["export/{format}", "export/svg", "export/png", "import"]]
POSTS = [key for key in OPERATIONS if key[0] == "post" and key not in (STREAMED, *EXCHANGE)]


@pytest.mark.parametrize("key", POSTS, ids=lambda key: key[1])
async def test_the_example_of_a_question_is_answered_as_documented(
    client: httpx.AsyncClient, key: tuple[str, str]
) -> None:
    document = await read_document(client)
    operation = operations(document)[key]
    schema = follow(document, operation["requestBody"]["content"]["application/json"]["schema"]["$ref"])
    assert fits(document, schema, schema["example"])
    promised = operation["responses"]["200"]["content"]["application/json"]["schema"]
    explained = any(parameter["name"] == "steps" for parameter in operation.get("parameters", []))
    for query in ("", "?steps=layer", "?steps=element") if explained else ("",):
        answer = await ask(client, key[1] + query, schema["example"])
        assert fits(document, promised, answer)
    assert not fits(document, promised, {**answer, next(iter(answer)): 0})


async def test_every_line_of_the_example_of_training_is_as_documented(client: httpx.AsyncClient) -> None:
    document = await read_document(client)
    operation = operations(document)[STREAMED]
    schema = follow(document, operation["requestBody"]["content"]["application/json"]["schema"]["$ref"])
    promised = operation["responses"]["200"]["content"]["application/x-ndjson"]["schema"]
    response = await client.post(STREAMED[1], json=schema["example"])
    lines = [strict_json(line) for line in response.content.splitlines()]
    assert len(lines) == 1 + schema["example"]["updates"] // schema["example"]["every"]
    assert all(fits(document, promised, line) for line in lines)
    assert not fits(document, promised, {**lines[0], "loss": "small"})


MATERIAL = [path for _, path in OPERATIONS if "{id}" in path]


@pytest.mark.parametrize("path", MATERIAL)
async def test_the_example_of_material_is_one(client: httpx.AsyncClient, path: str) -> None:
    document = await read_document(client)
    parameter, *query = operations(document)["get", path]["parameters"]
    assert parameter["required"] is True
    assert not any(other["required"] for other in query)
    (example,) = parameter["examples"].values()
    assert (await client.get(path.replace("{id}", example["value"]))).status_code == 200


@pytest.mark.parametrize(
    ("path", "id"),
    list(zip(MATERIAL, ["sigmoid-lecture", "mazur", "moons?count=5", "why-transpose"], strict=True)),
    ids=MATERIAL,
)
async def test_material_is_as_documented(client: httpx.AsyncClient, path: str, id: str) -> None:
    document = await read_document(client)
    promised = operations(document)["get", path]["responses"]["200"]["content"]["application/json"]["schema"]
    answer = (await client.get(path.replace("{id}", id))).json()
    assert fits(document, promised, answer)
    assert not fits(document, promised, {**answer, next(iter(answer)): 1})


async def test_an_error_is_as_documented(client: httpx.AsyncClient) -> None:
    document = await read_document(client)
    response = await client.post("/api/trace", json={"x": 1})
    documented = operations(document)["post", "/api/trace"]["responses"]["422"]
    assert fits(document, documented["content"]["application/problem+json"]["schema"], response.json())


async def test_the_interactive_docs_load_nothing_from_elsewhere(client: httpx.AsyncClient) -> None:
    page = await client.get("/docs")
    tags = re.findall(r"<(?:script|link|img|iframe)\b[^>]*>", page.text)
    named = [match for tag in tags for match in re.findall(r"""(?:src|href)\s*=\s*["']([^"']+)""", tag)]
    loaded = [page.url.join(address) for address in named]
    assert {url.path.rpartition(".")[2] for url in loaded} >= {"js", "css"}
    for url in loaded:
        assert url.host == page.url.host, url
        assert (await client.get(url)).status_code == 200, url
    # the policy allows neither scripts nor styles in the page itself
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page.text)
