"""The page's modules as they stand in `static`: what each imports, gives and loads later.

Only what these modules use is understood, and anything else is refused, so that nothing is joined wrongly.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

VENDORED = "vendor/"
IMPORT = re.compile(r'^import \{ (?P<names>[^}]+) \} from "(?P<target>[^"]+)";$', re.MULTILINE)
LATER = re.compile(r'\bimport\("(?P<target>[^"]+)"\)')
EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const) (?P<name>\w+))", re.MULTILINE)
REMARK = re.compile(r"^[ \t]*(?://.*|/\*\*(?s:.*?)\*/[ \t]*)\n", re.MULTILINE)
# the same as a minifier writes them, in the vendored modules: import{a as b}from"./c.js"; and export{a as b};
PACKED_IMPORT = re.compile(r'\bimport\{(?P<names>[^}]+)\}from"(?P<target>[^"]+)";')
PACKED_EXPORT = re.compile(r"\bexport\{(?P<names>[^}]+)\};")
SOURCE_MAP = re.compile(r"//# sourceMappingURL=\S+\s*$")
LEFT = re.compile(r"^(?:import|export)\b.*|\bimport\.meta\b.*", re.MULTILINE)


class BundleError(ValueError):
    """A module that cannot be joined, in words."""


@dataclass(frozen=True, slots=True)
class Module:
    """One module of the page: `imports` are (names, path), `later` what it loads when it is needed."""

    path: str
    body: str
    exports: tuple[str, ...]
    imports: tuple[tuple[str, str], ...]
    later: tuple[str, ...]


def read_module(static: Path, path: str) -> Module:
    """The module at `path` under `static`. Raises BundleError where it says more than can be joined."""
    text = (static / path).read_text(encoding="utf-8")

    def resolve(target: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))

    pattern = PACKED_IMPORT if path.startswith(VENDORED) else IMPORT
    imports = tuple((found["names"], resolve(found["target"])) for found in pattern.finditer(text))
    if path.startswith(VENDORED):
        later: tuple[str, ...] = ()
        exports = tuple(
            ": ".join(reversed(name.split(" as ")))
            for found in PACKED_EXPORT.finditer(text)
            for name in found["names"].split(",")
        )
        # its comments stay, they tell its licence
        body = SOURCE_MAP.sub("", PACKED_EXPORT.sub("", pattern.sub("", text)))
    else:
        later = tuple(dict.fromkeys(resolve(found["target"]) for found in LATER.finditer(text)))
        exports = tuple(found["name"] for found in EXPORT.finditer(text))
        body = REMARK.sub("", EXPORT.sub("", pattern.sub("", text)))
        body = LATER.sub(lambda found: f'later("{resolve(found["target"])}")', body)
    if strange := LEFT.search(body):
        raise BundleError(f"{path} cannot be joined: {strange[0].strip()}")
    return Module(path, body.strip(), exports, imports, later)


def order(static: Path, entries: tuple[str, ...], known: Mapping[str, Module]) -> dict[str, Module]:
    """The modules that `entries` import at once and are not `known`, each after what it imports."""
    found: dict[str, Module] = {}

    def visit(path: str, trail: tuple[str, ...]) -> None:
        if path in trail:
            raise BundleError("modules import each other: " + " > ".join((*trail, path)))
        if path in found or path in known:
            return
        module = read_module(static, path)
        for _, target in module.imports:
            visit(target, (*trail, path))
        found[path] = module

    for entry in entries:
        visit(entry, ())
    return found
