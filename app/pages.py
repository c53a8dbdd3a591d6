"""The HTML routes."""

from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates

from app.lesson.table import finished_trace

router = APIRouter(include_in_schema=False)
templates = Jinja2Templates(Path(__file__).resolve().parent.parent / "templates")


@router.get("/")
async def index(request: Request) -> Response:
    return templates.TemplateResponse(request, "index.html", {"trace_table": finished_trace()})


@router.get("/docs")
async def docs(request: Request) -> Response:
    return templates.TemplateResponse(request, "docs.html")


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    return {"status": "ok"}
