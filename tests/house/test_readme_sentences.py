"""What the README says in its sentences: figures, counts, commands, keys, fields."""

import json
import re
import shlex
import tomllib
from importlib.util import find_spec
from typing import Any

import httpx
import pytest

from app.commands.parser import make_parser
from app.engine import phases
from app.engine.network import Batch, Network
from app.lesson.mistakes.catalogue import MISTAKES
from app.lesson.presets import all_presets
from tests.house.test_readme import README, blocks, rows
from tests.house.tree import ROOT, read

SMALL = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
)
# what a question needs beside the problem
MORE: dict[str, dict[str, Any]] = {
    "/api/variant": {"seed": 1},
    "/api/slice": {"ref": "W.1.0.0", "from": -2, "to": 2, "points": 3},
    "/api/train": {"updates": 2, "every": 1},
    "/api/mistake": {"mistake": "raw_error"},
    "/api/answer": {"ref": "z.1.0", "answer": 0.4},
}
# the calls that take no problem
BODIES: dict[str, dict[str, Any]] = {
    "/api/network": {"inputs": 1, "layers": [{"units": 1, "activation": "tanh"}], "keep": None},
}


def number_before(words: str) -> int:
    found = re.search(rf"\b({'|'.join(SMALL)})\s+{words}", README)
    assert found, f"the README counts no {words}"
    return SMALL.index(found[1])


def test_the_figures_of_the_first_network_follow_from_the_engine() -> None:
    problem = json.loads(blocks("json")[0])
    network = Network.read(tuple(layer.values()) for layer in problem["network"]["layers"])
    batch = Batch.read(x=problem["x"], y=problem["y"])
    forward = phases.forward(network, batch.x)
    loss = phases.loss(network, forward, batch, problem["loss"])
    computed = {"ŷ": forward.a[3][0, 0], "L": loss.loss, "∂L/∂z": loss.dL_dz[3][0, 0]}
    told = dict(re.findall(r"(ŷ|L|∂L/∂z) ≈ (−?\d\.\d{4})", README))
    assert told == {name: f"{value:.4f}".replace("-", "−") for name, value in computed.items()}
    assert f"x = {batch.x[0, 0]}, y = {batch.y[0, 0]}" in README
    assert network.widths == (1, 2, 2, 1)


def test_the_menu_holds_as_many_more_networks_as_it_says() -> None:
    assert number_before("more networks") == len(all_presets()) - 1


def test_it_counts_the_examples_that_have_printed_digits() -> None:
    assert number_before(r"worked\s+examples") == sum(bool(p["printed"]) for p in all_presets().values())


def test_it_counts_the_mistakes() -> None:
    assert number_before("mistakes") == len(MISTAKES)


def test_the_python_that_it_asks_for_is_the_one_that_is_needed() -> None:
    told = re.search(r"Python (\d)\.(\d+) or newer", README)
    assert told
    assert tomllib.loads(read("pyproject.toml"))["project"]["requires-python"] == f">={told[1]}.{told[2]}"
    assert f"sys.version_info < ({told[1]}, {told[2]})" in read("Makefile")


COMMANDS = [
    words for block in blocks("sh") for line in block.splitlines() if (words := shlex.split(line, True))
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_line_for_the_shell_names_what_exists(words: list[str]) -> None:
    match words:
        case ["make", target]:
            assert re.search(rf"^{target}:", read("Makefile"), flags=re.MULTILINE)
        case ["python3", "-m", "venv", folder]:
            assert f"VENV := {folder}\n" in read("Makefile")
        case [".venv/bin/pip", "install", "-c", path, "."]:
            assert (ROOT / path).is_file()
            assert (ROOT / "pyproject.toml").is_file()
        case [".venv/bin/python", "-m", "app", name, *options]:
            assert make_parser(name).parse_args(options).file
        case [".venv/bin/python", "-m", module]:
            assert find_spec(f"{module}.__main__")
        case ["docker", "build", "-t", _, "."]:
            assert (ROOT / "Dockerfile").is_file()
        case ["docker", "run", *_, "-p", ports, name]:
            inside = re.search(r"^EXPOSE (\d+)$", read("Dockerfile"), flags=re.MULTILINE)
            assert inside
            assert ports.endswith(f":{inside[1]}")
            assert ["docker", "build", "-t", name, "."] in COMMANDS
        case _:
            pytest.fail(f"this test does not know the command {words}")


def test_the_address_in_the_container_is_the_one_it_says() -> None:
    told = re.search(r"`BACKPROP_HOST` .*\(`([\d.]+)` in the container\)", README)
    assert told
    assert f"BACKPROP_HOST={told[1]}" in read("Dockerfile")


def test_the_keys_it_lists_are_those_that_the_page_acts_on() -> None:
    source = read("static/js/core/keys.js")
    table = {
        name: re.findall(r"(\w+):", body) for name, body in re.findall(r"const (\w+) = \{(.*)\};", source)
    }
    handled = {*table["MOVES"], *re.findall(r'key === "(.+?)"', source)}
    handled |= {f"Shift {key}" for key in table["BY_PHASE"]}
    handled |= {f"Ctrl {key.upper()}" for key in table["EDITS"]}
    rover = read("static/js/core/rover.js")
    handled |= {*re.findall(r"(Arrow\w+): -?1", rover), *re.findall(r'key === "(Enter)"', rover)}
    handled.add("Tab")  # the browser's own; the rover makes one stop of many numbers
    names = {"←": "ArrowLeft", "→": "ArrowRight", "↑": "ArrowUp", "↓": "ArrowDown"}
    names |= {"Esc": "Escape", "Space": " "}
    told = set()
    for row in rows("key"):
        first, *more = re.findall(r"`([^`]+)`", row[0])
        keys = more if "+" in row[0] else [first, *more]
        told |= {f"{first} {names.get(key, key)}" if "+" in row[0] else names.get(key, key) for key in keys}
    assert told == handled


def keys_within(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(keys_within, value.values()))
    return set().union(*map(keys_within, value)) if isinstance(value, list) else set()


@pytest.mark.anyio
@pytest.mark.parametrize("row", [row for row in rows("call") if "POST" in row[0]], ids=lambda row: row[0])
async def test_the_fields_that_a_call_is_said_to_take_and_to_give_are_there(
    row: list[str], client: httpx.AsyncClient, anyio_backend: str
) -> None:
    described = row[0].strip("`").split()[1]
    path = described.replace("{format}", "json")
    problem = BODIES.get(path) or json.loads(blocks("json")[0]) | MORE.get(path, {})
    answer = await client.post(path, json=problem)
    assert answer.status_code == 200
    media_type = answer.headers["content-type"]
    texts = answer.text.splitlines() if "ndjson" in media_type else [answer.text]
    if media_type.startswith("image/"):
        texts = []  # no fields are in a picture
    given = keys_within(problem).union(*(keys_within(json.loads(text)) for text in texts))
    operation = (await client.get("/openapi.json")).json()["paths"][described]["post"]
    given |= {parameter["name"] for parameter in operation.get("parameters", [])}
    assert set(re.findall(r"`(\w+)`", row[1])) <= given


@pytest.mark.anyio
async def test_the_catalogue_holds_what_it_is_said_to_hold(
    client: httpx.AsyncClient, anyio_backend: str
) -> None:
    told = next(row[1] for row in rows("call") if "/api/catalogue" in row[0])
    held = (await client.get("/api/catalogue")).json()
    assert set(re.findall(r"\w+", told)) == {name for name, entries in held.items() if entries}


@pytest.mark.anyio
async def test_the_queries_and_the_pages_that_it_names_are_answered(
    client: httpx.AsyncClient, anyio_backend: str
) -> None:
    problem = json.loads(blocks("json")[0])
    steps = re.search(r"`\?(\w+=\w+)` \(or `(\w+)`\)", README)
    sample = re.search(r"`&(\w+)=(\d+)`", README)
    assert steps
    assert sample
    problem["x"], problem["y"] = problem["x"] * 3, problem["y"] * 3
    for query in (steps[1], f"{steps[1].partition('=')[0]}={steps[2]}"):
        answer = await client.post(f"/api/trace?{query}&{sample[1]}={sample[2]}", json=problem)
        assert answer.status_code == 200, query
        assert all(phase["steps"] for phase in answer.json()["phases"])
    for page in set(re.findall(r"`(/\w+)`", README)):
        assert (await client.get(page)).status_code == 200, page
