"""A reader who changes things at random, and the setup as it has to be, kept apart from the page."""

import copy
import random
from typing import Any

import httpx
from playwright.async_api import Page

from tests.page.browsing import count_steps, seek
from tests.page.edits import setup_of
from tests.page.settings import open_settings, reshaped

Setup = dict[str, Any]


class Reader:
    """What the page was told, as a list of setups to go back and forth in."""

    def __init__(self, page: Page, server: str, seed: int) -> None:
        self.page, self.server = page, server
        self.random = random.Random(seed)
        self.past: list[Setup] = []
        self.present = setup_of()
        self.future: list[Setup] = []
        self.sample = 0
        self.done: list[str] = []

    @property
    def layers(self) -> list[dict[str, Any]]:
        return self.present["network"]["layers"]  # type: ignore[no-any-return]

    def keep(self, **changes: Any) -> None:
        """A change that is an entry of the history, unless nothing changed."""
        changed = copy.deepcopy({**self.present, **changes})
        if changed != self.present:
            self.past.append(self.present)
            self.present, self.future = changed, []
        self.clamp()

    def clamp(self) -> None:
        self.sample = min(self.sample, len(self.present["x"]) - 1)

    def number(self) -> float:
        return round(self.random.uniform(-1.5, 1.5), 2)

    async def press(self, name: str, part: str) -> None:
        await open_settings(self.page, part)
        await self.page.get_by_role("button", name=name, exact=True).click()

    def reshape(self, architecture: dict[str, Any], **changes: Any) -> None:
        """Another architecture; the samples are cut or filled up with 0."""
        drawing = {key: changes.pop(key) for key in ("seed", "keep") if key in changes}
        network = reshaped(self.server, self.present["network"], architecture, **drawing)
        widths = (architecture["inputs"], architecture["layers"][-1]["units"])
        x, y = (
            [[*row, *[0] * width][:width] for row in self.present[key]]
            for key, width in zip("xy", widths, strict=True)
        )
        self.keep(**{"network": network, "x": x, "y": y, **changes})

    async def undo(self) -> None:
        await self.page.keyboard.press("Control+z")
        if self.past:
            self.future.insert(0, self.present)
            self.present = self.past.pop()
        self.clamp()

    async def redo(self) -> None:
        await self.page.keyboard.press("Control+y")
        if self.future:
            self.past.append(self.present)
            self.present = self.future.pop(0)
        self.clamp()

    async def step(self) -> None:
        await self.page.evaluate("document.activeElement.blur()")
        for _ in range(self.random.randint(1, 4)):
            await self.page.keyboard.press(self.random.choice(("ArrowRight", "ArrowRight", "ArrowLeft")))

    async def seek(self) -> None:
        await seek(self.page, self.random.randint(0, await count_steps(self.page)))

    async def take_update(self) -> None:
        await seek(self.page, await count_steps(self.page))
        await self.page.get_by_role("button", name="Take this update").click()
        answer = httpx.post(f"{self.server}/api/update", json=self.present).raise_for_status().json()
        self.past.append(self.present)  # an entry also where every gradient is 0
        self.present, self.future = {**self.present, "network": answer["network"]}, []
