"""Headers of every answer: what a page may load and who may frame it; static files are kept but validated."""

from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.assets import INLINE

Headers = tuple[tuple[bytes, bytes], ...]

LESSON = "/"  # this page and the next hold a style and a script of their own, which the policy names by hash
EMBEDDED = "/embed"  # the one page that others may frame
FILES = ("/static/", "/bundle/")  # what pages are made of
LOADED = ("img-src 'self' data:", "font-src 'self'", "connect-src 'self'")
OWN = ("script-src 'self'", "style-src 'self'", *LOADED)
OWN_AND_INLINE = (*(f"{kind} 'self' {hash}" for kind, hash in INLINE.items()), *LOADED)
ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)
VALIDATED = (b"cache-control", b"no-cache")
# nothing of this is asked for; copying a link is, so the clipboard is not among them
PERMISSIONS = (
    b"permissions-policy",
    b"camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()",
)


def policy(*sources: str, framing: str = "'none'") -> tuple[bytes, bytes]:
    """Without frame-ancestors any page may frame, also one opened from a disk, which no list names."""
    parts = ["default-src 'none'", *sources, "base-uri 'none'", "form-action 'none'"]
    if framing != "*":
        parts.append(f"frame-ancestors {framing}")
    return (b"content-security-policy", "; ".join(parts).encode())


def loaded_by(whose: bytes) -> tuple[bytes, bytes]:
    """Whose pages may load it without asking; asking is CORS's part."""
    return (b"cross-origin-resource-policy", whose)


# an answer of the API is no page, and loads nothing
API: Headers = (policy(), *ALWAYS, loaded_by(b"same-origin"))
# a frame whose page sandboxes it has no origin, and still loads these
FILE: Headers = (policy(*OWN), *ALWAYS, loaded_by(b"cross-origin"), VALIDATED)
ALONE = (
    *ALWAYS,
    PERMISSIONS,
    loaded_by(b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    VALIDATED,
)
PAGE: Headers = (policy(*OWN), *ALONE)
FIRST_VIEW: Headers = (policy(*OWN_AND_INLINE), *ALONE)


def embedded(frame_sources: str) -> Headers:
    """With an embedder policy, so that a page that isolates itself from others can hold it as well."""
    return (
        policy(*OWN_AND_INLINE, framing=frame_sources),
        *ALWAYS,
        PERMISSIONS,
        loaded_by(b"cross-origin"),
        (b"cross-origin-embedder-policy", b"require-corp"),
        VALIDATED,
    )


def relative(location: bytes) -> bytes:
    """Where a redirect leads on this server, whatever name or scheme it was asked by."""
    url = urlsplit(location.decode("latin-1"))
    return (url.path + (f"?{url.query}" if url.query else "")).encode("latin-1")


class SecurityHeaders:
    """ASGI middleware. `frame_sources` says who may frame the embedded lesson; nothing else is framed.

    A header that an answer brings itself stays.
    """

    def __init__(self, app: ASGIApp, frame_sources: str = "'none'") -> None:
        self.app = app
        self.pages = {LESSON: FIRST_VIEW, EMBEDDED: embedded(frame_sources)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path.startswith("/api/"):
            own = API
        elif path.startswith(FILES):
            own = FILE
        else:
            own = self.pages.get(path, PAGE)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name for name, _ in message.get("headers", ())}
                more = [header for header in own if header[0] not in there]
                message["headers"] = [*message.get("headers", ()), *more]
                if message["status"] == 307:
                    message["headers"] = [
                        (name, relative(text) if name == b"location" else text)
                        for name, text in message["headers"]
                    ]
            await send(message)

        await self.app(scope, receive, send_with_headers)
