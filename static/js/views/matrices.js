// The current step as matrices: the equations of its phase with their numbers, the current layer large. Every number is lit
// by the same Refs as in the diagram; what is not computed yet is a blank in its bracket.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { unsafeHTML } from "../../vendor/lit-html/directives/unsafe-html.js";
import { columnWidths, densityOf, segments } from "../draw/brackets.js";
import { createPen } from "../draw/pen.js";
import { pressable } from "../draw/press.js";
import { piecesOf, shapeOf } from "../model/equations.js";
import { relation } from "../model/format.js";
import { isArray } from "../model/refs.js";
import { readEquations, sheetAt, tell, titleOf } from "../model/sheet.js";
import { shown, written } from "../model/words.js";

const GAP = 0.85; // em between the columns of a matrix

/** `state` = {trace, cursor, scene, digits, selected, answer}; `answer` of /api/trace with the steps of whole layers. */
export function matrices({ answer, ...given }) {
  const equations = readEquations(answer);
  const state = { ...given, equations };
  const { trace, cursor, scene, selected } = state;
  const pen = createPen(state);
  const sheet = sheetAt(trace, cursor, scene, selected, equations);
  return html`<div class="sheet ${scene.targets.size > 0 ? "has-light" : ""}" data-phase=${scene.phase.number} role="group"
    aria-label="The step as matrices. Up and down arrows go from number to number, Enter shows how one was made.">
    ${sheet.blocks.map((block) => html`<section class="block ${block.isCurrent ? "is-current" : ""} ${block.isOpen ? densityOf(shapesIn(block, trace)) : ""}">
      <h2 class="block-name">${titleOf(block, trace)}</h2>
      <div class="equations">${block.steps.map((step) => equation(step, block, state, pen))}</div>
      ${block.isCurrent ? note(block, state) : nothing}</section>`)}
  </div>`;
}

const shapesIn = ({ steps }, { sizes }) => [[1, 1], ...steps.flatMap(({ target, reads }) => [target, ...reads]).filter(isArray).map((ref) => shapeOf(ref, sizes))];

function equation(step, block, state, pen) {
  const { trace, equations } = state;
  const pieces = piecesOf(step, trace, equations.symbols);
  const hasProduct = pieces.some(({ kind }) => kind === "product");
  const hasFraction = pieces.some((piece) => (piece.symbol ?? "").includes("mfrac"));
  if (block.isOpen) pieces[1] = { ...pieces[1], text: relationOf(pieces, state, pen) };
  return html`<div class="equation ${hasProduct ? "has-product" : ""} ${hasFraction ? "has-fraction" : ""} ${pieces[0].shape?.[1] === 1 ? "of-column" : ""} ${block.isOpen ? "" : "in-symbols"}" role="group" aria-label=${tell(step, trace, equations.names)}>
    ${segments(pieces).map((segment) => html`<span class="segment">${segment.map((piece) => write(piece, block.isOpen, state, pen))}</span>`)}</div>`;
}

// As in every formula: "=" only while nothing that is shown was rounded.
function relationOf(pieces, { trace, digits }, pen) {
  const [target, ...others] = pieces.flatMap((piece) => (piece.kind === "product" ? piece.pieces : [piece])).map(refsOf);
  const results = target.filter(pen.known);
  return results.length > 0 ? relation([...results, ...others.flat().filter(pen.known)].map((ref) => written(trace, ref, digits))) : "=";
}

const refsOf = ({ kind, rows, ref }) => (kind === "array" ? rows.flat() : kind === "number" ? [ref] : []);

function write(piece, isOpen, state, pen) {
  switch (piece.kind) {
    case "array": return isOpen ? array(piece, state, pen) : named(piece);
    case "number": return isOpen ? single(piece, state, pen) : html`<span class="atom" aria-hidden="true"><span class="sign">${symbol(piece.symbol)}</span></span>`;
    case "product": return html`<span class="product"><span class="factors">${piece.pieces.map((factor, i) => write({ ...factor, meets: meetingSide(i, piece.pieces) }, isOpen, state, pen))}</span>
      <span class="brace" aria-hidden="true">${shape(piece.shape)}</span></span>`;
    case "bracket": return html`<span class="atom round ${piece.side}" aria-hidden="true"></span>`;
    default: return html`<span class="atom ${piece.isSuffix ? "suffix" : ""}" aria-hidden="true"><span class="sign">${piece.math ? symbol(piece.math) : piece.text}</span></span>`;
  }
}

// In a product the columns of the left have to be as many as the rows of the right.
const meetingSide = (i, factors) => (factors.length < 2 ? null : i === 0 ? 1 : 0);

function array({ rows, shape: size, symbol: sign, isTransposed, ref, meets }, state, pen) {
  const { trace, digits } = state;
  const widths = columnWidths(rows.map((row) => row.map((entry) => shown(trace, entry, digits))));
  const place = (r, c) => (isTransposed ? `, row ${r + 1}, column ${c + 1} of the transposed matrix` : "");
  return html`<span class="atom array of-${ref.split(".")[0]}">
    <span class="symbol" aria-hidden="true">${symbol(sign)}</span>
    <span class="matrix ${isTransposed ? "transposed" : ""}" .style=${`grid-template-columns: ${widths.map((width) => `${width + GAP}em`).join(" ")}`}>
      ${rows.map((row, r) => row.map((entry, c) => number(entry, state, pen, place(r, c))))}</span>
    <span class="shape" aria-hidden="true">${shape(size, meets)}</span></span>`;
}

function single({ ref, symbol: sign }, state, pen) {
  const [width] = columnWidths([[shown(state.trace, ref, state.digits)]]);
  return html`<span class="atom single of-${ref.split(/[.@]/)[0]}"><span class="symbol" aria-hidden="true">${symbol(sign)}</span>
    <span class="value" .style=${`width: ${width + GAP}em`}>${number(ref, state, pen)}</span></span>`;
}

const number = (ref, state, pen, place = "") => (pen.known(ref) ? pressable(ref, state, pen, "entry", place) : html`<span class="entry blank"></span>`);

// Of a layer that has no room for its numbers: the symbol with its shape.
function named({ symbol: sign, shape: size, meets }) {
  return html`<span class="atom" aria-hidden="true"><span class="sign">${symbol(sign)}</span><span class="shape">${shape(size, meets)}</span></span>`;
}

const symbol = (mathml) => unsafeHTML(`<math displaystyle="true">${mathml}</math>`);
const shape = ([rows, columns], meets = null) => html`<span class=${meets === 0 ? "meets" : ""}>${rows}</span>×<span class=${meets === 1 ? "meets" : ""}>${columns}</span>`;

// What a reader could stumble over in these equations.
function note({ steps }, { trace }) {
  const isMean = trace.batch > 1 && steps.some(({ target }) => target.startsWith("W_grad"));
  const isTurned = steps.some(({ target, reads }) => target.startsWith("delta") && reads.some((ref) => ref.startsWith("W.")));
  const isLossAfter = steps.some(({ target }) => target === "loss_new");
  if (isMean) return html`<p class="hint">The mean over all ${trace.batch} samples. Here sample ${trace.sample + 1} is spelled; ⋯ stands for the others.</p>`;
  if (isTurned) return html`<p class="hint">The weights are transposed: each row of <i>W</i> became a column, so that a neuron collects from every neuron it feeds. ⊙ multiplies entry by entry.</p>`;
  if (isLossAfter) return html`<p class="hint">A whole forward pass with the new weights and biases${trace.batch > 1 ? `, over all ${trace.batch} samples` : ""}.</p>`;
  return nothing;
}

