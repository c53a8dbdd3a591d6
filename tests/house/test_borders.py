"""What each part keeps to itself: the web, names in modules, colours by any name, and time."""

import ast
import re

import pytest

from tests.house.tree import files, places, python_imports, read

TOKENS = "static/css/tokens.css"
WEB = {"fastapi", "starlette"}
FORBIDDEN = {"dW", "nabla", "err", "cost", "out", "tmp", "data", "utils", "helpers", "manager"}

# every colour that CSS has a name for
NAMES = (
    "aliceblue|antiquewhite|aqua|aquamarine|azure|beige|bisque|black|blanchedalmond|blue|blueviolet|"
    "brown|burlywood|cadetblue|chartreuse|chocolate|coral|cornflowerblue|cornsilk|crimson|cyan|darkblue|"
    "darkcyan|darkgoldenrod|darkgray|darkgreen|darkgrey|darkkhaki|darkmagenta|darkolivegreen|darkorange|"
    "darkorchid|darkred|darksalmon|darkseagreen|darkslateblue|darkslategray|darkslategrey|darkturquoise|"
    "darkviolet|deeppink|deepskyblue|dimgray|dimgrey|dodgerblue|firebrick|floralwhite|forestgreen|"
    "fuchsia|gainsboro|ghostwhite|gold|goldenrod|gray|green|greenyellow|grey|honeydew|hotpink|indianred|"
    "indigo|ivory|khaki|lavender|lavenderblush|lawngreen|lemonchiffon|lightblue|lightcoral|lightcyan|"
    "lightgoldenrodyellow|lightgray|lightgreen|lightgrey|lightpink|lightsalmon|lightseagreen|"
    "lightskyblue|lightslategray|lightslategrey|lightsteelblue|lightyellow|lime|limegreen|linen|magenta|"
    "maroon|mediumaquamarine|mediumblue|mediumorchid|mediumpurple|mediumseagreen|mediumslateblue|"
    "mediumspringgreen|mediumturquoise|mediumvioletred|midnightblue|mintcream|mistyrose|moccasin|"
    "navajowhite|navy|oldlace|olive|olivedrab|orange|orangered|orchid|palegoldenrod|palegreen|"
    "paleturquoise|palevioletred|papayawhip|peachpuff|peru|pink|plum|powderblue|purple|rebeccapurple|red|"
    "rosybrown|royalblue|saddlebrown|salmon|sandybrown|seagreen|seashell|sienna|silver|skyblue|slateblue|"
    "slategray|slategrey|snow|springgreen|steelblue|tan|teal|thistle|tomato|turquoise|violet|wheat|white|"
    "whitesmoke|yellow|yellowgreen"
)
NAMED = rf"(?<![\w.#-])(?i:{NAMES})(?![\w(-])"
PAINTED = rf"\b(?:fill|stroke|color|stop-color|flood-color|lighting-color)=[\"']{NAMED}"
STRING = r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`"
DURATION = r"(?<![\w.#-])\d*\.?\d+m?s\b"


def packages(path: str) -> set[str]:
    return {name.partition(".")[0] for name in python_imports(path)}


def test_only_the_api_the_composer_the_pages_and_what_serves_files_know_the_web() -> None:
    names = ("main", "pages", "sheets", "templating", "assets", "headers", "faults", "coding", "static_files")
    doors = {f"app/{name}.py" for name in names}
    for path in files(r"app/(?!api/).*\.py$"):
        assert path in doors or not packages(path) & WEB, path


def test_only_the_command_line_knows_the_server() -> None:
    assert [path for path in files(r"app/.*\.py$") if "uvicorn" in packages(path)] == [
        "app/__main__.py",
        "app/connection.py",
    ]


def test_outside_engine_and_lesson_only_the_conversion_knows_numpy() -> None:
    users = {path for path in files(r"app/(?!engine/|lesson/).*\.py$") if "numpy" in packages(path)}
    assert users <= {"app/api/convert.py"}


@pytest.mark.parametrize("path", files(r"app/.*\.py$"))
def test_no_import_and_no_pattern_binds_a_name_that_says_nothing(path: str) -> None:
    bound: set[str | None] = set()
    for node in ast.walk(ast.parse(read(path))):
        match node:
            case ast.alias(name=name, asname=other):
                bound.add(other or name.partition(".")[0])
            case ast.MatchAs(name=name) | ast.MatchStar(name=name) | ast.MatchMapping(rest=name):
                bound.add(name)
    assert not bound & FORBIDDEN


@pytest.mark.parametrize("path", files(r"(static|tests)/.*\.js$"))
def test_no_declaration_in_a_module_has_a_name_that_says_nothing(path: str) -> None:
    assert not places(path, rf"\b(?:const|let|var|class|function\s*\*?|as)\s+({'|'.join(FORBIDDEN)})\b(?!-)")


@pytest.mark.parametrize("path", files(r"static/css/(?!tokens\.css).*\.css$"))
def test_no_style_sheet_names_a_colour(path: str) -> None:
    assert not places(path, rf":[^;{{}}\"]*?{NAMED}(?=[^{{}}]*[;}}])")


@pytest.mark.parametrize("path", files(r"static/js/.*\.js$", r"templates/.*\.html$"))
def test_no_module_and_no_template_names_a_colour(path: str) -> None:
    assert not places(path, rf"(?<=[\"'`]){NAMED}(?=[\"'`])|{PAINTED}")


@pytest.mark.parametrize("path", files(r"static/js/.*\.js$"))
def test_no_module_writes_a_duration(path: str) -> None:
    # within a string, wherever it stands there; and the milliseconds of an animation, which take no unit
    assert not [text for text in places(path, STRING) if re.search(DURATION, text.split(": ", 1)[1])]
    assert not places(path, r"\b(?:duration|delay|endDelay)\s*:\s*[\d.]")


def test_the_icon_which_no_style_sheet_reaches_has_the_colours_of_the_tokens() -> None:
    colours = re.findall(r"#[0-9a-fA-F]+", read("static/favicon.svg"))
    assert colours
    assert set(colours) <= set(re.findall(r"#[0-9a-fA-F]+", read(TOKENS)))
