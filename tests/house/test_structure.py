"""Who may import whom, how long a file may grow, and what nothing is called."""

import ast
import posixpath
import re
import sys

import pytest

from tests.house.tree import files, places, python_imports, read

CEILINGS = {"py": 200, "js": 180}
FORBIDDEN = {"dW", "nabla", "err", "cost", "out", "tmp", "data", "utils", "helpers", "manager"}

# what a part may import beside the standard library and itself
ALLOWED_IN = {
    "app/engine/": {"numpy"},
    "app/lesson/": {"numpy", "app.engine"},
    "app/api/": {
        "numpy",
        "app.engine",
        "app.lesson",
        "app.settings",
        "fastapi",
        "starlette",
        "pydantic",
        "pydantic_core",
        "orjson",
        "typing_extensions",
        "resvg_py",
    },
    "app/commands/": {"app.engine", "app.lesson", "app.api", "app.sheets", "app.templating"},
}
# the same for the browser: a folder may import from these, given from static/
ALLOWED_IN_JS = {
    "model": {"model"},
    "draw": {"draw", "model", "vendor"},
    "core": {"core", "model", "vendor"},
    "views": {"core", "draw", "model", "vendor"},
    "later": {"core", "draw", "later", "model", "views", "vendor"},
}


def within(module: str, packages: set[str]) -> bool:
    return any(module == package or module.startswith(package + ".") for package in packages)


@pytest.mark.parametrize("part", ALLOWED_IN)
def test_imports_run_from_the_engine_outward(part: str) -> None:
    own = {part.strip("/").replace("/", ".")}
    # `from app import __version__` names the root, which imports nothing
    allowed = ALLOWED_IN[part] | own | set(sys.stdlib_module_names) | {"app.__version__"}
    assert not python_imports("app/__init__.py")
    for path in files(part + r".*\.py$"):
        strangers = {name for name in python_imports(path) if name != "app" and not within(name, allowed)}
        assert not strangers, f"{path} may not import {sorted(strangers)}"


def test_only_the_api_knows_pydantic() -> None:
    for path in files(r"app/(?!api/).*\.py$", r"tests/(?!bench/bare).*\.py$"):
        assert not any(within(name, {"pydantic", "pydantic_core"}) for name in python_imports(path)), path


def test_the_api_meets_numpy_only_where_it_converts() -> None:
    users = [
        path for path in files(r"app/api/.*\.py$") if any(within(n, {"numpy"}) for n in python_imports(path))
    ]
    assert users in ([], ["app/api/convert.py"])


def test_nothing_imports_the_composer_but_the_command_line() -> None:
    for path in files(r"app/.*\.py$"):
        if path != "app/__main__.py":
            assert not any(within(name, {"app.main", "app.__main__"}) for name in python_imports(path)), path


def test_nothing_imports_the_commands_but_the_command_line() -> None:
    for path in files(r"app/(?!commands/|__main__).*\.py$"):
        assert not any(within(name, {"app.commands"}) for name in python_imports(path)), path


def js_imports(path: str) -> list[str]:
    """What a module imports, at once or by import(), as paths from static/. None is bare: Node finds them."""
    pattern = r"""(?:\bfrom\s*|\bimport\s*\(?\s*)(["'`])(.*?)\1"""
    found = [match[2] for match in re.finditer(pattern, read(path))]
    bare = [name for name in found if not name.startswith(("./", "../"))]
    assert not bare, f"{path} imports {bare}: only relative paths work without an import map"
    return [posixpath.relpath(posixpath.join(posixpath.dirname(path), name), "static") for name in found]


def test_modules_of_the_page_import_inward() -> None:
    for path in files(r"static/js/\w+/.*\.js$"):
        folder = path.split("/")[2]
        for target in js_imports(path):
            kind = target.removeprefix("js/").split("/")[0]
            assert kind in ALLOWED_IN_JS[folder], f"{path} imports {target}"


def test_views_never_import_views_and_only_composers_import_them() -> None:
    for path in files(r"static/js/.*\.js$"):
        if path != "static/js/main.js" and not path.startswith("static/js/later/"):
            assert not [name for name in js_imports(path) if name.startswith("js/views/")], path


def test_only_one_file_fetches_and_only_one_keeps_time() -> None:
    asks = r"\bfetch\s*\(|\bXMLHttpRequest\b|\bEventSource\b|\bWebSocket\b|\bsendBeacon\b"
    waits = r"\b(setTimeout|setInterval|requestAnimationFrame|requestIdleCallback)\b"
    for path in files(r"static/js/.*\.js$"):
        assert path == "static/js/core/api.js" or not places(path, asks)
        assert path == "static/js/core/player.js" or not places(path, waits)


def test_no_file_has_two_jobs() -> None:
    lengths = {path: len(read(path).splitlines()) for path in files(r"(app|static|tests)/.*\.(py|js)$")}
    assert not {path: n for path, n in lengths.items() if n > CEILINGS[path.rpartition(".")[2]]}


def python_names(path: str) -> set[str]:
    """What a Python file names: variables, arguments, functions, classes, fields, renamed imports."""
    names = set()
    waiting: list[ast.AST] = [ast.parse(read(path))]
    while waiting:
        node = waiting.pop()
        match node:
            case ast.FunctionDef(name="handle_data"):
                waiting.extend(node.body)  # html.parser names its argument, not we
                continue
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.alias(asname=str(name)):
                names.add(name)
            case ast.Attribute(attr=name, ctx=ast.Store()) | ast.ExceptHandler(name=str(name)):
                names.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
        waiting.extend(ast.iter_child_nodes(node))
    return names


def test_nothing_has_a_name_that_says_nothing() -> None:
    for path in files(r"(app|tests)/.*\.py$"):
        assert not python_names(path) & FORBIDDEN, path
    word = rf"""(?<![\w.$"'`<-])({"|".join(sorted(FORBIDDEN))})(?![\w$"'`-])"""
    # an identifier stands beside punctuation; inside a template's prose the same word stands beside words
    for path in files(r"(static|tests)/.*\.js$"):
        assert not places(path, word + r"\s*(?=[=,;:.)\]}(])"), path
    for path in files(r".*"):
        parts = {part.partition(".")[0] for part in path.split("/")}
        assert not parts & FORBIDDEN, path
