"""Headers of every answer: what a page may load, and that static files are kept but validated."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

EMBEDDED = "/embed"  # the one page that others may frame
UNFRAMED = "frame-ancestors 'none'"
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        UNFRAMED,
    )
)
SECURITY = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)
PAGE = (*SECURITY, (b"cache-control", b"no-cache"))


class SecurityHeaders:
    """ASGI middleware. `frame_sources` says who may frame the embedded lesson; nothing else is framed."""

    def __init__(self, app: ASGIApp, frame_sources: str = "'none'") -> None:
        self.app = app
        policy = CONTENT_SECURITY_POLICY.replace(UNFRAMED, f"frame-ancestors {frame_sources}")
        self.embedded = ((b"content-security-policy", policy.encode()), *PAGE[1:])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = SECURITY if scope["path"].startswith("/api/") else PAGE
                own = self.embedded if scope["path"] == EMBEDDED else own
                there = {name for name, _ in message.get("headers", ())}
                message["headers"] = [
                    *message.get("headers", ()),
                    *(header for header in own if header[0] not in there),
                ]
            await send(message)

        await self.app(scope, receive, send_with_headers)
