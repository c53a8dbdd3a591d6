// A number within a sentence of the article, on the reader's own network: with its symbol, or with the numbers that made it.
import { html } from "../../vendor/lit-html/lit-html.js";
import { line, math } from "../draw/formula.js";
import { refsOf } from "../model/binding.js";
import { derivationOf, operandNodes } from "../model/derivation.js";
import { splitPower } from "../model/format.js";
import { element, numberNodes } from "../model/mathml.js";
import { stepOf } from "../model/trace.js";
import { shown } from "../model/words.js";

/** `dataset` = {live: a term, in: "numbers" or nothing}; `state` = {trace, digits}. */
export function live({ live: term, in: form }, { trace, digits }) {
  const [ref] = refsOf(trace, term, null);
  const step = stepOf(trace, ref);
  const number = math([element("mrow", { class: "operand", "data-ref": ref }, numberNodes(splitPower(shown(trace, ref, digits)), true))]);
  if (!step) return number;
  const { target, expression, sign } = derivationOf(trace, step, digits);
  const operand = (node, name) => element("mrow", { class: "operand", "data-ref": name }, operandNodes(trace, name, digits, "data-bare" in node.attributes));
  return html`${form === "numbers" ? line(expression, operand) : math([target])} ${math([element("mo", {}, [sign])])} ${number}`;
}
