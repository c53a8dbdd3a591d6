"""The routes that give the network at a step as a picture."""

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.api.body import read_body
from app.api.direct import DirectRoute
from app.api.errors import documented
from app.api.exchange import Digits, as_file, pose_body
from app.api.openapi import takes
from app.api.raster import rasterise
from app.api.routes import Sample
from app.api.schemas import UpdateProblem
from app.api.work import work
from app.lesson.diagram.draw import View, draw
from app.lesson.diagram.palette import Theme
from app.lesson.diagram.scene import START, Grain
from app.lesson.exports.formats import PICTURES

router = APIRouter(prefix="/api/export", tags=["exchange"], route_class=DirectRoute)
SMALLEST, LARGEST, USUAL_SCALE = 0.5, 4.0, 2.0

At = Annotated[
    str | None,
    Query(
        max_length=64,
        description=f"the Ref that the last step computed, as in links; {START} is before the first step, "
        "and without it all steps are done",
        openapi_examples={"delta": {"value": "delta.2.0"}, "start": {"value": START}},
    ),
]
Selected = Annotated[
    str | None, Query(max_length=64, description="the Ref of a number that is lit in place of the step's")
]
Made = Annotated[
    str | None, Query(max_length=64, description="one of the catalogue's mistakes, whose numbers are shown")
]
HowMuch = Annotated[Grain, Query(description="how much of what was computed last is lit")]
Colours = Annotated[Theme, Query(description="the page's colours, by day or by night")]
Scale = Annotated[
    float,
    Query(ge=SMALLEST, le=LARGEST, allow_inf_nan=False, description="pixels of the PNG for each of the SVG"),
]


def gives_picture(format: str) -> dict[int | str, dict[str, Any]]:
    schema = {"type": "string"} if format == "svg" else {"type": "string", "format": "binary"}
    content = {PICTURES[format].media_type: {"schema": schema}}
    return {200: {"description": "The picture", "content": content}} | documented(413, 415, 422)


@router.post(
    "/svg",
    name="export_svg",
    summary="The network at a step, as SVG",
    openapi_extra=takes(UpdateProblem),
    responses=gives_picture("svg"),
    response_class=Response,
)
async def export_svg(
    request: Request,
    at: At = None,
    grain: HowMuch = "element",
    selected: Selected = None,
    mistake: Made = None,
    theme: Colours = "light",
    sample: Sample = 0,
    digits: Digits = 4,
) -> Response:
    """What the page's diagram shows when the step that computes `at` is done. Colours and font are inside.

    What is not computed yet is blank; the last step's number and what it reads are lit. Every number carries
    its Ref as `data-ref`, and title and description say the step in words.
    """
    body = await read_body(request, UpdateProblem)
    return await answer("svg", body, View(at, grain, selected, mistake, theme), sample, digits)


@router.post(
    "/png",
    name="export_png",
    summary="The network at a step, as PNG",
    openapi_extra=takes(UpdateProblem),
    responses=gives_picture("png"),
    response_class=Response,
)
async def export_png(
    request: Request,
    at: At = None,
    grain: HowMuch = "element",
    selected: Selected = None,
    mistake: Made = None,
    theme: Colours = "light",
    scale: Scale = USUAL_SCALE,
    sample: Sample = 0,
    digits: Digits = 4,
) -> Response:
    """The picture of `/api/export/svg` in pixels, twice as many each way unless told otherwise."""
    body = await read_body(request, UpdateProblem)
    return await answer("png", body, View(at, grain, selected, mistake, theme), sample, digits, scale)


async def answer(
    format: str, body: UpdateProblem, view: View, sample: int, digits: int, scale: float = 1.0
) -> Response:
    content = await work(partial(write_picture, format, body, view, sample, digits, scale))
    return as_file(content, PICTURES[format])


def write_picture(
    format: str, body: UpdateProblem, view: View, sample: int, digits: int, scale: float = USUAL_SCALE
) -> bytes:
    """Raises EngineError: what cannot be traced, is no step of it, or is too large to be drawn."""
    exercise = pose_body(body, sample, digits)
    if format == "svg":
        return draw(exercise, view).svg.encode()
    return rasterise(draw(exercise, view, has_font=False), scale)
