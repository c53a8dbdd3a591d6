// A formula on the page. Each piece is MathML of its own, so that a long sum breaks between its terms like words of a sentence.
import { html } from "../../vendor/lit-html/lit-html.js";
import { unsafeHTML } from "../../vendor/lit-html/directives/unsafe-html.js";
import { mapOperands, print, terms } from "../model/mathml.js";
import { label } from "../model/words.js";

export function math(nodes) {
  return html`<span class="piece">${unsafeHTML(`<math displaystyle="true">${nodes.map(print).join("")}</math>`)}</span><wbr>`;
}

/** `write(node, ref)` gives an operand's node. */
export function line(expression, write = (node) => node) {
  return terms(expression).map((term) => html`<span class="term">${term.map((piece) => math(piece.map((node) => mapOperands(node, write))))}</span><wbr>`);
}

// Nothing inside a formula can be a button for assistive technology, so keyboard and voice get these, unseen, beside it:
// the operand of the one in focus wears the focus ring.
export function stops(trace, refs, digits) {
  return html`<div class="stops" role="group" aria-label="Numbers in this formula">${refs.map((ref) =>
    html`<button type="button" class="stop" data-ref=${ref} tabindex="-1">${label(trace, ref, digits)}</button>`)}</div>`;
}
