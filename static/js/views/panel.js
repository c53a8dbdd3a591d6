// The frame of the settings: which of them stand here, the way back, and what the last change did or why it was not made.
import { html } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";

const PARTS = [{ id: "network", title: "Network" }, { id: "samples", title: "Samples" }];

/** `state` = {panel, cursor, note, refusal, rows, body, actions}; `body` is the template of the part that is open. */
export function panel({ panel: open, cursor, note, refusal, rows, body, actions }) {
  const problems = Object.values(rows).map(({ problem }) => problem).filter(Boolean).join(" ");
  return html`<div class="why-body settings-panel" data-phase="given" @keydown=${(event) => leaveField(event, actions)}>
    <div class="why-head given"><h2 class="unseen">Settings</h2>
      <fieldset class="segmented parts"><legend class="unseen">Settings of</legend>${PARTS.map(({ id, title }) => html`
        <label><input type="radio" name="part" value=${id} .checked=${live(id === open)} @change=${() => actions.openPanel(id)} />
          <span>${title}</span></label>`)}</fieldset>
      <button type="button" class="back-to-step" @click=${actions.leave}>Back to ${cursor === 0 ? "the start" : `step ${cursor}`}<kbd>Esc</kbd></button></div>
    ${body}
    <div class="panel-words"><p class="editor-problem" id="network-problem" role="alert">${refusal ?? ""}</p>
      <p class="editor-problem" id="row-problem" role="alert">${problems}</p><p class="note">${refusal || problems ? "" : note}</p></div>
  </div>`;
}

// Elsewhere a field keeps all its keys.
function leaveField(event, actions) {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  event.preventDefault();
  actions.leave();
}
