"""Headers of every answer: what a page may load and who may frame it; static files are kept but validated."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

EMBEDDED = "/embed"  # the one page that others may frame
OWN = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)


def security(frame_sources: str) -> tuple[tuple[bytes, bytes], ...]:
    """Without frame-ancestors any page may frame, also one opened from a disk, which no list names."""
    framing = () if frame_sources == "*" else (f"frame-ancestors {frame_sources}",)
    return (
        (b"content-security-policy", "; ".join((*OWN, *framing)).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
    )


API = security("'none'")
VALIDATED = (b"cache-control", b"no-cache")
PAGE = (*API, VALIDATED)


class SecurityHeaders:
    """ASGI middleware. `frame_sources` says who may frame the embedded lesson; nothing else is framed.

    A header that an answer brings itself stays.
    """

    def __init__(self, app: ASGIApp, frame_sources: str = "'none'") -> None:
        self.app = app
        self.embedded = (*security(frame_sources), VALIDATED)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        own = API if path.startswith("/api/") else self.embedded if path == EMBEDDED else PAGE

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name for name, _ in message.get("headers", ())}
                more = [header for header in own if header[0] not in there]
                message["headers"] = [*message.get("headers", ()), *more]
            await send(message)

        await self.app(scope, receive, send_with_headers)
