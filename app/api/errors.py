"""Errors as `application/problem+json` (RFC 9457), in words that a student understands.

No answer repeats what was sent: it may be huge, may be no legal JSON (NaN), or may be somebody's secret.
"""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from app.api.file_schemas import FILES
from app.api.schemas import (
    QUESTIONS,
    Body,
    LayerBody,
    NetworkBody,
    NewLayerBody,
    OptimizerStateBody,
    Problem,
)
from app.engine.errors import EngineError, LimitError

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "This is not a request that can be read",
    404: "There is nothing here",
    405: "This address does not take that method",
    408: "The request took too long to arrive",
    413: "That is more than one request may ask for",
    415: "The body must be JSON",
    422: "The question cannot be answered as it stands",
    500: "Something went wrong here",
}
WORDS = {
    "missing": "is missing",
    "finite_number": "must be a finite number: no NaN, no infinity, nothing beyond 64 bits",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "string_type": "must be text",
    "list_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "greater_than_equal": "must not be negative",
    "less_than": "is too large",
    "less_than_equal": "is too large",
    "string_too_long": "is too long",
    "int_parsing_size": "is too large",
    "literal_error": "is not one of the possible values",
}
LAYER_NUMBER = re.compile("[1-9][0-9]{0,2}")
TAGS = frozenset(("rows", "flat"))  # of the union in schemas.py; no part of the reader's path


class UnreadableBody(Exception):
    """The body never became a question: its type, its size."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


def problem(
    status: int,
    detail: str,
    errors: list[dict[str, str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    content = {
        "type": "about:blank",
        "title": TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": errors or [],
    }
    return Response(orjson.dumps(content), status, headers, MEDIA_TYPE)


def known_keys(path: list[str], model: str) -> str:
    """What the object at `path` may hold."""
    if not path:
        found: type[Body] = next((body for body in (*QUESTIONS, *FILES) if body.__name__ == model), Problem)
    elif path[0] in ("optimizer_state", "layers"):
        found = OptimizerStateBody if path[0] == "optimizer_state" else NewLayerBody
    else:
        found = NetworkBody if len(path) == 1 else LayerBody
    return ", ".join(field.alias or name for name, field in found.model_fields.items())


def describe(error: ErrorDetails, model: str = "") -> dict[str, str]:
    """One of pydantic's errors as field and message; `model` is the name of the body's schema."""
    path = [str(part) for part in error["loc"] if part not in TAGS and part != "query"]
    if error["type"] == "extra_forbidden":
        # the unknown key itself came from outside, so the place is named and not the key
        field = ".".join(path[:-1])
        known = known_keys(path[:-1], model)
        return {"field": field, "message": f"{field or 'the body'} has an unknown key; it takes {known}"}
    if path[:1] == ["optimizer_state"] and len(path) > 2 and not LAYER_NUMBER.fullmatch(path[2]):
        field = ".".join(path[:2])  # what follows is a key of the sender's own making
        return {"field": field, "message": f"{field} needs one entry for each layer"}
    field = ".".join(path)
    if error["type"] == "json_invalid":
        return {"field": "", "message": "the body is not valid JSON"}
    least = error.get("ctx", {}).get("ge")
    words = f"must be at least {least}" if least else WORDS.get(error["type"], "is not valid")
    return {"field": field, "message": f"{field or 'the body'} {words}"}


def answer_invalid(errors: list[ErrorDetails], model: str = "") -> Response:
    described = [describe(error, model) for error in errors[:20]]
    return problem(422, described[0]["message"] if described else TITLES[422], described)


def install(app: FastAPI) -> None:
    """Answer every error of the application in this form."""

    @app.exception_handler(EngineError)
    async def engine_error(request: Request, error: EngineError) -> Response:
        status = 413 if isinstance(error, LimitError) else 422
        return problem(status, str(error), [{"field": error.field, "message": str(error)}])

    @app.exception_handler(ValidationError)
    async def invalid_body(request: Request, error: ValidationError) -> Response:
        found = error.errors(include_url=False, include_input=False)
        return answer_invalid(found, error.title)

    @app.exception_handler(RequestValidationError)
    async def invalid_query(request: Request, error: RequestValidationError) -> Response:
        return answer_invalid(list(error.errors()))

    @app.exception_handler(UnreadableBody)
    async def unreadable(request: Request, error: UnreadableBody) -> Response:
        return problem(error.status, error.detail)

    @app.exception_handler(ClientDisconnect)
    async def nobody_there(request: Request, error: ClientDisconnect) -> Response:
        """Whoever asked left before the end of the body; otherwise it would be logged as a fault of ours."""
        return Response(status_code=400)

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> Response:
        headers = dict(error.headers or {})
        if "Allow" in headers:  # the router joins a set: sorted, every worker answers the same bytes
            headers["Allow"] = ", ".join(sorted(headers["Allow"].split(", ")))
        return problem(error.status_code, TITLES.get(error.status_code, ""), headers=headers)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For OpenAPI: what an error looks like, for each status that a route can give."""
    schema = {
        "type": "object",
        "required": ["type", "title", "status", "detail", "errors"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
                },
            },
        },
    }
    return {
        status: {"description": TITLES[status], "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in statuses
    }
