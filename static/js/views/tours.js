// Guided tours: the list of them, and the card of a stop, whose text holds the demo's own numbers.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { createPen } from "../draw/pen.js";
import { pressable } from "../draw/press.js";
import { piecesOf } from "../model/tours.js";
import { stepOf } from "../model/trace.js";

const ICONS = { back: "M14.5 5.5 8 12l6.5 6.5", next: "M9.5 5.5 16 12l-6.5 6.5", end: "M6.5 6.5l11 11M17.5 6.5l-11 11", done: "M5 12.5l4.5 4.5L19 7.5" };

/** `state` = {tours, finished, isUnknown, start, forget}. */
export function tourList({ tours, finished, isUnknown, start, forget }) {
  return html`<div class="tour-list">
    <h3 class="unseen" id="tours-title" tabindex="-1">Guided tours</h3>
    <p class="hint">${isUnknown ? html`<b>There is no tour of that name.</b> ` : nothing}A few stops each. Change what you like on the way.</p>
    <ol>${tours.map((tour) => html`<li>${entry(tour, finished.includes(tour.id), start)}</li>`)}</ol>
    ${finished.length > 0 ? html`<button type="button" class="quiet" @click=${forget}>Forget which are done</button>` : nothing}
  </div>`;
}

function entry({ id, title, sentence, stops }, isDone, start) {
  return html`<button type="button" class="tour-entry" data-tour=${id} @click=${() => start(id)}>
    <span class="tour-title">${title}</span><span class="tour-sentence">${sentence}</span>
    <span class="tour-stops">${isDone ? html`<span class="tour-done">${icon("done")}done</span>` : `${stops} stops`}</span></button>`;
}

/**
 * `state` = {tour, title, stops, n, isAtStop, after, go, comeBack, end} and what is read: {trace, cursor, digits, scene}; `tour` is null until
 * it is here, `after` the template of what stands under the text.
 */
export function tourCard(state) {
  const { tour, title, stops, n, isAtStop, go, comeBack, end } = state;
  const stop = tour?.stops[n - 1];
  const pen = createPen(state);
  return html`<section class="tour-card ${tour && !isAtStop ? "moved" : ""}" aria-labelledby="tour-title">
    <div class="tour-name"><h2 id="tour-title" tabindex="-1">${title}</h2><p class="tour-count">${n} of ${stops}</p></div>
    <div class="tour-go">
      ${press("back", "Back", () => go(n - 1), n === 1)}${press("next", "Next", () => go(n + 1), n === stops)}
      <button type="button" class="tour-press end" aria-label="End the tour" title="End the tour" @click=${end}>${icon("end")}</button>
    </div>
    <div class="tour-progress" aria-hidden="true">${Array.from({ length: stops }, (_, i) => html`<i class=${i < n ? "past" : ""}></i>`)}</div>
    ${stop ? html`<div class="tour-words"><h3>${stop.title}</h3><p class="tour-text">${piecesOf(stop.text).map((piece) => written(piece, state, pen))}</p></div>
      ${state.after}` : nothing}
    ${tour && !isAtStop ? html`<button type="button" class="tour-return" @click=${comeBack}><small>You have moved on</small><span>Back to this stop</span></button>` : nothing}
  </section>`;
}

// In the colour of the phase that computes it; where that is still to come, its place stays blank.
function written(piece, state, pen) {
  if (typeof piece === "string") return piece;
  const { trace } = state;
  const step = stepOf(trace, piece.ref);
  const phase = step && trace.phases.find(({ parts }) => parts.includes(step.phase)).number;
  return html`<span class="live-place" data-phase=${phase ?? nothing}>${pen.known(piece.ref) ? pressable(piece.ref, state, pen, "live") : html`<span class="unseen">not computed yet</span>`}</span>`;
}

/** Where to go from a stop: to the lens on a mistake, and from the last one to another tour, or to try oneself. `following` is the tour to take next. */
export function onward({ tour, n, following, start, practise, look }) {
  const stops = tour?.stops.length;
  const mistake = tour?.stops[n - 1].mistake;
  if (!tour || (n < stops && !mistake)) return nothing;
  return html`<div class="tour-onward">
    ${mistake ? html`<button type="button" class="back-to-step" @click=${() => look(mistake)}>See wrong beside right</button>` : nothing}
    ${n === stops && following ? html`<button type="button" class="back-to-step" aria-label="Next tour: ${following.title}" @click=${() => start(following.id)}><span>Next tour<span class="long">: ${following.title}</span></span></button>` : nothing}
    ${n === stops ? html`<button type="button" class="back-to-step" @click=${practise}>Practice</button>` : nothing}
  </div>`;
}

// aria-disabled instead of disabled: a button that reaches its end keeps the focus.
function press(name, word, action, isOff) {
  return html`<button type="button" class="tour-press ${name}" aria-disabled=${isOff ? "true" : "false"} @click=${() => isOff || action()}>${icon(name)}<span>${word}</span></button>`;
}

function icon(name) {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${ICONS[name]} /></svg>`;
}
