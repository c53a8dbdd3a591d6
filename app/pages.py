"""The HTML routes."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates

from app.api.refusals import Refused
from app.api.sheet_query import COUNTS, OWN, SheetQuery, read_query
from app.api.work import work
from app.api.worksheet import Sheet, make_sheet
from app.assets import BUNDLE, address
from app.coding import VALIDATED, Asset, answer
from app.lesson.exercise import describe, list_given
from app.lesson.numbers import GUARD_DIGITS
from app.lesson.picture import draw_network
from app.lesson.presets import FIRST, all_presets
from app.lesson.table import finished_trace
from app.lesson.worksheet import KEY, SHEETS, SOLUTION, Showing, write_phases

router = APIRouter(include_in_schema=False)
READING = ["GET", "HEAD"]
VARIANTS = 10  # that are offered; any other number may be written in the address
templates = Jinja2Templates(Path(__file__).resolve().parent.parent / "templates")
templates.env.globals |= {"bundled": address, "style": BUNDLE.style, "early": BUNDLE.script}


@cache
def write_lesson(name: str) -> Asset:
    """The page of that template: the same for everyone, so it is written and compressed once."""
    text = templates.get_template(name).render(trace_table=finished_trace())
    return Asset("text/html; charset=utf-8", text.encode())


# in a thread (def, not async def), as the first to ask waits for it


@router.api_route("/", methods=READING)
def index(request: Request) -> Response:
    return answer(request, write_lesson("index.html"), VALIDATED)


@router.api_route("/embed", methods=READING)
def embed(request: Request) -> Response:
    """The demo alone, for a frame in another page; the step and what is hidden stand in the fragment."""
    return answer(request, write_lesson("embed.html"), VALIDATED)


@router.api_route("/docs", methods=READING)
async def docs(request: Request) -> Response:
    return templates.TemplateResponse(request, "docs.html")


@router.api_route("/healthz", methods=READING)
async def healthz() -> dict[str, str]:
    return {"status": "ok"}


# Worksheets are heavy work: a large one takes a good part of a second.


@router.api_route("/worksheet", methods=READING)
async def worksheets(request: Request) -> Response:
    """All examples, with links to every kind of page in one variant and one level of help."""

    def page() -> Response:
        query = read_query(FIRST, request.query_params)
        context = {"query": query, "presets": all_presets(), "sheets": SHEETS, "variants": range(VARIANTS)}
        return templates.TemplateResponse(request, "worksheet/index.html", context)

    return await work(partial(answer_in_words, request, page))


def add_kind(path: str, kind: str, showing_of: Callable[[SheetQuery], Showing]) -> None:
    @router.api_route(path, methods=READING, name=f"worksheet-{kind}")
    async def sheet(request: Request, preset: str) -> Response:
        def page() -> Response:
            query = read_query(preset, request.query_params)
            context = lay_out(make_sheet(query), query, kind, showing_of(query))
            return templates.TemplateResponse(request, "worksheet/sheet.html", context)

        return await work(partial(answer_in_words, request, page))


add_kind("/worksheet/{preset}", "sheet", lambda query: SHEETS[query.blanks])
add_kind("/worksheet/{preset}/key", "key", lambda query: KEY)
add_kind("/worksheet/{preset}/solution", "solution", lambda query: SOLUTION)


def lay_out(sheet: Sheet, query: SheetQuery, kind: str, showing: Showing) -> dict[str, Any]:
    exercise = sheet.exercise
    show = exercise.result if showing.results else lambda ref: ""
    return {
        "kind": kind,
        "query": query,
        "title": sheet.title,
        "source": all_presets().get(query.preset, {}).get("source", ""),
        "fragment": sheet.fragment,
        "exercise": exercise,
        "showing": showing,
        "sheets": SHEETS,
        "described": describe(exercise),
        "given": list_given(exercise),
        "pictures": [draw_network(exercise, show, tall) for tall in (False, True)],
        "phases": write_phases(exercise, showing),
        "guard": GUARD_DIGITS,
    }


def answer_in_words(request: Request, page: Callable[[], Response]) -> Response:
    """The page, or one that says why there is none."""
    try:
        return page()
    except Refused as refused:
        context = {"messages": refused.messages, "presets": all_presets(), "own": OWN, "counts": COUNTS}
        return templates.TemplateResponse(request, "worksheet/refused.html", context, refused.status)
