"""The command line: `python -m app` serves the lesson."""

import argparse
import errno
import socket
import sys

import uvicorn

from app import __doc__ as about
from app import __version__
from app.settings import Settings, SettingsError, read_settings

GRACE_SECONDS = 2  # for answers under way when the server is told to stop; none takes longer


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


def check_free(settings: Settings) -> None:
    """Say in words, before any process starts, that the address cannot be had."""
    try:
        family, _, _, _, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[
            0
        ]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        reason = "something else is listening there" if taken else str(error)
        sys.exit(f"Cannot serve on {settings.host}:{settings.port}: {reason}. Choose another with --port.")


def main() -> None:
    settings = parse()
    check_free(settings)
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(f"The lesson is at http://{shown}:{settings.port}  (Ctrl+C ends it)", flush=True)  # noqa: T201
    uvicorn.run(
        "app.main:app",
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


if __name__ == "__main__":
    main()
