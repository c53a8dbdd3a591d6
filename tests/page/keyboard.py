"""A reader with a keyboard alone: after every key the focus is somewhere, and is seen there."""

from typing import Any

from playwright.async_api import Page

# Nothing, or why nobody would see where the focus is.
UNSEEN = """() => {
    const here = document.activeElement;
    if (here === document.body || !here) return "the focus is lost";
    const { id, dataset, ariaLabel, textContent, localName } = here;
    const name = `${localName} ${id || dataset.ref || ariaLabel || textContent.trim()}`;
    if (!here.matches(":focus-visible")) return `${name} does not show its focus`;
    // a radio button's look is that of the label beside it
    const look = here.matches("input[type=radio]") ? here.closest("label") : here;
    const { left, right, top, bottom, width, height } = look.getBoundingClientRect();
    if (width < 1 || height < 1) return `${name} has no size`;
    if (right < 0 || left > innerWidth || bottom < 0 || top > innerHeight) return `${name} is out of sight`;
    const styles = [look, ...look.querySelectorAll("*")].map((one) => getComputedStyle(one));
    const isMarked = styles.some(({ outlineStyle, outlineWidth }) =>
        outlineStyle !== "none" && parseFloat(outlineWidth) >= 2);
    return isMarked || here.matches("svg *") ? null : `${name} has no ring`;
}"""


class Keyboard:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        self.keys: list[str] = []

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)
            if fault := await self.page.evaluate(UNSEEN):
                self.faults.append(f"{key} after {self.keys[-4:]}: {fault}")
            self.keys.append(key)

    async def type(self, text: str) -> None:
        await self.page.keyboard.type(text)

    async def is_at(self, selector: str) -> bool:
        return bool(await self.page.evaluate("(it) => document.activeElement.matches(it)", selector))

    async def go(self, selector: str, key: str = "Tab", most: int = 80) -> None:
        """With one key, again and again, to what matches."""
        met = []
        for _ in range(most):
            if await self.is_at(selector):
                return
            await self.press(key)
            met.append(await self.page.evaluate("document.activeElement.outerHTML.slice(0, 60)"))
        raise AssertionError(f"{key} does not lead to {selector}; it leads to {met}")

    async def back(self, selector: str) -> None:
        await self.go(selector, "Shift+Tab")

    async def where(self) -> Any:
        return await self.page.evaluate("document.activeElement.dataset.ref ?? null")
