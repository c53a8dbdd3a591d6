"""The colours of the page's tokens, for a file that has no style sheet beside it."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
TOKENS = Path(__file__).resolve().parents[3] / "static" / "css" / "tokens.css"
TOKEN = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as #rrggbb, those of a step's phase in `phase` and `tint`."""

    ground: str
    surface: str
    sunken: str
    line: str
    line_strong: str
    ink: str
    ink_soft: str
    ink_faint: str
    positive: str
    negative: str
    phases: tuple[str, ...]
    phase: str
    tint: str


@cache
def palette(theme: Theme, phase: int) -> Palette:
    """`phase` counts from 1 to 4."""
    found = {
        name.replace("-", "_"): colours[THEMES.index(theme)]
        for name, *colours in TOKEN.findall(TOKENS.read_text("utf-8"))
    }
    plain = {name: found[name] for name in Palette.__annotations__ if name in found}
    phases = tuple(found[f"phase_{number}"] for number in range(1, 5))
    return Palette(**plain, phases=phases, phase=phases[phase - 1], tint=found[f"phase_{phase}_tint"])
