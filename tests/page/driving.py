"""Browsers that Playwright does not drive, by their own remote ends: Marionette, and WebDriver over HTTP.

Both speak the commands of W3C WebDriver, https://www.w3.org/TR/webdriver2/, so that one walk serves both.
"""

import base64
import json
from abc import ABC, abstractmethod
from typing import Any, BinaryIO, ClassVar

import httpx

KEYS = {
    "ArrowLeft": "\ue012",
    "ArrowRight": "\ue014",
    "Control": "\ue009",
    "End": "\ue010",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "Home": "\ue011",
    "Shift": "\ue008",
    "Tab": "\ue004",
}
# once loaded, the page looks by itself, and answers as soon as it is so
UNTIL = """
const done = arguments[arguments.length - 1];
const look = () => { const found = (() => { %s })(); if (found) done(found); else setTimeout(look, 10); };
look();
"""


class Driven(ABC):
    """One browser with one page in it."""

    @abstractmethod
    def command(self, name: str, **parameters: Any) -> Any:
        """The answer to a command, by its name in Marionette. RuntimeError for a refusal."""

    def open(self, address: str) -> None:
        self.command("Navigate", url=address)

    def reload(self) -> None:
        self.command("Refresh")

    def ask(self, script: str, *given: Any) -> Any:
        """What the body of a function returns in the page."""
        return self.command("ExecuteScript", script=script, args=list(given))

    def wait(self, script: str, *given: Any) -> Any:
        """Until the body of a function returns something true in the page."""
        return self.command("ExecuteAsyncScript", script=UNTIL % script, args=list(given))

    def press(self, key: str) -> None:
        """A key, with those before a plus held: "Shift+ArrowRight"."""
        codes = [KEYS.get(name, name) for name in key.split("+")]
        downs = [{"type": "keyDown", "value": code} for code in codes]
        ups = [{"type": "keyUp", "value": code} for code in reversed(codes)]
        self.command("PerformActions", actions=[{"type": "key", "id": "keys", "actions": [*downs, *ups]}])

    def type(self, text: str) -> None:
        for sign in text:
            self.press(sign)

    def click(self, selector: str) -> None:
        """Where the middle of it is seen, whatever lies there."""
        x, y = self.ask(
            """const { x, y, width, height } = document.querySelector(arguments[0]).getBoundingClientRect();
            return [Math.round(x + width / 2), Math.round(y + height / 2)];""",
            selector,
        )
        moves = [
            {"type": "pointerMove", "x": x, "y": y, "duration": 0},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self.command("PerformActions", actions=[{"type": "pointer", "id": "mouse", "actions": moves}])

    def picture(self) -> bytes:
        """The window as PNG."""
        return base64.b64decode(self.command("TakeScreenshot", full=False))


class Firefox(Driven):
    """Marionette, version 3: messages of JSON with their length before them, over one socket."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.count = stream, 0
        self.hear()  # its greeting
        self.command("NewSession")

    def hear(self) -> Any:
        length = b""
        while (digit := self.stream.read(1)) != b":":
            length += digit
        return json.loads(self.stream.read(int(length)))

    def command(self, name: str, **parameters: Any) -> Any:
        self.count += 1
        message = json.dumps([0, self.count, f"WebDriver:{name}", parameters]).encode()
        self.stream.write(str(len(message)).encode() + b":" + message)
        self.stream.flush()
        _, _, refusal, answer = self.hear()
        if refusal:
            raise RuntimeError(f"{name}: {refusal['error']}: {refusal['message']}")
        return answer.get("value")


class WebKit(Driven):
    """W3C WebDriver over HTTP."""

    PATHS: ClassVar[dict[str, str]] = {
        "Navigate": "url",
        "Refresh": "refresh",
        "ExecuteScript": "execute/sync",
        "ExecuteAsyncScript": "execute/async",
        "PerformActions": "actions",
        "SetWindowRect": "window/rect",
    }

    def __init__(self, client: httpx.Client, browser: str) -> None:
        self.client = client
        options = {"binary": browser, "args": ["--automation"]}
        wish = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self.path = f"/session/{self.answer(client.post('/session', json=wish))['sessionId']}"

    def answer(self, response: httpx.Response) -> Any:
        value = response.json()["value"]
        if response.is_error:
            raise RuntimeError(f"{value['error']}: {value['message']}")
        return value

    def command(self, name: str, **parameters: Any) -> Any:
        if name == "TakeScreenshot":
            return self.answer(self.client.get(f"{self.path}/screenshot"))
        return self.answer(self.client.post(f"{self.path}/{self.PATHS[name]}", json=parameters))
