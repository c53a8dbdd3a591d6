"""The routes of the guided tours."""

from functools import cache
from typing import Annotated

from fastapi import APIRouter
from starlette.responses import Response

from app.api.answers import encode
from app.api.direct import DirectRoute
from app.api.errors import documented, problem
from app.api.openapi import JSON, gives_material, one_of
from app.lesson.tours.catalogue import TOURS, all_tours

router = APIRouter(prefix="/api", tags=["material"], route_class=DirectRoute)
TourId = Annotated[str, one_of("one of the tours", TOURS)]


@router.get(
    "/tours",
    name="tours",
    summary="The guided tours",
    responses=gives_material("ToursAnswer", "Every tour"),
)
async def get_tours() -> Response:
    """Each with its title, what it is about, and how many stops it makes."""
    return Response(listed(), media_type=JSON)


@cache
def listed() -> bytes:
    return encode({"tours": [{**tour, "stops": len(tour["stops"])} for tour in all_tours().values()]})


@router.get(
    "/tours/{id}",
    name="tour",
    summary="A guided tour",
    responses=gives_material("TourAnswer", "The tour") | documented(404),
)
async def get_tour(id: TourId) -> Response:
    """Its stops in order: a text, the setup it talks of, and the place in the demo.

    A Ref in braces in a text stands for the number at that place, which is known there.
    """
    tour = all_tours().get(id)
    if tour is None:
        return problem(404, f"There is no such tour; there are {', '.join(TOURS)}")
    return Response(encode(tour), media_type=JSON)
