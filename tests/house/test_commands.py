"""The commands as people meet them in a shell: what they print, what they refuse, how they end."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.commands import SUMMARIES
from app.commands.parser import make_parser
from app.commands.run import COMMANDS, run
from app.lesson.exports.formats import EXPORTS
from app.lesson.presets import all_presets
from tests.api.questions import SOURCE
from tests.house.shell import ask, leave, told
from tests.house.test_serving import command, environment
from tests.house.tree import ROOT
from tests.lesson.exported import run_source


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "problem.json"
    path.write_text(json.dumps({**SOURCE, "learning_rate": 0.2}), encoding="utf-8")
    return path


def test_a_problem_on_standard_input_gets_its_four_phases_as_a_table() -> None:
    for arguments in (("trace",), ("trace", "-")):
        ended = ask(*arguments, given=SOURCE)
        assert ended.returncode == 0, ended.stderr
        assert not ended.stderr
        heads = re.findall(r"^[①-④].*", ended.stdout, flags=re.MULTILINE)
        assert heads == ["① Forward pass", "② Loss", "③ Deltas", "④ Gradients", "④ Update"]
        assert re.search(r"^  a\.3\.0 +≈ +0\.3890  the prediction$", ended.stdout, flags=re.MULTILINE)
        assert re.search(r"^  dL_dz\.3\.0 +≈ +−1\.2220  derivative", ended.stdout, flags=re.MULTILINE)
        columns = {re.search("[=≈]", line).start() for line in ended.stdout.splitlines() if line[:1] == " "}  # type: ignore[union-attr]
        assert len(columns) == 1


def test_a_file_with_its_own_rate_and_a_preset_are_read(
    file: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run("trace", [str(file), "--digits", "6"]) == 0
    printed, _ = told(capfdbinary)
    assert "0.389003  the prediction" in printed
    assert run("trace", ["--preset", "source", "--json"]) == 0
    printed, _ = told(capfdbinary)
    assert [phase["phase"] for phase in json.loads(printed)["phases"]] == [
        "forward",
        "loss",
        "deltas",
        "gradients",
        "update",
    ]


@pytest.mark.parametrize("id", all_presets())
def test_every_gradient_of_every_example_passes_its_check(
    id: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run("check", ["--preset", id]) == 0
    printed, _ = told(capfdbinary)
    assert printed.endswith("Every gradient agrees.\n")
    assert run("check", ["--preset", id, "--json"]) == 0
    answer = json.loads(told(capfdbinary)[0])
    assert all(f"  {probe['ref']} " in printed for probe in answer["parameters"])


@pytest.mark.parametrize("format", EXPORTS)
def test_every_format_is_written_to_a_file(format: str, file: Path, tmp_path: Path) -> None:
    output = tmp_path / EXPORTS[format].file
    assert run("export", [format, str(file), "--output", str(output)]) == 0
    text = output.read_text("utf-8")
    if format == "numpy":
        assert "Every number agrees" in run_source(text)["printed"]
    if format == "json":
        assert run("export", ["numpy", str(output), "-o", str(file)]) == 0
        assert "learning_rate = 0.2\n" in file.read_text("utf-8")


def test_what_is_exported_runs_from_a_pipe() -> None:
    exported = ask("export", "numpy", "--preset", "zhou")
    ended = subprocess.run(
        [sys.executable, "-"], input=exported.stdout, capture_output=True, encoding="utf-8"
    )
    assert "Every number agrees" in ended.stdout


def test_a_worksheet_is_one_file_that_needs_nothing_beside_it(
    file: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    pages = set()
    for kind in ("sheet", "key", "solution"):
        for problem in ([str(file)], ["--preset", "mazur"]):
            assert run("worksheet", [*problem, "--kind", kind, "--variant", "3"]) == 0
            page, _ = told(capfdbinary)
            assert page.startswith("<!doctype html>")
            assert "<style>" in page
            assert not re.search(r'(?:src|href)="(?!https?://)|url\("?(?!data:|"data:)|<script|<link', page)
            pages.add(page)
    assert len(pages) == 6


def test_the_help_tells_a_newcomer_what_there_is() -> None:
    ended = ask("--help")
    assert ended.returncode == 0
    for name, summary in SUMMARIES.items():
        assert f"  {name.ljust(9)}  {summary}" in ended.stdout
    assert SUMMARIES.keys() == COMMANDS.keys()


@pytest.mark.parametrize("name", SUMMARIES)
def test_each_command_tells_its_options_and_what_a_problem_is(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = make_parser(name).format_help()
    assert SUMMARIES[name] in text
    assert all(word in text for word in ("FILE", "--preset", "--output", "standard input", '"loss": "mse"'))
    shown = re.search(r"^  (\{.*\})$", text, flags=re.DOTALL | re.MULTILINE)
    assert shown
    arguments = [name, *(["json"] if name == "export" else [])]
    assert leave(arguments, shown[1], monkeypatch) == 0


def test_a_reader_who_has_seen_enough_is_left_in_peace(file: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb") as closed:
        ended = subprocess.run(
            command("trace", str(file)), cwd=ROOT, env=environment(), stdout=closed, stderr=subprocess.PIPE
        )
    assert ended.returncode == 1
    assert ended.stderr == b""
