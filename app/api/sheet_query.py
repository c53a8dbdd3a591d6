"""What the address of a worksheet says: which problem, which variant, how it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.api.refusals import Refused
from app.lesson.presets import all_presets
from app.lesson.worksheet import SHEETS, USUAL

OWN = "own"  # in a preset's place: the problem stands in the address itself
TEXT_LIMIT = 32 * 1024  # signs of `problem`; servers and browsers carry addresses of about twice that
COUNTS = {
    "variant": (0, 0, 2**53 - 1),
    "digits": (4, 2, 8),
    "sample": (0, 0, 2**31 - 1),
}  # usual, least, most


@dataclass(frozen=True, slots=True)
class SheetQuery:
    """Which problem, and how it is shown."""

    preset: str
    variant: int
    digits: int
    sample: int
    blanks: str
    problem: str = ""

    def told(self, **changed: Any) -> str:
        """As the query of an address, after "?"; what is as usual is left out."""
        usual = {name: default for name, (default, _, _) in COUNTS.items()} | {"blanks": USUAL, "problem": ""}
        values = {name: changed.get(name, getattr(self, name)) for name in usual}
        return "&".join(f"{name}={value}" for name, value in values.items() if value != usual[name])


def read_query(preset: str, query: Mapping[str, str]) -> SheetQuery:
    """Raises Refused: 404 for a preset that is not there, 422 for a parameter that says nothing."""
    if preset != OWN and preset not in all_presets():
        raise Refused(404, f"there is no such example; there are {', '.join(all_presets())}")
    takes = [*COUNTS, "blanks", *(["problem"] if preset == OWN else [])]
    if not query.keys() <= set(takes):
        raise Refused(422, f"the address has an unknown parameter; this one takes {', '.join(takes)}")
    blanks = query.get("blanks", USUAL)
    if blanks not in SHEETS:
        raise Refused(422, f"blanks must be one of {', '.join(SHEETS)}")
    counts = {name: read_count(name, query.get(name)) for name in COUNTS}
    problem = query.get("problem", "")
    if preset == OWN and not problem:
        raise Refused(422, "the problem is missing: the address of one's own sheet ends in ?problem=")
    if len(problem) > TEXT_LIMIT:
        raise Refused(414, f"problem may have at most {TEXT_LIMIT} signs")
    return SheetQuery(preset, **counts, blanks=blanks, problem=problem)


def read_count(name: str, text: str | None) -> int:
    usual, least, most = COUNTS[name]
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) < 20 and least <= int(text) <= most):
        raise Refused(422, f"{name} must be a whole number from {least} to {most}")
    return int(text)
