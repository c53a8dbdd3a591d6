// The margins of the article on the reader's own network: what it is made of, and how its numbers come about.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { line, math, stops } from "../draw/formula.js";
import { derivationOf, operandNodes } from "../model/derivation.js";
import { relation, splitPower } from "../model/format.js";
import { element, mapOperands, numberNodes } from "../model/mathml.js";
import { isArray } from "../model/refs.js";
import { countParameters, entriesShown, layersOf, neuronsOf, stepsOf, symbolOf } from "../model/representatives.js";
import { stepOf } from "../model/trace.js";
import { shown, written } from "../model/words.js";

const KINDS = { parameters, forward, loss, deltas, gradients };
const COUNTS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"];
const SHORT_ROW = 10; // signs
const LEFT_OUT = html`<div class="left-out" aria-hidden="true">⋮</div>`;

/** `kind` = one of KINDS; `state` = {trace, digits, whose}, `whose` the template that says whose numbers these are. */
export function worked(kind, state) {
  const refs = new Set();
  const body = KINDS[kind](state, (ref) => {
    refs.add(ref);
    return ref;
  });
  return html`${body}${state.whose}${stops(state.trace, [...refs], state.digits)}`;
}

const title = (text) => html`<p class="margin-title">${text}</p>`;

function parameters(state, told) {
  const count = countParameters(state.trace);
  return html`${title(`The ${COUNTS[count] ?? count} parameters`)}
    <div class="pairs ${isBroad(state) ? "stacked" : ""}">${layersOf(state.trace).flatMap((l) => (l === null ? [LEFT_OUT, nothing] : ["W", "b"].map((quantity) =>
      html`<div>${math([raised(quantity, l), sign("="), matrix(`${quantity}.${l}`, state, told)])}</div>`)))}</div>
    <p class="aside-note">A row of <i>W</i> holds the weights into one neuron.</p>`;
}

// Long numbers leave no room for a matrix and a vector side by side.
function isBroad({ trace, digits }) {
  const rows = layersOf(trace).filter((l) => l !== null).flatMap((l) => entriesShown(trace, `W.${l}`));
  return rows.some((row) => row.reduce((length, ref) => length + (ref ? shown(trace, ref, digits).length : 1), 0) > SHORT_ROW);
}

function forward(state, told) {
  const { trace } = state;
  const last = trace.sizes.length - 1;
  const named = ({ l, j }) => (l < last ? `layer ${l}, neuron ${j + 1}` : trace.sizes[l] > 1 ? `output ${j + 1}` : "output");
  return html`<table class="values"><caption class="margin-title">Sums and activations</caption>
    <thead><tr><th scope="col">Neuron</th><th scope="col"><span class="unseen">sum </span>${symbol("z")}</th>
      <th scope="col"><span class="unseen">activation </span>${symbol("a")}</th></tr></thead>
    <tbody>${neuronsOf(trace).map((neuron) => (neuron === null
      ? html`<tr class="left-out"><td colspan="3" aria-hidden="true">⋮</td></tr>`
      : html`<tr class=${neuron.l === last ? "answer" : ""}><th scope="row">${named(neuron)}</th>${["z", "a"].map((quantity) =>
        html`<td>${value(told(`${quantity}.${neuron.l}.${neuron.j}`), state)}</td>`)}</tr>`))}</tbody></table>`;
}

function loss(state, told) {
  return html`${title("In numbers")}${steps(["loss", "dL_da", "dL_dz"], state, told)}`;
}

function deltas(state, told) {
  return html`${title("From right to left")}${steps(["delta"], state, told)}`;
}

function gradients(state, told) {
  const { trace } = state;
  const last = trace.sizes.length - 1;
  const after = row(math([symbolOf(trace, "loss_new")]), relation([written(trace, "loss_new", state.digits)]), value(told("loss_new"), state, "answer"));
  const rows = layersOf(trace).toReversed().map((l) => {
    if (l === null) return LEFT_OUT;
    const entries = entriesShown(trace, `W_grad.${l}`).flat().filter((ref) => ref !== null);
    return row(math([derivative(raised("W", l))]), relation(entries.map((ref) => written(trace, ref, state.digits))), math([matrix(`W_grad.${l}`, state, told)]));
  });
  return html`${title("Gradients, layer by layer")}<div class="steps">${rows}</div>
    ${title("One weight takes its step")}<div class="steps">${made(stepOf(trace, `W_new.${last}.0.0`), state, told)}</div>
    ${title("And the loss then is")}<div class="steps">${after}</div>`;
}

function steps(quantities, state, told) {
  return html`<div class="steps">${stepsOf(state.trace, quantities).map((step) => (step === null ? LEFT_OUT : made(step, state, told)))}</div>`;
}

// A step as the server printed it, with its numbers in place.
function made(step, state, told) {
  const { trace, digits } = state;
  const { target, expression, operands, result, sign: before } = derivationOf(trace, step, digits);
  if (!isAlone(expression)) operands.forEach(told);
  const number = (node, ref) => (isArray(ref) ? node : marked(ref, operandNodes(trace, ref, digits, "data-bare" in node.attributes)));
  const symbols = (node) => element("mrow", {}, node.children);
  const answer = math([element("mrow", { class: "outcome" }, [sign(before), marked(told(step.target), numberNodes(splitPower(result.text), true))])]);
  return row(math([mapOperands(target, symbols)]), "=", html`${line(expression, isAlone(expression) ? symbols : number)}${answer}`);
}

// A number that is another one's name, as the delta of an output is, need not be written twice.
const isAlone = ({ children }) => children.length === 1 && typeof children[0] !== "string" && "data-ref" in children[0].attributes;

const row = (target, between, side) => html`<div class="target-side">${target}</div><div class="relation">${between}</div><div class="side">${side}</div>`;

const value = (ref, { trace, digits }, look = "") => html`<span class="value ${look}" data-ref=${ref}>${shown(trace, ref, digits)}</span>`;

const marked = (ref, nodes) => element("mrow", { class: "operand", "data-ref": ref }, nodes);
const symbol = (letter) => math([element("mi", {}, [letter])]);
const sign = (text) => element("mo", {}, [text]);
const raised = (letter, l) => element("msup", {}, [element("mi", {}, [letter]), element("mn", {}, [`(${l})`])]);
const change = (of) => element("mrow", {}, [element("mi", {}, ["∂"]), of]);
const derivative = (by) => element("mfrac", {}, [change(element("mi", {}, ["L"])), change(by)]);

function matrix(ref, { trace, digits }, told) {
  const number = (entry) => marked(told(entry), numberNodes(splitPower(shown(trace, entry, digits)), true));
  const cell = (entry) => element("mtd", {}, [entry === null ? sign("⋯") : number(entry)]);
  const entries = entriesShown(trace, ref);
  const hasPowers = entries.flat().some((entry) => entry !== null && shown(trace, entry, digits).includes("×"));
  const rows = entries.map((across) => element("mtr", {}, across.map(cell)));
  return element("mrow", {}, [sign("["), element("mtable", { class: hasPowers ? "matrix small" : "matrix" }, rows), sign("]")]);
}
