// What happens now, and why this number: phase, sentence, the formula in symbols, in numbers, and its result.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { unsafeHTML } from "../../vendor/lit-html/directives/unsafe-html.js";
import { formatOperand, formatResult, relation, splitPower } from "../model/format.js";
import { element, mapOperands, numberNodes, print, restsOn, sides, terms } from "../model/mathml.js";
import { isArray, sameAs } from "../model/refs.js";
import { foreignSample, isKnown, nameOf, readersOf, valueOf } from "../model/trace.js";
import { capital, label, shown } from "../model/words.js";

const USES_SHOWN = 6;

/**
 * `state` = {trace, cursor, scene, digits, selected, editor, check, slice, actions, chooseSample, takeUpdate}. Templates made elsewhere:
 * `editor` for a given number, `check` and `slice` for what goes with a weight or bias.
 */
export function why(state) {
  const { scene, selected } = state;
  const isGiven = selected !== null && !scene.step;
  return html`<div class="why-body" data-phase=${isGiven ? "given" : scene.phase.number}>${body(state)}</div>`;
}

function body(state) {
  const { scene, cursor, selected } = state;
  if (selected !== null && !scene.step) return foreignSample(state.trace, selected) === null ? given(state) : foreign(state);
  if (!scene.step) return opening(state);
  const isVisit = selected !== null;
  return html`${heading(scene.phase, isVisit ? backButton(state) : nothing)}
    <p class="sentence">${scene.step.sentence}</p>
    ${derivation(state)}
    ${state.check}
    ${!isVisit && state.takeUpdate && scene.cursorPhase.number === 4 ? taking(state) : nothing}
    ${isVisit ? nothing : blockNote(state, cursor)}
    ${state.slice}`;
}

function heading(phase, aside) {
  return html`<div class="why-head" data-phase=${phase.number}><h2><span class="phase-number" aria-hidden="true">${phase.number}</span><span>${phase.short}<span class="name-rest">${phase.name.slice(phase.short.length)}</span></span></h2>${aside}</div>`;
}

function backButton({ cursor, actions }) {
  return html`<button type="button" class="back-to-step" @click=${actions.leave}>Back to ${cursor === 0 ? "the start" : `step ${cursor}`}<kbd>Esc</kbd></button>`;
}

function opening({ scene, trace }) {
  return html`${heading(scene.phase, nothing)}
    <p class="sentence">Nothing is computed yet. Only the input, the target, the weights and the biases are given.</p>
    <p class="hint"><span class="for-keys">Press <kbd>→</kbd> for the first of ${trace.count} steps, or <kbd>Space</kbd> to play them.</span>
      <span class="for-touch">Step with the buttons below, or play all ${trace.count} steps.</span> Choose any number to change it, or draw it sideways.</p>`;
}

function derivation(state) {
  const { trace, scene, digits } = state;
  const { target, expression } = sides(scene.step.mathml);
  const operands = scene.step.reads.filter((ref) => !isArray(ref) && restsOn(scene.step.mathml, ref));
  const result = formatResult(valueOf(trace, scene.step.target), digits);
  const sign = relation([result, ...operands.map((ref) => formatOperand(valueOf(trace, ref), digits))]);
  const symbols = (node, ref) => operand(state, node, ref, node.children);
  const numbers = (node, ref) => {
    if (isArray(ref)) return symbols(node, ref);
    const text = formatOperand(valueOf(trace, ref), digits).text;
    return operand(state, node, ref, numberNodes(splitPower(text), "data-bare" in node.attributes));
  };
  return html`<div class="derivation" role="group" aria-label="How ${nameOf(trace, scene.step.target)} is made">
    <div class="target-side">${math([mapOperands(target, symbols)])}</div><div class="relation">=</div><div class="side symbols">${line(expression, symbols)}</div>
    ${operands.length ? html`<div class="relation">=</div><div class="side numbers">${line(expression, numbers)}</div>` : nothing}
    <div class="relation">${sign}</div><div class="side result"><output data-ref=${scene.step.target}>${math(numberNodes(splitPower(result.text), true))}</output></div>
    ${operands.length ? stops(state, operands) : nothing}
  </div>`;
}

function operand({ trace, scene }, node, ref, children) {
  const own = sameAs(ref, trace.sample);
  const light = scene.reads.has(own) ? "read" : scene.targets.has(own) ? "target" : "";
  return element("mrow", { class: `operand ${light}`, "data-ref": ref }, children);
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

function blockNote({ scene }, cursor) {
  if (cursor === 0 || scene.targets.size < 2) return nothing;
  return html`<p class="hint">The last of the ${scene.targets.size} numbers this move computed. Choose another one in the diagram to see its own formula.</p>`;
}

// Another sample's number: the same formula made it, but this trace does not spell it out.
function foreign(state) {
  const { trace, selected, digits, chooseSample } = state;
  const sample = foreignSample(trace, selected);
  return html`<div class="why-head"><h2>Sample ${sample + 1}</h2>${backButton(state)}</div>
    <p class="sentence">${capital(nameOf(trace, selected))} is <span class="figures">${shown(trace, selected, digits)}</span>. It is made like that of sample ${trace.sample + 1}, from its own input.</p>
    <p class="hint"><button type="button" class="back-to-step" @click=${() => chooseSample(sample)}>Explain sample ${sample + 1} instead</button></p>`;
}

function taking({ takeUpdate }) {
  return html`<p class="taking"><button type="button" class="take" @click=${takeUpdate}>Take this update<span class="long"> and go on</span></button></p>`;
}

// Weights, biases, inputs, targets, the rate: where they come from is outside, so they can be changed, and what they are used for is told.
function given(state) {
  const { trace, selected, cursor, editor, check, slice } = state;
  const uses = readersOf(trace, selected);
  return html`<div class="why-head given"><h2>Given</h2>${backButton(state)}</div>
    ${editor ?? html`<p class="sentence">${capital(nameOf(trace, selected))} is <span class="figures">${shown(trace, selected, state.digits)}</span>, as the updates before left it.</p>`}
    ${check}${slice}
    ${uses.length ? html`<h3 class="uses-head">Used for</h3><ul class="uses">${uses.slice(0, USES_SHOWN).map((step) => html`<li>${use(state, step, cursor)}</li>`)}</ul>
      ${uses.length > USES_SHOWN ? html`<p class="hint">and for ${uses.length - USES_SHOWN} more.</p>` : nothing}` : nothing}`;
}

function use({ trace, digits }, step, cursor) {
  const name = capital(nameOf(trace, step.target));
  if (!isKnown(trace, cursor, step.target)) return html`<span class="later">${name} <small>(a later step)</small></span>`;
  return html`<button type="button" class="use" data-ref=${step.target}>${name} <span class="figures">${shown(trace, step.target, digits)}</span></button>`;
}
