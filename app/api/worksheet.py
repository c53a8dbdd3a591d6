"""A worksheet's problem, made from what its address says."""

from dataclasses import dataclass
from typing import Any

import orjson

from app.api.convert import Question, check_sample, network_body, read_question, read_state, state_body
from app.api.limits import check_form
from app.api.packing import pack, unpack
from app.api.refusals import in_words
from app.api.schemas import UpdateProblem
from app.api.sheet_query import COUNTS, OWN, SheetQuery
from app.api.uploads import read_setup
from app.engine.optimizers import OptimizerState
from app.engine.trace import Trace, trace
from app.lesson.exercise import Exercise
from app.lesson.presets import FIRST, all_presets
from app.lesson.variants import draw_variant


@dataclass(frozen=True, eq=False, slots=True)
class Sheet:
    """A problem ready to be written: title, exercise, and the fragment that opens it in the lesson."""

    title: str
    exercise: Exercise
    fragment: str


def make_sheet(query: SheetQuery) -> Sheet:
    """Raises Refused: 413 for a problem over a limit, 422 for one that cannot be worked."""
    with in_words():
        body, title = read_problem(query)
        question = read_question(body, explained=True)
        state = read_state(body.optimizer_state, body.optimizer, question.network)
        if query.variant:
            drawn = draw_variant(question.network, question.batch, question.loss, query.variant)
            question, state = Question(*drawn, question.loss), OptimizerState.start(body.optimizer, drawn[0])
        exercise = pose(question, body, state, query.sample, query.digits)
    return Sheet(title, exercise, link(query, exercise))


def pose(
    question: Question, body: UpdateProblem, state: OptimizerState, sample: int, digits: int
) -> Exercise:
    """The step of training, taken, with the sample that is explained. Raises EngineError."""
    check_sample(question, sample)
    found = step(question, body, state)
    return Exercise(found, question.loss, sample, body.freeze_biases, digits)


def step(question: Question, body: UpdateProblem, state: OptimizerState) -> Trace:
    return trace(
        question.network,
        question.batch,
        question.loss,
        body.learning_rate,
        state.optimizer,
        state,
        body.freeze_biases,
    )


def read_problem(query: SheetQuery) -> tuple[UpdateProblem, str]:
    """The problem before a variant is drawn, and its title."""
    if query.preset == OWN:
        unpacked = unpack(query.problem)
        check_form(unpacked)
        return read_setup(unpacked), "A problem of one’s own"
    preset = all_presets()[query.preset]
    return preset_problem(query.preset), preset["title"]


def preset_problem(id: str) -> UpdateProblem:
    preset = all_presets()[id]
    how = {name: preset[name] for name in ("learning_rate", "freeze_biases")}
    return UpdateProblem.model_validate_json(orjson.dumps({**preset["problem"], **how}))


def link(query: SheetQuery, exercise: Exercise) -> str:
    """The fragment that opens the same problem in the lesson."""
    preset = FIRST if query.preset == OWN else query.preset
    parts = [f"v1.preset={preset}"]
    parts += [
        f"{name}={getattr(query, name)}"
        for name in ("sample", "digits")
        if getattr(query, name) != COUNTS[name][0]
    ]
    if query.variant or query.preset == OWN:
        parts.append(f"setup={pack(setup_of(exercise))}")
    return "&".join(parts)


def setup_of(exercise: Exercise) -> dict[str, Any]:
    """What a link holds of an edited problem."""
    found = exercise.trace
    return {
        "problem": {
            "network": network_body(found.network),
            "loss": exercise.loss,
            "x": [row.tolist() for row in found.batch.x.T],
            "y": [row.tolist() for row in found.batch.y.T],
        },
        "learning_rate": found.learning_rate,
        "freeze_biases": exercise.freeze_biases,
        "optimizer": found.state.optimizer,
        "optimizer_state": state_body(found.state) if found.state.t else None,
        "updates": found.state.t,
    }
