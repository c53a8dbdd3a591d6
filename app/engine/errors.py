"""What can be wrong with a question to the engine: data in attributes, a sentence for a student in `str`.

No message repeats what was sent, so that it can be shown anywhere.
"""

from collections.abc import Iterable


class EngineError(ValueError):
    """Base of every error that the engine raises on purpose. `field` is the path of the offending value."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class ShapeError(EngineError):
    """An array is ragged, empty, or does not fit its neighbours."""

    def __init__(
        self, field: str, message: str, shape: tuple[int, ...] = (), expected: tuple[int, ...] = ()
    ) -> None:
        super().__init__(field, message)
        self.shape = shape
        self.expected = expected


class NonFiniteError(EngineError):
    """A number is NaN or infinite. For a computed number `field` is its Ref."""


class UnknownNameError(EngineError):
    """A name that no table of the engine holds."""

    def __init__(self, field: str, kind: str, known: Iterable[str]) -> None:
        self.kind = kind
        self.known = tuple(known)
        super().__init__(field, f"there is no such {kind}; choose one of {', '.join(self.known)}")


class IncompatibleError(EngineError):
    """Two choices that are each right and do not go together, or a target that its loss cannot take."""


class LimitError(EngineError):
    """More was asked for than one request may cost."""

    def __init__(self, field: str, message: str, limit: int) -> None:
        super().__init__(field, message)
        self.limit = limit
