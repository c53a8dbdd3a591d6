"""Reading a request's body: its type, its size, its form."""

from typing import TypeVar

from fastapi import Request

from app.api.errors import UnreadableBody
from app.api.limits import LIMITS
from app.api.schemas import Body

B = TypeVar("B", bound=Body)


async def read_body(request: Request, model: type[B]) -> B:
    """The body as `model`. Raises UnreadableBody (413, 415), and pydantic's ValidationError for its form.

    Parsed straight from the bytes, which is several times faster than through Python objects and bounds the
    depth of nesting; FastAPI's own reader would do neither.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json" and not (
        media_type.startswith("application/") and media_type.endswith("+json")
    ):
        raise UnreadableBody(415, "send the problem as JSON, with Content-Type: application/json")
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > LIMITS.body_bytes:
            raise UnreadableBody(413, f"a body may have at most {LIMITS.body_bytes} bytes")
        pieces.append(piece)
    return model.model_validate_json(b"".join(pieces))
