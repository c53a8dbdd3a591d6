"""The page's modules and style sheets, joined into few files at the start of the server.

On a slow line a request each would cost more than their text. There is no build step: what is joined is what
stands in `static`, and `main.js`, read as a module, means the same.
"""

import json
import posixpath
import re
from collections.abc import Collection, Mapping
from pathlib import Path

from app.modules import VENDORED, BundleError, Module, order

FIRST = "js/main.js"
STYLES = "css/"
# no more than these: every blank within a line may be a part of a selector, as in `.network :is(a)`
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INDENT = re.compile(r"\s*\n\s*")
SMALL = 2048  # bytes of source; less than this that several parts need costs less in main.js than a request


def variable(path: str) -> str:
    return "$" + re.sub(r"\W", "_", path)


def write_modules(modules: Mapping[str, Module], lead: list[str]) -> str:
    """Each module as a function of its own, called once, so that no name of one meets another's."""
    folders = sorted({posixpath.join(*path.split("/")[:2]) for path in modules if path.startswith(VENDORED)})
    lines = [f"// In this file, under their licences: /static/{folder}/" for folder in folders]
    lines += lead
    for path, module in modules.items():
        taken = [
            f"const {{ {names.replace(' as ', ': ')} }} = {variable(target)};"
            for names, target in module.imports
        ]
        given = f"return {{ {', '.join(module.exports)} }};"
        lines += [f"const {variable(path)} = (() => {{", *taken, module.body, given, "})();"]
    return "\n".join(lines) + "\n"


def all_later(static: Path, first: Mapping[str, Module]) -> dict[str, dict[str, Module]]:
    """What is loaded when it is needed, each with the modules that it needs beside `first`."""
    found: dict[str, dict[str, Module]] = {}
    waiting = [path for module in first.values() for path in module.later]
    while waiting:
        path = waiting.pop(0)
        if path in first:
            raise BundleError(f"loaded at once and later: {path}")
        if path not in found:
            found[path] = order(static, (path,), first)
            waiting += [later for module in found[path].values() for later in module.later]
    return found


def group(needed: Mapping[str, Collection[str]]) -> dict[frozenset[str], list[str]]:
    """Modules by the parts that need them: those of one group are always needed together."""
    users: dict[str, set[str]] = {}
    for part, paths in needed.items():
        for path in paths:
            users.setdefault(path, set()).add(part)
    groups: dict[frozenset[str], list[str]] = {}
    for path, parts in users.items():
        groups.setdefault(frozenset(parts), []).append(path)
    return groups


def name_of(parts: Collection[str]) -> str:
    """The file of a group, named for the parts that need it."""
    return "-".join(sorted(posixpath.basename(part).removesuffix(".js") for part in parts)) + ".js"


def join_scripts(static: Path) -> dict[str, str]:
    """`main.js` with what it needs at once, and a file for each group of modules that is needed later."""
    first = order(static, (FIRST,), {})
    later = all_later(static, first)
    modules = {path: module for needed in later.values() for path, module in needed.items()}
    for parts, paths in group(later).items():
        if len(parts) > 1 and sum(len(modules[path].body) for path in paths) < SMALL:
            first |= order(static, tuple(paths), first)
    later = all_later(static, first)
    groups = group(later)
    homes = {path: name_of(parts) for parts, paths in groups.items() for path in paths}
    # its own file first
    files = {
        part: sorted((name_of(parts) for parts in groups if part in parts), key=homes[part].__ne__)
        for part in later
    }
    lead = [
        f"const files = {json.dumps(files)};",
        # all of them at once: each imports the others that it needs, but only after it has come itself
        "const later = (path) => Promise.all(files[path].map((name) => import(`./${name}`)))",
        "  .then(([{ modules }]) => modules[path]);",
    ]
    texts = {"main.js": write_modules(first, lead) + write_table(first, ["later"])}
    for parts, paths in groups.items():
        own = {path: modules[path] for path in paths}
        texts[name_of(parts)] = write_modules(own, write_imports(own, homes)) + write_table(own, [])
    return texts


def write_imports(own: Mapping[str, Module], homes: Mapping[str, str]) -> list[str]:
    """Lines that give a file the modules of others, which lie in `homes` or in `main.js`."""
    wanted = sorted({path for module in own.values() for _, path in module.imports} - own.keys())
    lines = ['import { later, modules as first } from "./main.js";']
    sources = {"main.js": "first"}
    for name in sorted({homes[path] for path in wanted if path in homes}):
        sources[name] = variable(name)
        lines.append(f'import {{ modules as {variable(name)} }} from "./{name}";')
    return lines + [
        f'const {variable(path)} = {sources[homes.get(path, "main.js")]}["{path}"];' for path in wanted
    ]


def write_table(modules: Mapping[str, Module], more: list[str]) -> str:
    """The end of a file: its modules by path, for other files."""
    table = ", ".join(f'"{path}": {variable(path)}' for path in modules)
    return f"const modules = {{ {table} }};\nexport {{ {', '.join(['modules', *more])} }};\n"


def join_styles(static: Path, names: tuple[str, ...], beside: Mapping[str, str]) -> str:
    """The style sheets of `static/css`, in the order given, without remarks and indentation.

    The addresses in them become absolute: those that `beside` gives by path, or the file's own.
    """

    def found_at(found: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(STYLES, found[1]))
        return f'url("{beside.get(path, f"/static/{path}")}")'

    sheets = [(static / STYLES / f"{name}.css").read_text(encoding="utf-8") for name in names]
    joined = re.sub(r'url\("(\.\./[^"]+)"\)', found_at, "".join(sheets))
    return INDENT.sub("\n", COMMENT.sub("", joined)).strip() + "\n"
