"""The command line: `python -m app` serves the lesson, `python -m app trace` and others answer at once."""

import argparse
import errno
import importlib
import os
import socket
import sys
from contextlib import suppress
from dataclasses import asdict, replace

import uvicorn
from uvicorn.supervisors import Multiprocess

from app import __doc__ as about
from app import __version__
from app.commands import PROGRAM, SUMMARIES
from app.settings import PREFIX, Settings, SettingsError, read_settings

GRACE_SECONDS = 2  # for answers under way when the server is told to stop; none takes longer
BACKLOG = 2048  # connections that may wait: a lecture hall opens the page in one second


def parse(arguments: list[str] | None = None) -> Settings:
    """Options over environment over defaults. Leaves with a message when one cannot be used."""
    parser = argparse.ArgumentParser(
        PROGRAM,
        description=f"{about} Without a command it serves the lesson.",
        epilog=told_commands(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--host", help="address to listen on (BACKPROP_HOST; default 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on (BACKPROP_PORT; default 8000)")
    parser.add_argument("--workers", type=int, help="server processes (BACKPROP_WORKERS; default 1)")
    parser.add_argument("--cors", help="origins whose pages may ask the API (BACKPROP_CORS; default *)")
    parser.add_argument(
        "--frame-ancestors",
        help="origins whose pages may frame /embed (BACKPROP_FRAME_ANCESTORS; default *)",
    )
    parser.add_argument("--version", action="version", version=__version__)
    given, unknown = parser.parse_known_args(arguments)
    if unknown:
        commands = f"; the commands are {', '.join(SUMMARIES)}" if not unknown[0].startswith("-") else ""
        parser.error(f"there is no such command or option: {unknown[0]}{commands}")
    try:
        settings = read_settings()
        importlib.import_module("app.api.limits")  # which reads its own part of the environment
        over = {name: value for name, value in vars(given).items() if value is not None}
        return replace(settings, **over)
    except SettingsError as error:
        parser.error(str(error))


def told_commands() -> str:
    """For the help: what else there is."""
    width = max(map(len, SUMMARIES))
    lines = [f"  {command.ljust(width)}  {words}" for command, words in SUMMARIES.items()]
    return "\n".join(["commands (each tells more with --help):", *lines])


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
    if sys.argv[1:] and sys.argv[1] in SUMMARIES:
        sys.exit(run(sys.argv[1], sys.argv[2:]))
    serve(parse())


def run(command: str, arguments: list[str]) -> int:
    """A command's exit code. Its modules are loaded only here: a server needs none of them."""
    try:
        commands = importlib.import_module("app.commands.run")
    except SettingsError as error:
        sys.stderr.write(f"{PROGRAM} {command}: error: {error}\n")
        return 2
    code: int = commands.run(command, arguments)
    return code


def serve(settings: Settings) -> None:
    listener = listen(settings)
    # the application reads its settings itself, in every process
    os.environ |= {PREFIX + name.upper(): str(value) for name, value in asdict(settings).items()}
    print(f"The lesson is at http://{shown(settings.host)}:{settings.port}  (Ctrl+C ends it)", flush=True)  # noqa: T201
    config = uvicorn.Config(
        "app.main:app",
        workers=settings.workers,
        log_level="warning",
        server_header=False,
        http="app.connection:PatientProtocol",
        ws="none",
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    with suppress(KeyboardInterrupt):
        if settings.workers > 1:
            Multiprocess(config, sockets=[listener]).run()
        else:
            uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
