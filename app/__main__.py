"""The command line: `python -m app` serves the lesson."""

import argparse
import errno
import socket
import sys
from contextlib import suppress

import uvicorn
from uvicorn.supervisors import Multiprocess

from app import __doc__ as about
from app import __version__
from app.settings import Settings, SettingsError, read_settings

GRACE_SECONDS = 2  # for answers under way when the server is told to stop; none takes longer
BACKLOG = 2048  # connections that may wait: a lecture hall opens the page in one second


def parse(arguments: list[str] | None = None) -> Settings:
    """Options over environment over defaults. Leaves with a message when one cannot be used."""
    parser = argparse.ArgumentParser("python -m app", description=about)
    parser.add_argument("--host", help="address to listen on (BACKPROP_HOST; default 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on (BACKPROP_PORT; default 8000)")
    parser.add_argument("--workers", type=int, help="server processes (BACKPROP_WORKERS; default 1)")
    parser.add_argument("--version", action="version", version=__version__)
    given = parser.parse_args(arguments)
    try:
        settings = read_settings()
        return Settings(
            settings.host if given.host is None else given.host,
            settings.port if given.port is None else given.port,
            settings.workers if given.workers is None else given.workers,
        )
    except SettingsError as error:
        parser.error(str(error))


def listen(settings: Settings) -> socket.socket:
    """The socket that the server will answer on; leaves with a message when the address cannot be had."""
    try:
        # The protocol is named because asyncio sets TCP_NODELAY only on a socket that says it is TCP.
        # Without it every answer to a POST waits 40 ms for the reader's delayed acknowledgement.
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP
        )[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        reason = "something else is listening there" if taken else str(error)
        sys.exit(f"Cannot serve on {settings.host}:{settings.port}: {reason}. Choose another with --port.")
    return listener


def shown(host: str) -> str:
    """The host to type into a browser: an address that means every interface cannot be opened everywhere."""
    opened = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"[{opened}]" if ":" in opened else opened


def main() -> None:
    settings = parse()
    listener = listen(settings)
    print(f"The lesson is at http://{shown(settings.host)}:{settings.port}  (Ctrl+C ends it)", flush=True)  # noqa: T201
    config = uvicorn.Config(
        "app.main:app",
        workers=settings.workers,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    with suppress(KeyboardInterrupt):
        if settings.workers > 1:
            Multiprocess(config, sockets=[listener]).run()
        else:
            uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
