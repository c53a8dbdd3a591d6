"""The routes that teach: a mistake under the lens, and an answer judged."""

from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.api.answers import encode
from app.api.body import read_body
from app.api.convert import Question, check_sample, read_question, read_state, trace_values
from app.api.direct import DirectRoute
from app.api.laboratory import told_check
from app.api.limits import check_explained
from app.api.openapi import gives, takes
from app.api.routes import Sample, Steps, level_of, respond
from app.api.schemas import AnswerProblem, MistakeProblem, UpdateProblem
from app.api.worksheet import step
from app.engine.optimizers import OptimizerState
from app.lesson.mistakes.lens import View, explain_wrong, find_mistake, look_at
from app.lesson.mistakes.mistake import Mistake
from app.lesson.practice import judge_answer
from app.lesson.refs import Ref
from app.lesson.steps import Level
from app.lesson.structure import structure_of

router = APIRouter(prefix="/api", tags=["lesson"], route_class=DirectRoute)


def read_step(body: UpdateProblem, sample: int) -> tuple[Question, OptimizerState]:
    """The question and the optimizer's state; its steps are run, so they must be few enough to be made."""
    question = read_question(body, explained=False)
    check_explained(question.network, question.batch)
    check_sample(question, sample)
    return question, read_state(body.optimizer_state, body.optimizer, question.network)


@router.post(
    "/mistake",
    name="mistake",
    summary="A mistake and what it does",
    openapi_extra=takes(MistakeProblem),
    responses=gives("MistakeAnswer", "Wrong beside right"),
)
async def post_mistake(request: Request, steps: Steps = "none", sample: Sample = 0) -> Response:
    """The numbers that a student gets who makes this mistake, beside the right ones.

    `first` is where they part, `differs` every wrong number. `check` holds the wrong gradients beside central
    differences, which expose a wrong gradient; `loss` tells how the step fares, right and wrong. A mistake
    that changes no number is `silent`, one that the shapes forbid is `impossible`; `reason` says why.
    With `steps` the wrong steps of the explained sample come as the mistaken student writes them.
    """
    body = await read_body(request, MistakeProblem)
    mistake = find_mistake(body.mistake)
    question, state = read_step(body, sample)
    make = partial(answer_mistake, question, body, state, mistake, level_of(steps), sample)
    return await respond(question, "element", make)


def answer_mistake(
    question: Question,
    body: MistakeProblem,
    state: OptimizerState,
    mistake: Mistake,
    level: Level | None,
    sample: int,
) -> bytes:
    right = step(question, body, state)
    s = structure_of(right, question.loss, sample, body.freeze_biases)
    view = look_at(mistake, right, s)
    answer = mistake_answer(view)
    if level is not None:
        answer["steps"], answer["names"] = explain_wrong(view, level)
    return encode(answer)


def mistake_answer(view: View) -> dict[str, Any]:
    right, wrong = view.right, view.wrong
    frozen = view.structure.freeze_biases
    differs = [str(ref) for ref in view.differs]
    values = {"right": trace_values(right, frozen)}
    loss: dict[str, Any] = {"before": right.loss.loss, "right": right.loss_new}
    answer = {
        "mistake": view.mistake.told,
        "status": view.status,
        "reason": view.reason,
        "first": differs[0] if differs else None,
        "differs": differs,
        "values": values,
        "loss": loss,
    }
    if view.status == "impossible":
        return answer
    values["wrong"] = trace_values(wrong, frozen)
    loss |= {"wrong": wrong.loss_new, "falls": view.loss_falls}
    probes = view.check()
    exposes = any(probe.verdict == "differs" for probe in probes)
    return answer | {"check": {**told_check(probes), "exposes": exposes}}


@router.post(
    "/answer",
    name="answer",
    summary="Is this number right?",
    openapi_extra=takes(AnswerProblem),
    responses=gives("JudgedAnswer", "Right, or what went wrong"),
)
async def post_answer(request: Request, sample: Sample = 0) -> Response:
    """Whether `answer` is the number at `ref`, within the digits that are shown.

    When it is not, `mistakes` lists those of the catalogue that give this very number, made in the step
    asked for or in an earlier one, and `slips` what looks like a slip of the pen. The right number is told
    only with a right answer.
    """
    body = await read_body(request, AnswerProblem)
    ref = Ref.parse(body.ref)
    question, state = read_step(body, sample)
    return await respond(question, "element", partial(answer_judgement, question, body, state, ref, sample))


def answer_judgement(
    question: Question, body: AnswerProblem, state: OptimizerState, ref: Ref, sample: int
) -> bytes:
    right = step(question, body, state)
    s = structure_of(right, question.loss, sample, body.freeze_biases)
    judged = judge_answer(right, s, ref, body.answer, body.digits)
    told = {"value": judged.value, "shown": judged.shown} if judged.right else {}
    mistakes = [
        {"id": found.mistake.id, "title": found.mistake.title, "hint": found.hint, "at": str(found.at)}
        for found in judged.mistakes
    ]
    return encode(
        {"ref": str(ref), "right": judged.right, **told, "mistakes": mistakes, "slips": judged.slips}
    )
