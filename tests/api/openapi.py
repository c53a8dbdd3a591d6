"""The OpenAPI document, read for tests."""

from collections.abc import Iterator
from typing import Any

import httpx

from tests.api.questions import strict_json


async def read_document(client: httpx.AsyncClient) -> Any:
    return strict_json((await client.get("/openapi.json")).content)


def walk(node: Any) -> Iterator[dict[str, Any]]:
    """Every object in the document."""
    if isinstance(node, dict):
        yield node
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else []:
        yield from walk(part)


def operations(document: Any) -> dict[tuple[str, str], Any]:
    return {
        (method, path): found
        for path, methods in document["paths"].items()
        for method, found in methods.items()
    }
