"""What a browser under WebDriver shows of the lesson: its numbers, its formula and how that is laid out."""

from typing import Any

from tests.page.driving import Driven
from tests.page.traces import Told

# A picture's numbers, and the formula as it is laid out: indices below, layers above, fractions in two rows.
SEEN = """
const size = (part) => part.getBoundingClientRect();
const badly = [];
for (const formula of document.querySelectorAll("#why math"))
    if (size(formula).width < 4 || size(formula).height < 8) badly.push("no size: " + formula.textContent);
for (const { children: [base, below, above] } of document.querySelectorAll("#why msubsup"))
    if (size(above).bottom >= size(below).bottom || size(below).left < size(base).right - 2)
        badly.push("not above each other: " + base.parentElement.textContent);
for (const { children: [above, below], textContent } of document.querySelectorAll("#why mfrac"))
    if (size(above).bottom > size(below).top + 1) badly.push("no fraction: " + textContent);
const output = document.querySelector("#why output");
return {
    position: Number(document.querySelector("#position").value),
    ref: output?.dataset.ref,
    result: output?.textContent.trim(),
    formulas: document.querySelectorAll("#why .derivation math").length,
    badly,
    numbers: Object.fromEntries([...document.querySelectorAll("#diagram [data-ref]")].map((mark) =>
        [mark.dataset.ref, mark.querySelector("text").textContent.replace("+", "")])),
};
"""


def seen(lesson: Driven) -> dict[str, Any]:
    found: dict[str, Any] = lesson.ask(SEEN)
    return found


def wait_for_number(lesson: Driven, ref: str, text: str) -> None:
    lesson.wait(
        """const mark = document.querySelector(`#diagram [data-ref="${arguments[0]}"] text`);
        return mark?.textContent.replace("+", "") === arguments[1];""",
        ref,
        text,
    )


def are_of(numbers: dict[str, str], told: Told) -> bool:
    own = {ref: text for ref, text in numbers.items() if "@" not in ref and ref != "learning_rate"}
    return own == {ref: told.shown(ref) for ref in own} and len(own) > 10


# Indices away from what they belong to, and brackets that hang out of their own box.
PULLED_APART = """
const found = [];
const indexed = document.querySelectorAll("#lesson-text :is(msub, msubsup)");
for (const { children: [base, ...indices], textContent } of indexed)
    for (const index of indices) {
        const gap = index.getBoundingClientRect().left - base.getBoundingClientRect().right;
        if (Math.abs(gap) > 4) found.push(`${textContent}: ${gap} px`);
    }
for (const sign of document.querySelectorAll("#lesson-text mo")) {
    if (!sign.firstChild) continue;
    const ink = document.createRange();
    ink.selectNodeContents(sign.firstChild);
    if (ink.getBoundingClientRect().left < sign.getBoundingClientRect().left - 1)
        found.push(`${sign.closest("math").getAttribute("alttext")}: ${sign.textContent} hangs`);
}
return found;
"""
