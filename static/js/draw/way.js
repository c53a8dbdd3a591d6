// A way from a sentence of the text to the demo, as a button.
import { html } from "../../vendor/lit-html/lit-html.js";

/** `name` says what is shown, `reason` why nothing can be (else null); `go(event)`. */
export function showMe({ name, reason, go }) {
  const told = reason === null ? `Show me ${name}` : `Show me: ${reason}`;
  const isOff = reason === null ? "false" : "true";
  return html`<button type="button" class="show-me" aria-label=${told} title=${told} aria-disabled=${isOff} @click=${go}>show me</button>`;
}
