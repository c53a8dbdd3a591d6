"""The templates of all pages."""

from pathlib import Path

from starlette.templating import Jinja2Templates

READING = ["GET", "HEAD"]  # the methods that a page answers
templates = Jinja2Templates(Path(__file__).resolve().parent.parent / "templates")
