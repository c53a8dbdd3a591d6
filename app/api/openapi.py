"""The OpenAPI document: FastAPI's own, with the bodies and answers that the routes handle themselves."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from fastapi import FastAPI, Path
from pydantic.json_schema import models_json_schema

from app.api.answer_schemas import ANSWERS
from app.api.errors import documented
from app.api.example_schemas import MATERIAL_ANSWERS
from app.api.file_schemas import FILES
from app.api.schemas import QUESTIONS, Body
from app.api.teaching_schemas import LESSON_ANSWERS

JSON = "application/json"


def takes(model: type[Body]) -> dict[str, Any]:
    """The body for OpenAPI; it is read by `read_body`, so FastAPI does not see it in a signature."""
    return {"requestBody": {"required": True, "content": {JSON: {"schema": refer(model.__name__)}}}}


def one_of(description: str, ids: Iterable[str]) -> Any:
    """A name in the path, the first as example. For the documentation only: any other gets a 404 in words."""
    first, *others = ids
    return Path(
        description=description,
        openapi_examples={first: {"value": first}},
        json_schema_extra={"enum": [first, *others]},
    )


def refer(schema: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{schema}"}


def gives(schema: str, description: str, media_type: str = JSON) -> dict[int | str, dict[str, Any]]:
    return gives_material(schema, description, media_type) | documented(413, 415, 422)


def gives_material(schema: str, description: str, media_type: str = JSON) -> dict[int | str, dict[str, Any]]:
    content = {media_type: {"schema": refer(schema)}}
    return {200: {"description": description, "content": content}}


def install(app: FastAPI) -> None:
    """Add the schemas that the routes refer to."""
    own = app.openapi

    def with_schemas() -> dict[str, Any]:
        document = own()
        models = (*QUESTIONS, *FILES, *ANSWERS, *LESSON_ANSWERS, *MATERIAL_ANSWERS)
        _, definitions = models_json_schema(
            [(model, "validation") for model in models], ref_template="#/components/schemas/{model}"
        )
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas.update(definitions["$defs"])
        # errors are problem+json here, whatever FastAPI takes for granted
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        for methods in document["paths"].values():
            for operation in methods.values():
                if "application/json" in operation["responses"].get("422", {}).get("content", {}):
                    del operation["responses"]["422"]
        return document

    app.openapi = cache(with_schemas)  # type: ignore[method-assign]
