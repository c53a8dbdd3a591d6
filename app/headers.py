"""Headers of every answer: what a page may load and who may frame it; static files are kept but validated."""

from collections.abc import Mapping
from types import MappingProxyType

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.assets import INLINE

Header = tuple[bytes, bytes]
LESSON = "/"  # this page and the next hold a style and a script of their own, which the policy names by hash
EMBEDDED = "/embed"  # the one page that others may frame
OWN = (
    "default-src 'none'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)


def security(frame_sources: str, inline: Mapping[str, str] = MappingProxyType({})) -> tuple[Header, ...]:
    """Without frame-ancestors any page may frame, also one opened from a disk, which no list names."""
    loaded = [f"{kind} 'self' {inline.get(kind, '')}".rstrip() for kind in ("script-src", "style-src")]
    framing = () if frame_sources == "*" else (f"frame-ancestors {frame_sources}",)
    return (
        (b"content-security-policy", "; ".join((*OWN, *loaded, *framing)).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
    )


API = security("'none'")
VALIDATED = (b"cache-control", b"no-cache")
PAGE = (*API, VALIDATED)
FIRST_VIEW = (*security("'none'", INLINE), VALIDATED)


class SecurityHeaders:
    """ASGI middleware. `frame_sources` says who may frame the embedded lesson; nothing else is framed.

    A header that an answer brings itself stays.
    """

    def __init__(self, app: ASGIApp, frame_sources: str = "'none'") -> None:
        self.app = app
        self.embedded = (*security(frame_sources, INLINE), VALIDATED)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path.startswith("/api/"):
            own = API
        else:
            own = {LESSON: FIRST_VIEW, EMBEDDED: self.embedded}.get(path, PAGE)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name for name, _ in message.get("headers", ())}
                more = [header for header in own if header[0] not in there]
                message["headers"] = [*message.get("headers", ()), *more]
            await send(message)

        await self.app(scope, receive, send_with_headers)
