"""What the OpenAPI document says of files that are exported and imported."""

import httpx
import pytest

from tests.api.json_schema import fits, follow
from tests.api.openapi import operations, read_document
from tests.api.questions import SOURCE, ask

pytestmark = pytest.mark.anyio


async def test_every_file_that_can_be_exported_has_its_type_in_the_document(
    client: httpx.AsyncClient,
) -> None:
    documented = operations(await read_document(client))
    operation = documented["post", "/api/export/{format}"]
    told = {
        entry["id"]: entry["media_type"].partition(";")[0]
        for entry in (await client.get("/api/catalogue")).json()["exports"]
    }
    for picture in ("svg", "png"):
        own = documented["post", f"/api/export/{picture}"]
        assert own["responses"]["200"]["content"].keys() == {told.pop(picture)}
        (at,) = (parameter for parameter in own["parameters"] if parameter["name"] == "at")
        for example in at["examples"].values():
            response = await client.post(
                f"/api/export/{picture}", json=SOURCE, params={"at": example["value"]}
            )
            assert response.status_code == 200
    assert operation["responses"]["200"]["content"].keys() == set(told.values())
    (example,) = operation["parameters"][0]["examples"].values()
    assert (await client.post(f"/api/export/{example['value']}", json=SOURCE)).status_code == 200


async def test_every_example_of_an_import_is_answered_as_documented(client: httpx.AsyncClient) -> None:
    document = await read_document(client)
    operation = operations(document)["post", "/api/import"]
    promised = operation["responses"]["200"]["content"]["application/json"]["schema"]
    forms = operation["requestBody"]["content"]["application/json"]["schema"]["oneOf"]
    for form, kind in zip(forms, ("setup", "network"), strict=True):
        schema = follow(document, form["$ref"])
        assert fits(document, schema, schema["example"])
        answer = await ask(client, "/api/import", schema["example"])
        assert list(answer) == [kind]
        assert fits(document, promised, answer)
        assert not fits(document, promised, {kind: 0})
