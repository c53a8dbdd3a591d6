"""Headers of every answer: what a page may load and who may frame it; static files are kept but validated."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

EMBED = "/embed"
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
UNFRAMED = "frame-ancestors 'none'"


def security(policy: tuple[str, ...]) -> tuple[tuple[bytes, bytes], ...]:
    return (
        (b"content-security-policy", "; ".join(policy).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
    )


API = security((*OWN, UNFRAMED))
KEPT = (b"cache-control", b"no-cache")
PAGE = (*API, KEPT)
# without the directive any page may frame it, also one opened from a disk, which no list of sources names
FRAMED = (*security(OWN), KEPT)


class SecurityHeaders:
    """ASGI middleware. A header that an answer brings itself stays."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        own = API if path.startswith("/api/") else FRAMED if path == EMBED else PAGE

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name for name, _ in message.get("headers", ())}
                more = [header for header in own if header[0] not in there]
                message["headers"] = [*message.get("headers", ()), *more]
            await send(message)

        await self.app(scope, receive, send_with_headers)
