"""The project's own files, as git has them or would take them: what is ignored is not part of the house."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENDOR = "static/vendor/"


@cache
def project_files() -> tuple[str, ...]:
    """Every path, relative to the root, with forward slashes."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return tuple(sorted(path for path in listing.split("\0") if path and (ROOT / path).is_file()))


def files(*patterns: str) -> list[str]:
    """Paths that match one of the regular expressions from their beginning, the vendored ones left out.

    A rule about no file at all would pass for ever, so at least one must match.
    """
    found = [
        path
        for path in project_files()
        if not path.startswith(VENDOR) and any(re.match(pattern, path) for pattern in patterns)
    ]
    assert found, f"nothing matches {patterns}"
    return found


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def python_imports(path: str) -> set[str]:
    """Absolute dotted names of the modules that a Python file imports; `from a import b` gives a and a.b."""
    package = path.removesuffix(".py").replace("/", ".").split(".")[:-1]
    found = set()
    for node in ast.walk(ast.parse(read(path))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) + 1 - node.level] if node.level else []
            module = ".".join([*start, *filter(None, [node.module])])
            found |= {module} | {f"{module}.{name.name}" for name in node.names}
    return found


def without_comments(path: str) -> str:
    """The text of a CSS, JavaScript or HTML file with its comments blanked, line numbers kept."""
    comments = [r"/\*(?s:.*?)\*/"]
    if path.endswith(".js"):
        comments.append(r"(?<![:\"'`\w])//.*")
    if path.endswith(".html"):
        comments += [r"<!--(?s:.*?)-->", r"\{#(?s:.*?)#\}"]
    return re.sub("|".join(comments), lambda found: re.sub(r"[^\n]", " ", found[0]), read(path))


def places(path: str, pattern: str) -> list[str]:
    """`path:line: text` of every match of `pattern` outside comments."""
    text = without_comments(path)
    return [
        f"{path}:{text.count(chr(10), 0, m.start()) + 1}: {m[0].strip()}" for m in re.finditer(pattern, text)
    ]
