"""Starting the browsers that Playwright does not drive; where one is missing it is said how it is had."""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, TypeVar, cast

import httpx

from tests.page.browsing import DESK, missing
from tests.page.driving import Driven, Firefox, WebKit
from tests.ports import free_port

Answer = TypeVar("Answer")
START, DEATH = 60, 20  # seconds that a browser may take on a busy machine
LIBRARIES = Path("/usr/lib")
PREFERENCES = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}
# drawn without a graphics card; the page comes from this machine, and root may start no sandbox
WEBKIT_SETTINGS = {
    "GDK_BACKEND": "x11",
    "LIBGL_ALWAYS_SOFTWARE": "1",
    "NO_AT_BRIDGE": "1",
    "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
    "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
    "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
}


def find(what: str, *names: str, package: str) -> str:
    """The path of a program, on the search path or, with a star in its name, among Debian's libraries."""
    for name in names:
        inside = sorted(map(str, LIBRARIES.glob(name))) if "/" in name else []
        if path := (inside[-1] if inside else shutil.which(name)):
            return path
    missing(what, f"on Debian and Ubuntu, apt install {package}")
    raise AssertionError  # the line above leaves


@contextmanager
def running(*command: str, **more: Any) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(DEATH)


def once_it_listens(reach: Callable[[], Answer], process: "subprocess.Popen[bytes]") -> Answer:
    """The first answer of a program that has just been started."""
    end = time.monotonic() + START
    while True:
        try:
            return reach()
        except (OSError, httpx.TransportError):
            if process.poll() is not None or time.monotonic() > end:
                raise


@contextmanager
def firefox() -> Iterator[Driven]:
    path = find("Firefox", "firefox-esr", "firefox", package="firefox-esr")
    port = free_port()
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        chosen = {**PREFERENCES, "marionette.port": port}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in chosen.items()]
        Path(profile, "user.js").write_text("\n".join(lines), "utf-8")
        command = (path, "--headless", "--marionette", "--no-remote", "--profile", profile)
        with running(*command) as process:
            link = once_it_listens(lambda: socket.create_connection(("127.0.0.1", port)), process)
            with link, link.makefile("rwb") as stream:
                yield Firefox(cast(BinaryIO, stream))


@contextmanager
def screen() -> Iterator[str]:
    """A screen in memory, under a number that is free. -> its name for DISPLAY."""
    path = find("a screen in memory", "Xvfb", package="xvfb")
    told, tell = os.pipe()
    wish = ("-displayfd", str(tell), "-screen", "0", f"{DESK['width']}x1000x24", "-nolisten", "tcp")
    with running(path, *wish, pass_fds=[tell]):
        os.close(tell)
        with os.fdopen(told) as name:
            yield f":{name.readline().strip()}"


@contextmanager
def webkit() -> Iterator[Driven]:
    package = "webkit2gtk-driver"
    driver = find("WebKitGTK", "WebKitWebDriver", "*/webkit2gtk-4.*/WebKitWebDriver", package=package)
    browser = find("WebKitGTK", "*/webkit2gtk-4.*/MiniBrowser", package=package)
    port = free_port()
    with screen() as display, httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=START) as client:
        environment = {**os.environ, **WEBKIT_SETTINGS, "DISPLAY": display}
        with running(driver, f"--port={port}", "--host=127.0.0.1", env=environment) as process:
            once_it_listens(lambda: client.get("/status"), process)
            driven = WebKit(client, browser)
            yield driven
            client.delete(driven.path)
