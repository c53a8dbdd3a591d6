// Loading, failure and what else the page has to say, in words. The last good picture stays where it is.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";

/** `state` = {status, refusal, message, retry, actions}; a `refusal` is final, a failure may be tried again; `message` = {text, link, isPassing} or null. */
export function notice({ status, refusal, message, retry, actions }) {
  if (status.kind === "loading") return html`<p class="notice">${status.message}</p>`;
  if (status.kind !== "ready") return box("failed", status.message, nothing, "Try again", retry);
  if (refusal) return box("failed", refusal, nothing, "Close", () => actions.refuse(null));
  if (message?.isPassing) return html`<div class="notice boxed"><p>${message.text}</p></div>`;
  if (message) return box("", message.text, message.link ? linkField(message.link) : nothing, "Close", () => actions.tell(null));
  return nothing;
}

function box(look, text, field, name, act) {
  return html`<div class="notice boxed ${look}"><p>${text}</p>${field}<button type="button" class="back-to-step" @click=${act}>${name}</button></div>`;
}

function linkField(link) {
  return html`<input class="link-field" type="text" readonly aria-label="Link to this place" .value=${link} />`;
}
