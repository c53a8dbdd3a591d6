"""The routes of the published examples: the problem, the printed digits, and whether ours match them."""

from dataclasses import asdict
from functools import partial
from typing import Annotated

import orjson
from fastapi import APIRouter
from starlette.responses import Response

from app.api.direct import DirectRoute
from app.api.errors import documented, problem
from app.api.openapi import JSON, gives_material, one_of
from app.api.work import work
from app.lesson.closing import closing_of
from app.lesson.presets import FIRST, all_examples, all_presets
from app.lesson.printed import marks_of

router = APIRouter(prefix="/api/presets", tags=["material"], route_class=DirectRoute)


PRESET = "one of the catalogue's presets"
WITH_CLOSING = [id for id, example in all_examples().items() if "closing" in example]
PresetId = Annotated[str, one_of(PRESET, [FIRST, *(id for id in all_presets() if id != FIRST)])]


def unknown() -> Response:
    return problem(404, f"There is no such preset; there are {', '.join(all_presets())}")


@router.get(
    "/{id}",
    summary="A published worked example",
    responses=gives_material("PresetAnswer", "The example") | documented(404),
)
async def get_preset(id: PresetId) -> Response:
    """The problem, how it is stepped, and the digits as their author printed them, by Ref.

    `marks` holds each printed number beside ours, with the verdict whether ours rounds to it. `closing` is
    the mistake that explains the figures with which the author ends, where there are such: see /closing.
    """
    preset = all_presets().get(id)
    if preset is None:
        return unknown()
    marks = [asdict(mark) for mark in marks_of(id)]
    closing = all_examples()[id].get("closing", {}).get("mistake")
    return Response(orjson.dumps({**preset, "marks": marks, "closing": closing}), media_type=JSON)


@router.get(
    "/{id}/closing",
    summary="The figures that an example ends with",
    responses=gives_material("ClosingAnswer", "Ours by both rules") | documented(404),
)
async def get_closing(id: Annotated[str, one_of(PRESET, WITH_CLOSING)]) -> Response:
    """The figures that an author ends with, beside ours by the right rule and with the mistake behind them.

    Training with the mistake takes a second or two; it is done once.
    """
    if id not in all_presets():
        return unknown()
    closing = await work(partial(closing_of, id))
    if closing is None:
        return problem(
            404, f"This example ends as it should; figures to explain have {', '.join(WITH_CLOSING)}"
        )
    return Response(orjson.dumps(asdict(closing)), media_type=JSON)
