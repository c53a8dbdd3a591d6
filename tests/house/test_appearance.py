"""Colours and durations stand in static/css/tokens.css and nowhere else."""

import re

import pytest

from app.lesson.diagram.palette import THEMES, Theme, palette
from tests.house.tree import files, places, without_comments
from tests.lesson.drawn import contrast

TOKENS = "static/css/tokens.css"

HEX = r"(?<![&\w/])#(?:[0-9a-fA-F]{3,4}){1,2}\b(?![\w-])"
FUNCTION = r"\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|light-dark)\("
# those that people type; currentColor and transparent are no colours of their own
NAMED = (
    r"(?<![\w.#-])(?:black|white|gr[ae]y|silver|red|maroon|crimson|tomato|orange|gold|yellow|khaki|beige|brown|"
    r"green|lime|olive|teal|cyan|aqua|blue|navy|indigo|violet|purple|magenta|fuchsia|pink|salmon|coral|"
    r"(?:dark|light|medium|dim|deep|slate|steel|royal|sky|forest|sea)-?(?:gr[ae]y|red|green|blue|orange|pink))(?![\w-])"
)
DURATION = r"(?<![\w.#-])\d*\.?\d+m?s\b"

# where a colour can stand: anywhere in a declaration; in quotes in a module; in a paint attribute of markup
IN_CSS = rf"{HEX}|{FUNCTION}|:[^;{{}}\"]*?{NAMED}(?=[^{{}}]*[;}}])"
IN_QUOTES = rf"(?<=[\"'`]){NAMED}(?=[\"'`])"
IN_PAINT = rf"\b(?:fill|stroke|color|stop-color|flood-color|bgcolor)=[\"']{NAMED}"


def test_the_tokens_are_where_they_should_be() -> None:
    assert places(TOKENS, HEX)
    assert places(TOKENS, DURATION)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("phase", [1, 2, 3, 4])
def test_every_ink_can_be_read_on_every_ground(theme: Theme, phase: int) -> None:
    """4.5:1, as WCAG 2.2 asks of small text (1.4.3)."""
    colours = palette(theme, phase)
    for ink in (colours.ink, colours.ink_soft, colours.ink_faint):
        for ground in (colours.ground, colours.surface, colours.sunken, colours.tint):
            assert contrast(ink, ground) >= 4.5, (ink, ground)


@pytest.mark.parametrize("path", files(r"static/css/(?!tokens\.css).*\.css$"))
def test_a_style_sheet_takes_colours_and_durations_from_the_tokens(path: str) -> None:
    assert not places(path, IN_CSS)
    assert not places(path, DURATION)


@pytest.mark.parametrize("path", files(r"static/js/.*\.js$", r"templates/.*\.html$"))
def test_no_module_and_no_template_has_a_colour_or_duration_of_its_own(path: str) -> None:
    assert not places(path, rf"{HEX}|{FUNCTION}|{IN_QUOTES}|{IN_PAINT}")
    assert not places(path, rf"(?<=[\"'`]){DURATION}")


@pytest.mark.parametrize("path", files(r"templates/.*\.html$"))
def test_a_template_needs_nothing_that_the_security_policy_forbids(path: str) -> None:
    # two pieces stand in the page itself, and the policy names them by hash: tests/api/test_headers.py
    own = r"(?!>\{\{ (?:style|early) \| safe \}\})"
    script = rf"<script{own}(?![^>]*\ssrc=)[^>]*>"
    assert not places(path, rf"<style\b{own}|\sstyle=|\son[a-z]+=|javascript:|{script}|<base\b|\bimportmap\b")


@pytest.mark.parametrize("path", files(r"static/js/.*\.js$"))
def test_a_module_needs_nothing_that_the_security_policy_forbids(path: str) -> None:
    assert not places(path, r"[\s<]style=|[\"'`]style[\"'`]\s*,|\beval\(|\bnew Function\b|cssText")


def test_tokens_that_are_used_are_defined_and_colours_that_are_defined_are_used() -> None:
    users = files(r"static/css/.*\.css$", r"static/js/.*\.js$", r"templates/.*\.html$")
    text = "\n".join(without_comments(path) for path in users)
    used = set(re.findall(r"var\(\s*(--[\w-]+)\s*[,)]", text))
    defined = set(re.findall(r"(--[\w-]+)\s*:", text))
    colours = set(re.findall(r"(--[\w-]+)\s*:\s*light-dark\(", without_comments(TOKENS)))
    assert used <= defined
    assert colours <= used
