"""What a reader is told in sentences, and the finished trace that stands in the page without JavaScript."""

import re
from itertools import chain

import pytest

from app.lesson.presets import all_presets
from app.lesson.steps import PHASES
from app.lesson.structure import Structure
from app.lesson.table import Line, finished_trace, run_preset
from app.lesson.wording import sentence
from tests.lesson.explained import all_steps, every_example, explain_example, structure
from tests.lesson.notation_cases import each_step
from tests.strategies import EXAMPLE_OF, EXAMPLES, Explained


@every_example
def test_every_step_of_an_example_has_a_sentence(explained: Explained) -> None:
    s = structure(explained)
    for level in ("element", "layer"):
        for step in all_steps(s, level):
            text = sentence(step, s)
            assert re.fullmatch(r"[A-Z].*[a-z0-9)]\.", text), text
            assert not re.search(r"None|nan|[{}_]|  |\.\.", text), text


def test_every_step_of_every_kind_of_network_has_a_sentence() -> None:
    for _, step in each_step():
        assert re.fullmatch(r"[A-Z].*[a-z0-9)]\.", step["sentence"]), step["sentence"]
        assert not re.search(r"None|nan|[{}_]|  |\.\.", step["sentence"]), step["sentence"]


@pytest.mark.parametrize(
    ("id", "target", "words"),
    [
        ("source", "z.1.0", "Neuron 1 of layer 1 multiplies each incoming value by its weight"),
        ("source", "a.2.1", "Neuron 2 of layer 2 squashes its weighted sum into the range from 0 to 1"),
        ("source", "a.3.0", "The output passes its weighted sum on unchanged"),
        ("source", "delta.3.0", "At the output"),
        ("source", "delta.1.1", "flows back to neuron 2 of layer 1"),
        ("source", "b_grad.2.0", "its gradient is the delta itself"),
        ("source", "W_new.1.0.0", "all parameters move at once"),
        ("mazur", "b_new.1.0", "The biases are frozen"),
        ("softmax", "dL_dz.1.0", "prediction minus target"),
        ("trask-xor", "loss", "the mean over its samples"),
        ("trask-xor", "W_grad.1.0.0", "averaged over the batch"),
    ],
)
def test_a_sentence_says_what_happens(id: str, target: str, words: str) -> None:
    s = structure(explain_example(EXAMPLE_OF[id], "sgd"))
    step = next(step for step in all_steps(s, "element") if step.id == target)
    assert words in sentence(step, s)


def test_only_a_batch_is_averaged_over() -> None:
    for samples in (1, 2):
        s = Structure((1, 1), ("linear",), "mse", samples)
        told = [sentence(step, s) for step in all_steps(s, "element")]
        assert sum("averaged over the batch" in text for text in told) == (2 if samples == 2 else 0)


# the finished trace


def lines() -> list[Line]:
    return list(chain.from_iterable(lines for _, lines in finished_trace()))


def test_the_table_has_every_step_phase_by_phase() -> None:
    s = structure(explain_example(EXAMPLE_OF["source"], "sgd"))
    steps = all_steps(s, "element")
    assert len(finished_trace()) == len(PHASES)
    for phase, (title, rows) in zip(PHASES, finished_trace(), strict=True):
        assert title[0] in "①②③④"
        targets = [re.search(r'data-ref="([^"]+)"', row.mathml)[1] for row in rows]  # type: ignore[index]
        assert targets == [step.id for step in steps if step.phase == phase]


def test_the_table_shows_the_three_figures_of_the_text() -> None:
    shown = {re.search(r'data-ref="([^"]+)"', line.mathml)[1]: line for line in lines()}  # type: ignore[index]
    assert (shown["a.3.0"].relation, shown["a.3.0"].number) == ("≈", "0.3890")
    assert (shown["loss"].relation, shown["loss"].number) == ("≈", "0.3733")
    assert (shown["delta.3.0"].relation, shown["delta.3.0"].number) == ("≈", "−1.2220")
    assert (shown["z.1.0"].relation, shown["z.1.0"].number) == ("=", "−0.4000")


def test_the_presets_begin_with_the_text_taught_and_keep_the_oracle_to_themselves() -> None:
    presets = all_presets()
    assert next(iter(presets)) == "source"
    assert set(presets) == {example["id"] for example in EXAMPLES}
    assert not any("exact" in preset for preset in presets.values())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example["id"]))
def test_a_preset_runs_with_its_own_rate_and_frozen_biases(example: dict[str, object]) -> None:
    trace = run_preset(str(example["id"]))
    assert trace.learning_rate == example["learning_rate"]
    moved = any(
        (new.b != old.b).any()
        for new, old in zip(trace.update.network.layers, trace.network.layers, strict=True)
    )
    assert moved != example["freeze_biases"]
