"""The routes that draw, by seed: weights for another architecture, samples of a data set."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from app.api.answers import encode
from app.api.body import read_body
from app.api.convert import draw_architecture, network_body
from app.api.errors import documented, known_queries, problem
from app.api.openapi import JSON, gives, gives_material, takes
from app.api.schemas import Architecture
from app.lesson.datasets import DATASETS, draw_samples

router = APIRouter(prefix="/api", dependencies=[Depends(known_queries)])
FIRST = next(iter(DATASETS))


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
    found = await run_in_threadpool(partial(draw_architecture, body))
    answer = {"network": network_body(found.network), "kept": found.kept, "new": found.new}
    return Response(encode(answer), media_type=JSON)


DatasetId = Annotated[
    str, Path(description="one of the catalogue's data sets", openapi_examples={FIRST: {"value": FIRST}})
]
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
