"""The pages of worksheets: every address answers, problems stand in it, faults are told in words."""

import base64
import json
import re
import zlib
from typing import Any

import httpx
import pytest

from app.api.packing import UNPACKED_LIMIT
from app.api.sheet_query import TEXT_LIMIT, read_query
from app.lesson.presets import all_presets
from app.lesson.worksheet import KEY, SHEETS, SOLUTION
from tests.api.questions import SOURCE, random_problem
from tests.house.tree import read
from tests.lesson.exercises import exercise_of, items_of

pytestmark = pytest.mark.anyio
KINDS = ("", "/key", "/solution")
ADAM = {**SOURCE, "optimizer": "adam", "learning_rate": 0.5}


def as_json(problem: Any) -> str:
    return json.dumps(problem, separators=(",", ":"))


def in_base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def packed(problem: Any) -> str:
    return in_base64(zlib.compress(as_json(problem).encode()))


async def ask(client: httpx.AsyncClient, path: str, **query: Any) -> httpx.Response:
    return await client.get(path, params={name: str(value) for name, value in query.items()})


def reasons(response: httpx.Response) -> list[str]:
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    listed = response.text.partition('<ul class="reasons">')[2].partition("</ul>")[0]
    return re.findall(r"<li>(.*?)</li>", listed)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("id", all_presets())
async def test_every_example_has_its_three_pages(client: httpx.AsyncClient, id: str, kind: str) -> None:
    for query in ({}, {"variant": 4}, {"digits": 2, "blanks": "all"}):
        response = await ask(client, f"/worksheet/{id}{kind}", **query)
        assert response.status_code == 200
        assert response.text.startswith("<!doctype html>")
        assert ("blank" in re.sub(r"<nav.*?</nav>", "", response.text, flags=re.DOTALL)) == (kind == "")
    assert (await client.head(f"/worksheet/{id}{kind}")).status_code == 200


async def test_the_list_leads_to_every_page_and_carries_what_was_chosen(client: httpx.AsyncClient) -> None:
    response = await ask(client, "/worksheet", variant=3, blanks="numbers")
    links = set(re.findall(r'href="(/worksheet/[^"]+)"', response.text))
    wanted = {f"/worksheet/{id}{kind}?variant=3&amp;blanks=numbers" for id in all_presets() for kind in KINDS}
    assert links == wanted
    for link in sorted(links)[:6]:
        assert (await client.get(link.replace("&amp;", "&"))).status_code == 200


async def test_sheet_key_and_solution_lead_to_each_other_and_to_the_lesson(client: httpx.AsyncClient) -> None:
    for kind in KINDS:
        text = (await ask(client, f"/worksheet/mazur{kind}", digits=6)).text
        for other in KINDS:
            assert f'href="/worksheet/mazur{other}?digits=6"' in text
        assert 'href="/#v1.preset=mazur&amp;digits=6"' in text


@pytest.mark.parametrize("id", all_presets())
async def test_the_pages_hold_every_line_that_was_written(client: httpx.AsyncClient, id: str) -> None:
    exercise = exercise_of(id)
    for kind, showing in (("", SHEETS["computed"]), ("/key", KEY), ("/solution", SOLUTION)):
        text = (await ask(client, f"/worksheet/{id}{kind}")).text
        items = items_of(exercise, showing)
        assert re.findall(r'<li class="step[^>]*data-ref="([^"]+)"', text) == [item.ref for item in items]
        formulas = re.findall(r'<div class="side[^>]*>(<math.*?</math>)', text)
        assert formulas == [row.formula for item in items for row in item.rows if row.formula]
        assert text.count('<span class="gap') - 2 * (kind == "") == sum(
            bool(row.blank) for item in items for row in item.rows
        )


FORMS = {"json": as_json, "base64url": lambda p: in_base64(as_json(p).encode()), "zlib": packed}


@pytest.mark.parametrize("form", FORMS)
async def test_a_problem_of_one_s_own_gives_the_same_page_in_every_form(
    client: httpx.AsyncClient, form: str
) -> None:
    own = await ask(client, "/worksheet/own/solution", problem=FORMS[form](SOURCE))
    preset = await ask(client, "/worksheet/source/solution")
    steps = [re.findall(r"<math.*?</math>", page.text) for page in (own, preset)]
    assert steps[0] == steps[1]
    assert steps[0]


async def test_the_setup_of_a_link_is_a_problem_too(client: httpx.AsyncClient) -> None:
    """The README's link, whose weights are the source's with one changed."""
    setup = re.findall(r"#v1\.\S+&setup=([\w-]+)", read("README.md"))[0]
    response = await ask(client, "/worksheet/own/key", problem=setup)
    assert response.status_code == 200
    assert 'data-ref="loss_new"' in response.text


@pytest.mark.parametrize(
    "problem", [SOURCE, ADAM, random_problem(2, (3, 4, 2), ("tanh", "linear"), "mse", 3)]
)
async def test_the_link_to_the_lesson_holds_the_very_problem_and_is_itself_accepted(
    client: httpx.AsyncClient, problem: dict[str, Any]
) -> None:
    page = await ask(client, "/worksheet/own/key", problem=as_json(problem))
    setup = re.findall(r'href="/#v1\.preset=source&amp;setup=([\w-]+)"', page.text)[0]
    held = json.loads(zlib.decompress(base64.urlsafe_b64decode(setup + "=" * (-len(setup) % 4))))
    assert held["problem"] == {name: problem[name] for name in ("network", "loss", "x", "y")}
    assert held["optimizer"] == problem.get("optimizer", "sgd")
    assert {"learning_rate", "freeze_biases", "optimizer_state", "updates"} < set(held)
    again = await ask(client, "/worksheet/own/key", problem=setup)
    assert re.findall(r"<math.*?</math>", again.text) == re.findall(r"<math.*?</math>", page.text)


async def test_a_variant_opens_in_the_lesson_with_its_own_numbers(client: httpx.AsyncClient) -> None:
    text = (await ask(client, "/worksheet/zhou", variant=2)).text
    setup = re.findall(r'href="/#v1\.preset=zhou&amp;setup=([\w-]+)"', text)[0]
    held = json.loads(zlib.decompress(base64.urlsafe_b64decode(setup + "=" * (-len(setup) % 4))))
    assert held["problem"]["network"] != all_presets()["zhou"]["problem"]["network"]
    answer = await client.post("/api/trace", json={**held["problem"], "learning_rate": held["learning_rate"]})
    assert answer.status_code == 200


LARGE = random_problem(1, (17, 2), ("tanh",), "mse")
WRONG = [
    ("/worksheet/nowhere", {}, 404, "there is no such example"),
    ("/worksheet/nowhere/key", {}, 404, "there is no such example"),
    ("/worksheet/source", {"variant": "seven"}, 422, "variant must be a whole number"),
    ("/worksheet/source", {"variant": -1}, 422, "variant must be a whole number"),
    ("/worksheet/source", {"variant": 2**53}, 422, "variant must be a whole number"),
    ("/worksheet/source", {"digits": 9}, 422, "digits must be a whole number from 2 to 8"),
    ("/worksheet/source", {"sample": 1}, 422, "sample counts from 0"),
    ("/worksheet/source", {"blanks": "some"}, 422, "blanks must be one of"),
    ("/worksheet/source", {"varaint": 1}, 422, "unknown parameter"),
    ("/worksheet/source", {"problem": as_json(SOURCE)}, 422, "unknown parameter"),
    ("/worksheet", {"variant": "x"}, 422, "variant must be a whole number"),
    ("/worksheet/own", {}, 422, "the problem is missing"),
    ("/worksheet/own", {"problem": "{"}, 422, "valid JSON"),
    ("/worksheet/own", {"problem": "%%%"}, 422, "neither JSON"),
    ("/worksheet/own", {"problem": packed(SOURCE)[:-9]}, 422, "a part may be missing"),
    ("/worksheet/own", {"problem": in_base64(b"\x00\x01")}, 422, "neither JSON"),
    ("/worksheet/own", {"problem": as_json({**SOURCE, "loss": "worst"})}, 422, "there is no such loss"),
    ("/worksheet/own", {"problem": as_json({**SOURCE, "x": [[1.0, 2.0]]})}, 422, "x has rows of 2 numbers"),
    ("/worksheet/own", {"problem": as_json({"loss": "mse"})}, 422, "is missing"),
    ("/worksheet/own", {"problem": as_json({**SOURCE, "x": [[1e300]], "y": [[-1e300]]})}, 422, "not finite"),
    ("/worksheet/own", {"problem": as_json(LARGE)}, 413, "explained units"),
    ("/worksheet/own", {"problem": in_base64(zlib.compress(b"{" + b" " * UNPACKED_LIMIT))}, 413, "unpacked"),
    ("/worksheet/own", {"problem": "a" * (TEXT_LIMIT + 1)}, 414, "at most"),
]


@pytest.mark.parametrize(("path", "query", "status", "words"), WRONG)
async def test_what_cannot_be_a_sheet_is_told_in_words_on_a_page(
    client: httpx.AsyncClient, path: str, query: dict[str, Any], status: int, words: str
) -> None:
    response = await ask(client, path, **query)
    assert response.status_code == status
    assert any(words in reason for reason in reasons(response)), reasons(response)


async def test_nothing_that_was_sent_is_repeated(client: httpx.AsyncClient) -> None:
    secret = "<script>alert(1)</script>"
    for path, query in (
        (f"/worksheet/{secret.replace('/', '')}", {}),
        ("/worksheet/source", {secret: 1}),
        ("/worksheet/source", {"blanks": secret}),
        ("/worksheet/own", {"problem": as_json({**SOURCE, "loss": secret})}),
        ("/worksheet/own", {"problem": as_json({**SOURCE, secret: 1})}),
    ):
        response = await ask(client, path, **query)
        assert response.status_code in (404, 422)
        assert "alert" not in response.text


def test_an_address_leaves_out_what_is_as_usual() -> None:
    assert read_query("source", {}).told() == ""
    assert read_query("source", {"variant": "0", "digits": "4"}).told() == ""
    assert read_query("source", {"variant": "7", "digits": "2"}).told(variant=8) == "variant=8&digits=2"
