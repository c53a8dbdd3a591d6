// A number within a sentence of the article, on the reader's own network: with its symbol, or with the numbers that made it.
import { html } from "../../vendor/lit-html/lit-html.js";
import { unsafeHTML } from "../../vendor/lit-html/directives/unsafe-html.js";
import { refsOf } from "../model/binding.js";
import { derivationOf, operandNodes } from "../model/derivation.js";
import { linesOf } from "../model/instance.js";
import { splitPower } from "../model/format.js";
import { element, mapOperands, numberNodes, print, terms } from "../model/mathml.js";
import { stepOf } from "../model/trace.js";
import { shown } from "../model/words.js";

/** `written` is the MathML that stands there without this, with its `dataset` {live: a term, in: "numbers" or nothing}; `state` = {trace, digits}. */
export function live(written, { trace, digits }) {
  const [ref] = refsOf(trace, written.dataset.live, null);
  const number = element("mrow", { class: "operand", "data-ref": ref }, numberNodes(splitPower(shown(trace, ref, digits)), true));
  const step = stepOf(trace, ref);
  if (!step) return piece([number]);
  const { target, expression, sign } = derivationOf(trace, step, digits);
  const ending = [element("mo", { form: "infix" }, [sign]), number];
  if (written.dataset.in === "numbers") return html`${sides(expression, trace, digits).map(piece)}${piece(ending)}`;
  // one output goes by the name that the sentence gives it
  return piece([...(trace.sizes.at(-1) === 1 ? linesOf(written.outerHTML)[0].left : [target]), ...ending]);
}

// What a function is by definition would be too much in a sentence.
function sides(expression, trace, digits) {
  const end = expression.children.findIndex(({ tag, children }) => tag === "mo" && children[0] === "=");
  const first = element("mrow", {}, end < 0 ? expression.children : expression.children.slice(0, end));
  const operand = (node, ref) => element("mrow", { class: "operand", "data-ref": ref }, operandNodes(trace, ref, digits, "data-bare" in node.attributes));
  return terms(first).flat().map((nodes) => nodes.map((node) => mapOperands(node, operand)));
}

const piece = (nodes) => html`<span class="piece">${unsafeHTML(`<math>${nodes.map(print).join("")}</math>`)}</span>`;
