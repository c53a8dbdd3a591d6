"""What the README says of pictures is so."""

import httpx
import pytest

from tests.house.test_readme import rows


@pytest.mark.anyio
async def test_the_query_of_a_picture_is_complete_and_its_defaults_are_told(
    client: httpx.AsyncClient, anyio_backend: str
) -> None:
    told = {row[0].strip("`"): row for row in rows("query of a picture")}
    document = (await client.get("/openapi.json")).json()
    parameters = document["paths"]["/api/export/png"]["post"]["parameters"]
    there = {one["name"]: one["schema"] for one in parameters if one["name"] not in ("sample", "digits")}
    assert told.keys() == there.keys()
    for name, (_, words, usual) in told.items():
        if "default" in there[name]:
            default = there[name]["default"]
            assert usual == f"`{default if isinstance(default, str) else format(default, 'g')}`"
        for choice in there[name].get("enum", []):
            assert f"`{choice}`" in words
    limits = there["scale"]
    assert f"from {limits['minimum']:g} to {limits['maximum']:g}" in told["scale"][1]
