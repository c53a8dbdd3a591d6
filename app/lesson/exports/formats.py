"""Every format that a problem can be taken away in. The catalogue tells them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.lesson.exercise import Exercise
from app.lesson.exports import jax_script, numpy_script, pytorch_script
from app.lesson.exports.jax_script import write_jax
from app.lesson.exports.latex_document import write_latex
from app.lesson.exports.markdown_document import write_markdown
from app.lesson.exports.notebook import write_notebook
from app.lesson.exports.numpy_script import write_numpy
from app.lesson.exports.pytorch_script import write_pytorch
from app.lesson.exports.quantities import write_csv
from app.lesson.exports.setup import write_setup

PYTHON = "text/x-python; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its media type, and the name of its file."""

    id: str
    title: str
    media_type: str
    file: str

    @property
    def told(self) -> dict[str, str]:
        """As the catalogue lists it."""
        return {"id": self.id, "title": self.title, "media_type": self.media_type, "file": self.file}


@dataclass(frozen=True, slots=True)
class Export(Format):
    """What is written from a problem alone.

    `is_written_out` says that it holds every number or step, so that only an explained problem is exported.
    """

    write: Callable[[Exercise], str]
    is_written_out: bool = True


EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        export.id: export
        for export in (
            Export("numpy", "NumPy script", PYTHON, numpy_script.FILE, write_numpy),
            Export("pytorch", "PyTorch script", PYTHON, pytorch_script.FILE, write_pytorch),
            Export("jax", "JAX script", PYTHON, jax_script.FILE, write_jax),
            Export(
                "notebook",
                "Jupyter notebook",
                "application/x-ipynb+json",
                "backpropagation.ipynb",
                write_notebook,
            ),
            Export(
                "latex",
                "Worked solution in LaTeX",
                "application/x-tex; charset=utf-8",
                "backpropagation.tex",
                write_latex,
            ),
            Export(
                "markdown",
                "Worked solution in Markdown",
                "text/markdown; charset=utf-8",
                "backpropagation.md",
                write_markdown,
            ),
            Export(
                "json",
                "Problem as JSON",
                "application/json",
                "backpropagation.json",
                write_setup,
                is_written_out=False,
            ),
            Export("csv", "All numbers as CSV", "text/csv; charset=utf-8", "backpropagation.csv", write_csv),
        )
    }
)
# these show one step, so they are asked for with more than the problem: see app/lesson/diagram
PICTURES: Mapping[str, Format] = MappingProxyType(
    {
        picture.id: picture
        for picture in (
            Format("svg", "Picture at a step, SVG", "image/svg+xml", "backpropagation.svg"),
            Format("png", "Picture at a step, PNG", "image/png", "backpropagation.png"),
        )
    }
)
FORMATS: Mapping[str, Format] = MappingProxyType({**EXPORTS, **PICTURES})
