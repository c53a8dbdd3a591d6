"""What the commands refuse, in words for a terminal."""

from typing import Any

import pytest

from app.api.limits import LIMITS
from tests.api.questions import SOURCE, random_problem
from tests.house.shell import ask, leave, told

LARGE = random_problem(4, (2, 40, 1), ("relu", "linear"), "mse")


@pytest.mark.parametrize(
    ("arguments", "given", "words"),
    [
        (["trace", "nowhere.json"], "", "cannot read nowhere.json: No such file or directory"),
        (["trace", "."], "", "cannot read .: Is a directory"),
        (["trace"], "", "standard input: the body is not valid JSON"),
        (["trace"], "{", "standard input: the body is not valid JSON"),
        (["trace"], {**SOURCE, "loss": "none"}, "standard input: there is no such loss; choose one of mse"),
        (["trace"], {"network": 1}, "standard input: network must be an object\n"),
        (["trace", "--sample", "1"], SOURCE, "sample counts from 0 and must be below 1"),
        (["trace", "--digits", "9"], SOURCE, "argument --digits: must be a whole number from 2 to 8"),
        (["trace"], LARGE, "and these are 40; --json prints the numbers of larger problems"),
        (["trace"], " " * (LIMITS.body_bytes + 1), f"is larger than {LIMITS.body_bytes} bytes"),
        (["check", "--preset", "none"], "", "there is no preset of that name; there are source, hmkcode"),
        (["check", "x.json", "--preset", "source"], "", "name a file or a preset, not both"),
        (["export"], "", "the following arguments are required: FORMAT"),
        (["export", "docx"], "", "argument FORMAT: invalid choice: 'docx'"),
        (["export", "csv", "--preset", "zhou", "-o", "no/where"], "", "cannot write no/where: No such file"),
        (["worksheet", "--blanks", "none"], "", "argument --blanks: invalid choice: 'none'"),
        (["worksheet"], LARGE, "and these are 40"),
        (["tarce"], "", "there is no such command or option: tarce; the commands are trace, check"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_told_in_words_with_exit_code_2(
    arguments: list[str],
    given: Any,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert leave(arguments, given, monkeypatch) == 2
    printed, complained = told(capfdbinary)
    assert words in complained
    assert "python -m app" in complained
    assert not printed


def test_a_refusal_of_a_process_is_told_on_its_own_stream_without_a_traceback() -> None:
    ended = ask("trace", given="{")
    assert ended.returncode == 2
    assert ended.stderr.startswith("python -m app trace: error: standard input: the body is not valid JSON")
    assert "Traceback" not in ended.stderr
    assert not ended.stdout
