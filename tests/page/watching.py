"""The lesson with a watch in front: whatever goes wrong in a page, in any browser, from its first script on.

WebDriver hears no console, so the pages come with one more script, from their own server, as is allowed.
"""

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# kept over reloads, as long as the window is open
WATCH = """
const wrong = JSON.parse(sessionStorage.getItem("wrong") ?? "[]");
const note = (text) => { wrong.push(text); sessionStorage.setItem("wrong", JSON.stringify(wrong)); };
let isLeft = false; // what was still on its way is broken off then
addEventListener("beforeunload", () => { isLeft = true; });
addEventListener("error", ({ message, target }) => {
    if (message ?? !isLeft) note(message ?? `not loaded: ${target.outerHTML}`);
}, true);
addEventListener("unhandledrejection", ({ reason }) => note(`rejected: ${reason}`));
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    note(`refused by ${violatedDirective}: ${blockedURI}`));
for (const level of ["error", "warn"]) console[level] = (...parts) => note(`${level}: ${parts.join(" ")}`);
"""
PATH, TAG = "/watch.js", b'<script src="/watch.js"></script>'
PLAIN = (
    b"accept-encoding",
    b"if-none-match",
    b"if-modified-since",
)  # so that the page comes whole and as text


class Watched:
    """ASGI middleware that puts the watch into every page, before any other script."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(("/api/", "/static/", "/bundle/")):
            await self.app(scope, receive, send)
            return
        if scope["path"] == PATH:
            await Response(WATCH, media_type="text/javascript")(scope, receive, send)
            return
        asked = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in PLAIN]}
        start: Message = {}
        body = b""

        async def collect(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            body = body.replace(b"<head>", b"<head>" + TAG, 1)
            length = (b"content-length", str(len(body)).encode())
            start["headers"] = [pair for pair in start["headers"] if pair[0] != length[0]] + [length]
            await send(start)
            await send({"type": "http.response.body", "body": body})

        await self.app(asked, receive, collect)
