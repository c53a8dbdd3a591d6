"""The server dies in the middle of a walk and returns: the page keeps what it has, says so, goes on."""

import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.async_api import Browser, Error, expect

from app.main import create_app
from tests.page.browsing import DESK, READY, picture, position_of
from tests.page.edits import edit, expect_picture_of, put, setup_of

pytestmark = pytest.mark.anyio


class Mortal:
    """The application on one port, which can be left and taken again."""

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port: int = probe.getsockname()[1]
        self.live()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def live(self) -> None:
        listener = socket.create_server(("127.0.0.1", self.port))
        self.server = uvicorn.Server(uvicorn.Config(create_app(), log_level="critical"))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [listener]})
        self.thread.start()

    def die(self) -> None:
        """At once, open connections and all."""
        self.server.force_exit = self.server.should_exit = True
        self.thread.join()


@pytest.fixture
def mortal() -> Iterator[Mortal]:
    server = Mortal()
    yield server
    server.die()


async def test_a_walk_goes_on_without_its_server_and_an_edit_is_made_when_it_is_back(
    browser: Browser, mortal: Mortal
) -> None:
    page = await browser.new_page(viewport=DESK)
    await page.goto(mortal.address)
    await page.wait_for_selector(READY)
    for _ in range(12):
        await page.keyboard.press("ArrowRight")
    mortal.die()
    # the trace is here, so the walk needs nobody
    for _ in range(5):
        await page.keyboard.press("ArrowRight")
    await page.keyboard.press("ArrowLeft")
    assert await position_of(page) == 16
    before = await page.inner_html("#diagram .layer")
    await page.click('#diagram [data-ref="W.3.0.1"]')
    await page.fill("#editor-field", "0.5")
    await expect(page.locator("#notice")).to_contain_text("The server does not answer. Is it still running?")
    assert await page.inner_html("#diagram .layer") == before
    assert await page.input_value("#editor-field") == "0.5"  # what was typed stands
    mortal.live()
    await page.get_by_role("button", name="Try again").click()
    setup = setup_of()
    put(setup, "W.3.0.1", 0.5)
    await expect_picture_of(page, mortal.address, setup)
    assert await position_of(page) == 16
    await expect(page.locator("#notice")).to_be_empty()
    await page.close()


async def test_a_part_that_could_not_be_loaded_is_loaded_when_it_is_asked_for_again(
    browser: Browser, mortal: Mortal
) -> None:
    page = await browser.new_page(viewport=DESK)
    await page.goto(mortal.address)
    await page.wait_for_selector(READY)
    await page.wait_for_selector("#why .printed")  # comes at rest; without a server it would be told as well
    mortal.die()
    await page.locator('input[value="matrices"]').check(force=True)
    await expect(page.locator("#notice")).to_contain_text("This view could not be loaded")
    mortal.live()
    await page.locator('input[value="network"]').check(force=True)
    await page.locator('input[value="matrices"]').check(force=True)
    await expect(page.locator("#matrices .equation").first).to_be_visible()
    await page.close()


async def test_a_reload_while_the_server_is_away_loses_no_edit(browser: Browser, mortal: Mortal) -> None:
    page = await browser.new_page(viewport=DESK)
    await page.goto(mortal.address)
    await page.wait_for_selector(READY)
    await edit(page, "W.3.0.1", "0.5")
    await page.wait_for_function("() => location.hash.includes('setup=')")
    seen = await picture(page)
    address = page.url
    mortal.die()
    with pytest.raises(Error, match="ERR_"):
        await page.reload()
    await page.wait_for_url("chrome-error://**")
    mortal.live()
    await page.goto(address)
    await page.wait_for_selector(READY)
    assert await picture(page) == seen
    await page.close()
