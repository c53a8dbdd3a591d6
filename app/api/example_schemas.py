"""What the answers about published examples look like, for the documentation."""

from pydantic import BaseModel, Field

from app.api.schemas import Problem

VERDICT = (
    '"matches": ours rounds to the printed digits; "near": not quite, as the source cut digits off or '
    'multiplied rounded factors; "differs"'
)


class MarkAnswer(BaseModel):
    """A printed number beside ours."""

    ref: str = Field(
        description="`a_new` and `loss_new` stand after `updates` updates, all others in the first step"
    )
    name: str = Field(description="the number in words")
    printed: str
    decimals: int = Field(description="how many are printed")
    value: float
    updates: int
    verdict: str = Field(description=VERDICT)


class PresetAnswer(BaseModel):
    """A published worked example."""

    id: str
    title: str
    source: str = Field(description="an address, or a name")
    notes: str
    problem: Problem
    learning_rate: float
    freeze_biases: bool
    printed: dict[str, str] = Field(description="the digits as printed, by Ref")
    marks: list[MarkAnswer]
    closing: str | None = Field(description="the mistake that explains its closing figures, if one does")


class JudgedFigure(BaseModel):
    """Our number beside the printed one."""

    value: float
    verdict: str = Field(description=VERDICT)


class FigureAnswer(BaseModel):
    """A closing figure, and ours after as many updates: by the right rule, and with the mistake."""

    ref: str
    name: str
    printed: str
    decimals: int
    updates: int
    right: JudgedFigure
    wrong: JudgedFigure
    right_at: int | None = Field(
        description="of a loss that neither rule gives: the updates after which it is the right rule's"
    )


class ClosingAnswer(BaseModel):
    """The figures that an author ends with, and the mistake that explains them."""

    mistake: str
    figures: list[FigureAnswer]


MATERIAL_ANSWERS: tuple[type[BaseModel], ...] = (PresetAnswer, ClosingAnswer)
