"""The scripts that are exported compute every number of the lesson, and stop at one that is not."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from app.lesson.exercise import Exercise
from app.lesson.exports.arrays import literal, variable, whole
from app.lesson.exports.jax_script import write_jax
from app.lesson.exports.numpy_script import FILE, write_numpy
from app.lesson.exports.pytorch_script import write_pytorch
from app.lesson.steps import make_all_steps
from tests.lesson.exercises import every_preset, exercise_of
from tests.lesson.exported import every_optimizer, exercises, needs, run_source, widest

RELATIVE = 1e-9  # as the scripts themselves allow
WRITERS = [write_numpy, write_pytorch, write_jax]


def compare(found: dict[str, object], exercise: Exercise) -> None:
    """Apart from the script's own checks: each of its arrays is the trace's."""
    for step in make_all_steps(exercise.structure, "layer"):
        expected = whole(exercise.trace, step.target)
        numbers = np.asarray(found[variable(step.target)])
        assert numbers.shape == expected.shape, step.id
        assert numbers == pytest.approx(expected, rel=RELATIVE, abs=1e-6), step.id


@every_preset
@every_optimizer
def test_the_numpy_script_of_every_example_runs_and_agrees(id: str, optimizer: str) -> None:
    exercise = exercise_of(id, optimizer=optimizer)
    found = run_source(write_numpy(exercise))
    compare(found, exercise)
    assert "Every number agrees" in found["printed"]


@given(exercises())
@settings(deadline=None)
def test_the_numpy_script_of_any_problem_runs_and_agrees(exercise: Exercise) -> None:
    compare(run_source(write_numpy(exercise)), exercise)


@every_optimizer
def test_the_numpy_script_of_the_widest_problem_runs_and_agrees(optimizer: str) -> None:
    compare(run_source(write_numpy(widest(optimizer))), widest(optimizer))


def test_a_script_runs_by_itself(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(write_numpy(exercise_of("source")), encoding="utf-8")
    ended = subprocess.run([sys.executable, "-I", str(path)], capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("The loss is 0.373317, after the update 0.153475.")


def broken_lines(source: str) -> list[tuple[str, str]]:
    """Every check by its name, with the source in which one digit of its expected numbers is another."""
    broken = []
    for found in re.finditer(
        r'^check\("(\w+)",.*?(?=^check|^#|^print)', source, flags=re.DOTALL | re.MULTILINE
    ):
        # the fifth decimal, or the first where there are fewer
        digit = re.search(r"(?<=\d\.\d{4})\d", found[0]) or re.search(r"(?<=\d\.)\d", found[0])
        assert digit, found[0]
        at = found.start() + digit.start()
        broken.append((found[1], source[:at] + str((int(source[at]) + 1) % 10) + source[at + 1 :]))
    return broken


@pytest.mark.parametrize(
    ("id", "optimizer"), [("source", "sgd"), ("trask-xor", "momentum"), ("mazur", "sgd")]
)
def test_one_wrong_digit_anywhere_stops_the_script_and_is_named(id: str, optimizer: str) -> None:
    source = write_numpy(exercise_of(id, optimizer=optimizer))
    broken = broken_lines(source)
    assert len(broken) == source.count("\ncheck(")
    for name, wrong in broken:
        with pytest.raises(AssertionError, match=f"^{name} is "):
            run_source(wrong)


@pytest.mark.parametrize(
    ("right", "wrong", "name"),
    [
        ("W1 = np.array([[-1.2]", "W1 = np.array([[-1.3]", "z1"),
        ("W3.T @ delta3) * slope2", "W3.T @ delta3)", "delta2"),
        ("(W2.T @ delta2)", "(W2 @ delta2)", "delta1"),
        ("2 * (a3 - y)", "(a3 - y)", "dL_da3"),
        ("W1 - learning_rate", "W1 + learning_rate", "W1_new"),
        ("W2_grad = delta2 @ a1.T", "W2_grad = delta2 @ a2.T", "W2_grad"),
    ],
)
def test_a_wrong_formula_stops_the_script(right: str, wrong: str, name: str) -> None:
    source = write_numpy(exercise_of("source"))
    assert source.count(right) == 1
    with pytest.raises(AssertionError, match=f"^{name} is "):
        run_source(source.replace(right, wrong))


@every_preset
@every_optimizer
def test_every_script_is_python_in_lines_that_can_be_read(id: str, optimizer: str) -> None:
    for write in WRITERS:
        source = write(exercise_of(id, optimizer=optimizer))
        compile(source, write.__name__, "exec")
        lines = source.splitlines()
        assert max(map(len, lines)) <= 120
        assert len(lines) <= 250
        assert not [line for line in lines if line != line.rstrip()]


@given(exercises())
@settings(deadline=None)
def test_the_script_of_any_problem_is_python(exercise: Exercise) -> None:
    for write in (write_pytorch, write_jax):
        compile(write(exercise), write.__name__, "exec")


@needs("torch")
@every_preset
@every_optimizer
def test_the_pytorch_script_of_every_example_runs(id: str, optimizer: str) -> None:
    assert "Every number agrees" in run_source(write_pytorch(exercise_of(id, optimizer=optimizer)))["printed"]


@needs("torch")
@given(exercises())
@settings(deadline=None)
def test_the_pytorch_script_of_any_problem_runs(exercise: Exercise) -> None:
    run_source(write_pytorch(exercise))


@needs("jax")
@every_preset
@every_optimizer
def test_the_jax_script_of_every_example_runs(id: str, optimizer: str) -> None:
    assert "Every number agrees" in run_source(write_jax(exercise_of(id, optimizer=optimizer)))["printed"]


@given(exercises())
def test_numbers_in_a_script_read_back_bit_for_bit(exercise: Exercise) -> None:
    for step in make_all_steps(exercise.structure, "layer"):
        array = whole(exercise.trace, step.target)
        for indent in (0, 90):
            assert np.array_equal(np.array(eval(literal(array, indent))), array)
