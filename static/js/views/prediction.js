// How the network predicts: against one input as a curve, over two as a surface, for more inputs as a table alone.
import { html, nothing, svg } from "../../vendor/lit-html/lit-html.js";
import { axes } from "../draw/axes.js";
import { CURVES, fitPlot } from "../draw/fit.js";
import { markPath, SHAPE_NAMES } from "../draw/marks.js";
import { tickText } from "../draw/plot.js";
import { LEVELS, sideOf, spanOf, surfacePlot } from "../draw/surface.js";
import { formatOperand, formatResult, spoken } from "../model/format.js";

const TOLD = 4; // samples in the text alternative; the table has all
const SIDES = { low: "circle", high: "square" }; // the mark of a sample by its target's side of the middle
const numbered = (symbol, i, rows) => (rows[0].length > 1 ? symbol + [...String(i + 1)].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]).join("") : symbol);

/** `state` = {prediction, size, digits}; the prediction as in the store, or null while the first is asked for. */
export function predictionPlot({ prediction, size, digits }) {
  if (!prediction) return html`<figure class="plot-figure"><figcaption><h2>Prediction</h2></figcaption><p class="hint">Asking for the predictions…</p></figure>`;
  const { plan, setup: { problem }, problem: refusal } = prediction;
  const state = { prediction, problem, size, digits, x: (i) => numbered("x", i, problem.x), y: (k) => numbered("y", k, problem.y), yhat: (k) => numbered("ŷ", k, problem.y) };
  const isTable = plan.kind === "table";
  return html`<figure class="plot-figure prediction-figure">
    <figcaption><h2>${title(state)}</h2></figcaption>
    ${refusal ? html`<p class="editor-problem">${refusal}</p>` : nothing}
    ${plan.kind === "fit" ? fit(state) : plan.kind === "surface" ? surface(state) : html`<p class="hint">${noPlot(problem)}</p>`}
    ${isTable ? table(state) : html`<details class="in-numbers"><summary>The samples in numbers</summary>${table(state)}</details>`}
  </figure>`;
}

function title({ prediction: { plan }, x, yhat, problem }) {
  const names = plan.axes.map(({ input }) => x(input)).join(" and ");
  if (plan.kind === "fit") return `Prediction ${problem.y[0].length > 1 ? "ŷ" : yhat(0)} against ${names}`;
  return plan.kind === "surface" ? `Prediction ${yhat(0)} over ${names}` : "Prediction of every sample";
}

function noPlot({ x }) {
  return `A curve needs one input and a surface two; here are ${x[0].length}, and not just two of them differ between the samples. So each sample stands in a row.`;
}

function fit(state) {
  const { prediction, problem, size, x, yhat } = state;
  const plot = fitPlot(prediction, problem, size);
  const [axis] = prediction.plan.axes;
  const outputs = problem.y[0].length;
  return html`<svg class="plot" viewBox="0 0 ${size.width} ${size.height}" width=${size.width} height=${size.height} role="img" aria-label="${inWords(state)}">
      ${axes({ ...plot, names: { x: x(axis.input), y: outputs > 1 ? "ŷ, and y as marks" : "ŷ, and y as a mark" } })}
      ${plot.samples.map((mark) => svg`<line class="residual" x1=${mark.x} x2=${mark.x} y1=${mark.target} y2=${mark.predicted} />`)}
      ${plot.curves.map(({ d, end }, k) => svg`<path class="curve curve-${k + 1}" d=${d} />${outputs > 1 ? svg`<text class="curve-name" x=${end[0] + 6} y=${end[1] + 4}>${yhat(k)}</text>` : nothing}`)}
      ${plot.samples.map((mark) => svg`<path class="sample curve-${mark.output + 1}" d=${markPath(SHAPE_NAMES[mark.output], mark.x, mark.target, 6)} />`)}
    </svg>
    <p class="hint">Line: what the network predicts. ${problem.x.length > 1 ? "Marks: the samples" : "Mark: the sample"}, with the distance to the prediction.
      ${outputs > CURVES ? `The first ${CURVES} of ${outputs} outputs are drawn.` : ""} ${held(state)}</p>`;
}

function surface(state) {
  const { prediction, problem, size, x, yhat } = state;
  const plot = surfacePlot(prediction, problem, size);
  const [across, up] = prediction.plan.axes;
  return html`<svg class="plot surface-plot" viewBox="0 0 ${size.width} ${plot.height}" width=${size.width} height=${plot.height} role="img" aria-label="${inWords(state)}">
      <g class="cells">${plot.fills.map(({ side, level, d }) => svg`<path class="cell ${side}" fill-opacity=${opacity(level)} d=${d} />`)}</g>
      ${axes({ ...plot, names: { x: x(across.input), y: x(up.input) } })}
      <path class="border" d=${plot.border} />
      ${plot.samples.map((mark) => svg`<path class="sample ${mark.side}" d=${markPath(SIDES[mark.side], mark.x, mark.y, 7)} />`)}
    </svg>
    ${legend(spanOf(prediction, problem), yhat(0), state)}
    <p class="hint">${held(state)}</p>`;
}

const opacity = (level) => (0.12 + (0.8 * level) / (LEVELS - 1)).toFixed(2);

function legend({ low, middle, high }, name, { y, problem }) {
  const levels = [...Array(LEVELS).keys()];
  const swatch = (side, level, i) => svg`<rect class="cell ${side}" fill-opacity=${opacity(level)} x=${i * 9} y="0" width="9" height="14" />`;
  const key = (side) => {
    const targets = new Set(problem.y.map(([first]) => first).filter((first) => sideOf(first, { middle }) === side));
    if (targets.size === 0) return nothing;
    const words = targets.size === 1 ? `= ${short([...targets][0])}` : side === "low" ? `below ${short(middle)}` : `from ${short(middle)} on`;
    return html`<li><svg class="key" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path class="sample ${side}" d=${markPath(SIDES[side], 10, 10, 7)} /></svg> ${y(0)} ${words}</li>`;
  };
  return html`<ul class="legend">
    <li>${name} <span class="figures">${short(low)}</span>
      <svg viewBox="0 0 ${18 * LEVELS} 14" width=${18 * LEVELS} height="14" aria-hidden="true">${levels.map((level) => swatch("low", LEVELS - 1 - level, level))}${levels.map((level) => swatch("high", level, LEVELS + level))}
        <line class="border" x1=${9 * LEVELS} x2=${9 * LEVELS} y1="0" y2="14" /></svg>
      <span class="figures">${short(high)}</span></li>
    ${key("low")}${key("high")}
  </ul>`;
}

const short = (value) => tickText(Number(value.toPrecision(3)));

// Inputs that are the same in all samples are no axis: the plot keeps them as they are.
function held({ prediction: { plan }, problem, x, digits }) {
  if (plan.held.length === 0) return "";
  const told = plan.held.map((i) => `${x(i)} = ${formatOperand(problem.x[0][i], digits).text}`);
  return `The same in all samples: ${told.join(", ")}.`;
}

function inWords(state) {
  const { prediction: { plan, samples }, problem, digits, x } = state;
  const say = (value) => spoken(formatOperand(value, digits).text);
  const axes = plan.axes.map(({ input, low, high }) => `${x(input)} from ${spoken(tickText(low))} to ${spoken(tickText(high))}`);
  const rows = samples.slice(0, TOLD).map((predicted, i) =>
    `Sample ${i + 1} at ${plan.axes.map(({ input }) => say(problem.x[i][input])).join(", ")}: target ${problem.y[i].slice(0, CURVES).map(say).join(", ")}, predicted ${predicted.slice(0, CURVES).map((value) => spoken(formatResult(value, digits).text)).join(", ")}.`);
  return `${title(state)}, ${axes.join(", ")}. ${rows.join(" ")}${samples.length > TOLD ? ` ${samples.length - TOLD} more are in the table.` : ""}`;
}

function table({ prediction: { samples }, problem, digits, x, y, yhat }) {
  const operand = (value) => html`<td class="figures">${formatOperand(value, digits).text}</td>`;
  return html`<div class="sample-table" tabindex="0" role="group" aria-label="Samples in numbers"><table>
    <thead><tr><th scope="col">Sample</th>${problem.y[0].map((_, k) => html`<th scope="col">${y(k)}</th>`)}${problem.y[0].map((_, k) => html`<th scope="col">${yhat(k)}</th>`)}${problem.x[0].map((_, i) => html`<th scope="col">${x(i)}</th>`)}</tr></thead>
    <tbody>${samples.map((predicted, i) => html`<tr><th scope="row">${i + 1}</th>${problem.y[i].map(operand)}${predicted.map((value) => html`<td class="figures predicted">${formatResult(value, digits).text}</td>`)}${problem.x[i].map(operand)}</tr>`)}</tbody>
  </table></div>`;
}
