"""A picture as PNG. What it may cost is decided before the work begins, and few are drawn at a time."""

import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from app.api.limits import LIMITS, at_most
from app.engine.errors import LimitError
from app.lesson.diagram.draw import FONT, Drawing

RASTERISER = Path(__file__).with_name("rasteriser.py")
AT_ONCE = BoundedSemaphore(2)  # of processes; the others wait, each in its thread
SECONDS = 30  # a picture of the most pixels takes a tenth of that
HINT = "; a smaller scale makes fewer"


def rasterise(drawing: Drawing, scale: float) -> bytes:
    """A PNG of `scale` pixels for each of the drawing's. Raises LimitError for more than may be drawn."""
    pixels = round(drawing.width * scale) * round(drawing.height * scale)
    at_most("scale", "pixels of a picture", pixels, LIMITS.picture_pixels, HINT)
    program = [sys.executable, "-I", str(RASTERISER), str(scale), str(FONT.with_suffix(".ttf"))]
    with AT_ONCE:
        try:
            ended = subprocess.run(  # noqa: S603, a program of our own; of the reader's only a checked number
                program, input=drawing.svg.encode(), capture_output=True, check=True, timeout=SECONDS
            )
        except subprocess.TimeoutExpired:
            raise LimitError(
                "scale", f"the picture took more than {SECONDS} seconds{HINT}", SECONDS
            ) from None
    return ended.stdout
