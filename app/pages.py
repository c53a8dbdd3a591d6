"""The lesson's own pages, and that the server is well."""

from functools import cache

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.assets import BUNDLE, address
from app.coding import VALIDATED, Asset, answer
from app.lesson.table import finished_trace
from app.templating import READING, templates

router = APIRouter(include_in_schema=False)
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
