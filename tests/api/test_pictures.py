"""`POST /api/export/svg` and `/png`: the network at a step, with the numbers of the API itself."""

import struct
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest

from app.api.limits import LIMITS
from app.lesson.numbers import read_shown
from tests.api.questions import EXAMPLES, SOURCE, ask, example_id, random_problem, read_problem, stepping
from tests.lesson.drawn import SVG, lights_of, numbers_of

pytestmark = pytest.mark.anyio
BATCH = {
    **random_problem(3, (2, 3, 2), ("tanh", "softmax"), "cross_entropy", samples=3),
    "learning_rate": 0.3,
    "optimizer": "adam",
}
LARGEST = random_problem(1, (16,) * 9, ("tanh",) * 8, "mse")


async def draw(client: httpx.AsyncClient, format: str, body: Any, **query: Any) -> httpx.Response:
    response = await client.post(f"/api/export/{format}", json=body, params=query)
    assert response.status_code == 200, response.text
    return response


async def draw_svg(client: httpx.AsyncClient, body: Any, **query: Any) -> ElementTree.Element:
    return ElementTree.fromstring((await draw(client, "svg", body, **query)).text)


def size_of(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("example", EXAMPLES, ids=example_id)
async def test_the_finished_picture_holds_the_numbers_of_the_api(
    client: httpx.AsyncClient, example: dict[str, Any]
) -> None:
    body = stepping(example)
    shown = numbers_of(await draw_svg(client, body, digits=8))
    values: dict[str, Any] = {}
    for phase in (await ask(client, "/api/trace", body))["phases"]:
        for quantity, arrays in phase["values"].items():
            values[quantity] = {**values[quantity], **arrays} if quantity == "slope" in values else arrays
    for quantity in ("z", "a", "delta", "slope"):
        for layer, rows in values.get(quantity, {}).items():  # a softmax has no slope
            for j, value in enumerate(rows[0]):
                if f"{quantity}.{layer}.{j}" in shown or layer != "0":
                    number = float(read_shown(shown[f"{quantity}.{layer}.{j}"]))
                    # eight decimals, or as many digits of a number too small for them
                    assert number == pytest.approx(value, rel=1e-7, abs=5.1e-9)
    for layer, rows in values["W_new"].items():
        for j, row in enumerate(rows):
            for i, value in enumerate(row):
                number = float(read_shown(shown[f"W_new.{layer}.{j}.{i}"].removeprefix("+")))
                assert number == pytest.approx(value, rel=1e-7, abs=5.1e-9)
    assert float(read_shown(shown["loss_new"])) == pytest.approx(values["loss_new"], rel=1e-7, abs=5.1e-9)


async def test_the_query_says_which_step_sample_light_and_colours(client: httpx.AsyncClient) -> None:
    looks: list[dict[str, Any]] = [
        {},
        {"at": "start"},
        {"at": "delta.1.1"},
        {"at": "delta.1.1", "grain": "layer"},
        {"at": "delta.1.1", "selected": "z.1.0"},
        {"at": "delta.1.1", "sample": 2},
        {"at": "delta.1.1", "digits": 6},
        {"at": "delta.1.1", "theme": "dark"},
        {"at": "delta.1.1", "mistake": "no_slope_at_hidden"},
    ]
    texts = [(await draw(client, "svg", BATCH, **look)).text for look in looks]
    assert len(set(texts)) == len(looks)
    assert lights_of(ElementTree.fromstring(texts[2]))["delta.1.1"] == "target"
    assert "z.1.0" not in numbers_of(ElementTree.fromstring(texts[1]))


async def test_under_a_mistake_stand_the_wrong_numbers_that_the_api_tells(client: httpx.AsyncClient) -> None:
    wrong = (await ask(client, "/api/mistake", {**SOURCE, "mistake": "no_slope_at_hidden"}))["values"][
        "wrong"
    ]
    shown = numbers_of(await draw_svg(client, SOURCE, mistake="no_slope_at_hidden"))
    assert float(read_shown(shown["delta.2.0"])) == round(wrong["delta"]["2"][0][0], 4)


@pytest.mark.parametrize("format", ["svg", "png"])
async def test_the_same_question_gets_the_same_bytes_under_the_name_of_a_file(
    client: httpx.AsyncClient, format: str
) -> None:
    first, again = [await draw(client, format, BATCH, at="W_grad.1.0.1", theme="dark") for _ in range(2)]
    assert first.content == again.content
    assert first.headers["content-disposition"] == f'attachment; filename="backpropagation.{format}"'


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.0])
async def test_a_png_has_as_many_pixels_for_each_of_the_svg_as_is_asked(
    client: httpx.AsyncClient, scale: float
) -> None:
    root = await draw_svg(client, SOURCE)
    width, height = size_of((await draw(client, "png", SOURCE, scale=scale)).content)
    # half a pixel is rounded to a whole one
    assert abs(width - scale * float(root.attrib["width"])) <= 1
    assert abs(height - scale * float(root.attrib["height"])) <= 1


@pytest.mark.parametrize("format", ["svg", "png"])
@pytest.mark.parametrize(
    ("query", "words"),
    [
        (
            "at=delta",
            "a ref reads like W.2.0.1, b.1.0, z.1.0, a.3.0@2, loss or loss@2; or start, before",
        ),
        ("at=delta.4.0", "at names a number that no step of this problem computes"),
        ("at=W.1.0.0", "at names a number that is given: no step computes it; start is before the first"),
        (f"at={'9' * 65}", "at is too long"),
        ("grain=term", "grain is not one of the possible values"),
        ("theme=sepia", "theme is not one of the possible values"),
        ("selected=b.9.0", "this network has no such number"),
        ("sample=1", "sample counts from 0 and must be below 1, the number of samples"),
        ("digits=9", "digits is too large"),
        ("mistake=typo", "there is no such mistake"),
        ("steps=element", "the address has an unknown parameter"),
    ],
)
async def test_what_cannot_be_drawn_is_refused_in_words(
    client: httpx.AsyncClient, format: str, query: str, words: str
) -> None:
    answer = read_problem(await client.post(f"/api/export/{format}?{query}", json=SOURCE), 422)
    assert answer["detail"].startswith(words)


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        ("0.4", "scale must be at least 0.5"),
        ("4.1", "scale is too large"),
        ("nan", "scale must be a finite number"),
        ("big", "scale must be a number"),
    ],
)
async def test_a_scale_outside_the_limits_is_refused(
    client: httpx.AsyncClient, scale: str, words: str
) -> None:
    answer = read_problem(await client.post(f"/api/export/png?scale={scale}", json=SOURCE), 422)
    assert answer["detail"].startswith(words)
    answer = read_problem(await client.post(f"/api/export/svg?scale={scale}", json=SOURCE), 422)
    assert answer["detail"].startswith("the address has an unknown parameter")


async def test_the_largest_network_is_drawn_and_a_picture_of_too_many_pixels_is_not(
    client: httpx.AsyncClient,
) -> None:
    png = (await draw(client, "png", LARGEST, at="delta.3.7", scale=0.5)).content
    assert size_of(png)[0] > 1000
    width, height = (side / 0.5 for side in size_of(png))
    assert 2 * width * 2 * height < LIMITS.picture_pixels < 4 * width * 4 * height
    refused = read_problem(await client.post("/api/export/png?scale=4", json=LARGEST), 413)
    assert refused["detail"].startswith(f"at most {LIMITS.picture_pixels} pixels of a picture are possible")
    assert refused["detail"].endswith("a smaller scale makes fewer")
    assert refused["errors"][0]["field"] == "scale"


async def test_every_text_of_the_svg_has_the_font_that_is_inside(client: httpx.AsyncClient) -> None:
    root = await draw_svg(client, BATCH)
    assert root.attrib["font-family"].startswith('"Lesson Math"')
    assert not [mark for mark in root.iter() if mark is not root and "font-family" in mark.attrib]
    style = root.find(f"{SVG}style")
    assert style is not None
    assert str(style.text).startswith('@font-face{font-family:"Lesson Math";src:url(data:font/woff2;base64,')
