"""The joined files of the page: each module stands once, in order; what cannot be joined is refused."""

import re
from functools import partial
from pathlib import Path

import httpx
import pytest

from app.assets import ALONE, make_bundle
from app.bundle import FIRST, join_scripts
from app.modules import BundleError

pytestmark = pytest.mark.anyio
STATIC = Path(__file__).resolve().parents[2] / "static"
OPENING = re.compile(r"^const (\$\w+) = \(\(\) => \{$", re.MULTILINE)
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


def opened(text: str) -> set[str]:
    return set(OPENING.findall(text))


def named(*paths: str) -> set[str]:
    return {"$" + re.sub(r"\W", "_", path) for path in paths}


def test_every_module_stands_once_in_one_of_the_scripts() -> None:
    scripts = join_scripts(STATIC)
    found = [name for text in scripts.values() for name in OPENING.findall(text)]
    modules = {path.relative_to(STATIC).as_posix() for path in (STATIC / "js").rglob("*.js")}
    alone = {"js/early.js", "js/embed.js", "js/docs.js"}  # loaded by tags of their own
    own = [name for name in found if not name.startswith("$vendor_")]
    assert sorted(own) == sorted(named(*modules - alone))
    assert len(found) == len(set(found))


def test_the_licences_of_vendored_modules_are_told_where_they_are() -> None:
    """Libraries are joined too, with the comments in them; each folder that is named holds its licence."""
    for text in join_scripts(STATIC).values():
        vendored = {name.split("_")[1] for name in OPENING.findall(text) if name.startswith("$vendor_")}
        told = re.findall(
            r"^// In this file, under their licences: /static/vendor/(.+)/$", text, re.MULTILINE
        )
        assert {folder.partition("-")[0] for folder in told} == vendored
        assert all((STATIC / "vendor" / folder / "LICENSE").is_file() for folder in told)
    assert "@license" in join_scripts(STATIC)["main.js"]


def test_a_module_stands_after_what_it_uses() -> None:
    for text in join_scripts(STATIC).values():
        seen: set[str] = set()
        for line in text.splitlines():
            if use := USE.match(line):
                assert use[1] in seen, line
            if made := re.match(r"const (\$\w+) = ", line):
                seen.add(made[1])


def test_what_is_loaded_later_uses_the_modules_of_the_first_script(static: Path) -> None:
    scripts = join_scripts(static)
    assert 'const load = () => later("js/a.js")' in scripts["main.js"]
    assert "const { b: c } = $js_b_js;" in scripts["main.js"]
    assert "return { b, more };" in scripts["main.js"]
    assert "a remark" not in scripts["main.js"]
    assert opened(scripts["a.js"]) == named("js/a.js")
    assert 'const $js_b_js = first["js/b.js"];' in scripts["a.js"]


def test_what_several_parts_need_is_a_file_that_comes_with_each_unless_it_is_small(static: Path) -> None:
    """Nobody loads a part that was not asked for, and nothing is loaded twice."""
    write(
        static,
        "main",
        'export const load = [() => import("./a.js"), () => import("./d.js"), () => import("./e.js")];\n',
    )
    write(static, "large", f'export const large = "{"x" * 5000}";\n')
    write(static, "small", "export const small = 1;\n")
    large, small = 'import { large } from "./large.js";\n', 'import { small } from "./small.js";\n'
    write(static, "a", large + small + "export const a = large + small;\n")
    write(static, "d", large + "export const d = large;\n")
    write(static, "e", small + 'export const e = () => import("./a.js");\n')
    scripts = join_scripts(static)
    assert opened(scripts["main.js"]) == named(FIRST, "js/small.js")
    assert {name: opened(text) for name, text in scripts.items() if name != "main.js"} == {
        "a-d.js": named("js/large.js"),
        "a.js": named("js/a.js"),
        "d.js": named("js/d.js"),
        "e.js": named("js/e.js"),
    }
    assert '"js/a.js": ["a.js", "a-d.js"]' in scripts["main.js"]
    assert '"js/e.js": ["e.js"]' in scripts["main.js"]
    assert 'import { modules as $a_d_js } from "./a-d.js";' in scripts["a.js"]


def test_a_vendored_module_is_joined_as_a_minifier_wrote_it(static: Path) -> None:
    vendored = 'import{a as t}from"./two.js";/** @license */const o=t;export{o as one,t as two};\n'
    vendored += "//# sourceMappingURL=x.map\n"
    (static / "vendor" / "lib").mkdir(parents=True)
    (static / "vendor" / "lib" / "one.js").write_text(vendored, encoding="utf-8")
    (static / "vendor" / "lib" / "two.js").write_text("const i=1;export{i as a};\n", encoding="utf-8")
    write(static, "b", 'import { one } from "../vendor/lib/one.js";\nexport const b = one;\n')
    text = join_scripts(static)["main.js"]
    assert "const { a: t } = $vendor_lib_two_js;" in text
    assert "return { one: o, two: t };" in text
    assert "/** @license */" in text
    assert "sourceMappingURL" not in text


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
    (static / "vendor").mkdir()
    font = static / "vendor" / "f.woff2"
    font.write_bytes(b"font")
    sheet = 'a { src: url("../vendor/f.woff2") }\n\nb { src: url("../vendor/g.woff2") } /* a remark */\n'
    (static / "css" / "one.css").write_text(sheet, encoding="utf-8")
    alone = {"vendor/f.woff2": "f.woff2"}
    made = partial(make_bundle, static, ("one",), alone, "js/b.js")
    before = made()
    font_address = f"/bundle/{before.digest}/f.woff2"
    assert before.style == (
        f'a {{ src: url("{font_address}") }}\nb {{ src: url("/static/vendor/g.woff2") }}\n'
    )
    assert before.digest == made().digest
    font.write_bytes(b"another")
    between = made().digest
    assert between != before.digest
    write(static, "a", "export const a = 2;\n")
    assert made().digest not in (before.digest, between)


async def test_the_page_names_files_that_are_there_and_kept_for_good(client: httpx.AsyncClient) -> None:
    page = (await client.get("/")).text
    told = re.findall(r'"/bundle/(\w+)/([^"]+)"', page)
    assert {name for _, name in told} == {*ALONE.values(), "main.js"}
    folder = f"/bundle/{told[0][0]}/"
    later = re.findall(r'"([\w-]+\.js)"', (await client.get(folder + "main.js")).text.partition(";")[0])
    assert "settings.js" in later
    for name in (*(name for _, name in told), *later):
        response = await client.get(folder + name, headers={"Accept-Encoding": "gzip"})
        plain = await client.get(folder + name, headers={"Accept-Encoding": "identity"})
        assert response.status_code == plain.status_code == 200
        assert response.content == plain.content
        assert response.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("path", ["/bundle/0123456789abcdef/main.js", "/bundle/{digest}/other.js"])
async def test_another_address_is_not_found(client: httpx.AsyncClient, path: str) -> None:
    digest = re.search(r"/bundle/(\w+)/", (await client.get("/")).text)
    assert digest
    assert (await client.get(path.format(digest=digest[1]))).status_code == 404
