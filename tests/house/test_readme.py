"""What the README says is so."""

import json
import re
from dataclasses import asdict, fields

import httpx
import pytest

from app.api.limits import Limits
from app.main import create_app
from app.settings import LIMIT_PREFIX, PREFIX, Settings, read_settings
from tests.house.test_serving import serving
from tests.house.tree import ROOT, read
from tests.ports import free_port

README = read("README.md")


def blocks(language: str) -> list[str]:
    found = re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.DOTALL | re.MULTILINE)
    assert found, f"the README has no block of {language}"
    return found


def rows(first: str) -> list[list[str]]:
    """The cells of each row of the table whose first heading is `first`."""
    lines = README.partition(f"| {first} |")[2].split("\n\n")[0].splitlines()[2:]
    assert lines, f"the README has no table headed {first}"
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


# those about other libraries are run in test_readme_exchange.py
LIBRARIES = ("import torch", "import keras")
RUNNABLE = [code for code in blocks("python") if not any(library in code for library in LIBRARIES)]


@pytest.mark.parametrize("code", RUNNABLE, ids=lambda code: code.splitlines()[0])
def test_a_python_example_runs(code: str) -> None:
    with serving("--port", str(free_port())) as (_, address):
        exec(compile(code.replace("http://127.0.0.1:8000", address), "README.md", "exec"), {})


@pytest.mark.anyio
async def test_the_problem_that_is_shown_is_the_source_s(
    client: httpx.AsyncClient, anyio_backend: str
) -> None:
    assert json.loads(blocks("json")[0]) == (await client.get("/api/presets/source")).json()["problem"]


def test_the_table_of_calls_has_every_call_there_is_and_no_other() -> None:
    paths = create_app().openapi()["paths"]
    there = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    # the pages, /healthz among them, are no part of the described API
    told = {re.sub("`", "", row[0]) for row in rows("call")}
    assert told - {"GET /healthz"} == there


@pytest.mark.anyio
async def test_every_choice_it_names_exists(client: httpx.AsyncClient) -> None:
    catalogue = (await client.get("/api/catalogue")).json()
    for kind in ("activations", "losses", "optimizers", "initialisers"):
        told = re.search(rf"{kind}: ((?:`\w+`\s*)+)", README, flags=re.IGNORECASE)
        assert told, kind
        assert re.findall(r"`(\w+)`", told[1]) == [entry["id"] for entry in catalogue[kind]]


def test_the_table_of_settings_is_the_settings() -> None:
    told = {row[0].strip("`"): row[1].strip("`") for row in rows("variable")}
    there = {PREFIX + field.name.upper(): str(field.default) for field in fields(Settings)}
    there |= {LIMIT_PREFIX + name.upper(): str(limit) for name, limit in asdict(Limits()).items()}
    assert told == there


def test_the_variables_of_the_compose_file_are_settings_that_can_be_read() -> None:
    (compose,) = blocks("yaml")
    variables = dict(re.findall(r'^      (\w+): "(.*)"$', compose, flags=re.MULTILINE))
    settings = read_settings(variables)
    assert {
        name: str(getattr(settings, name.removeprefix(PREFIX).lower())) for name in variables
    } == variables
    assert re.search(r'^    ports: \["8000:8000"\]$', compose, flags=re.MULTILINE)


def test_the_keys_it_lists_are_the_page_s() -> None:
    keys = set(
        re.findall(r'"([^"]+)"', " ".join(re.findall(r"keys: \[(.*?)\]", read("static/js/core/keys.js"))))
    )
    known = {part for key in keys for part in key.split()}
    told = {key for row in rows("key") for key in re.findall(r"`([^`]+)`", row[0])}
    assert told
    assert told <= known


def test_the_make_targets_and_files_that_it_names_exist() -> None:
    targets = set(re.findall(r"^(\w+):", read("Makefile"), flags=re.MULTILINE))
    told = set(re.findall(r"\bmake (\w+) ", README)) | set(re.findall(r"`make (\w+)`", README))
    assert {"run", "test", "check"} <= told <= targets
    for path in re.findall(r"`((?:app|static|templates|tests|\.\w+)/[\w./-]*)`|-c (\S+)", README):
        assert (ROOT / "".join(path)).exists(), path
    for folder in re.findall(r"^((?:app|static)/\w+) {2,}", README, flags=re.MULTILINE):
        assert (ROOT / folder).is_dir(), folder
