"""The article under the demo, rendered without a server: its formulas, its figures, and sound markup."""

import re
from itertools import pairwise
from pathlib import Path

import jinja2
import numpy as np
import pytest

from app.lesson.table import finished_trace
from tests.page.markup import Element, read

ROOT = Path(__file__).parents[2]
CHILDREN = {"mfrac": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}

PHASES = ["phase-forward", "phase-loss", "phase-deltas", "phase-gradients"]
SECTIONS = ["overview", "formulation", *PHASES, "derivation", "history"]

FORMULAS = [
    r"x = 0.5", r"y = 1.0", r"z = W \cdot a + b", r"a = \sigma(z)", r"\hat{y} = z", r"\hat{y} \approx 0.3890",
    r"L &= (\hat{y} - y)^2", r"\frac{\partial L}{\partial z} &= 2(\hat{y} - y)",
    r"\frac{\partial L}{\partial z} \approx -1.2220",
    r"\delta_j^{(l)} = \left[\sum_k W_{kj}^{(l+1)} \cdot \delta_k^{(l+1)}\right] \cdot \sigma'(z_j^{(l)})",
    r"W^T \cdot \delta",
    r"\frac{\partial L}{\partial W_{ji}^{(l)}} &= \delta_j^{(l)} \cdot a_i^{(l-1)}",
    r"\frac{\partial L}{\partial b_j^{(l)}} &= \delta_j^{(l)}",
    r"W &\leftarrow W - \eta \cdot \frac{\partial L}{\partial W}",
    r"b &\leftarrow b - \eta \cdot \frac{\partial L}{\partial b}",
    r"\Delta z_j^{(l)}",
    r"z_k^{(l+1)} = \sum_{j=1}^{J} w_{kj}^{(l+1)} \sigma(z_j^{(l)})"
    r" = \sum_{j=1}^{J} w_{kj}^{(l+1)} a_j^{(l)}",
    r"a_j^{(l)} = \sigma(z_j^{(l)})",
    r"\frac{\partial L}{\partial z_j^{(l)}} = \delta_j^{(l)}",
    r"\delta_j^{(l)} = \sum_{k=1}^{K} \frac{\partial L}{\partial z_k^{(l+1)}}"
    r" \frac{\partial z_k^{(l+1)}}{\partial z_j^{(l)}}"
    r" = \sum_{k=1}^{K} \delta_k^{(l+1)} \frac{\partial z_k^{(l+1)}}{\partial z_j^{(l)}}",
    r"\frac{\partial z_k^{(l+1)}}{\partial z_j^{(l)}} = w_{kj}^{(l+1)} \sigma'(z_j^{(l)})",
    r"\delta_j^{(l)} = \sum_{k=1}^{K} \delta_k^{(l+1)} w_{kj}^{(l+1)} \sigma'(z_j^{(l)})",
    r"z_j^{(l)} = \sum_{i=1}^{I} w_{ji}^{(l)} a_i^{(l-1)}",
    r"a_i^{(l-1)} = \sigma(z_i^{(l-1)})",
    r"\frac{\partial z_j^{(l)}}{\partial w_{ji}^{(l)}} = a_i^{(l-1)}",
    r"\frac{\partial L}{\partial w_{ji}^{(l)}} = \delta_j^{(l)} \cdot a_i^{(l-1)}"
    r" = \left( \sum_{k} \delta_k^{(l+1)} w_{kj}^{(l+1)} \right) \sigma'(z_j^{(l)}) \, a_i^{(l-1)}",
    r"a_j = \sigma(z_j)", r"w_{ji}", r"w_{kj}",
]  # fmt: skip


LOADER = jinja2.FileSystemLoader(ROOT / "templates")
TEMPLATES = jinja2.Environment(loader=LOADER, autoescape=True, undefined=jinja2.StrictUndefined)

# What is left of LaTeX as letters; every other command only arranges, or is an operator.
LETTERS = {"delta": "δ", "sigma": "σ", "eta": "η", "partial": "∂", "Delta": "Δ", "sum": "∑"}


@pytest.fixture(scope="module")
def article() -> Element:
    return read(TEMPLATES.get_template("article/article.html").render())


@pytest.mark.parametrize("latex", FORMULAS)
def test_formula_is_present(article: Element, latex: str) -> None:
    assert any(latex in math.attributes["alttext"] for math in article.all("math"))


def test_mathml_is_sound(article: Element) -> None:
    for math in article.all("math"):
        assert math.attributes["alttext"], math.text
        for e in math.all(*CHILDREN):
            count = sum(isinstance(c, Element) for c in e.children)
            assert count == CHILDREN[e.tag], (math.attributes["alttext"], e.tag)


def letters(text: str) -> list[str]:
    return sorted(c for c in text if c.isalnum() or c in "∂∑")


def test_alttext_and_mathml_say_the_same(article: Element) -> None:
    for math in article.all("math"):
        latex = re.sub(r"\\(begin|end)\{\w+\}", "", math.attributes["alttext"])
        latex = re.sub(r"\\([A-Za-z]+)", lambda command: LETTERS.get(command[1], ""), latex)
        told = "".join(mtext.text for mtext in math.all("mtext"))
        assert letters(latex + told) == letters(math.text), math.attributes["alttext"]


def test_every_number_is_the_networks_own(article: Element) -> None:
    W = [np.array([[-1.2], [0.5]]), np.array([[-0.5, 0.6], [1.1, -0.3]]), np.array([[-0.3, 0.8]])]
    b = [np.array([0.2, 0.1]), np.array([0.3, 0.1]), np.array([0.1])]

    def activations() -> list[np.ndarray]:
        a = [np.array([0.5])]
        for l in range(3):
            z = W[l] @ a[-1] + b[l]
            a.append(1 / (1 + np.exp(-z)) if l < 2 else z)
        return a

    a = activations()
    delta = [2 * (a[3] - 1)]
    for l in (2, 1):
        delta.insert(0, (W[l].T @ delta[0]) * a[l] * (1 - a[l]))
    gradients = [np.outer(delta[l], a[l]) for l in range(3)]
    arrays = [*a[1:], (a[3] - 1) ** 2, *delta, *gradients]
    said = [number for array in arrays for number in array.ravel()]
    W = [W[l] - 0.1 * gradients[l] for l in range(3)]
    b = [b[l] - 0.1 * delta[l] for l in range(3)]
    y = activations()[3][0]
    said += [y, (y - 1) ** 2, W[2][0, 0]]
    for number in said:
        assert f"{number:.4f}".replace("-", "−") in article.text
    for number in ("0.3890", "0.3733", "−1.2220"):
        assert number in article.text


def test_ids_are_unique_and_links_arrive(article: Element) -> None:
    ids = [e.attributes["id"] for e in article.all() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    assert set(SECTIONS) <= set(ids)
    for e in article.all():
        for name in ("aria-labelledby", "href"):
            for target in e.attributes.get(name, "").removeprefix("#").split():
                assert target in ids


def test_headings_go_down_by_single_steps(article: Element) -> None:
    levels = [int(h.tag[1]) for h in article.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 2
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_phases_are_numbered_in_order(article: Element) -> None:
    phases = [s for s in article.all("section") if "data-phase" in s.attributes]
    assert [s.attributes["data-phase"] for s in phases] == ["1", "2", "3", "4"]
    titles = [s.all("h3")[0].text for s in phases]
    assert titles == ["1 Forward pass", "2 Loss", "3 Deltas", "4 Gradients and update"]


def test_both_figures_say_what_they_show(article: Element) -> None:
    drawings = article.all("svg")
    assert [d.all("title")[0].text for d in drawings] == ["Dependency flow", "Layer connectivity"]
    for d in drawings:
        assert d.attributes["role"] == "img"
        assert d.all("desc")[0].text
    assert len(article.all("figcaption")) == 2
    flow, connectivity = (d.text for d in drawings)
    assert all(label in flow for label in ("Δ𝑧𝑗", "Δ𝑧1", "Δ𝑧2", "Δ𝑧𝐾"))
    assert all(label in connectivity for label in ("𝑤𝑗𝑖", "𝑤𝑘𝑗"))


def test_every_reference_is_cited(article: Element) -> None:
    cited = {a.attributes["href"] for a in article.all("a")}
    references = {f"#{li.attributes['id']}" for li in article.all("li") if "id" in li.attributes}
    assert len(references) >= 10
    assert references <= cited


@pytest.mark.parametrize(
    ("year", "names"),
    [
        ("1960–62", "Kelley Bryson Dreyfus"),
        ("1970", "Linnainmaa"),
        ("1974", "Werbos"),
        ("1982", "Werbos"),
        ("1985", "LeCun Parker"),
        ("1986", "Rumelhart Hinton Williams"),
        ("2018", "Hinton LeCun Bengio"),
    ],
)
def test_history(article: Element, year: str, names: str) -> None:
    entries = [li.text for li in article.all("li") if li.text.startswith(year)]
    assert len(entries) == 1
    assert all(name in entries[0] for name in names.split())


def test_nothing_inline_and_no_colour_outside_the_tokens(article: Element) -> None:
    assert not article.all("script", "style")
    assert not any(name == "style" or name.startswith("on") for e in article.all() for name in e.attributes)
    css = (ROOT / "static/css/article.css").read_text()
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsl|oklch|\d(ms|s)\b", css)


def test_the_finished_trace_stands_in_for_the_demo() -> None:
    trace = read(TEMPLATES.get_template("trace_table.html").render(trace_table=finished_trace()))
    tables = trace.all("table")
    assert [table.attributes["data-phase"] for table in tables] == ["1", "2", "3", "4", "4"]
    for table, (title, lines) in zip(tables, finished_trace(), strict=True):
        assert table.all("caption")[0].text == title
        numbers = [row.all("td")[1].text for row in table.all("tr")]
        assert numbers == [f"{line.relation} {line.number}" for line in lines]
