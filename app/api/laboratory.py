"""The routes that try things: gradient check, a slice of the loss, training. As stateless as the others."""

import time
from collections.abc import Iterator
from dataclasses import fields
from functools import partial
from math import isfinite
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from app.api.answers import encode
from app.api.body import read_body
from app.api.convert import Question, network_body, read_question, read_state, state_body
from app.api.direct import DirectRoute
from app.api.limits import LIMITS, check_probes, check_repeated
from app.api.openapi import JSON, gives, takes
from app.api.schemas import Problem, SliceProblem, TrainProblem
from app.api.work import in_slices, work
from app.engine.errors import EngineError, IncompatibleError
from app.engine.gradcheck import Probe, check_gradients
from app.engine.slices import take_slice
from app.engine.trace import Trace, trace
from app.engine.training import Progress, train
from app.lesson.refs import Ref, RefError, look_up

router = APIRouter(prefix="/api", tags=["laboratory"], route_class=DirectRoute)
NDJSON = "application/x-ndjson"


@router.post(
    "/check",
    name="check",
    summary="Is the gradient right?",
    openapi_extra=takes(Problem),
    responses=gives("CheckAnswer", "Every weight and bias"),
)
async def check(request: Request) -> Response:
    """Central differences of the loss beside the gradient of backpropagation, for every parameter."""
    question = read_question(await read_body(request, Problem), explained=False)
    check_probes(question.network, question.batch)
    return Response(await work(partial(answer_check, question)), media_type=JSON)


def traced(question: Question) -> Trace:
    # with a rate of 0 nothing beyond the gradients can overflow
    return trace(question.network, question.batch, question.loss, learning_rate=0.0)


def answer_check(question: Question) -> bytes:
    network, batch, loss = question.network, question.batch, question.loss
    return encode(told_check(list(check_gradients(network, batch, loss, traced(question).gradients))))


def told_check(probes: list[Probe]) -> dict[str, Any]:
    errors = [probe.relative_error for probe in probes if probe.verdict != "kink"]
    return {"parameters": probes, "max_relative_error": max(errors, default=0.0)}


@router.post(
    "/slice",
    name="slice",
    summary="The loss along one parameter",
    openapi_extra=takes(SliceProblem),
    responses=gives("SliceAnswer", "Curve and tangent"),
)
async def slice_loss(request: Request) -> Response:
    """What the loss does when one weight or bias moves, and the tangent whose slope is its gradient."""
    body = await read_body(request, SliceProblem)
    question = read_question(body, explained=False)
    check_repeated(question.work, "points", body.points, LIMITS.slice_points)
    if not (body.from_ < body.to and isfinite(body.to - body.from_)):
        raise IncompatibleError("to", "to must be greater than from")
    ref = Ref.parse(body.ref)
    if ref.quantity not in ("W", "b") or ref.is_array:
        raise RefError("ref", "a slice runs along one weight or bias, such as W.2.0.1 or b.1.0")
    return Response(await work(partial(answer_slice, question, body, ref)), media_type=JSON)


def answer_slice(question: Question, body: SliceProblem, ref: Ref) -> bytes:
    result = traced(question)
    look_up(result, ref)  # raises when the network has no such parameter
    l, *index = ref.indices
    found = take_slice(result, question.loss, l, ref.quantity, tuple(index), body.from_, body.to, body.points)
    return encode({"ref": str(ref), **{field.name: getattr(found, field.name) for field in fields(found)}})


@router.post(
    "/train",
    name="train",
    summary="Many updates, line by line",
    openapi_extra=takes(TrainProblem),
    responses=gives("TrainLine", "One JSON object a line, the start (update 0) first", NDJSON),
)
async def train_lines(request: Request) -> Response:
    """Each line is sent as soon as it is computed, and the work ends when the reader leaves.

    The last line holds `stopped`, with the reason, when training could not go on.
    """
    body = await read_body(request, TrainProblem)
    question = read_question(body, explained=False)
    check_repeated(question.work, "updates", body.updates, LIMITS.updates)
    state = read_state(body.optimizer_state, body.optimizer, question.network)
    run = train(
        question.network,
        question.batch,
        question.loss,
        body.learning_rate,
        state,
        body.freeze_biases,
        body.updates,
    )
    start = await work(partial(next, run))  # what cannot even start is refused with a status
    made = in_slices(lines(start, run, body.updates, body.every))
    return StreamingResponse(made, media_type=NDJSON)


def lines(start: Progress, run: Iterator[Progress], updates: int, every: int) -> Iterator[bytes | None]:
    """The lines, and None after an update that has no line."""
    until = time.monotonic() + LIMITS.training_seconds
    progress = start
    yield line(start)
    try:
        for progress in run:
            if time.monotonic() > until:
                yield line(progress, f"one run may take {LIMITS.training_seconds} seconds")
                return
            if progress.update % every == 0 or progress.update == updates:
                yield line(progress)
            else:
                yield None
    except EngineError as error:
        yield line(progress, str(error))


def line(progress: Progress, stopped: str = "") -> bytes:
    answer = {
        "update": progress.update,
        "loss": progress.loss,
        "network": network_body(progress.network),
        "optimizer_state": state_body(progress.state),
    }
    return encode(answer | ({"stopped": stopped} if stopped else {})) + b"\n"
