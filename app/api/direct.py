"""A route whose endpoint takes the request, its path and its query, and makes the response itself.

FastAPI documents it from the signature as any other. What it is called with is read here: none of our
endpoints has dependencies, and solving them would take as long as all arithmetic of a small network.
"""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.responses import Response

from app.engine.errors import EngineError


class DirectRoute(APIRoute):
    """Takes `async def` endpoints alone. A misspelt `steps` is refused and not passed over in silence."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        endpoint = self.endpoint
        taken = self.dependant
        known = {field.alias for field in taken.query_params}

        async def handle(request: Request) -> Response:
            query = request.query_params
            if not query.keys() <= known:
                takes = f"takes {' and '.join(sorted(known))}" if known else "takes none"
                raise EngineError("query", f"the address has an unknown parameter; this one {takes}")
            arguments = read("query", taken.query_params, query)
            arguments |= read("path", taken.path_params, request.path_params)
            if taken.request_param_name:
                arguments[taken.request_param_name] = request
            response: Response = await endpoint(**arguments)
            return response

        return handle


def read(place: str, fields: list[Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments among `given`; the endpoint has its own defaults. Raises RequestValidationError."""
    arguments: dict[str, Any] = {}
    errors: list[Any] = []
    for field in fields:
        if field.alias in given:
            value, found = field.validate(given[field.alias], loc=(place, field.alias))
            arguments[field.name] = value
            errors += found or ()
    if errors:
        raise RequestValidationError(errors)
    return arguments
