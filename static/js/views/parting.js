// Where right and wrong part, the way there, and whether the picture shows the right numbers or the wrong ones.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { sign } from "../draw/verdicts.js";
import { parted } from "../model/lens.js";
import { nameOf, placeNear } from "../model/trace.js";

/** `state` = {right, answer}. */
export function verdict({ right, answer }) {
  const { own, others } = parted(right, answer.differs);
  return html`<p class="lens-status changes">${sign("wrong")}<span><b>${own.length} of ${right.count} numbers come out wrong${others ? html`, and ${others} of the other samples` : nothing}.</b>
      They part at ${nameOf(right, answer.first)}. ${answer.reason}</span></p>`;
}

/** `state` = {right, answer, cursor, isWrongShown, hasPicture, go, show}. */
export function parting({ right, answer, cursor, isWrongShown, hasPicture, go, show }) {
  const { cursor: first } = placeNear(right, answer.first);
  return html`<div class="lens-tools"><button type="button" class="back-to-step" aria-disabled=${cursor === first ? "true" : "false"} @click=${() => go(answer.first)}>${cursor === first ? "You are there" : `Go to step ${first}`}</button>
      <fieldset class="segmented shows"><legend>Picture</legend>${[false, true].map((isWrong) => html`<label>
        <input type="radio" name="shows" value=${isWrong ? "wrong" : "right"} .checked=${live(isWrong === isWrongShown)} @change=${() => show(isWrong)} />
        <span>${isWrong ? "Wrong" : "Right"}</span></label>`)}</fieldset></div>
    ${isWrongShown && !hasPicture ? html`<p class="hint">Wrong numbers are shown in the network and in the table only.</p>` : nothing}`;
}
