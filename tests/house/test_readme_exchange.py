"""What the README says of clients, exports, imports and commands is so; its examples run as printed."""

import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import httpx
import numpy as np
import pytest

from app.commands.run import COMMANDS
from app.lesson.exports.formats import EXPORTS, FORMATS
from tests.house.test_readme import LIBRARIES, README, blocks, rows
from tests.house.test_serving import PATIENCE, serving
from tests.house.tree import read
from tests.lesson.exported import needs, run_source
from tests.ports import free_port

HERE = "http://127.0.0.1:8000"
CLIENTS = {"bash": "curl.sh", "python": "client.py", "js": "client.mjs"}


def has(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serving("--port", str(free_port())) as (_, address):
        yield address


def run_block(words: list[str], code: str, folder: Path) -> str:
    """What a printed example prints, run where nothing else lies."""
    # python3 is the one that has NumPy, as for a reader who exports a script
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    ended = subprocess.run(
        words,
        input=code,
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@has("curl")
def test_the_example_for_a_shell_runs_as_printed(server: str, tmp_path: Path) -> None:
    (code,) = blocks("bash")
    printed = run_block(["bash", "-eu"], code.replace(HERE, server), tmp_path)
    answer, _, report = printed.rpartition("}")
    assert json.loads(answer + "}")["phase"] == "update"
    assert "Every number agrees" in report
    assert (tmp_path / EXPORTS["numpy"].file).is_file()


@has("node")
def test_the_example_for_javascript_runs_as_printed(server: str, tmp_path: Path) -> None:
    (code,) = blocks("js")
    printed = run_block(["node", "--input-type=module", "-"], code.replace(HERE, server), tmp_path)
    assert printed.startswith("forward z.1.0 weighted sum of neuron 1 of layer 1\n")
    assert "update loss_new the loss after the update\n" in printed


@pytest.mark.parametrize(("language", "file"), CLIENTS.items(), ids=CLIENTS)
def test_the_examples_of_the_documentation_page_are_those_of_the_readme(language: str, file: str) -> None:
    assert read(f"templates/clients/{file}") in blocks(language)


@pytest.mark.anyio
async def test_the_documentation_page_shows_every_example(
    client: httpx.AsyncClient, anyio_backend: str
) -> None:
    page = (await client.get("/docs")).text
    shown = [
        html.unescape(code) for code in re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", page, re.DOTALL)
    ]
    assert [code.strip() for code in shown] == [
        read(f"templates/clients/{file}").strip() for file in CLIENTS.values()
    ]


def tensor(numbers: Any) -> SimpleNamespace:
    """As much of a tensor of PyTorch as the snippet asks for."""
    found = SimpleNamespace(tolist=lambda: numbers)
    found.detach = lambda: found
    return found


class Linear:
    def __init__(self, n_in: int, n_out: int, bias: bool = True) -> None:
        self.weight = tensor([[0.5] * n_in] * n_out)
        self.bias = tensor([0.25] * n_out) if bias else None


class Dense:
    def __init__(self, n_out: int, activation: str = "linear") -> None:
        self.n_out, self.n_in = n_out, {3: 2, 1: 3}[n_out]
        self.activation = SimpleNamespace(__name__=activation)

    def get_weights(self) -> list[Any]:
        return [np.full((self.n_in, self.n_out), 0.5), np.full(self.n_out, 0.25)]


def imitated() -> dict[str, ModuleType]:
    """Small stand-ins for both libraries, with the attributes that the snippets use."""
    torch, keras = ModuleType("torch"), ModuleType("keras")
    activations: dict[str, Callable[..., Any]] = {
        name: type(name, (), {}) for name in ("Tanh", "Sigmoid", "Identity")
    }
    torch.nn = SimpleNamespace(Linear=Linear, Sequential=lambda *modules: modules, **activations)  # type: ignore[attr-defined]
    keras.Input = lambda shape: None  # type: ignore[attr-defined]
    keras.layers = SimpleNamespace(Dense=Dense)  # type: ignore[attr-defined]
    keras.Sequential = lambda layers: SimpleNamespace(layers=[l for l in layers if l])  # type: ignore[attr-defined]
    return {"torch": torch, "keras": keras}


def snippet(library: str) -> str:
    (code,) = (code for code in blocks("python") if f"import {library}" in code)
    return code


async def assert_imports(client: httpx.AsyncClient, printed: str) -> Any:
    """What the snippet printed is a problem here; gives its layers."""
    problem = json.loads(printed)
    assert (await client.post("/api/trace", json=problem)).status_code == 200
    setup = (await client.post("/api/import", json=problem)).json()["setup"]
    assert setup["problem"] == problem
    layers = problem["network"]["layers"]
    assert [layer["activation"] for layer in layers] == ["tanh", "linear"]
    assert [np.shape(layer["W"]) for layer in layers] == [(3, 2), (1, 3)]
    return layers


@pytest.mark.anyio
@pytest.mark.parametrize("library", ["torch", "keras"])
async def test_a_model_prints_itself_as_a_problem(
    library: str, client: httpx.AsyncClient, anyio_backend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, module in imitated().items():
        monkeypatch.setitem(sys.modules, name, module)
    layers = await assert_imports(client, run_source(snippet(library))["printed"])
    assert layers[0] == {"W": [[0.5, 0.5]] * 3, "b": [0.25] * 3, "activation": "tanh"}


def test_a_linear_layer_without_bias_gets_zeros(monkeypatch: pytest.MonkeyPatch) -> None:
    torch = imitated()["torch"]
    monkeypatch.setitem(sys.modules, "torch", torch)
    lesson_json = run_source(snippet("torch"))["lesson_json"]
    problem = json.loads(lesson_json([Linear(2, 3, bias=False), torch.nn.Identity()], [[1, 2]], [[0, 0, 0]]))
    assert problem["network"]["layers"][0]["b"] == [0, 0, 0]


@needs("torch")
@pytest.mark.anyio
async def test_a_model_of_pytorch_prints_itself_as_a_problem(
    client: httpx.AsyncClient, anyio_backend: str
) -> None:
    await assert_imports(client, run_source(snippet("torch"))["printed"])


def test_every_library_has_a_snippet_that_is_tested_here() -> None:
    assert [snippet(library.removeprefix("import ")) for library in LIBRARIES]


def test_the_tables_of_formats_and_of_commands_are_complete() -> None:
    assert [row[0].strip("`") for row in rows("format")] == list(FORMATS)
    assert [row[0].strip("`") for row in rows("command")] == list(COMMANDS)


@pytest.mark.anyio
async def test_the_query_of_an_import_is_what_is_usual(client: httpx.AsyncClient, anyio_backend: str) -> None:
    told = re.search(r"`\?(activation=\w+&output_activation=\w+)` stands for what is usual", README)
    assert told
    document = (await client.get("/openapi.json")).json()
    parameters = document["paths"]["/api/import"]["post"]["parameters"]
    assert told[1] == "&".join(f"{one['name']}={one['schema']['default']}" for one in parameters)
