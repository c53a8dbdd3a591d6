// The formula of a step as lines under each other: in symbols, in numbers, and what comes of it.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { unsafeHTML } from "../../vendor/lit-html/directives/unsafe-html.js";
import { derivationOf, operandNodes } from "../model/derivation.js";
import { splitPower } from "../model/format.js";
import { element, mapOperands, numberNodes, print, sides, terms } from "../model/mathml.js";
import { isArray, sameAs } from "../model/refs.js";
import { isKnown, nameOf } from "../model/trace.js";
import { label } from "../model/words.js";

/**
 * Of `step`, one of the trace's or one with another formula for its target; `state` = {trace, cursor, scene, digits}. In `lines` of
 * "symbols" and "numbers" the operand `hole` is left to its symbol.
 */
export function derivation(state, { step = state.scene.step, title = "How", lines = ["symbols", "numbers"], hole = null, hasResult = true } = {}) {
  const { trace, digits } = state;
  const { target, expression, operands, result, sign } = derivationOf(trace, step, digits);
  const symbols = (node, ref) => operand(state, node, ref, node.children);
  const numbers = (node, ref) => {
    if (isArray(ref)) return symbols(node, ref);
    if (ref === hole) return operand(state, node, ref, node.children, "hole");
    return operand(state, node, ref, operandNodes(trace, ref, digits, "data-bare" in node.attributes));
  };
  const hasSymbols = lines.includes("symbols");
  const hasNumbers = lines.includes("numbers") && operands.length > 0;
  return html`<div class="derivation" role="group" aria-label="${title} ${nameOf(trace, step.target)} is made">
    <div class="target-side">${math([mapOperands(target, symbols)])}</div>
    ${hasSymbols ? html`<div class="relation">=</div><div class="side symbols">${line(expression, symbols)}</div>` : nothing}
    ${hasNumbers ? html`<div class="relation">=</div><div class="side numbers">${line(expression, numbers)}</div>` : nothing}
    ${hasResult ? html`<div class="relation">${sign}</div><div class="side result"><output data-ref=${step.target}>${math(numberNodes(splitPower(result.text), true))}</output></div>` : nothing}
    ${stops(trace, operands.filter((ref) => isKnown(trace, state.cursor, ref)), digits, hole)}
  </div>`;
}

/** The symbol of what a step computes. */
export const targetSymbol = (step) => math([sides(step.mathml).target]);

function operand({ trace, scene }, node, ref, children, look = "") {
  const own = sameAs(ref, trace.sample);
  const light = scene.reads.has(own) ? "read" : scene.targets.has(own) ? "target" : "";
  return element("mrow", { class: ["operand", light, look, node.attributes.class].filter(Boolean).join(" "), "data-ref": ref }, children);
}

// Nothing inside a formula can be a button for assistive technology, so keyboard and voice get these, unseen, beside it:
// the operand of the one in focus wears the focus ring.
export function stops(trace, refs, digits, hole = null) {
  if (refs.length === 0) return nothing;
  return html`<div class="stops" role="group" aria-label="Numbers in this formula">${refs.map((ref) =>
    html`<button type="button" class="stop" data-ref=${ref} tabindex="-1">${ref === hole ? nameOf(trace, ref) : label(trace, ref, digits)}</button>`)}</div>`;
}

/** Each piece is a formula of its own, so that a long sum breaks between its terms like words of a sentence. `write(node, ref)` gives an operand's node. */
export function line(expression, write = (node) => node) {
  return terms(expression).map((term) => html`<span class="term">${term.map((piece) => math(piece.map((node) => mapOperands(node, write))))}</span><wbr>`);
}

export function math(nodes) {
  return html`<span class="piece">${unsafeHTML(`<math displaystyle="true">${nodes.map(print).join("")}</math>`)}</span><wbr>`;
}
