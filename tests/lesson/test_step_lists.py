"""Which steps there are: one for every computed number, under names that editing a number does not change."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, groupby

import numpy as np
from hypothesis import given

from app.api.convert import delta_values, forward_values, gradient_values, loss_values, update_values
from app.engine.network import Batch, Layer, Network
from app.engine.trace import trace
from app.lesson.refs import PER_SAMPLE
from app.lesson.steps import PHASES
from tests.lesson.explained import LEVELS, all_steps, every_example, explain_example, many, structure
from tests.strategies import EXAMPLE_OF, Explained, explained_traces


def addresses(explained: Explained) -> Iterator[str]:
    """The address of every number that the API gives as computed, those of the explained sample only."""
    trace = explained.trace
    values = (
        forward_values(trace.forward),
        loss_values(trace.loss),
        delta_values(trace.deltas),
        gradient_values(trace.gradients),
        update_values(trace, explained.freeze_biases),
    )
    several = trace.batch.size > 1
    for quantity, value in chain.from_iterable(phase.items() for phase in values):
        if quantity == "per_sample":
            yield from [f"loss@{explained.sample}"] if several else []
        elif isinstance(value, float):
            yield quantity
        else:
            for l, array in value.items():
                if quantity == "a" and l == "0":
                    continue  # the input is given
                shown = array[explained.sample] if quantity in PER_SAMPLE else array
                yield from (".".join(map(str, (quantity, l, *index))) for index in np.ndindex(shown.shape))


def check_targets(explained: Explained) -> None:
    targets = [step.id for step in all_steps(structure(explained), "element")]
    assert len(set(targets)) == len(targets)
    assert sorted(targets) == sorted(addresses(explained))


@every_example
def test_every_number_of_an_example_is_the_target_of_one_step(explained: Explained) -> None:
    check_targets(explained)


@many
@given(explained_traces())
def test_every_number_of_a_random_network_is_the_target_of_one_step(explained: Explained) -> None:
    check_targets(explained)


def edited(explained: Explained) -> Explained:
    """The same question with other weights, biases, inputs and rate."""
    old = explained.trace
    network = Network(
        tuple(Layer.read(layer.W + 0.125, layer.b - 0.25, layer.activation) for layer in old.network.layers)
    )
    batch = Batch.read(1.0 - old.batch.x.T, old.batch.y.T)
    other = trace(
        network, batch, explained.loss, 0.7, old.state.optimizer, old.state, explained.freeze_biases
    )
    return replace(explained, trace=other)


def check_ids_survive(explained: Explained) -> None:
    other = edited(explained)
    assert (other.trace.forward.z[1] != explained.trace.forward.z[1]).any()
    assert structure(other) == structure(explained)
    for level in LEVELS:
        assert all_steps(structure(other), level) == all_steps(structure(explained), level)


@every_example
def test_editing_the_numbers_of_an_example_changes_no_step(explained: Explained) -> None:
    check_ids_survive(explained)


@many
@given(explained_traces())
def test_editing_the_numbers_of_a_random_network_changes_no_step(explained: Explained) -> None:
    check_ids_survive(explained)


def check_groups(explained: Explained) -> None:
    """Groups follow one another without a gap, in the order of the layer steps that they name."""
    s = structure(explained)
    groups = [
        group for group, _ in groupby(all_steps(s, "element"), key=lambda step: (step.phase, step.group))
    ]
    assert groups == [(step.phase, step.target) for step in all_steps(s, "layer")]
    assert all(step.group == step.target for step in all_steps(s, "layer"))
    assert all(step.target.quantity == step.group.quantity for step in all_steps(s, "element"))


@every_example
def test_the_steps_of_an_example_come_in_the_groups_of_its_layer_steps(explained: Explained) -> None:
    check_groups(explained)


@many
@given(explained_traces())
def test_the_steps_of_a_random_network_come_in_the_groups_of_its_layer_steps(explained: Explained) -> None:
    check_groups(explained)


def test_the_steps_run_through_the_phases_in_order() -> None:
    for level in LEVELS:
        steps = all_steps(structure(explain_example(EXAMPLE_OF["source"], "sgd")), level)
        assert [phase for phase, _ in groupby(steps, key=lambda step: step.phase)] == list(PHASES)
