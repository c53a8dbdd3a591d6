"""The same lesson in Firefox and in WebKitGTK: the walk, its formulas, an edit, a link, every part."""

from collections.abc import Iterator

import pytest

from app.lesson.numbers import show_result
from app.main import create_app
from tests.page.browsing import DESK, READY, serving
from tests.page.driving import Driven
from tests.page.edits import put, setup_of, told_of
from tests.page.launching import firefox, webkit
from tests.page.looking import PULLED_APART, are_of, seen, wait_for_number
from tests.page.reading import UNFOLDED
from tests.page.traces import ask
from tests.page.watching import Watched

BROWSERS = {"firefox": firefox, "webkit": webkit}
PHASES = [10, 14, 23, 50]  # where the phases of the source's network end
STANDS = f"return document.querySelector({READY!r}) !== null;"
WRONG = "return JSON.parse(sessionStorage.getItem('wrong') ?? '[]');"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving(Watched(create_app())) as address:
        yield address


@pytest.fixture(scope="module", params=BROWSERS)
def browser(request: pytest.FixtureRequest) -> Iterator[Driven]:
    with BROWSERS[request.param]() as browser:
        yield browser


@pytest.fixture
def lesson(browser: Driven, address: str) -> Iterator[Driven]:
    """The lesson, open at its start; whatever goes wrong in it fails the test."""
    browser.command("SetWindowRect", **DESK)
    browser.open(f"{address}/static/favicon.svg")  # nothing of the test before is kept
    browser.ask("sessionStorage.clear(); localStorage.clear();")
    browser.open(address)
    browser.wait(STANDS)
    yield browser
    assert browser.ask(WRONG) == []


def test_every_step_forth_and_back_shows_the_servers_number_and_a_formula_that_is_laid_out(
    lesson: Driven, address: str
) -> None:
    told = ask(address, "source")
    walk = [seen(lesson)]
    for position, target in enumerate(told.targets, 1):
        lesson.press("ArrowRight")
        walk.append(here := seen(lesson))
        assert (here["position"], here["ref"]) == (position, target)
        assert here["result"] == show_result(told.number(target)), target
        assert here["formulas"] >= 1, target
        assert here["badly"] == [], target
        assert are_of(here["numbers"], told), target
    assert {"0.3890", "0.3733", "−1.2220"} <= {here["result"] for here in walk}
    for position in range(len(told.targets) - 1, -1, -1):
        lesson.press("ArrowLeft")
        assert seen(lesson) == walk[position], position
    assert lesson.ask("return document.fonts.check('16px \"Lesson Math\"', 'δ');")
    ends = []
    for _ in PHASES:
        lesson.press("Shift+ArrowRight")
        ends.append(seen(lesson)["position"])
    assert ends == PHASES
    lesson.press("Shift+ArrowLeft")
    assert seen(lesson)["position"] == PHASES[-2]


def test_a_weight_is_edited_taken_back_and_kept_by_the_address_over_a_reload(
    lesson: Driven, address: str
) -> None:
    setup = setup_of()
    before, after = told_of(address, setup), setup_of()
    put(after, "W.3.0.1", 0.5)
    edited = told_of(address, after)
    lesson.press("End")
    lesson.press("Shift+ArrowLeft")  # the end of the deltas
    lesson.click('#diagram [data-ref="W.3.0.1"]')
    lesson.wait("return document.activeElement.id === 'editor-field';")
    lesson.type("1/2")
    lesson.press("Enter")
    wait_for_number(lesson, "delta.1.0", edited.shown("delta.1.0"))
    assert are_of(seen(lesson)["numbers"], edited)
    lesson.press("Control+z")
    wait_for_number(lesson, "delta.1.0", before.shown("delta.1.0"))
    assert are_of(seen(lesson)["numbers"], before)
    lesson.press("Control+y")
    wait_for_number(lesson, "delta.1.0", edited.shown("delta.1.0"))
    lesson.press("ArrowLeft")
    place = seen(lesson)
    lesson.wait(
        "return location.hash.includes('setup=') && location.hash.includes('at=' + arguments[0]);",
        place["ref"],
    )
    lesson.reload()
    lesson.wait(STANDS)
    assert seen(lesson) == place
    assert place["numbers"]["W.3.0.1"] == "0.5"


PARTS = {
    "matrices": ("view=matrices", "#matrices .equation math, #matrices .matrix"),
    "table": ("view=table", "#table td"),
    "training": ("view=training", "#training .loss-plot"),
    "practice": ("lesson=practice", "#why .practice"),
    "mistakes": ("lesson=mistakes.flipped_sign", "#why .lens[aria-busy='false'] .lens-status"),
    "a tour": ("lesson=tours.why-transpose.2", "#why .tour-text"),
    "printed digits": ("preset=mazur", "#why .printed"),
    "check and curve": ("at=W_grad.3.0.1", "#why .slice[aria-busy='false'] .curve"),
}


def test_every_part_opens_by_its_link_and_is_seen(lesson: Driven) -> None:
    for part, (fragment, selector) in PARTS.items():
        lesson.ask("location.hash = arguments[0];", f"v1.{fragment}")
        lesson.wait(
            """return [...document.querySelectorAll(arguments[0])].some((one) => {
                const { width, height } = one.getBoundingClientRect();
                return width > 4 && height > 4;
            });""",
            selector,
        )
        wide, room = lesson.ask("return [document.documentElement.scrollWidth, innerWidth];")
        assert wide <= room, part


def test_the_formulas_of_the_text_are_laid_out_as_those_of_the_lesson(lesson: Driven) -> None:
    lesson.wait(f"return ({UNFOLDED})();")
    lesson.wait("return document.fonts.status === 'loaded';")
    assert lesson.ask(PULLED_APART) == []


def test_help_share_and_settings_open_and_are_left_by_keys(lesson: Driven) -> None:
    lesson.press("?")
    lesson.wait("return document.querySelector('#help[open]') !== null;")
    lesson.press("Escape")
    lesson.wait("return document.querySelector('dialog[open]') === null;")
    lesson.click("[aria-label='Share and export']")
    lesson.wait("return document.querySelector('#share[open] button') !== null;")
    lesson.press("Escape")
    lesson.wait("return document.querySelector('dialog[open]') === null;")
    lesson.click("[aria-label='Network settings']")
    lesson.wait("return document.querySelector('#units-0') !== null;")
    lesson.press("Escape")
    lesson.wait("return document.querySelector('.settings-panel') === null;")


PROVOKED = {
    "throw": "dispatchEvent(new ErrorEvent('error', { message: 'throw' }));",
    "reject": """dispatchEvent(new PromiseRejectionEvent("unhandledrejection", {
        promise: Promise.resolve(), reason: "reject" }));""",
    "script-src": "const s = document.createElement('script'); s.text = '1'; document.body.append(s);",
    "not loaded": "document.body.append(Object.assign(new Image(), { src: '/nothing.png' }));",
}


def test_the_watch_hears_what_goes_wrong(browser: Driven, address: str) -> None:
    browser.open(address)
    browser.wait(STANDS)
    for what, script in PROVOKED.items():
        browser.ask(script)
        browser.wait("return sessionStorage.getItem('wrong')?.includes(arguments[0]);", what)
    browser.ask("sessionStorage.clear();")
