// The editor of one given number: a field, steppers, and beside them in words what is wrong with what was typed.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { unsafeHTML } from "../../vendor/lit-html/directives/unsafe-html.js";
import { symbolIn } from "../model/mathml.js";
import { nameOf, readersOf } from "../model/trace.js";
import { capital } from "../model/words.js";

const ICONS = { less: "M5 12h14", more: "M5 12h14M12 5v14", flip: "M12 4v10M7 9h10M7 19h10" };
const unit = ({ altKey, shiftKey }) => (altKey ? -2 : shiftKey ? 0 : -1); // 0.01, 1 or 0.1

/** `state` = {draft, trace, editing}. */
export function editor({ draft, trace, editing }) {
  const { ref, text, problem } = draft;
  const [use] = readersOf(trace, ref);
  const symbol = use ? symbolIn(use.mathml, ref) : null;
  return html`<div class="editor" role="group" aria-label="Change ${nameOf(trace, ref)}" @keydown=${(event) => obey(event, editing)} @focusout=${(event) => leave(event, editing)}>
    <label class="sentence" for="editor-field">${capital(nameOf(trace, ref))}</label>
    <div class="editor-line">
      ${symbol ? html`<span class="editor-symbol" aria-hidden="true">${unsafeHTML(`<math>${symbol}<mo>=</mo></math>`)}</span>` : nothing}
      ${press("less", "0.1 less", (event) => editing.nudge(-1, unit(event)))}
      <input id="editor-field" class="figures ${lengthClass(text)}" type="text" inputmode="decimal" autocomplete="off" spellcheck="false" enterkeyhint="done"
        .value=${live(text)} aria-invalid=${problem ? "true" : "false"} aria-describedby=${problem ? "editor-problem" : "editor-hint"} @input=${(event) => editing.type(event.target.value)} />
      ${press("more", "0.1 more", (event) => editing.nudge(1, unit(event)))}
      ${press("flip", "Change the sign", editing.flip)}
    </div>
    <div class="editor-notes">
      <p id="editor-problem" class="editor-problem" role="alert">${problem}</p>
      <p id="editor-hint" class="hint" ?hidden=${Boolean(problem)}><span class="for-keys"><kbd>↑</kbd> <kbd>↓</kbd> by 0.1, with <kbd>Alt</kbd> by 0.01. <kbd>Enter</kbd> keeps it, <kbd>Esc</kbd> takes it back.</span>
        <span class="for-touch">A fraction will do. Or draw the number sideways in the picture.</span></p>
    </div>
  </div>`;
}

// The longer the number, the smaller its figures, so that it is seen whole.
const lengthClass = (text) => (text.length > 14 ? "longest" : text.length > 8 ? "long" : "");

function press(icon, name, action) {
  return html`<button type="button" class="press" aria-label=${name} title=${name} @click=${action}><svg viewBox="0 0 24 24" aria-hidden="true"><path d=${ICONS[icon]} /></svg></button>`;
}

function obey(event, editing) {
  const isField = event.target.matches("input");
  const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape") editing.cancel();
  else if (isField && event.key === "Enter") editing.finish();
  else if (isField && direction) editing.nudge(direction, unit(event));
  else return;
  event.preventDefault();
}

function leave({ currentTarget, relatedTarget }, editing) {
  if (!currentTarget.contains(relatedTarget)) editing.rest();
}
