// The plots of the training view: the loss over the updates with a slider along it, and how the network predicts.
import { html, nothing, svg } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { axes } from "../draw/axes.js";
import { lossCurve, nearestPoint } from "../draw/loss_curve.js";
import { formatResult, spoken } from "../model/format.js";

const SEPARATE = 40; // up to so many points each is drawn

/**
 * `state` = {run, here, trace, setup, size: {width, height} of a plot, kind, digits, training, prediction}: `here` is the point
 * of the run where the reader is, or -1; `prediction` is the template of the other plot.
 */
export function plots(state) {
  const { run, trace, setup } = state;
  const points = run?.points ?? [{ update: setup.updates, loss: trace.values.loss, setup }];
  const at = run?.isRunning || (run && state.here < 0) ? points.length - 1 : Math.max(0, state.here);
  return html`<div class="plots"><figure class="plot-figure loss-figure">
      <figcaption><h2>Loss</h2></figcaption>
      ${curve(state, points, at)}
      ${walk(state, points, at)}
      <p class="hint">${note(state, points)}</p>
    </figure>${state.prediction}</div>`;
}

function curve({ run, here, size, kind, digits, training }, points, at) {
  const plot = lossCurve(points, { ...size, kind, goal: run?.isRunning ? run.goal : null });
  const [x, y] = plot.at[at];
  const isStale = run && !run.isRunning && here < 0;
  return html`<svg class="plot loss-plot ${run ? "walkable" : ""}" viewBox="0 0 ${size.width} ${size.height}" width=${size.width} height=${size.height} role="img" aria-label=${inWords(points, plot.kind, digits)}
      @pointerdown=${run ? (event) => point(event, plot, training) : nothing} @pointermove=${run ? (event) => point(event, plot, training) : nothing}>
    ${axes({ ...plot, names: { x: "update", y: plot.kind === "log" ? "loss, logarithmic" : "loss" } })}
    <path class="curve" d=${plot.d} />
    ${points.length <= SEPARATE ? plot.at.map(([px, py]) => svg`<circle class="curve-point" cx=${px} cy=${py} r="3.5" />`) : nothing}
    ${isStale ? nothing : svg`<line class="here-line" x1=${x} x2=${x} y1=${plot.box.top} y2=${plot.box.bottom} /><circle class="here" cx=${x} cy=${y} r="6.5" />`}
  </svg>`;
}

// The pointer goes along the curve; the slider under it is the same control for keyboard and screen reader.
function point(event, plot, training) {
  if ((event.type === "pointermove" && event.buttons !== 1) || event.button > 0) return;
  const picture = event.currentTarget;
  const { left, width } = picture.getBoundingClientRect();
  const pixel = ((event.clientX - left) * picture.viewBox.baseVal.width) / width;
  if (event.type === "pointerdown") {
    picture.setPointerCapture(event.pointerId);
    picture.parentElement.querySelector("input").focus({ preventScroll: true });
    event.preventDefault();
  } else if (!picture.hasPointerCapture(event.pointerId)) return;
  training.goTo(nearestPoint(plot.at, pixel));
}

function walk({ run, digits, training }, points, at) {
  const { update, loss } = points[at];
  const text = formatResult(loss, digits).text;
  const last = points.length - 1;
  return html`<div class="walk">
    ${press("M15 5 8 12l7 7", "One point back", () => training.goTo(at - 1), !run || at === 0)}
    <label class="unseen" for="walk">Point of the run</label>
    <input id="walk" type="range" min="0" max=${last} .value=${live(String(at))} ?disabled=${!run || last === 0} aria-valuetext="Update ${update} of ${points[last].update}: loss ${spoken(text)}"
      @input=${(event) => training.goTo(event.target.valueAsNumber)} />
    ${press("M9 5l7 7-7 7", "One point on", () => training.goTo(at + 1), !run || at === last)}
    <p class="walk-place"><span>update <b class="figures">${update}</b></span> <span>loss <b class="figures walk-loss">${text}</b></span></p>
  </div>`;
}

function press(path, name, action, isOff) {
  return html`<button type="button" class="press" aria-label=${name} title=${name} aria-disabled=${isOff ? "true" : "false"} @click=${() => isOff || action()}>
    <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg></button>`;
}

function note({ run, here, kind }, points) {
  return `${whatToDo(run, here, points)}${kind === "log" && points.some(({ loss }) => loss <= 0) ? " A loss of 0 has no logarithm; it stands on the lower edge." : ""}`;
}

function whatToDo(run, here, points) {
  if (!run) return "No update is taken yet. Run some, and every point of the curve can be gone back to.";
  const every = run.every > 1 ? ` A point stands for every ${run.every} updates.` : "";
  if (run.isRunning) return `Choose a point to pause there.${every}`;
  if (here < 0) return `The network was changed after this run; choose a point to get its network back.${every}`;
  return points.length > 1 ? `Choose any point, here or with the slider, to go there.${every}` : "";
}

function inWords(points, kind, digits) {
  const told = ({ update, loss }) => `${spoken(formatResult(loss, digits).text)} at update ${update}`;
  if (points.length === 1) return `Loss over updates. So far one point: ${told(points[0])}.`;
  const lowest = points.reduce((best, one) => (one.loss < best.loss ? one : best));
  return `Loss over updates, ${kind} axis: from ${told(points[0])} to ${told(points.at(-1))}, lowest ${told(lowest)}.`;
}
