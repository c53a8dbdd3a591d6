// A step as a reader works it: its formula in symbols, the same in numbers, and the result, aligned at their relation.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { unsafeHTML } from "../../vendor/lit-html/directives/unsafe-html.js";
import { formatOperand, formatResult, relation, splitPower } from "../model/format.js";
import { element, mapOperands, numberNodes, print, restsOn, sides, terms } from "../model/mathml.js";
import { isArray, sameAs } from "../model/refs.js";
import { isKnown, nameOf, valueOf } from "../model/trace.js";
import { label } from "../model/words.js";

/** `state` = {trace, cursor, scene, digits}; `step` is one of the trace's, or one with another formula for its target. */
export function derivation(state, step, title = "How") {
  const { trace, digits } = state;
  const { target, expression } = sides(step.mathml);
  const operands = step.reads.filter((ref) => !isArray(ref) && restsOn(step.mathml, ref));
  const result = formatResult(valueOf(trace, step.target), digits);
  const sign = relation([result, ...operands.map((ref) => formatOperand(valueOf(trace, ref), digits))]);
  const symbols = (node, ref) => operand(state, node, ref, node.children);
  const numbers = (node, ref) => {
    if (isArray(ref)) return symbols(node, ref);
    const text = formatOperand(valueOf(trace, ref), digits).text;
    return operand(state, node, ref, numberNodes(splitPower(text), "data-bare" in node.attributes));
  };
  return html`<div class="derivation" role="group" aria-label="${title} ${nameOf(trace, step.target)} is made">
    <div class="target-side">${math([mapOperands(target, symbols)])}</div><div class="relation">=</div><div class="side symbols">${line(expression, symbols)}</div>
    ${operands.length ? html`<div class="relation">=</div><div class="side numbers">${line(expression, numbers)}</div>` : nothing}
    <div class="relation">${sign}</div><div class="side result"><output data-ref=${step.target}>${math(numberNodes(splitPower(result.text), true))}</output></div>
    ${operands.length ? stops(state, operands) : nothing}
  </div>`;
}

function operand({ trace, scene }, node, ref, children) {
  const own = sameAs(ref, trace.sample);
  const light = scene.reads.has(own) ? "read" : scene.targets.has(own) ? "target" : "";
  return element("mrow", { class: `operand ${light} ${node.attributes.class ?? ""}`.trimEnd(), "data-ref": ref }, children);
}

// Nothing inside a formula can be a button for assistive technology, so keyboard and voice get these, unseen, beside it:
// the operand of the one in focus wears the focus ring.
function stops({ trace, cursor, digits }, refs) {
  return html`<div class="stops" role="group" aria-label="Numbers in this formula">${refs.filter((ref) => isKnown(trace, cursor, ref)).map((ref) =>
    html`<button type="button" class="stop" data-ref=${ref} tabindex="-1">${label(trace, ref, digits)}</button>`)}</div>`;
}

// Each piece is a formula of its own, so that a long sum breaks between its terms like words of a sentence.
function line(expression, write) {
  return terms(expression).map((term) => html`<span class="term">${term.map((piece) => math(piece.map((node) => mapOperands(node, write))))}</span><wbr>`);
}

function math(nodes) {
  return html`<span class="piece">${unsafeHTML(`<math displaystyle="true">${nodes.map(print).join("")}</math>`)}</span><wbr>`;
}
