// The reader's progress, quietly: how much of each phase was predicted in this walk, and which kinds of steps are mastered.
import { html } from "../../vendor/lit-html/lit-html.js";
import { isMastered, KINDS, NEEDED, standOf } from "../model/practice.js";
import { capital } from "../model/words.js";

const STANDS = { worked: "not begun", hole: "with a hole", alone: "alone" };

/** `state` = {progress, phases, kinds, cleared, practising}: `phases` = [{number, mark, name, count, predicted}], `kinds` those of this network. */
export function progressLine({ progress, phases, kinds, cleared, practising }) {
  const stands = kinds.map((kind) => ({ kind, ...standOf(progress, kind) }));
  const mastered = stands.filter(isMastered).length;
  return html`<section class="practice-progress" aria-label="Your progress">
    <ul class="predicted">${phases.map(({ number, mark, name, count, predicted }) => html`<li data-phase=${number}>
      <span aria-hidden="true"><b>${mark}</b> ${predicted}/${count}</span><span class="unseen">${name}: ${predicted} of ${count} predicted in this walk</span>
      <span class="share" aria-hidden="true"><span .style=${`width: ${(100 * predicted) / count}%`}></span></span></li>`)}</ul>
    <details class="kinds"><summary>${mastered === 0 ? "Your progress" : `Mastered: ${mastered} of ${kinds.length} kinds of numbers`}</summary>
      <ul>${stands.map((stand) => html`<li class=${isMastered(stand) ? "mastered" : ""}><span>${capital(KINDS[stand.kind])}</span><span class="stand">${inWords(stand)}</span></li>`)}</ul>
      <p class="hint">A kind begins with ${NEEDED.worked} worked step, then come ${NEEDED.hole} right answers with a hole; after ${NEEDED.alone} alone it is mastered. Progress is kept in this browser only.</p>
      <p class="clear-line"><button type="button" class="back-to-step" @click=${cleared ? practising.restore : practising.clear}>${cleared ? "Undo: bring it back" : "Clear my progress"}</button>
        <span class="hint">${cleared ? "Your progress is cleared." : ""}</span></p>
    </details>
  </section>`;
}

function inWords(stand) {
  if (isMastered(stand)) return "✓ mastered";
  return stand.level === "worked" || stand.count === 0 ? STANDS[stand.level] : `${STANDS[stand.level]}, ${stand.count} of ${NEEDED[stand.level]}`;
}
