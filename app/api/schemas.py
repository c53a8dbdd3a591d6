"""What a question looks like: the JSON bodies, checked for form. Whether the parts fit, the engine says."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, FailFast, Field, Tag
from typing_extensions import TypeAliasType

from app.engine.activations import ACTIVATIONS
from app.engine.initialisers import INITIALISERS
from app.engine.losses import LOSSES
from app.engine.optimizers import OPTIMIZERS
from app.lesson.mistakes.catalogue import MISTAKES
from app.lesson.presets import FIRST, all_presets


def names(table: Any) -> dict[str, Any]:
    """For the documentation only: an unknown name is told by the engine, in its own words."""
    return {"enum": list(table)}


# FailFast: of a million bad numbers one is enough to say so
Row = TypeAliasType("Row", Annotated[list[float], FailFast()])
Rows = TypeAliasType("Rows", Annotated[list[Row], FailFast()])


def flat_or_rows(samples: Any) -> str:
    return "flat" if isinstance(samples, list) and samples and not isinstance(samples[0], list) else "rows"


Samples = Annotated[
    Annotated[Rows, Tag("rows")] | Annotated[Row, Tag("flat")],
    Discriminator(flat_or_rows),
]

EXAMPLE: dict[str, Any] = all_presets()[FIRST]["problem"]
UPDATE_EXAMPLE: dict[str, Any] = {
    **EXAMPLE,
    "learning_rate": 0.1,
    "freeze_biases": False,
    "optimizer": "sgd",
}
# one neuron more in the second hidden layer, and a layer after it
ARCHITECTURE_EXAMPLE: dict[str, Any] = {
    "inputs": 1,
    "layers": [
        {"units": 2, "activation": "sigmoid"},
        {"units": 3, "activation": "sigmoid"},
        {"units": 2, "activation": "tanh", "keeps": 0},
        {"units": 1, "activation": "linear"},
    ],
    "initialiser": "xavier",
    "seed": 7,
    "keep": EXAMPLE["network"],
}


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class LayerBody(Body):
    """One layer: n neurons reading m values."""

    W: Rows = Field(description="n rows of m weights; W[j][i] leads from neuron i before to neuron j here")
    b: Row = Field(description="n biases")
    activation: str = Field(json_schema_extra=names(ACTIVATIONS))


class NetworkBody(Body):
    layers: Annotated[list[LayerBody], FailFast()] = Field(
        description="from the first after the input to the output"
    )


class Problem(Body):
    """A network, a loss, and samples with their targets."""

    model_config = ConfigDict(json_schema_extra={"example": EXAMPLE})

    network: NetworkBody
    loss: str = Field(json_schema_extra=names(LOSSES))
    x: Samples = Field(description="rows of inputs, one a sample; a single flat row is one sample")
    y: Samples = Field(description="rows of targets, one a sample; a single flat row is one sample")


class OptimizerStateBody(Body):
    """What an optimizer remembers between updates, as its last answer gave it; by layer, "1", "2", ..."""

    # every reader of JSON counts exactly below 2^53; the count of an answer, which is higher, must stay there
    t: int = Field(ge=0, lt=2**52, description="updates taken so far")
    m_W: dict[str, Rows] | None = None
    m_b: dict[str, Row] | None = None
    v_W: dict[str, Rows] | None = None
    v_b: dict[str, Row] | None = None


class UpdateProblem(Problem):
    """A problem, and how to step from its gradients."""

    model_config = ConfigDict(json_schema_extra={"example": UPDATE_EXAMPLE})

    learning_rate: float = Field(default=0.1, ge=0)
    freeze_biases: bool = False
    optimizer: str = Field(default="sgd", json_schema_extra=names(OPTIMIZERS))
    optimizer_state: OptimizerStateBody | None = Field(
        default=None, description="`optimizer_state` of the previous answer; absent before the first update"
    )


class SliceProblem(Problem):
    """A problem, and the parameter along which the loss is asked for."""

    model_config = ConfigDict(
        json_schema_extra={"example": {**EXAMPLE, "ref": "W.3.0.1", "from": -1, "to": 2, "points": 61}}
    )

    ref: str = Field(description="a weight or a bias, such as W.2.0.1 or b.1.0")
    from_: float = Field(alias="from")
    to: float
    points: int = Field(default=101, ge=2)


class TrainProblem(UpdateProblem):
    """A problem, how to step, and how often."""

    model_config = ConfigDict(json_schema_extra={"example": {**UPDATE_EXAMPLE, "updates": 100, "every": 10}})

    updates: int = Field(default=100, ge=1)
    every: int = Field(default=1, ge=1, description="a line after every so many updates, and after the last")


class MistakeProblem(UpdateProblem):
    """A problem, how to step, and a mistake to make on the way."""

    model_config = ConfigDict(json_schema_extra={"example": {**UPDATE_EXAMPLE, "mistake": "updated_weights"}})

    mistake: str = Field(json_schema_extra=names(MISTAKES))


class AnswerProblem(UpdateProblem):
    """A problem, how to step, and what somebody holds for one of its numbers."""

    model_config = ConfigDict(
        json_schema_extra={"example": {**UPDATE_EXAMPLE, "ref": "delta.2.0", "answer": 0.3666}}
    )

    ref: str = Field(description="a computed number, such as z.1.0, delta.2.0@3 or W_new.2.0.1")
    answer: float
    digits: int = Field(default=4, ge=2, lt=9, description="decimals that are shown, from 2 to 8")


class VariantProblem(Problem):
    """A problem whose shapes are kept, and the seed of other numbers for it."""

    model_config = ConfigDict(json_schema_extra={"example": {**EXAMPLE, "seed": 1}})

    seed: int = Field(default=1, ge=0, lt=2**53)


class NewLayerBody(Body):
    """One layer of an architecture."""

    # beyond any network there is, and still counted exactly
    units: int = Field(ge=1, lt=2**31, description="how many neurons")
    activation: str = Field(json_schema_extra=names(ACTIVATIONS))
    keeps: int | None = Field(
        default=None,
        ge=0,
        description="the layer of `keep` that this one continues, counted from 1 as in W.1; 0 for none; "
        "absent: a hidden layer the one at its place, the output layer the output layer",
    )


class Architecture(Body):
    """The widths and activations that are wanted, and how to fill them."""

    model_config = ConfigDict(json_schema_extra={"example": ARCHITECTURE_EXAMPLE})

    inputs: int = Field(ge=1, lt=2**31)
    layers: Annotated[list[NewLayerBody], FailFast()] = Field(
        description="from the first after the input to the output"
    )
    initialiser: str = Field(default="xavier", json_schema_extra=names(INITIALISERS))
    seed: int = Field(default=1, ge=0, lt=2**53)
    keep: NetworkBody | None = Field(default=None, description="its numbers stay where they fit")


QUESTIONS: tuple[type[Body], ...] = (
    Problem,
    UpdateProblem,
    SliceProblem,
    TrainProblem,
    MistakeProblem,
    AnswerProblem,
    VariantProblem,
    Architecture,
)
