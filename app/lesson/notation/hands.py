"""How the lines of a worksheet are written down: in MathML for the page, in LaTeX for a document."""

from collections.abc import Callable
from dataclasses import dataclass

from app.lesson.notation import flowing, flowing_latex, latex, mathml
from app.lesson.notation.printer import Script
from app.lesson.notation.symbols import Symbol
from app.lesson.refs import Ref


@dataclass(frozen=True, slots=True)
class Hand:
    """`symbols` and `figures` print an expression, the latter with the text of each number; both flow.

    `figure` writes one number as shown, `symbol` the name of an array, `matrix` rows of finished numbers;
    `line` joins sides that are equal, `whole_line` without a break between them.
    """

    symbols: Callable[[], Script]
    figures: Callable[[Callable[[Ref], str | None]], Script]
    figure: Callable[[str], str]
    symbol: Callable[[Symbol], str]
    matrix: Callable[[list[list[str]]], str]
    line: Callable[[list[str]], str]
    whole_line: Callable[[list[str]], str]


MATHML = Hand(
    flowing.Flowing,
    flowing.Figures,
    flowing.figure,
    flowing.Flowing().symbol,
    mathml.matrix,
    lambda sides: flowing.formula(flowing.chain(sides)),
    lambda sides: flowing.formula(flowing.chain(sides).replace(flowing.BREAK, "")),
)
LATEX = Hand(
    flowing_latex.FlowingLaTeX,
    flowing_latex.FiguresLaTeX,
    flowing_latex.figure,
    flowing_latex.FlowingLaTeX().symbol,
    latex.matrix,
    " = ".join,
    " = ".join,
)
