"""The joined files of the page: each module stands once, in order; what cannot be joined is refused."""

import re
from pathlib import Path

import httpx
import pytest

from app.assets import STYLES
from app.bundle import BundleError, join_scripts, join_styles, make_bundle

pytestmark = pytest.mark.anyio
STATIC = Path(__file__).resolve().parents[2] / "static"
OPENING = re.compile(r"^const (\$js_\w+) = \(\(\) => \{$", re.MULTILINE)
USE = re.compile(r"^const \{ .* \} = (\$\w+);$", re.MULTILINE)


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """A small page: main needs b, and a later."""
    write(
        tmp_path,
        "main",
        'import { b as c } from "./b.js";\nexport const load = () => import("./a.js"), d = c();\n',
    )
    write(tmp_path, "b", "// a remark\nexport async function b() {}\nexport function* more() {}\n")
    write(tmp_path, "a", 'import { b } from "./b.js";\nexport const a = b;\n')
    return tmp_path


def write(static: Path, name: str, text: str) -> None:
    path = static / "js" / f"{name}.js"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_every_module_stands_once_in_one_of_the_two_scripts() -> None:
    scripts = join_scripts(STATIC)
    found = [name for text in scripts.values() for name in OPENING.findall(text)]
    modules = {path.relative_to(STATIC).as_posix() for path in (STATIC / "js").rglob("*.js")}
    alone = {"js/early.js", "js/embed.js", "js/docs.js"}  # loaded by tags of their own
    assert sorted(found) == sorted("$" + re.sub(r"\W", "_", path) for path in modules - alone)


def test_a_module_stands_after_what_it_uses() -> None:
    for text in join_scripts(STATIC).values():
        seen: set[str] = set()
        for line in text.splitlines():
            if use := USE.match(line):
                assert use[1] in seen or use[1].startswith("$vendor_"), line
            if opened := re.match(r"const (\$\w+) = ", line):
                seen.add(opened[1])


def test_what_is_loaded_later_uses_the_modules_of_the_first_script(static: Path) -> None:
    scripts = join_scripts(static)
    assert 'const load = () => later("js/a.js")' in scripts["main.js"]
    assert "const { b: c } = $js_b_js;" in scripts["main.js"]
    assert "return { b, more };" in scripts["main.js"]
    assert "a remark" not in scripts["main.js"]
    assert OPENING.findall(scripts["later.js"]) == ["$js_a_js"]
    assert 'const $js_b_js = first["js/b.js"];' in scripts["later.js"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("export default 1;", "cannot be joined: export default 1"),
        ("export let a = 1;", "cannot be joined: export let a"),
        ("const a = 1;\nexport { a };", "cannot be joined: export { a }"),
        ('import a from "./a.js";', "cannot be joined: import a"),
        ('import "./a.js";', "cannot be joined: import"),
        ("const here = import.meta.url;", "cannot be joined: import.meta"),
        ('import { load } from "./main.js";', "import each other: js/main.js > js/b.js > js/main.js"),
        ('import { a } from "./a.js";', "at once and later: js/a.js|import each other"),
    ],
)
def test_what_cannot_be_joined_is_refused_in_words(static: Path, text: str, words: str) -> None:
    write(static, "b", text + "\n")
    with pytest.raises(BundleError, match=words.replace(".", r"\.").replace("{", r"\{")):
        join_scripts(static)


def test_the_address_changes_with_any_of_the_files(static: Path) -> None:
    (static / "css").mkdir()
    (static / "css" / "one.css").write_text('a { src: url("../vendor/f.woff2") }\n', encoding="utf-8")
    before = make_bundle(static, ("one",))
    assert join_styles(static, ("one",)) == 'a { src: url("/static/vendor/f.woff2") }\n'
    assert before.digest == make_bundle(static, ("one",)).digest
    write(static, "a", "export const a = 2;\n")
    assert before.digest != make_bundle(static, ("one",)).digest


async def test_the_page_names_files_that_are_there_and_kept_for_good(client: httpx.AsyncClient) -> None:
    page = (await client.get("/")).text
    named = re.findall(r'"(/(?:bundle|static)/[^"]+)"', page)
    assert [path.rpartition("/")[2] for path in named if path.startswith("/bundle/")] == [
        "page.css",
        "main.js",
    ]
    later = [path.replace("main.js", "later.js") for path in named if path.endswith("main.js")]
    for path in (*named, *later):
        response = await client.get(path, headers={"Accept-Encoding": "gzip"})
        plain = await client.get(path, headers={"Accept-Encoding": "identity"})
        assert response.status_code == plain.status_code == 200
        assert response.content == plain.content
        assert "content-encoding" not in plain.headers
        if path.startswith("/bundle/"):
            assert response.headers["content-encoding"] == "gzip"
            assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
            assert "Accept-Encoding" in response.headers["vary"]
    sheets = [(STATIC / "css" / f"{name}.css").read_text("utf-8") for name in STYLES]
    assert sum(map(len, sheets)) <= len((await client.get(named[2])).text) + 200


@pytest.mark.parametrize("path", ["/bundle/0123456789abcdef/main.js", "/bundle/{digest}/other.js"])
async def test_another_address_is_not_found(client: httpx.AsyncClient, path: str) -> None:
    digest = re.search(r"/bundle/(\w+)/", (await client.get("/")).text)
    assert digest
    assert (await client.get(path.format(digest=digest[1]))).status_code == 404
