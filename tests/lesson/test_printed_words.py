"""Formulas, words and names: whole by their syntax, and right in a table of examples written by hand."""

import re

import pytest

from app.lesson.explain import explain
from app.lesson.notation.symbols import name
from app.lesson.refs import Ref
from app.lesson.steps import PHASES, Level
from app.lesson.structure import Structure
from tests.lesson.explained import explain_example, structure
from tests.lesson.notation_cases import CASES, each_step, unwritten
from tests.lesson.written_by_hand import LATEX, MATHML, NAMES, WORDS
from tests.strategies import EXAMPLE_OF


def of_example(id: str, optimizer: str = "sgd") -> Structure:
    return structure(explain_example(EXAMPLE_OF[id], optimizer))


def printed(id: str, target: str, level: Level, form: str, optimizer: str = "sgd") -> str:
    s = of_example(id, optimizer)
    steps = [step for phase in PHASES for step in explain(s, phase, level)[0]]
    return str(next(step[form] for step in steps if step["id"] == target))


def test_braces_and_brackets_of_latex_are_balanced() -> None:
    for _, step in each_step():
        depth = 0
        for brace in re.findall(r"(?<!\\)[{}]", step["latex"]):
            depth += 1 if brace == "{" else -1
            assert depth >= 0
        assert depth == 0
        assert step["latex"].count(r"\left(") == step["latex"].count(r"\right)")
        assert re.findall(r"\\begin{(\w+)}", step["latex"]) == re.findall(r"\\end{(\w+)}", step["latex"])
        assert step["latex"].isascii()


def test_words_mention_the_target_and_everything_read() -> None:
    for s, step in each_step():
        target, *mentioned = re.findall(r"\{([^}]*)\}", step["words"])
        assert target == step["target"]
        if unwritten(s, step, "and so on"):
            assert set(mentioned) <= set(step["reads"]), step["id"]
        else:
            assert set(mentioned) == set(step["reads"]), step["id"]


def test_words_are_words() -> None:
    for _, step in each_step():
        spoken = re.sub(r"\{[^}]*\}", "it", step["words"])
        assert re.fullmatch(r"[A-Za-z0-9., ]+", spoken), spoken
        assert "  " not in spoken
        assert spoken.startswith("it equals ")
        assert spoken.count("the fraction") == spoken.count("end of fraction")
        assert spoken.count("open bracket") == spoken.count("close bracket")


def test_words_filled_with_names_are_a_sentence_for_the_ear() -> None:
    for _, steps, names in CASES:
        for step in steps:
            spoken = step["words"]
            for ref in (step["target"], *step["reads"]):
                spoken = spoken.replace(f"{{{ref}}}", names[ref])
            assert not re.search(r"[{}_@]|None|nan|  ", spoken), spoken
            assert spoken.startswith(f"{names[step['target']]} equals ")


@pytest.mark.parametrize(("id", "target", "level", "expected"), MATHML)
def test_mathml_is_as_written_by_hand(id: str, target: str, level: Level, expected: str) -> None:
    assert printed(id, target, level, "mathml") == expected


@pytest.mark.parametrize(("id", "target", "level", "expected"), LATEX)
def test_latex_is_as_written_by_hand(id: str, target: str, level: Level, expected: str) -> None:
    assert printed(id, target, level, "latex") == expected


@pytest.mark.parametrize(("id", "target", "expected"), WORDS)
def test_words_are_as_written_by_hand(id: str, target: str, expected: str) -> None:
    assert printed(id, target, "element", "words") == expected


@pytest.mark.parametrize(("id", "ref", "expected"), NAMES)
def test_names_are_as_written_by_hand(id: str, ref: str, expected: str) -> None:
    assert name(Ref.parse(ref), of_example(id)) == expected


def test_every_ref_that_a_step_touches_has_a_name_and_names_tell_apart() -> None:
    for _, steps, names in CASES:
        touched = {ref for step in steps for ref in (step["target"], *step["reads"])}
        assert set(names) == touched
        # what the formula calls by one address for all samples, and by another for one, is one number of many
        assert all(text and "None" not in text for text in names.values())
        assert len(set(names.values())) == len(names)


def test_indices_are_shown_from_1() -> None:
    """No symbol has a 0 below it, and no name counts a neuron 0."""
    for _, steps, names in CASES:
        assert not any(re.search(r"_{(0|[^}]*,0)", step["latex"]) for step in steps)
        assert not any(
            re.search(r"\b(neuron|input|output|sample|target|prediction) 0\b", text)
            for text in names.values()
        )


def test_two_digit_indices_are_kept_apart() -> None:
    s = Structure((12, 12), ("tanh",), "mse")
    steps = {step["id"]: step["latex"] for step in explain(s, "gradients", "element")[0]}
    assert r"w_{12,1}^{(1)}" in steps["W_grad.1.11.0"]
    assert r"w_{1,12}^{(1)}" in steps["W_grad.1.0.11"]
    assert r"w_{11}^{(1)}" in steps["W_grad.1.0.0"]
