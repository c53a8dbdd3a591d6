"""A worksheet as one HTML file that needs nothing beside it: its styles and its font are inside."""

import base64
import re
from pathlib import Path

from app.api.sheet_query import SheetQuery
from app.api.worksheet import make_sheet
from app.lesson.worksheet import KEY, SHEETS, SOLUTION
from app.sheets import lay_out
from app.templating import templates

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
STYLES = ("tokens", "base", "worksheet")
KINDS = ("sheet", "key", "solution")


def write_sheet(query: SheetQuery, kind: str) -> str:
    """Raises Refused."""
    showing = {"sheet": SHEETS[query.blanks], "key": KEY, "solution": SOLUTION}[kind]
    context = lay_out(make_sheet(query), query, kind, showing)
    page = templates.get_template("worksheet/sheet.html")
    return page.render(context | {"offline": f"<style>\n{styles()}</style>"}) + "\n"


def styles() -> str:
    text = "\n".join((STATIC / "css" / f"{name}.css").read_text("utf-8") for name in STYLES)
    return re.sub(r'url\("([^"]+\.woff2)"\)', lambda found: f'url("{inside(found[1])}")', text)


def inside(path: str) -> str:
    """A font as an address that holds it."""
    font = (STATIC / "css" / path).read_bytes()
    return f"data:font/woff2;base64,{base64.b64encode(font).decode()}"
