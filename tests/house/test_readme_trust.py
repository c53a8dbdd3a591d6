"""What the README says under "Trust" is so."""

import re

import pytest

from app.api.limits import Limits
from app.headers import API, FILE, PAGE, Headers, embedded
from tests.house.test_readme import README
from tests.house.tree import read

SECTION = README.partition("\n## Trust\n")[2].partition("\n## ")[0]


def policy(headers: Headers) -> str:
    return dict(headers)[b"content-security-policy"].decode()


def test_it_tells_how_long_a_request_may_take() -> None:
    told = re.search(r"A request has (\d+) seconds to arrive", SECTION)
    assert told
    assert int(told[1]) == Limits().request_seconds


@pytest.mark.parametrize("headers", [API, FILE, PAGE, embedded("*")], ids=["api", "file", "page", "embed"])
def test_no_policy_has_what_it_says_none_has(headers: Headers) -> None:
    unsafe = re.findall(r"`(unsafe-\w+)`", SECTION)
    assert unsafe == ["unsafe-inline", "unsafe-eval"]
    assert not [word for word in unsafe if word in policy(headers)]


def test_the_policy_of_the_api_allows_nothing_at_all() -> None:
    assert all(part.endswith(" 'none'") for part in policy(API).split("; "))


def test_only_the_embedded_page_can_be_framed() -> None:
    assert "frame-ancestors" not in policy(embedded("*"))
    assert all("frame-ancestors 'none'" in policy(headers) for headers in (API, FILE, PAGE))


def test_the_words_of_the_audit_are_its_own() -> None:
    (words,) = re.findall(r"`(NOT \w+)`", SECTION)
    assert f"{words}: " in read("tests/audit/reports.py")
    assert "make audit UNASKED=passes" in read(".ci/run")


def test_it_is_the_command_of_the_container_that_names_no_server() -> None:
    assert read("Dockerfile").splitlines()[-1] == 'CMD ["python", "-m", "app"]'
    assert "server_header=False" in read("app/__main__.py")
