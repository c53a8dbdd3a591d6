"""What an answer looks like, for the documentation: the answers themselves are written as they are."""

from typing import Any

from pydantic import BaseModel, Field

from app.api.schemas import NetworkBody, OptimizerStateBody, Problem


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


class NextOptimizerState(OptimizerStateBody):
    """The optimizer's memory after an update."""

    t: int = Field(ge=0, lt=2**53, description="updates taken so far")


class UpdateAnswer(PhaseAnswer):
    """With what the next update needs."""

    network: NetworkBody
    optimizer_state: NextOptimizerState


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
    optimizer_state: NextOptimizerState
    stopped: str | None = None


class ArchitectureAnswer(BaseModel):
    """The network, and how many of its weights and biases stayed."""

    network: NetworkBody
    kept: int
    new: int


class VariantAnswer(BaseModel):
    """A problem as the other calls take it."""

    problem: Problem


class DatasetAnswer(BaseModel):
    """Samples as a problem takes them, and what they were drawn with."""

    id: str
    title: str
    seed: int
    count: int
    noise: float
    x: list[list[float]]
    y: list[list[float]]


class SetupAnswer(BaseModel):
    """All that a link holds of an edited problem."""

    problem: Problem
    learning_rate: float
    freeze_biases: bool
    optimizer: str
    optimizer_state: OptimizerStateBody | None
    updates: int = Field(description="updates taken so far, as the optimizer's state counts them")


class ImportAnswer(BaseModel):
    """One of the two: a whole problem, or a network for one that is there."""

    setup: SetupAnswer | None = None
    network: NetworkBody | None = None


ANSWERS: tuple[type[BaseModel], ...] = (
    PhaseAnswer,
    UpdateAnswer,
    TraceAnswer,
    CheckAnswer,
    SliceAnswer,
    TrainLine,
    ArchitectureAnswer,
    VariantAnswer,
    DatasetAnswer,
    ImportAnswer,
)
