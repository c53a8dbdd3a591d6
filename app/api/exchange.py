"""The routes that give a problem away and take one in: exports by format, imports by what a file is."""

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.api.answers import encode
from app.api.body import is_json, media_type_of, read_body, read_bytes
from app.api.convert import read_question, read_state
from app.api.direct import DirectRoute
from app.api.errors import UnreadableBody, documented, problem
from app.api.file_schemas import FILES, SetupFile
from app.api.limits import check_explained
from app.api.openapi import JSON, gives, one_of, refer, takes
from app.api.routes import Sample
from app.api.schemas import UpdateProblem
from app.api.uploads import read_file
from app.api.work import work
from app.api.worksheet import pose
from app.engine.activations import ACTIVATIONS
from app.lesson.exercise import Exercise
from app.lesson.exports.formats import EXPORTS, FORMATS, Export, Format

router = APIRouter(prefix="/api", tags=["exchange"], route_class=DirectRoute)
HINT = "; the format json takes larger problems"
BYTES = "application/octet-stream"
NOTEBOOK = EXPORTS["notebook"].media_type
# a browser sends no type for a file whose ending it does not know
FILE_TYPES = ("", BYTES, "application/x-safetensors", "application/vnd.safetensors")

FormatId = Annotated[str, one_of("one of the catalogue's exports", EXPORTS)]
Digits = Annotated[int, Query(ge=2, lt=9, description="decimals of a worked solution, from 2 to 8")]


def files() -> dict[int | str, dict[str, Any]]:
    """For OpenAPI: a file in any of the formats, which is text unless it is JSON."""
    types = (export.media_type.partition(";")[0] for export in EXPORTS.values())
    content = {media_type: {"schema": {"type": "string"}} for media_type in types}
    content |= {NOTEBOOK: {"schema": {"type": "object"}}, JSON: {"schema": refer(SetupFile.__name__)}}
    return {200: {"description": "The file", "content": content}}


@router.post(
    "/export/{format}",
    name="export",
    summary="The problem as a file",
    openapi_extra=takes(UpdateProblem),
    responses=files() | documented(404, 413, 415, 422),
)
async def export_problem(
    request: Request, format: FormatId, sample: Sample = 0, digits: Digits = 4
) -> Response:
    """A script or notebook that computes every number again and compares it, a worked solution, or data.

    `sample` is the one that a worked solution explains. The JSON can be given to `/api/import` again.
    """
    export = EXPORTS.get(format)
    if export is None:
        return problem(404, f"There is no such format; there are {', '.join(FORMATS)}")
    body = await read_body(request, UpdateProblem)
    content = await work(partial(write_export, export, body, sample, digits))
    return as_file(content, export)


def as_file(content: bytes, format: Format) -> Response:
    named = {"Content-Disposition": f'attachment; filename="{format.file}"'}
    return Response(content, headers=named, media_type=format.media_type)


def write_export(export: Export, body: UpdateProblem, sample: int, digits: int) -> bytes:
    """Raises EngineError: what cannot be traced, or is too large for a format that writes every step."""
    return export.write(pose_body(body, sample, digits, export.is_written_out)).encode()


def pose_body(body: UpdateProblem, sample: int, digits: int, is_written_out: bool = True) -> Exercise:
    """The exercise that a file holds; one that `is_written_out` holds every number. Raises EngineError."""
    question = read_question(body, explained=False)
    if is_written_out:
        check_explained(question.network, question.batch, HINT)
    state = read_state(body.optimizer_state, body.optimizer, question.network)
    return pose(question, body, state, sample, digits)


def takes_files() -> dict[str, Any]:
    """The body for OpenAPI."""
    of_json = {"schema": {"oneOf": [refer(model.__name__) for model in FILES]}}
    of_bytes = {"schema": {"type": "string", "format": "binary"}}
    return {"requestBody": {"required": True, "content": {JSON: of_json, BYTES: of_bytes}}}


def known_activation(description: str) -> Any:
    return Query(description=description, json_schema_extra={"enum": list(ACTIVATIONS)})


@router.post(
    "/import",
    name="import",
    summary="A file as a problem",
    openapi_extra=takes_files(),
    responses=gives("ImportAnswer", "A `setup` as links hold it, or a `network`"),
)
async def import_file(
    request: Request,
    activation: Annotated[str, known_activation("of hidden layers read from safetensors")] = "relu",
    output_activation: Annotated[str, known_activation("of the last layer read from safetensors")] = "linear",
) -> Response:
    """Takes JSON of `/api/export/json`, a bare problem, a network; or a safetensors file of Linear layers.

    A safetensors file (F16, BF16, F32 or F64) holds `weight` (n_l, n_{l-1}) and `bias` of each layer, as
    PyTorch names them; the layers follow the numbers in their names. It tells no activations: they are asked
    for here.
    """
    if not is_json(request) and media_type_of(request) not in FILE_TYPES:
        raise UnreadableBody(415, f"send JSON as {JSON}, or the bytes of a safetensors file as {BYTES}")
    raw = await read_bytes(request)
    read = partial(read_file, raw, is_json(request), activation, output_activation)
    return Response(encode(await work(read)), media_type=JSON)
