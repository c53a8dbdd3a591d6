"""The routes that draw, by seed: weights for another architecture, other numbers, samples of a data set."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.api.answers import encode
from app.api.body import read_body
from app.api.convert import Question, draw_architecture, network_body, read_question
from app.api.direct import DirectRoute
from app.api.errors import documented, problem
from app.api.openapi import JSON, gives, gives_material, one_of, takes
from app.api.schemas import Architecture, VariantProblem
from app.api.work import work
from app.lesson.datasets import DATASETS, draw_samples
from app.lesson.variants import draw_variant

router = APIRouter(prefix="/api", route_class=DirectRoute)


@router.post(
    "/network",
    name="network",
    summary="Another architecture",
    openapi_extra=takes(Architecture),
    responses=gives("ArchitectureAnswer", "The network"),
    tags=["laboratory"],
)
async def post_network(request: Request) -> Response:
    """A network of these widths. What fits of `keep` is kept bit for bit, the rest is drawn.

    A weight names its neurons by their place: of each W and b the overlap from the first row and column on is
    kept. Unless a layer says with `keeps` which layer of `keep` it continues, hidden layers keep their place
    and the output layer stays the output layer. What is new is what the same seed draws there for a network
    that is wholly new; new biases are 0.
    """
    body = await read_body(request, Architecture)
    found = await work(partial(draw_architecture, body))
    answer = {"network": network_body(found.network), "kept": found.kept, "new": found.new}
    return Response(encode(answer), media_type=JSON)


@router.post(
    "/variant",
    name="variant",
    summary="The same problem with other numbers",
    openapi_extra=takes(VariantProblem),
    responses=gives("VariantAnswer", "The problem"),
    tags=["lesson"],
)
async def post_variant(request: Request) -> Response:
    """A problem of the same shapes, activations and loss, its numbers short enough for hands.

    It is drawn until it is worth the work: nothing dead, nothing saturated, no number too small to show. The
    worksheets' variants are these.
    """
    body = await read_body(request, VariantProblem)
    question = read_question(body, explained=True)
    return Response(await work(partial(answer_variant, question, body.seed)), media_type=JSON)


def answer_variant(question: Question, seed: int) -> bytes:
    network, batch = draw_variant(question.network, question.batch, question.loss, seed)
    samples = {"x": batch.x.T.tolist(), "y": batch.y.T.tolist()}
    return encode({"problem": {"network": network_body(network), "loss": question.loss, **samples}})


DatasetId = Annotated[str, one_of("one of the catalogue's data sets", DATASETS)]
Seed = Annotated[int, Query(ge=0, lt=2**53, description="the same seed draws the same samples")]
Count = Annotated[
    int | None, Query(ge=0, lt=2**31, description="how many samples; the catalogue tells the range")
]
Noise = Annotated[
    float | None,
    Query(ge=0, allow_inf_nan=False, description="the spread of the noise; the catalogue tells the range"),
]


@router.get(
    "/datasets/{id}",
    name="dataset",
    summary="Samples of a data set",
    tags=["material"],
    responses=gives_material("DatasetAnswer", "Samples") | documented(404, 422),
)
async def get_dataset(id: DatasetId, seed: Seed = 1, count: Count = None, noise: Noise = None) -> Response:
    """Rows `x` and `y`, drawn by seed, and rounded to two decimals: a step worked by hand stays short."""
    if id not in DATASETS:
        return problem(404, f"There is no such data set; there are {', '.join(DATASETS)}")
    return Response(encode(draw_samples(id, seed, count, noise)), media_type=JSON)
