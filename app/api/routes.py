"""The routes of the API. Stateless: the same body gets the same bytes, from any worker."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.api.answers import answer_phase, answer_trace
from app.api.body import read_body
from app.api.catalogue import catalogue
from app.api.convert import Question, check_sample, read_question, read_state
from app.api.direct import DirectRoute
from app.api.openapi import JSON, gives, takes
from app.api.schemas import Problem, UpdateProblem
from app.api.work import work
from app.lesson.steps import Level

router = APIRouter(prefix="/api", route_class=DirectRoute)
INLINE_WORK = 20_000  # more multiplications than this leave the event loop free for other readers

Steps = Annotated[
    Literal["none", "layer", "element"],
    Query(description="explain every number: one step a layer in matrix form, or one step a number"),
]
Sample = Annotated[
    int, Query(ge=0, lt=2**31, description="the sample that the steps explain, counted from 0")
]


def level_of(steps: str) -> Level | None:
    return None if steps == "none" else steps  # type: ignore[return-value]


async def respond(question: Question, level: Level | None, answer: Callable[[], bytes]) -> Response:
    """Small questions are answered at once: handing them to a thread would cost more than the answer."""
    large = question.work > INLINE_WORK or (level is not None and question.work > INLINE_WORK // 100)
    return Response(await work(answer) if large else answer(), media_type=JSON)


def add_trace(path: str, summary: str, description: str, schema: str, only_update: bool) -> None:
    @router.post(
        path,
        name=path.strip("/"),
        summary=summary,
        description=description,
        openapi_extra=takes(UpdateProblem),
        responses=gives(schema, "The answer"),
        tags=["phases"],
    )
    async def answer(request: Request, steps: Steps = "none", sample: Sample = 0) -> Response:
        level = level_of(steps)
        body = await read_body(request, UpdateProblem)
        question = read_question(body, explained=level is not None)
        check_sample(question, sample)
        state = read_state(body.optimizer_state, body.optimizer, question.network)
        make = partial(
            answer_trace, question, body.learning_rate, body.freeze_biases, state, level, sample, only_update
        )
        return await respond(question, level, make)


# asked by every page at every change: the first that is compared with an address
add_trace(
    "/trace",
    "All phases at once",
    "Forward, loss, deltas, gradients and update, each exactly as its own address gives it.",
    "TraceAnswer",
    only_update=False,
)


def add_phase(phase: str, summary: str, description: str) -> None:
    """One of the first four phases as a route of its own."""

    @router.post(
        f"/{phase}",
        name=phase,
        summary=summary,
        description=description,
        openapi_extra=takes(Problem),
        responses=gives("PhaseAnswer", "The phase"),
        tags=["phases"],
    )
    async def answer(request: Request, steps: Steps = "none", sample: Sample = 0) -> Response:
        level = level_of(steps)
        question = read_question(await read_body(request, Problem), explained=level is not None)
        check_sample(question, sample)
        return await respond(question, level, partial(answer_phase, question, phase, level, sample))


add_phase(
    "forward", "① Forward pass", "z = W a + b and a = f(z), layer by layer. Arrays are rows of a sample each."
)
add_phase("loss", "② Loss", "The loss, each sample's share, and its derivatives by the output's a and z.")
add_phase("deltas", "③ Deltas", "δ = ∂L/∂z of every neuron and sample, from the output back: (Wᵀ δ) ⊙ f′(z).")
add_phase("gradients", "④ Gradients", "∂L/∂W = δ aᵀ and ∂L/∂b = δ, means over the samples.")


add_trace(
    "/update",
    "④ Update",
    "Every parameter takes one step from the gradients at the old parameters. `network` and "
    "`optimizer_state` of the answer are ready for the next call.",
    "UpdateAnswer",
    only_update=True,
)


@router.get("/catalogue", summary="Every choice there is", tags=["material"])
async def get_catalogue() -> Response:
    """Activations, losses, optimizers, initialisers, mistakes, presets and limits."""
    return Response(catalogue(), media_type=JSON)
