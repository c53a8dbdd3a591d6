"""The views, dialogs and states of the lesson, each with its way there: for what has to hold everywhere."""

from dataclasses import dataclass

from playwright.async_api import Page

from tests.page.acts import (
    Act,
    answer_rightly,
    answer_wrongly,
    ask_for_one,
    beside_a_stop,
    clicking,
    copy_by_hand,
    end_practice,
    halfway,
    lose_the_server,
    master_a_kind,
    open_network,
    open_samples,
    pressing,
    read_text,
    refuse_a_layer,
    refuse_a_run,
    refuse_a_weight,
    refuse_samples,
    share,
    take_an_update,
    train,
    wait_for_figures,
)
from tests.page.asides import CHECKED, DRAWN
from tests.page.browsing import READY
from tests.page.runs import start_long_run


@dataclass(frozen=True)
class State:
    """An address under the server, what stands there once it is ready, and what is done there.

    `whole` says that the text under the lesson is looked at as well.
    """

    address: str = "/"
    ready: str = READY
    act: Act | None = None
    whole: bool = False

    async def reach_afresh(self, page: Page, server: str) -> None:
        """In a window that was used before: nothing of that is left."""
        await page.goto(f"{server}/static/favicon.svg")
        await page.evaluate("localStorage.clear()")
        await self.reach(page, server)

    async def reach(self, page: Page, server: str) -> None:
        await page.goto(server + self.address)
        await page.wait_for_selector(self.ready)
        if self.act:
            await self.act(page)


def lesson(fragment: str = "", ready: str = READY, act: Act | None = None) -> State:
    return State(f"/#v1.{fragment}", ready, act)


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
        "preset=mazur&at=delta.1.0&lesson=mistakes.updated_weights.wrong", LENS, wait_for_figures
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
