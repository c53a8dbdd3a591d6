// What the source of an example prints, and whether ours rounds to it: the server's verdict, number by number.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { unsafeHTML } from "../../vendor/lit-html/directives/unsafe-html.js";
import { sign } from "../draw/verdicts.js";
import { formatOperand } from "../model/format.js";
import { print, sides } from "../model/mathml.js";
import { sameAs } from "../model/refs.js";
import { stepOf } from "../model/trace.js";

const VERDICTS = {
  matches: { kind: "right", words: "matches" },
  near: { kind: "near", words: "is off" },
  differs: { kind: "wrong", words: "does not match" },
};
const EDITED = "You have changed this example: the printed digits are of the example as published, not of what is on the screen.";
const ours = ({ value, decimals }) => formatOperand(value, decimals).text;
const isStep = ({ ref, updates }) => !ref.startsWith("a_new") && updates <= 1; // what comes after more updates is no number of this step

/** At the start: the source, and how many of its digits ours round to. `state` = {trace, preset, isEdited, list}. */
export function printedHere(state) {
  const { preset: { marks = [], source, closing }, isEdited, list } = state;
  if (!source) return nothing;
  const matching = marks.filter(({ verdict }) => verdict === "matches").length;
  return html`<div class="aside printed">
    <p>${isEdited ? EDITED : html`${marks.length ? sign(matching === marks.length ? "right" : "near") : nothing}<span>${tally(marks.length, matching)} ${closing ? html`Its closing figures are another matter.` : nothing}</span>`}</p>
    ${closing ? html`<button type="button" class="back-to-step" @click=${() => list.tellMistake(closing)}>The mistake behind its last figures</button>` : nothing}
    ${all(state)}</div>`;
}

function tally(count, matching) {
  if (count === 0) return "The source of this example prints none of these numbers.";
  if (matching === count) return `The source prints ${count} of these numbers, and ours round to every one.`;
  return `The source prints ${count} of these numbers. Ours round to ${matching}; ${count - matching === 1 ? "one is" : `${count - matching} are`} off in the last digit.`;
}

/** At a number that is printed in the source. `state` = {trace, scene, preset, isEdited, list}. */
export function printedAt(state) {
  const { trace, scene, preset: { marks = [] }, isEdited } = state;
  const target = sameAs(scene.step.target, trace.sample);
  const mark = trace.sample === 0 ? marks.find((one) => isStep(one) && one.ref === target) : undefined;
  if (!mark) return nothing;
  const { kind, words } = VERDICTS[mark.verdict];
  return html`<div class="aside printed" data-verdict=${isEdited ? "none" : mark.verdict}>
    <p>${isEdited ? nothing : sign(kind)}<span>The source prints <span class="figures">${mark.printed}</span>${isEdited ? html`. ${EDITED}`
      : html`; ours, <span class="figures">${ours(mark)}</span>, <b>${words}</b>${mark.verdict === "near" ? " in the last digit" : ""}.`}</span></p>
    ${all(state)}</div>`;
}

function all({ trace, preset: { marks = [], title, source, notes }, isEdited, list }) {
  if (marks.length === 0 && !notes && !source) return nothing;
  return html`<details .open=${list.isOpen} @toggle=${list.toggle}><summary>${marks.length ? "All printed digits" : "Source and notes"}</summary>${list.isOpen ? listed() : nothing}</details>`;

  // only for who asked: it holds numbers that are not computed yet
  function listed() {
    return html`
    <p class="source">${/^https?:/.test(source) ? html`<a href=${source}>${title}</a>` : html`${title}: ${source}`}</p>
    ${isEdited && marks.length ? html`<p class="hint">${EDITED}</p>` : nothing}
    ${marks.length ? html`<table><thead><tr><th scope="col">number</th><th scope="col">printed</th><th scope="col">ours</th><th scope="col"><span class="unseen">verdict</span></th></tr></thead>
      <tbody>${marks.map((mark) => row(trace, mark))}</tbody></table>` : nothing}
    ${notes ? html`<p class="hint">${notes}</p>` : nothing}`;
  }
}

function row(trace, mark) {
  const { ref, name, printed, verdict, updates } = mark;
  const { kind, words } = VERDICTS[verdict];
  const step = isStep(mark) ? stepOf(trace, ref) : null;
  const number = step ? html`<span aria-hidden="true">${unsafeHTML(`<math>${print(sides(step.mathml).target)}</math>`)}</span><span class="unseen">${name}</span>`
    : html`${name}${updates ? html`<small> after ${updates} ${updates === 1 ? "update" : "updates"}</small>` : nothing}`;
  return html`<tr data-ref=${step ? ref : nothing}><th scope="row">${number}</th><td class="figures">${printed}</td><td class="figures">${ours(mark)}</td>
    <td>${sign(kind)}<span class="unseen">${words}</span></td></tr>`;
}
