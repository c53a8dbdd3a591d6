// One mistake: what it is and why it is wrong, and under that what it does to the reader's network.
import { html } from "../../vendor/lit-html/lit-html.js";
import { sign } from "../draw/verdicts.js";
import { byPhase } from "../model/lens.js";

const QUIET = {
  silent: { kind: "same", words: "Silent here: no number changes." },
  impossible: { kind: "barred", words: "Impossible here." },
};

/** `state` = {mistake, answer, failure, isCurrent, leave} and templates made elsewhere, in the order in which they stand: verdict to differing. */
export function lens({ mistake, answer, failure, isCurrent, leave, verdict, parting, steps, closing, exposing, differing }) {
  const { number } = byPhase([mistake]).find(({ mistakes }) => mistakes.length > 0);
  return html`<div class="why-body mistakes lens" data-phase=${number} aria-busy=${isCurrent ? "false" : "true"}>
    <div class="why-head"><h3 class="mistake-title" tabindex="-1"><span class="phase-number" aria-hidden="true">${number}</span>${mistake.title}</h3>
      <button type="button" class="back-to-step" @click=${leave}>All mistakes</button></div>
    <p class="sentence">${mistake.sentence}</p>
    <p class="hint reason-why">${mistake.why}</p>
    <div class="lens-answer"><div role="status">${failure ? html`<p class="editor-problem">${failure}</p>` : verdict ?? quiet(answer)}</div>
      ${parting}${steps}${closing}${exposing}${differing}</div>
  </div>`;
}

function quiet(answer) {
  if (!answer) return html`<p class="hint">Making the mistake on your network…</p>`;
  const { kind, words } = QUIET[answer.status];
  return html`<p class="lens-status ${answer.status}">${sign(kind)}<span><b>${words}</b> ${answer.reason}</span></p>`;
}
