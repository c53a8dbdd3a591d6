"""What the server's article tells the living one, and keeps out of sight."""

import re

from app.lesson.refs import Ref
from tests.page.markup import read
from tests.page.test_article import TEMPLATES

LETTERED = re.compile(r"(\w+)((?:\.(?:l[+-]1|[lLijk]|last|\d+))*)")


def test_terms_and_ways_are_refs_with_letters() -> None:
    """What the living article reads: each becomes a Ref once its letters are put in."""
    article = read(TEMPLATES.get_template("article/article.html").render())
    found = {
        term
        for e in article.all()
        for name in ("data-term", "data-show", "data-live", "data-rest")
        for term in e.attributes.get(name, "").split()
    }
    assert len(found) > 30
    values = {"l": "2", "l+1": "3", "l-1": "1", "L": "3", "i": "1", "j": "1", "k": "0", "last": "1"}
    for term in found:
        assert LETTERED.fullmatch(term), term
        parts = term.split(".")
        assert Ref.parse(".".join([parts[0], *(values.get(part, part) for part in parts[1:])])), term
    places = [e for e in article.all() if e.attributes.get("class") in ("here", "instance", "show")]
    assert all(not e.text and not e.children for e in places)  # nothing to be seen without JavaScript
    assert not article.all("button")
