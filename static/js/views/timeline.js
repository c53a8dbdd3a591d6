// The time line: four named segments, a tick a step, a marker, and the transport under it.
import { html, nothing, svg } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { placeOf, shares, ticks } from "../draw/span.js";
import { GRAINS } from "../model/trace.js";
import { placeInWords } from "../model/words.js";

const SPEEDS = [0.5, 1, 2, 4];
const VIEWS = ["network", "matrices", "table", "training"]; // each the id of its own place, but the network's is the diagram
const ICONS = {
  start: "M6 5v14M20 5v14L9 12Z", back: "M17 5v14L6 12Z", play: "M8 4.5v15L20 12Z", pause: "M8 5v14M16 5v14",
  step: "M7 5v14L18 12Z", end: "M18 5v14M4 5v14L15 12Z",
};

/** `state` = {trace, cursor, updates, phase, digits, playing, grain, speed, view, isNarrow, actions}. */
export function timeline(state) {
  const { trace, cursor, actions } = state;
  return html`<div class="track" @pointerdown=${(event) => drag(event, trace, actions)} @pointermove=${(event) => drag(event, trace, actions)}>
      ${trace ? track(state) : nothing}
      <label class="unseen" for="position">Position in the lesson</label>
      <input id="position" class="position" type="range" min="0" max=${trace?.count ?? 0} .value=${live(String(cursor))} ?disabled=${!trace}
        aria-valuetext=${trace ? placeInWords(trace, cursor, state.phase, state.digits) : "loading"} @input=${(event) => actions.seek(event.target.valueAsNumber)} />
    </div>
    ${transport(state)}`;
}

function track({ trace, cursor, phase }) {
  const widths = shares(trace);
  return html`<ol class="segments" aria-hidden="true">${trace.phases.map((span, i) => html`
      <li data-phase=${span.number} class=${span === phase && cursor > 0 ? "now" : cursor >= span.end ? "done" : "ahead"} .style=${`flex: ${widths[i]} 0 0`}>
        <span class="segment-name"><b>${span.mark}</b> <span class="long">${span.name}</span><span class="short">${span.short}</span></span></li>`)}</ol>
    <svg class="ticks" aria-hidden="true">${ticks(trace).map(({ step, x, phase: number }) => svg`
      <line class="tick ${step <= cursor ? "past" : ""}" data-phase=${number} x1="${x}%" x2="${x}%" y1="0" y2="100%" />`)}</svg>
    <div class="marker" data-phase=${phase.number} aria-hidden="true" .style=${`left: ${placeOf(trace, cursor)}%`}></div>`;
}

// The pointer works on the whole strip; the range input below it is the same control for keyboard and screen reader.
function drag(event, trace, actions) {
  if (!trace || (event.type === "pointermove" && event.buttons !== 1) || event.button > 0) return;
  const strip = event.currentTarget;
  const box = strip.getBoundingClientRect();
  if (event.type === "pointerdown") {
    strip.setPointerCapture(event.pointerId);
    strip.querySelector("input").focus({ preventScroll: true });
    event.preventDefault();
  } else if (!strip.hasPointerCapture(event.pointerId)) return;
  actions.seek(nearestStep(trace, (100 * (event.clientX - box.left)) / box.width));
}

function nearestStep(trace, percent) {
  let best = 0;
  for (let i = 1; i <= trace.count; i += 1) {
    if (Math.abs(placeOf(trace, i) - percent) < Math.abs(placeOf(trace, best) - percent)) best = i;
  }
  return best;
}

function transport({ trace, cursor, updates, playing, grain, speed, view, isNarrow, actions }) {
  const atStart = !trace || cursor === 0;
  const atEnd = !trace || cursor === trace.count;
  const unit = grain === "element" ? "step" : grain;
  const choice = isNarrow ? menu : segmented;
  return html`<div class="transport">
    <div class="buttons" role="group" aria-label="Steps">
      ${press("start", "To the start", actions.start, atStart)}${press("back", `One ${unit} back`, actions.back, atStart)}
      ${press(playing ? "pause" : "play", playing ? "Pause" : "Play", actions.togglePlay, !trace, "primary")}
      ${press("step", `One ${unit} on`, actions.step, atEnd)}${press("end", "To the end", actions.end, atEnd)}
    </div>
    <p class="counter ${trace?.count > 999 ? "long" : ""}">${trace ? counter(trace, cursor, updates) : nothing}</p>
    ${choice("view", "View", VIEWS, view, actions.setView)}
    ${choice("grain", "One step is", GRAINS, grain, actions.setGrain)}
    ${menu("speed", "Speed", SPEEDS, speed, (value) => actions.setSpeed(Number(value)), (factor) => `${factor}×`)}
  </div>`;
}

const counter = ({ count }, cursor, updates) => html`<span class="counter-word">Step </span><b .style=${`min-width: ${String(count).length}ch`}>${cursor}</b> of ${count}${updates > 0 ? html`<span class="updates">update ${updates}</span>` : nothing}`;

function segmented(name, legend, values, chosen, choose) {
  return html`<fieldset class="segmented ${name}"><legend class="unseen">${legend}</legend>${values.map((value) => html`
    <label><input type="radio" name=${name} value=${value} .checked=${live(value === chosen)} @change=${() => choose(value)} /><span>${value}</span></label>`)}</fieldset>`;
}

function menu(name, legend, values, chosen, choose, write = (value) => value) {
  return html`<label class=${name}><span class="unseen">${legend}</span><select @change=${(event) => choose(event.target.value)}>
    ${values.map((value) => html`<option value=${value} .selected=${live(value === chosen)}>${write(value)}</option>`)}</select></label>`;
}

// aria-disabled instead of disabled: a button that reaches its end must not drop the focus it holds.
function press(icon, name, action, isOff, look = "") {
  return html`<button type="button" class="press ${look}" aria-label=${name} title=${name} aria-disabled=${isOff ? "true" : "false"} @click=${() => isOff || action()}>
    <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${ICONS[icon]} /></svg></button>`;
}
