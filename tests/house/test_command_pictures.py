"""Pictures from a shell: to a file, through a pipe, never onto a terminal."""

import json
import os
import pty
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.commands.run import run
from app.lesson.presets import all_presets
from tests.api.questions import SOURCE
from tests.house.shell import leave, told
from tests.house.test_serving import PATIENCE, command, environment
from tests.house.tree import ROOT
from tests.lesson.drawn import lights_of, numbers_of

PNG = b"\x89PNG\r\n\x1a\n"


def test_a_step_is_drawn_as_asked(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    options = ["--at", "delta.1.1", "--grain", "layer", "--theme", "dark", "--digits", "6"]
    assert run("export", ["svg", "--preset", "mazur", *options]) == 0
    root = ElementTree.fromstring(told(capfdbinary)[0])
    lit = {ref for ref, light in lights_of(root).items() if light == "target"}
    assert lit == {"delta.1.0", "delta.1.1"}
    assert len(numbers_of(root)["a.1.0"].partition(".")[2]) == 6
    assert "W_grad.1.0.0" not in numbers_of(root)


def test_a_chosen_number_and_a_mistake_are_drawn(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    given = ["svg", "--preset", "source", "--at", "delta.1.0"]
    assert run("export", [*given, "--mistake", "no_slope_at_hidden", "--selected", "delta.2.0"]) == 0
    root = ElementTree.fromstring(told(capfdbinary)[0])
    assert lights_of(root) == {"delta.2.0": "target", "W.3.0.0": "read", "delta.3.0": "read"}
    assert "with the mistake" in str(root[0].text)


@pytest.mark.parametrize("id", all_presets())
def test_every_example_becomes_a_file(id: str, tmp_path: Path) -> None:
    picture = tmp_path / "picture.svg"
    assert run("export", ["svg", "--preset", id, "-o", str(picture)]) == 0
    assert "loss_new" in numbers_of(ElementTree.fromstring(picture.read_text("utf-8")))


def test_a_problem_on_standard_input_becomes_a_png_in_a_pipe() -> None:
    ended = subprocess.run(
        command("export", "png", "-", "--at", "a.2.0", "--scale", "1"),
        cwd=ROOT,
        env=environment(),
        input=json.dumps(SOURCE).encode(),
        capture_output=True,
        timeout=PATIENCE,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith(PNG)
    assert not ended.stderr


def test_a_png_is_not_written_onto_a_terminal(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    try:
        ended = subprocess.run(
            command("export", "png", "--preset", "source"),
            cwd=ROOT,
            env=environment(),
            stdout=theirs,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=PATIENCE,
        )
    finally:
        os.close(theirs)
        os.close(ours)
    assert ended.returncode == 2
    assert "a PNG is not for a terminal: name a file with --output" in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["svg", "--at", "W.1.0.0"], "preset source: at names a number that is given"),
        (["svg", "--at", "nothing"], "preset source: a ref reads like"),
        (["svg", "--theme", "sepia"], "argument --theme: invalid choice"),
        (["svg", "--scale", "2"], "--scale is for png, not for svg"),
        (["png", "--scale", "5"], "argument --scale: must be a number from 0.5 to 4"),
        (["png", "--scale", "nan"], "argument --scale: must be a number from 0.5 to 4"),
        (["csv", "--at", "z.1.0"], "--at is for svg and png, not for csv"),
        (["numpy", "--mistake", "no_slope_at_hidden"], "--mistake is for svg and png, not for numpy"),
    ],
)
def test_what_no_picture_is_asked_with_is_told_in_words(
    arguments: list[str],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert leave(["export", *arguments, "--preset", "source"], "", monkeypatch) == 2
    printed, complained = told(capfdbinary)
    assert words in complained
    assert not printed
