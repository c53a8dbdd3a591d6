"""The OpenAPI document: FastAPI's own, with the bodies and answers that the routes handle themselves."""

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel, Field
from pydantic.json_schema import models_json_schema

from app.api.errors import documented
from app.api.schemas import QUESTIONS, Body, NetworkBody, OptimizerStateBody

JSON = "application/json"


def takes(model: type[Body]) -> dict[str, Any]:
    """The body for OpenAPI; it is read by `read_body`, so FastAPI does not see it in a signature."""
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"requestBody": {"required": True, "content": {JSON: {"schema": schema}}}}


def gives(schema: str, description: str, media_type: str = JSON) -> dict[int | str, dict[str, Any]]:
    return gives_material(schema, description, media_type) | documented(413, 415, 422)


def gives_material(schema: str, description: str, media_type: str = JSON) -> dict[int | str, dict[str, Any]]:
    content = {media_type: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {200: {"description": description, "content": content}}


class StepAnswer(BaseModel):
    """One number (or one layer of numbers), and the formula that gives it."""

    id: str
    phase: str
    level: str
    layer: int | None
    group: str = Field(description="the id of the layer step that this one belongs to")
    target: str = Field(description="the Ref that is computed; its value is at that place in `values`")
    reads: list[str] = Field(description="every Ref in the expression, once each")
    expression: Any = Field(description='["add", ["mul", "W.1.0.0", "a.0.0"], "b.1.0"]')
    sentence: str
    mathml: str = Field(description="operands carry data-ref")
    latex: str
    words: str = Field(description="for speech; operands are Refs in braces")


class PhaseAnswer(BaseModel):
    """`steps` and `names` are there when steps were asked for."""

    phase: str
    values: dict[str, Any] = Field(description="by quantity, then by layer")
    steps: list[StepAnswer] | None = None
    names: dict[str, str] | None = Field(default=None, description="in words, every Ref that the steps touch")


class UpdateAnswer(PhaseAnswer):
    """With what the next update needs."""

    network: NetworkBody
    optimizer_state: OptimizerStateBody


class TraceAnswer(BaseModel):
    """The five phases in order; the last is the update."""

    phases: list[PhaseAnswer | UpdateAnswer]


class ProbeAnswer(BaseModel):
    """One parameter: backpropagation's gradient beside the difference quotient."""

    ref: str
    gradient: float
    numeric: float
    relative_error: float
    verdict: str = Field(
        description='"agrees", "differs", or "kink" where a ReLU switched between the probes'
    )


class CheckAnswer(BaseModel):
    """`max_relative_error` leaves out the probes at a kink, which say nothing about a slope."""

    parameters: list[ProbeAnswer]
    max_relative_error: float


class SliceAnswer(BaseModel):
    """The curve `losses` over `values`, and the `tangent` at the parameter's own `value`."""

    ref: str
    value: float
    loss: float
    gradient: float
    values: list[float]
    losses: list[float]
    tangent: list[float]


class TrainLine(BaseModel):
    """One line; the last tells in `stopped` why training ended before its time, if it did."""

    update: int
    loss: float
    network: NetworkBody
    optimizer_state: OptimizerStateBody
    stopped: str | None = None


class ArchitectureAnswer(BaseModel):
    """The network, and how many of its weights and biases stayed."""

    network: NetworkBody
    kept: int
    new: int


class DatasetAnswer(BaseModel):
    """Samples as a problem takes them, and what they were drawn with."""

    id: str
    title: str
    seed: int
    count: int
    noise: float
    x: list[list[float]]
    y: list[list[float]]


MODELS: tuple[type[BaseModel], ...] = (
    *QUESTIONS,
    PhaseAnswer,
    UpdateAnswer,
    TraceAnswer,
    CheckAnswer,
    SliceAnswer,
    TrainLine,
    ArchitectureAnswer,
    DatasetAnswer,
)


def install(app: FastAPI) -> None:
    """Add the schemas that the routes refer to."""
    own = app.openapi

    def with_schemas() -> dict[str, Any]:
        document = own()
        _, definitions = models_json_schema(
            [(model, "validation") for model in MODELS], ref_template="#/components/schemas/{model}"
        )
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas.update(definitions["$defs"])
        # errors are problem+json here, whatever FastAPI takes for granted
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        for methods in document["paths"].values():
            for operation in methods.values():
                if "application/json" in operation["responses"].get("422", {}).get("content", {}):
                    del operation["responses"]["422"]
        return document

    app.openapi = with_schemas  # type: ignore[method-assign]
