// The frame of what teaches: tours, practice and mistakes, one of them open, over what is explained.
import { html } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";

/** `state` = {parts, open, body, actions}; `body` is the template of the part that is open. */
export function lesson({ parts, open, body, actions }) {
  return html`<div class="lesson" data-part=${open}>
    <div class="lesson-head"><h2 class="unseen">Lesson</h2>
      <fieldset class="segmented parts"><legend class="unseen">Learn by</legend>${parts.map(({ id, title }) => html`
        <label><input type="radio" name="lesson" value=${id} .checked=${live(id === open)} @change=${() => actions.openLesson(id)} />
          <span>${title}</span></label>`)}</fieldset>
      <button type="button" class="back-to-step" @click=${() => actions.openLesson(null)}>Close</button></div>
    ${body}
  </div>`;
}
