"""The pages of worksheets: heavy work, a large one takes a good part of a second."""

from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.api.refusals import Refused
from app.api.sheet_query import COUNTS, OWN, SheetQuery, read_query
from app.api.work import work
from app.api.worksheet import Sheet, make_sheet
from app.lesson.exercise import describe, list_given
from app.lesson.numbers import GUARD_DIGITS
from app.lesson.picture import draw_network
from app.lesson.presets import FIRST, all_presets
from app.lesson.worksheet import KEY, SHEETS, SOLUTION, Showing, write_phases
from app.templating import READING, templates

router = APIRouter(include_in_schema=False)
VARIANTS = 10  # that are offered; any other number may be written in the address


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
