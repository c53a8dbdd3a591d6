"""Answers as bytes: values fresh from the engine, explanations from the lesson and kept for the next one."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import orjson

from app.api import convert
from app.api.convert import Question
from app.engine import phases
from app.engine.optimizers import OptimizerState
from app.engine.trace import Trace, check_finite, trace
from app.lesson.explain import explain
from app.lesson.steps import PHASES, Level
from app.lesson.structure import Structure, structure_before_update, structure_of

Answer = dict[str, Any]
# an explanation of this size takes some 100 kB; larger ones are made anew
KEPT_PARAMETERS = 100
KEPT_SAMPLES = 8


def encode(answer: Any) -> bytes:
    return orjson.dumps(answer, option=orjson.OPT_SERIALIZE_NUMPY)


def explanation(s: Structure, phase: str, level: Level) -> Answer:
    parameters = sum((n_in + 1) * n_out for n_in, n_out in zip(s.widths[:-1], s.widths[1:], strict=True))
    small = parameters <= KEPT_PARAMETERS and s.samples <= KEPT_SAMPLES
    steps, names = (kept_explanation if small else make_explanation)(s, phase, level)
    return {"steps": orjson.Fragment(steps), "names": orjson.Fragment(names)}


def make_explanation(s: Structure, phase: str, level: Level) -> tuple[bytes, bytes]:
    steps, names = explain(s, phase, level)
    return orjson.dumps(steps), orjson.dumps(names)


kept_explanation = lru_cache(maxsize=128)(make_explanation)


def phase_answer(phase: str, values: Answer, s: Structure | None, level: Level | None) -> Answer:
    answer: Answer = {"phase": phase, "values": values}
    if s is not None and level is not None:
        answer |= explanation(s, phase, level)
    return answer


def first_phases(question: Question) -> Iterator[Answer]:
    """The values of forward, loss, deltas and gradients; each is computed only when it is asked for."""
    network, batch = question.network, question.batch
    forward = check_finite(phases.forward(network, batch.x))
    yield convert.forward_values(forward)
    value = check_finite(phases.loss(network, forward, batch, question.loss))
    yield convert.loss_values(value)
    deltas = check_finite(phases.deltas(network, forward, value))
    yield convert.delta_values(deltas)
    yield convert.gradient_values(check_finite(phases.gradients(forward, deltas)))


def answer_phase(question: Question, phase: str, level: Level | None, sample: int) -> bytes:
    """One of the first four phases alone."""
    s = structure_before_update(question.network, question.batch, question.loss, sample)
    for name, values in zip(PHASES, first_phases(question), strict=False):
        if name == phase:
            return encode(phase_answer(phase, values, s, level))
    raise AssertionError(f"{phase} is not one of the first four phases")


def answer_trace(
    question: Question,
    learning_rate: float,
    freeze_biases: bool,
    state: OptimizerState,
    level: Level | None,
    sample: int,
    only_update: bool = False,
) -> bytes:
    """All five phases, or the last of them alone."""
    result = trace(
        question.network,
        question.batch,
        question.loss,
        learning_rate,
        state.optimizer,
        state,
        freeze_biases,
    )
    s = None if level is None else structure_of(result, question.loss, sample, freeze_biases)
    update = update_answer(result, freeze_biases, s, level)
    if only_update:
        return encode(update)
    values = (
        convert.forward_values(result.forward),
        convert.loss_values(result.loss),
        convert.delta_values(result.deltas),
        convert.gradient_values(result.gradients),
    )
    first = [phase_answer(phase, v, s, level) for phase, v in zip(PHASES, values, strict=False)]
    return encode({"phases": [*first, update]})


def update_answer(result: Trace, freeze_biases: bool, s: Structure | None, level: Level | None) -> Answer:
    return {
        **phase_answer("update", convert.update_values(result, freeze_biases), s, level),
        "network": convert.network_body(result.update.network),
        "optimizer_state": convert.state_body(result.update.state),
    }
