"""What the answers of the lesson look like, mistakes and tours, for the documentation."""

from typing import Any

from pydantic import BaseModel, Field

from app.api.answer_schemas import CheckAnswer, SetupAnswer, StepAnswer
from app.api.schemas import NetworkBody


class MistakeTold(BaseModel):
    """A mistake as the catalogue lists it."""

    id: str
    title: str
    sentence: str = Field(description="what is done")
    why: str = Field(description="why it is wrong")
    phase: str = Field(description="where it is made")


class WrongStepAnswer(StepAnswer):
    """A step as the mistaken student takes it."""

    changed: bool = Field(description="whether its formula is changed, or only what it reads is wrong")


class RightAndWrong(BaseModel):
    """Values by quantity, then by layer, of all phases."""

    right: dict[str, Any]
    wrong: dict[str, Any] | None = Field(default=None, description="absent when the mistake is impossible")


class LossesAnswer(BaseModel):
    """The loss before the step, after the right one and after the wrong one."""

    before: float
    right: float
    wrong: float | None = Field(default=None, description="absent when the mistake is impossible")
    falls: bool | None = Field(default=None, description="whether the wrong step goes down as well")


class ExposingCheck(CheckAnswer):
    """The wrong gradients beside central differences."""

    exposes: bool = Field(description="whether any of them differs")


class MistakeAnswer(BaseModel):
    """What a mistake does to a step of training. `check` is absent when the mistake is impossible."""

    mistake: MistakeTold
    status: str = Field(description='"changes", "silent": no number does, "impossible": the shapes forbid it')
    reason: str = Field(description="why silent or impossible, or which layers it does not fit; may be empty")
    first: str | None = Field(description="the Ref of the first wrong number, where right and wrong part")
    differs: list[str] = Field(description="every wrong number, in the order of computing")
    values: RightAndWrong
    loss: LossesAnswer
    check: ExposingCheck | None = None
    steps: list[WrongStepAnswer] | None = Field(default=None, description="those that come out wrong")
    names: dict[str, str] | None = None


class RecognisedAnswer(BaseModel):
    """A mistake that gives the very number."""

    id: str
    title: str
    hint: str = Field(description='what was done: "You left out σ′(z)."')
    at: str = Field(description="the Ref of the step in which it was made: the one asked, or an earlier one")


class SlipAnswer(BaseModel):
    """A slip of the pen: the sign, the last digit, too few digits, the decimal point, a bracket."""

    id: str
    title: str
    hint: str


class JudgedAnswer(BaseModel):
    """Right or wrong within the shown digits. `value` and `shown` are told when it is right."""

    ref: str
    right: bool
    value: float | None = None
    shown: str | None = Field(default=None, description="the number as it is shown, with its digits")
    mistakes: list[RecognisedAnswer]
    slips: list[SlipAnswer]


class TourListed(BaseModel):
    """A tour as the list has it."""

    id: str
    title: str
    sentence: str
    stops: int = Field(description="how many")


class ToursAnswer(BaseModel):
    """In the order in which they are best taken."""

    tours: list[TourListed]


class StopSetup(SetupAnswer):
    """What a stop talks of, as a link holds it: everything that a reader may change."""

    start: NetworkBody = Field(description="where it started")


class StopAnswer(BaseModel):
    """One stop. `at`, `selected`, `view`, `grain` and `sample` are what a link's parts of that name are."""

    title: str
    text: str = Field(description="a Ref in braces stands for the number there")
    preset: str = Field(description="the example that it belongs to")
    setup: StopSetup
    at: str | None = Field(description="the Ref that the last step computed, null at the start")
    selected: str | None
    view: str
    grain: str
    sample: int
    mistake: str | None = Field(description="one that is worth a look here")
    updates: int | None = Field(description="how many to run in the training view")


class TourAnswer(BaseModel):
    """A tour with its stops in order."""

    id: str
    title: str
    sentence: str
    stops: list[StopAnswer]


LESSON_ANSWERS: tuple[type[BaseModel], ...] = (MistakeAnswer, JudgedAnswer, ToursAnswer, TourAnswer)
