"""The font of the formulas holds every sign that a formula can show, and goes by a name of its own."""

import re
import unicodedata
from html import unescape
from string import ascii_lowercase, ascii_uppercase

import httpx
import pytest
from fontTools.ttLib import TTFont

from app.lesson.mistakes.catalogue import MISTAKES
from app.lesson.mistakes.lens import explain_wrong
from tests.house.tree import ROOT, files, read
from tests.lesson.mistaken import make_on
from tests.lesson.notation_cases import each_step

FONT = TTFont(ROOT / "static/vendor/lesson-math/lesson-math.woff2")
HELD = set(map(chr, FONT.getBestCmap()))
# what stands in sentences, keys and names, in the page's other faces
PROSE = set("àé–’“”↑↓✓①②③④ᵀ\u202f\ufeff")
MATH = re.compile(r"<math.*?</math>", re.DOTALL)
LEAF = re.compile(r"<(mi|mn|mo|mtext)\b([^>]*)>([^<]*)</\1>")
ITALIC = {ascii_lowercase: 0x1D44E, ascii_uppercase: 0x1D434, "αβγδεζηθικλμνξοπρςστυφχψω": 0x1D6FC}
STRETCHED = "()[]{}√∑"


def italic(letter: str) -> str:
    """What a browser draws for an identifier of one letter (MathML Core, 2.1.6)."""
    if letter == "h":
        return "ℎ"
    if letter == "∂":
        return "𝜕"
    for alphabet, first in ITALIC.items():
        if letter in alphabet:
            return chr(first + alphabet.index(letter))
    return letter


def drawn(markup: str) -> set[str]:
    """The signs that formulas in the markup are drawn with."""
    signs: set[str] = set()
    for math in MATH.findall(markup):
        for kind, attributes, written in LEAF.findall(math):
            text = unescape(written).strip()
            alone = kind == "mi" and len(text) == 1 and 'mathvariant="normal"' not in attributes
            signs |= set(italic(text) if alone else text)
            if kind == "mo":
                signs |= set(text.replace("-", "−"))
    return signs


def missing(signs: set[str]) -> set[str]:
    """Signs that the font can neither draw nor put together, such as ŷ of y and a hat."""
    apart = {sign for sign in signs if not set(unicodedata.normalize("NFD", sign)) <= HELD}
    return {sign for sign in apart if sign not in " \n\t\u2061\u2062\u00a0"}


def test_every_sign_of_every_step_is_there() -> None:
    found = set().union(*(drawn(step["mathml"]) for _, step in each_step()))
    assert {"𝛿", "𝑤", "𝜎", "𝜂", "𝐖", "∑"} <= found
    assert not missing(found)


def test_every_sign_of_every_mistake_is_there() -> None:
    for id in MISTAKES:
        steps, _ = explain_wrong(make_on(id, "mazur"), "element")
        assert not missing(set().union(*(drawn(step["mathml"]) for step in steps))), id


@pytest.mark.anyio
async def test_every_sign_of_the_text_and_of_the_worksheets_is_there(client: httpx.AsyncClient) -> None:
    for path in ("/", "/worksheet/softmax/solution", "/worksheet/mazur/solution", "/worksheet/trask-xor/key"):
        page = (await client.get(path)).text
        assert drawn(page)
        assert not missing(drawn(page)), path


def test_every_sign_that_the_page_writes_itself_is_there_or_stands_in_prose() -> None:
    """In draw and model, whose strings go into pictures and formulas; a new sign has to be decided on."""
    for path in files(r"static/js/(draw|model)/.*\.js$"):
        code = re.sub(r"//.*", "", re.sub(r"/\*.*?\*/", "", read(path), flags=re.DOTALL))
        signs = {sign for sign in code if ord(sign) > 127}
        assert not missing(signs) - PROSE, path


def test_a_root_and_brackets_grow() -> None:
    """A formula's size variants come from the MATH table, which a subset must keep."""
    table = FONT["MATH"].table.MathVariants
    growing = {*table.VertGlyphCoverage.glyphs}
    assert {FONT.getBestCmap()[ord(sign)] for sign in STRETCHED} <= growing


def test_a_subset_is_not_called_as_the_font_is() -> None:
    for record in FONT["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            assert "STIX" not in str(record), record.nameID
            assert "Lesson" in str(record)
