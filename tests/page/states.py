"""The views, dialogs and states of the lesson, each with its way there: for what has to hold everywhere."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from playwright.async_api import Page, Route, expect

from tests.page.asides import CHECKED, DRAWN
from tests.page.browsing import READY
from tests.page.practising import answer, ask_at, choose_level
from tests.page.reading import read_all
from tests.page.runs import run, start_long_run
from tests.page.settings import open_settings
from tests.page.test_share import open_share

Act = Callable[[Page], Awaitable[None]]
HALFWAY = """() => {
    const running = document.getAnimations();
    for (const one of running) {
        one.pause();
        one.currentTime = one.effect.getComputedTiming().endTime / 2;
    }
    return running.length;
}"""


@dataclass(frozen=True)
class State:
    """An address under the server, what stands there once it is ready, and what is done there.

    `whole` says that the text under the lesson is looked at as well.
    """

    address: str = "/"
    ready: str = READY
    act: Act | None = None
    whole: bool = False

    async def reach(self, page: Page, server: str) -> None:
        await page.goto(server + self.address)
        await page.wait_for_selector(self.ready)
        if self.act:
            await self.act(page)


def lesson(fragment: str = "", ready: str = READY, act: Act | None = None) -> State:
    return State(f"/#v1.{fragment}", ready, act)


def pressing(*keys: str, then: str) -> Act:
    async def act(page: Page) -> None:
        for key in keys:
            await page.keyboard.press(key)
        await page.wait_for_selector(then)

    return act


def clicking(*selectors: str, then: str) -> Act:
    async def act(page: Page) -> None:
        for selector in selectors:
            await page.click(selector)
        await page.wait_for_selector(then)

    return act


def halfway(key: str) -> Act:
    """In the middle of the movement that a step makes."""

    async def act(page: Page) -> None:
        await page.emulate_media(reduced_motion="no-preference")
        await page.keyboard.press(key)
        assert await page.evaluate(HALFWAY) > 0

    return act


async def refuse_a_weight(page: Page) -> None:
    await page.click('#diagram [data-ref="W.2.0.1"]')
    await page.fill("#editor-field", "abc")


async def refuse_a_layer(page: Page) -> None:
    await open_settings(page)
    await page.fill("#units-1", "17")
    await page.press("#units-1", "Enter")
    await expect(page.locator("#network-problem")).to_contain_text("At most 16")


async def refuse_samples(page: Page) -> None:
    await open_settings(page, "samples")
    await page.fill('.samples [data-row="0"] [data-column="0"]', "abc")
    await page.keyboard.press("Enter")
    await page.fill("#csv-text", "1,2\n3")


async def open_network(page: Page) -> None:
    await open_settings(page)


async def open_samples(page: Page) -> None:
    await open_settings(page, "samples")


async def take_an_update(page: Page) -> None:
    await page.keyboard.press("End")
    await page.get_by_role("button", name="Take this update").click()
    await expect(page.locator(".updates")).to_have_text("update 1")


async def train(page: Page) -> None:
    await run(page, 3)
    await page.click(".in-numbers summary")


async def refuse_a_run(page: Page) -> None:
    await page.fill("#train-rate", "fast")
    await page.fill("#train-updates", "many")
    await page.keyboard.press("Enter")
    await expect(page.locator("#train-updates-problem")).not_to_be_empty()


async def answer_wrongly(page: Page) -> None:
    await ask_at(page, 17)
    await answer(page, "0.3666")
    await expect(page.locator("#answer-verdict")).to_have_count(1)
    await page.locator(".kinds summary").click()


async def answer_rightly(page: Page) -> None:
    await ask_at(page, 0)
    await answer(page, "-0.4")
    await expect(page.locator("#position")).to_have_value("1")


async def ask_for_one(page: Page) -> None:
    await ask_at(page, 5, "hole")


async def master_a_kind(page: Page) -> None:
    """Two answers in a row without help."""
    for position, right in ((0, "-0.4"), (1, "0.35")):
        await ask_at(page, position)
        await answer(page, right)
        await expect(page.locator("#position")).to_have_value(str(position + 1))
    await choose_level(page, "alone")
    await page.locator(".kinds summary").click()


async def end_practice(page: Page) -> None:
    await page.wait_for_selector(".practice")
    await page.keyboard.press("End")


async def beside_a_stop(page: Page) -> None:
    await page.keyboard.press("ArrowRight")
    await expect(page.locator(".tour-return")).to_be_visible()


async def read_text(page: Page) -> None:
    await read_all(page)
    await page.hover("#derivation .formula [data-term] >> nth=0")


async def share(page: Page) -> None:
    await open_share(page)


async def copy_by_hand(page: Page) -> None:
    if await page.get_by_role("button", name="Copy link").count() == 0:
        await page.get_by_role("button", name="Network settings").click()
    await page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    await page.get_by_role("button", name="Copy link").click()
    await expect(page.get_by_label("Link to this place")).to_be_focused()


async def lose_the_server(page: Page) -> None:
    async def refuse(route: Route) -> None:
        await route.abort()

    await page.route("**/api/trace*", refuse)
    await page.select_option("#preset", "mazur")
    await page.wait_for_selector("#notice .failed")
    await page.unroute("**/api/trace*")


LENS = "#why .lens[aria-busy='false'] .lens-status"
PRINTED = "#why .printed"
STATES = {
    **{f"network at {ref}": lesson(f"at={ref}") for ref in ("z.2.0", "loss", "delta.1.0", "W_grad.1.0.0")},
    "network at its end": State("/", act=pressing("End", then="#why output")),
    "numbers with a power of ten": lesson("preset=trask-xor&at=W_new.1.1.0"),
    "check and curve": lesson("at=W_grad.3.0.1", CHECKED, clicking(then=DRAWN)),
    "check and curve of a batch": lesson("preset=softmax&at=W_grad.1.0.0", CHECKED, clicking(then=DRAWN)),
    "halfway through a step": lesson("at=a.1.1", act=halfway("ArrowRight")),
    "halfway through an update": lesson("at=b_grad.3.0", act=halfway("ArrowRight")),
    "halfway to the transposed": lesson(
        "view=matrices&at=slope.1.1", "#matrices .sheet", halfway("ArrowRight")
    ),
    "a number chosen": lesson("at=loss&selected=z.2.0"),
    "an editor": lesson("at=loss&selected=W.2.0.1"),
    "an editor that refuses": State("/", act=refuse_a_weight),
    "an update taken": State("/", act=take_an_update),
    **{
        f"matrices at {ref}": lesson(f"view=matrices&at={ref}", "#matrices .sheet")
        for ref in ("z.2.0", "delta.1.0", "W_grad.1.0.0")
    },
    "matrices of a batch": lesson("preset=trask-xor&view=matrices&at=W_grad.2.0.0", "#matrices .sheet"),
    "table": lesson("view=table&at=delta.1.0", "#table .tables"),
    "table of a batch": lesson("preset=trask-xor&view=table&at=W_grad.2.0.0", "#table .tables"),
    "training": lesson("view=training", "#training .prediction-figure"),
    "training, running": lesson("view=training", "#training .prediction-figure", start_long_run),
    "training, a fit": lesson("view=training", "#training .prediction-figure", train),
    "training, a surface": lesson("preset=trask-xor&view=training", "#training .prediction-figure", train),
    "training, curves": lesson("preset=softmax&view=training", "#training .prediction-figure", train),
    "training that refuses": lesson("view=training", "#training .prediction-figure", refuse_a_run),
    "settings": State("/", act=open_network),
    "settings that refuse": State("/", act=refuse_a_layer),
    "samples": lesson("preset=trask-xor", act=open_samples),
    "samples that are refused": lesson("preset=trask-xor", act=refuse_samples),
    "help": State("/", act=pressing("?", then="#help[open]")),
    "share": State("/", act=share),
    "tours": lesson("lesson=tours", "#why .tour-entry"),
    "a stop of a tour": lesson("lesson=tours.why-transpose.6", "#why .tour-words"),
    "beside a stop": lesson("lesson=tours.four-phases.2", "#why .tour-words", beside_a_stop),
    "practice": lesson("lesson=practice", "#why .practice"),
    "practice with a hole": lesson("lesson=practice", "#why .practice", ask_for_one),
    "practice, wrong": lesson("lesson=practice", "#why .practice", answer_wrongly),
    "practice, right": lesson("lesson=practice", "#why .practice", answer_rightly),
    "practice, mastered": lesson("lesson=practice", "#why .practice", master_a_kind),
    "practice, its end": lesson("lesson=practice", "#why .practice", end_practice),
    "mistakes": lesson("preset=mazur&lesson=mistakes", "#why .mistake"),
    "a mistake": lesson("lesson=mistakes.no_slope_at_hidden", LENS),
    "a mistake in the picture": lesson(
        "preset=mazur&at=delta.1.0&lesson=mistakes.updated_weights.wrong", "#why .figures-in-print"
    ),
    "a mistake that is not there": lesson("lesson=mistakes.not_one", "#why .mistakes"),
    "printed digits": lesson(
        "preset=mazur", f"{PRINTED} summary", clicking(f"{PRINTED} summary", then=f"{PRINTED} table")
    ),
    "a printed digit": lesson("preset=mazur&at=z.1.0", PRINTED),
    "the text alive": State("/", act=read_text, whole=True),
    "the text without biases": State("/#v1.preset=softmax", act=read_text, whole=True),
    "a damaged link": State("/#v9.preset=source", "#notice button"),
    "a link to copy by hand": State("/", act=copy_by_hand),
    "no server": State("/", act=lose_the_server),
    "embedded": State("/embed#v1.at=delta.2.1"),
    **{
        f"embedded without {name}": State(f"/embed#v1.at=delta.2.1&hide={name}")
        for name in ("menus", "explanation", "timeline", "menus.explanation.timeline")
    },
}
PAPERS = {
    "worksheets": "/worksheet",
    "a sheet": "/worksheet/source?blanks=all",
    "a sheet with numbers": "/worksheet/mazur?blanks=numbers",
    "a sheet of a batch": "/worksheet/trask-xor",
    "a key": "/worksheet/softmax/key?variant=2",
    "a solution": "/worksheet/trask-xor/solution?digits=8",
    "no such sheet": "/worksheet/nobody",
    "a refused sheet": "/worksheet/source?digits=99",
}
STATES |= {name: State(address, "main h1", whole=True) for name, address in PAPERS.items()}
STATES["the API"] = State("/docs", "[id^=operations-phases-loss]", whole=True)
