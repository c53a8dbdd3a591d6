"""A worksheet's problem, made from what its address says."""

from dataclasses import dataclass
from typing import Any

import orjson
from pydantic import ValidationError

from app.api.convert import Question, check_sample, network_body, read_question, read_state, state_body
from app.api.errors import describe
from app.api.packing import flatten, pack, unpack
from app.api.schemas import UpdateProblem
from app.api.sheet_query import COUNTS, OWN, RefusedSheet, SheetQuery
from app.engine.errors import EngineError, LimitError
from app.engine.optimizers import OptimizerState
from app.engine.trace import trace
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
    """Raises RefusedSheet: 413 for a problem over a limit, 422 for one that cannot be worked."""
    try:
        body, title = read_problem(query)
        question = read_question(body, explained=True)
        state = read_state(body.optimizer_state, body.optimizer, question.network)
        if query.variant:
            drawn = draw_variant(question.network, question.batch, question.loss, query.variant)
            question, state = Question(*drawn, question.loss), OptimizerState.start(body.optimizer, drawn[0])
        check_sample(question, query.sample)
        result = trace(
            question.network,
            question.batch,
            question.loss,
            body.learning_rate,
            body.optimizer,
            state,
            body.freeze_biases,
        )
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise RefusedSheet(422, *(describe(one, error.title)["message"] for one in found[:20])) from None
    except EngineError as error:
        raise RefusedSheet(413 if isinstance(error, LimitError) else 422, str(error)) from None
    exercise = Exercise(result, question.loss, query.sample, body.freeze_biases, query.digits)
    return Sheet(title, exercise, link(query, exercise))


def read_problem(query: SheetQuery) -> tuple[UpdateProblem, str]:
    """The problem before a variant is drawn, and its title."""
    if query.preset == OWN:
        return UpdateProblem.model_validate_json(flatten(unpack(query.problem))), "A problem of one’s own"
    preset = all_presets()[query.preset]
    how = {name: preset[name] for name in ("learning_rate", "freeze_biases")}
    return UpdateProblem.model_validate_json(orjson.dumps({**preset["problem"], **how})), preset["title"]


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
