"""A question refused in words, for whoever does not answer in JSON: the pages and the command line."""

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError

from app.api.errors import describe
from app.engine.errors import EngineError, LimitError


class Refused(Exception):
    """There is no answer: the status that HTTP has for it, and why in words."""

    def __init__(self, status: int, *messages: str) -> None:
        super().__init__(*messages)
        self.status = status
        self.messages = messages


@contextmanager
def in_words() -> Iterator[None]:
    """Turns what the engine and pydantic raise into Refused: 413 over a limit, otherwise 422."""
    try:
        yield
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise Refused(422, *(describe(one, error.title)["message"] for one in found[:20])) from None
    except EngineError as error:
        raise Refused(413 if isinstance(error, LimitError) else 422, str(error)) from None
