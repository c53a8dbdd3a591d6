"""One connection: uvicorn's own protocol, which waits for ever for a slow sender, with an end to that.

A request has `LIMITS.request_seconds` to arrive, its head and its body together, however many pieces it comes
in. A reader who takes nothing of an answer for as long is let go as well. Between requests uvicorn itself
closes what is idle. What cannot be read is answered as every error is, in words.
"""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.api.errors import MEDIA_TYPE, TITLES, problem
from app.api.limits import LIMITS
from app.headers import API

ARRIVING = (h11.IDLE, h11.SEND_BODY)  # h11's names for the other side before its request is whole


class PatientProtocol(H11Protocol):
    arrival: asyncio.TimerHandle | None = None
    reading: asyncio.TimerHandle | None = None
    unread = 0  # bytes of answers that wait for their reader

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.expect_request()

    def data_received(self, received: bytes) -> None:
        super().data_received(received)
        self.expect_request()

    def expect_request(self) -> None:
        """Start the clock of a request under way, stop that of one that is here; most come whole."""
        if self.conn.their_state in ARRIVING and self.timeout_keep_alive_task is None:
            if self.arrival is None:
                self.arrival = self.loop.call_later(LIMITS.request_seconds, self.give_up_request)
        elif self.arrival is not None:
            self.arrival.cancel()
            self.arrival = None

    def on_response_complete(self) -> None:
        """Nothing of a next request is there yet, or all of it, or a part; and a part has its own time."""
        super().on_response_complete()
        self.expect_request()

    def give_up_request(self) -> None:
        self.arrival = None
        asked = self.conn.their_state is h11.SEND_BODY or self.conn.trailing_data[0]
        self.refuse(408, f"a request has {LIMITS.request_seconds} seconds to arrive" if asked else "")

    def send_400_response(self, msg: str) -> None:
        self.refuse(400, TITLES[400])

    def refuse(self, status: int, words: str) -> None:
        """Answer, if an answer is still possible, and end the connection."""
        if self.cycle is not None:  # whoever still works on the request is told that nobody waits
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if words and self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE) and not self.transport.is_closing():
            content = bytes(problem(status, words).body)
            headers = [
                *API,
                (b"content-type", MEDIA_TYPE.encode()),
                (b"content-length", str(len(content)).encode()),
                (b"connection", b"close"),
            ]
            for event in (
                h11.Response(status_code=status, headers=headers),
                h11.Data(data=content),
                h11.EndOfMessage(),
            ):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def pause_writing(self) -> None:
        super().pause_writing()
        self.unread = self.transport.get_write_buffer_size()
        self.expect_reader()

    def resume_writing(self) -> None:
        super().resume_writing()
        self.forget(self.reading)

    def expect_reader(self) -> None:
        self.reading = self.loop.call_later(LIMITS.request_seconds, self.give_up_reader)

    def give_up_reader(self) -> None:
        """A slow reader is waited for as long as something is taken."""
        before, self.unread = self.unread, self.transport.get_write_buffer_size()
        if self.unread < before:
            self.expect_reader()
        else:
            self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self.forget(self.arrival)
        self.forget(self.reading)

    @staticmethod
    def forget(timer: asyncio.TimerHandle | None) -> None:
        if timer is not None:
            timer.cancel()
