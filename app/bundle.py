"""The page's own modules and style sheets, joined into three files at the start of the server.

On a slow line a request each would cost more than their text. There is no build step: what is joined is what
stands in `static`, and `main.js`, read as a module, means the same. Only what the own modules use is
understood, and anything else is refused, so that nothing is joined wrongly.
"""

import gzip
import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

FIRST = "js/main.js"
STYLES = "css/"
IMPORT = re.compile(r'^import \{ (?P<names>[^}]+) \} from "(?P<target>[^"]+)";$', re.MULTILINE)
LATER = re.compile(r'\bimport\("(?P<target>[^"]+)"\)')
EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const) (?P<name>\w+))", re.MULTILINE)
REMARK = re.compile(r"^[ \t]*(?://.*|/\*\*(?s:.*?)\*/[ \t]*)\n", re.MULTILINE)
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


@dataclass(frozen=True, slots=True)
class Asset:
    """A joined file, plain and compressed."""

    media_type: str
    plain: bytes
    packed: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "packed", gzip.compress(self.plain, 9, mtime=0))


@dataclass(frozen=True, slots=True)
class Bundle:
    """`assets` by name; `digest` changes with any of them, `vendored` are the addresses that they import."""

    digest: str
    assets: Mapping[str, Asset]
    vendored: tuple[str, ...]


def read_module(static: Path, path: str) -> Module:
    """The module at `path` under `static`. Raises BundleError where it says more than can be joined."""
    text = (static / path).read_text(encoding="utf-8")

    def resolve(target: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))

    imports = tuple((found["names"], resolve(found["target"])) for found in IMPORT.finditer(text))
    later = tuple(dict.fromkeys(resolve(found["target"]) for found in LATER.finditer(text)))
    exports = tuple(found["name"] for found in EXPORT.finditer(text))
    body = REMARK.sub("", EXPORT.sub("", IMPORT.sub("", text)))
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
        if path in found or path in known or is_vendored(path):
            return
        module = read_module(static, path)
        for _, target in module.imports:
            visit(target, (*trail, path))
        found[path] = module

    for entry in entries:
        visit(entry, ())
    return found


def is_vendored(path: str) -> bool:
    """Vendored files are served as they came."""
    return path.startswith("vendor/")


def variable(path: str) -> str:
    return "$" + re.sub(r"\W", "_", path)


def write_modules(modules: Mapping[str, Module], lead: str) -> str:
    """Each module as a function of its own, called once, so that no name of one meets another's."""
    vendored = sorted(
        {path for module in modules.values() for _, path in module.imports if is_vendored(path)}
    )
    lines = [f'import * as {variable(path)} from "/static/{path}";' for path in vendored]
    lines.append(lead)
    for path, module in modules.items():
        taken = [
            f"const {{ {names.replace(' as ', ': ')} }} = {variable(target)};"
            for names, target in module.imports
        ]
        given = f"return {{ {', '.join(module.exports)} }};"
        lines += [f"const {variable(path)} = (() => {{", *taken, module.body, given, "})();"]
    return "\n".join(lines) + "\n"


def all_later(static: Path, modules: Mapping[str, Module]) -> dict[str, Module]:
    """What `modules` load when it is needed, and what those load in their turn."""
    found: dict[str, Module] = {}
    while more := {
        path for module in (*modules.values(), *found.values()) for path in module.later if path not in found
    }:
        if twice := more & modules.keys():
            raise BundleError(f"loaded at once and later: {min(twice)}")
        found |= order(static, tuple(sorted(more)), {**modules, **found})
    return found


def join_scripts(static: Path) -> dict[str, str]:
    """`main.js`, what it needs at once, and `later.js`, the rest, which takes the first's modules."""
    first = order(static, (FIRST,), {})
    rest = all_later(static, first)
    load = 'const later = (path) => import("./later.js").then((loaded) => loaded.modules[path]);'
    shared = sorted({path for module in rest.values() for _, path in module.imports if path in first})
    table = ", ".join(f'"{path}": {variable(path)}' for path in first)
    taken = [f'const {variable(path)} = first["{path}"];' for path in shared]
    parts = ", ".join(f'"{path}": {variable(path)}' for path in rest)
    return {
        "main.js": write_modules(first, load) + f"export const modules = {{ {table} }};\n",
        "later.js": write_modules(
            rest,
            "\n".join(
                [
                    'import { modules as first } from "./main.js";',
                    "const later = async (path) => modules[path];",
                    *taken,
                ]
            ),
        )
        + f"export const modules = {{ {parts} }};\n",
    }


def join_styles(static: Path, names: tuple[str, ...]) -> str:
    """The style sheets of `static/css`, in the order given, with the addresses in them made absolute."""

    def absolute(found: re.Match[str]) -> str:
        return f'url("/static/{posixpath.normpath(posixpath.join(STYLES, found[1]))}")'

    sheets = [(static / STYLES / f"{name}.css").read_text(encoding="utf-8") for name in names]
    return re.sub(r'url\("(\.\./[^"]+)"\)', absolute, "".join(sheets))


def make_bundle(static: Path, styles: tuple[str, ...]) -> Bundle:
    """All three files. Raises BundleError for a module that cannot be joined."""
    texts = {**join_scripts(static), "page.css": join_styles(static, styles)}
    digest = hashlib.sha256("\0".join(texts.values()).encode()).hexdigest()[:16]
    kinds = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8"}
    assets = {name: Asset(kinds[name.rpartition(".")[2]], text.encode()) for name, text in texts.items()}
    return Bundle(digest, assets, tuple(vendored_by(static)))


def vendored_by(static: Path) -> Iterator[str]:
    """Addresses of the vendored modules that the first view reaches, to be asked for all at once."""
    waiting = [path for module in order(static, (FIRST,), {}).values() for _, path in module.imports]
    seen: set[str] = set()
    while waiting:
        path = waiting.pop()
        if is_vendored(path) and path not in seen:
            seen.add(path)
            text = (static / path).read_text(encoding="utf-8")
            found = re.findall(r'\bfrom"([^"]+)"', text)
            waiting += [posixpath.normpath(posixpath.join(posixpath.dirname(path), name)) for name in found]
    yield from sorted(f"/static/{path}" for path in seen)
