"""A picture as PNG. What it may cost is decided before the work begins; app/api/work.py bounds how many."""

import subprocess
import sys
from pathlib import Path

from app.api.limits import LIMITS, at_most
from app.engine.errors import LimitError
from app.lesson.diagram.draw import FONT, Drawing

RASTERISER = Path(__file__).with_name("rasteriser.py")
SECONDS = 30  # a picture of the most pixels takes a tenth of that
HINT = "; a smaller scale makes fewer"


def rasterise(drawing: Drawing, scale: float) -> bytes:
    """A PNG of `scale` pixels for each of the drawing's. Raises LimitError for more than may be drawn."""
    pixels = round(drawing.width * scale) * round(drawing.height * scale)
    at_most("scale", "pixels of a picture", pixels, LIMITS.picture_pixels, HINT)
    program = [sys.executable, "-I", str(RASTERISER), str(scale), str(FONT.with_suffix(".ttf"))]
    try:
        ended = subprocess.run(  # noqa: S603, a program of our own; of the reader's only a checked number
            program, input=drawing.svg.encode(), capture_output=True, check=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        raise LimitError("scale", f"the picture took more than {SECONDS} seconds{HINT}", SECONDS) from None
    return ended.stdout
