"""A fault of ours, answered as every other error and with the headers of every answer."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.errors import TITLES, problem


class FaultAnswers:
    """ASGI middleware. Starlette answers faults outside of all middleware, where no headers are added.

    The exception goes on to the server, which writes it to its log.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched_send(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, watched_send)
        except Exception:
            if scope["type"] == "http" and not started:
                await problem(500, TITLES[500])(scope, receive, send)
            raise
