// The samples as a table of fields, a row each. A row is one change: it is sent when the focus leaves it, or at Enter.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { writeNumber } from "../model/parse.js";

/** `state` = {setup, sample, rows, samples, chooseSample, sources}; `sources` is the template of other samples' sources. */
export function samplesTable(state) {
  const { setup, sample, samples, sources } = state;
  const { x, y } = setup.problem;
  return html`<h3 class="panel-head">${x.length === 1 ? "One sample" : `${x.length} samples`}</h3>
    <div class="samples-box"><table class="samples">
      <caption class="unseen">Samples: a row each, inputs and targets. The marked one is explained.</caption>
      <thead><tr><th scope="col"><span class="unseen">Explained</span></th>${heads("x", x[0].length)}${heads("y", y[0].length)}</tr></thead>
      <tbody @keydown=${(event) => obey(event, samples)}>${x.map((inputs, i) => row(state, i, [...inputs, ...y[i]], inputs.length, i === sample))}</tbody>
    </table></div>
    <div class="row-tools" role="group" aria-label="The samples">
      <button type="button" class="plain" @click=${samples.add}>Add<span class="unseen"> a sample</span></button>
      <button type="button" class="plain" @click=${samples.duplicate}>Duplicate <span class="unseen">sample </span>${sample + 1}</button>
      <button type="button" class="plain" aria-disabled=${x.length === 1 ? "true" : "false"} @click=${() => x.length > 1 && samples.remove()}>
        Remove <span class="unseen">sample </span>${sample + 1}</button>
    </div>
    ${sources}`;
}

function heads(letter, n) {
  const look = (i) => (letter === "y" && i === 0 ? "first-target" : "");
  return Array.from({ length: n }, (_, i) => html`<th scope="col" class=${look(i)}><i>${letter}</i>${n > 1 ? html`<sub>${i + 1}</sub>` : nothing}</th>`);
}

function row({ rows, samples, chooseSample }, i, values, inputs, isExplained) {
  const draft = rows[i];
  const texts = draft?.texts ?? values.map(writeNumber);
  const isBad = (k) => Boolean(draft?.problem) && (draft.column === null || draft.column === k);
  return html`<tr class=${isExplained ? "explained" : ""} data-row=${i} @focusout=${(event) => leaves(event) && samples.commit(i)}>
    <th scope="row"><label class="mark"><input type="radio" name="explained" aria-label=${`Explain sample ${i + 1}`}
      .checked=${live(isExplained)} @change=${() => chooseSample(i)} />
      <span aria-hidden="true">${i + 1}</span></label></th>
    ${texts.map((text, k) => html`<td class=${k === inputs ? "first-target" : ""}><input type="text" class="figures" inputmode="decimal"
      autocomplete="off" spellcheck="false" data-column=${k} aria-label=${fieldName(i, k, inputs)}
      aria-invalid=${isBad(k) ? "true" : "false"} aria-describedby=${isBad(k) ? "row-problem" : nothing}
      .value=${live(text)} @input=${(event) => samples.type(i, k, event.target.value)} /></td>`)}</tr>`;
}

const leaves = ({ currentTarget, relatedTarget }) => !currentTarget.contains(relatedTarget);

const fieldName = (i, k, inputs) => (k < inputs ? `x${k + 1} of sample ${i + 1}` : `y${k - inputs + 1} of sample ${i + 1}`);

// As in a sheet: up and down within the column, Enter takes the row, Escape gives it back.
function obey(event, samples) {
  const field = event.target.closest("input[data-column]");
  if (!field || event.ctrlKey || event.metaKey || event.altKey) return;
  const line = field.closest("tr");
  const i = Number(line.dataset.row);
  const next = { ArrowUp: line.previousElementSibling, ArrowDown: line.nextElementSibling }[event.key];
  if (next) {
    const below = next.querySelector(`[data-column="${field.dataset.column}"]`);
    below.focus();
    below.select();
  } else if (event.key === "Enter") samples.commit(i);
  else if (event.key === "Escape" && samples.isTyped(i)) samples.revert(i);
  else return;
  event.preventDefault();
}
