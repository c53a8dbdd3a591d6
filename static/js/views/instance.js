// One line of the derivation on the reader's numbers: the formula of the article with its letters put in, in symbols, then in numbers.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { line, math, stops } from "../draw/formula.js";
import { refsOf } from "../model/binding.js";
import { derivationOf, operandNodes, outcomeOf } from "../model/derivation.js";
import { formatOperand, relation, splitPower } from "../model/format.js";
import { bind } from "../model/instance.js";
import { element, mapOperands, numberNodes, print } from "../model/mathml.js";
import { stepOf, valueOf } from "../model/trace.js";

/** `state` = {trace, digits, letters, lines}: `lines` as in model/instance.js, of which all hold for these letters. */
export function instance(state) {
  const { trace, lines, letters } = state;
  if (letters === null || lines.length === 0) return nothing;
  const [target] = refsOf(trace, leftTerm(lines), letters);
  if (target.includes("_grad") && trace.batch > 1) return mean(state, target);
  const rows = [];
  const told = new Set();
  const number = (isAlone) => (ref, isBare) => {
    told.add(ref);
    return operandNodes(trace, ref, state.digits, isAlone || isBare);
  };
  const inSymbols = bind(lines[0].right, trace, letters);
  const inNumbers = lines.map(({ right }) => bind(right, trace, letters, number(right.length === 1 && "data-term" in right[0].attributes)));
  const left = bind(lines[0].left, trace, letters);
  const distinct = inNumbers.filter((nodes, i) => i === 0 || text(nodes) !== text(inNumbers[i - 1]));
  rows.push(row(math(left), "=", write(inSymbols)));
  const last = ending(state, [...told]);
  distinct.forEach((nodes, i) => rows.push(row(nothing, last.isResult || i < distinct.length - 1 ? "=" : last.sign, write(nodes))));
  if (last.isResult) rows.push(row(nothing, last.sign, html`<span class="answer" data-ref=${last.ref}>${math(numberNodes(splitPower(last.text), true))}</span>`));
  return html`<div class="steps">${rows}</div>${stops(trace, [...told, ...(last.isResult ? [last.ref] : [])], state.digits)}`;
}

const leftTerm = ([{ left }]) => left[0].attributes["data-term"];
const text = (nodes) => nodes.map(print).join("");
const write = (nodes) => line(element("mrow", { class: "expression" }, nodes));
const row = (target, between, side) => html`<div class="target-side">${target}</div><div class="relation">${between}</div><div class="side">${side}</div>`;

// A line ends with the number of its left side, unless that has none of its own or stands there already.
function ending({ trace, digits, letters, lines }, told) {
  const refs = refsOf(trace, leftTerm(lines), letters);
  const isResult = refs.length === 1 && !told.includes(refs[0]);
  if (isResult) {
    const { result, sign } = outcomeOf(trace, refs[0], told, digits);
    return { isResult, ref: refs[0], text: result.text, sign };
  }
  return { isResult, sign: relation(told.map((ref) => formatOperand(valueOf(trace, ref), digits))) };
}

// Over several samples a gradient is a mean, which the server writes out.
function mean({ trace, digits }, target) {
  const { target: left, expression, operands, result, sign } = derivationOf(trace, stepOf(trace, target), digits);
  const number = (node, ref) => element("mrow", { class: "operand", "data-ref": ref }, operandNodes(trace, ref, digits, "data-bare" in node.attributes));
  return html`<div class="steps">${row(math([mapOperands(left, (node) => element("mrow", {}, node.children))]), "=", line(expression, number))}
    ${row(nothing, sign, html`<span class="answer" data-ref=${target}>${math(numberNodes(splitPower(result.text), true))}</span>`)}</div>
    <p class="aside-note">The mean over the ${trace.batch} samples.</p>${stops(trace, [...operands, target], digits)}`;
}
