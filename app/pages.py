"""The HTML routes."""

from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates

from app.lesson.table import finished_trace

router = APIRouter(include_in_schema=False)
READING = ["GET", "HEAD"]
templates = Jinja2Templates(Path(__file__).resolve().parent.parent / "templates")


@router.api_route("/", methods=READING)
async def index(request: Request) -> Response:
    return templates.TemplateResponse(request, "index.html", {"trace_table": finished_trace()})


@router.api_route("/docs", methods=READING)
async def docs(request: Request) -> Response:
    return templates.TemplateResponse(request, "docs.html")


@router.api_route("/healthz", methods=READING)
async def healthz() -> dict[str, str]:
    return {"status": "ok"}
