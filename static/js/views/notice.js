// Loading and failure in words. The last good picture stays where it is.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";

/** `state` = {status, refusal, retry, dismiss}; a `refusal` is final, a failure may be tried again. */
export function notice({ status, refusal, retry, dismiss }) {
  if (status.kind === "ready" && refusal) return html`<div class="notice failed"><p>${refusal}</p><button type="button" class="back-to-step" @click=${dismiss}>Close</button></div>`;
  if (status.kind === "ready") return nothing;
  if (status.kind === "loading") return html`<p class="notice">${status.message}</p>`;
  return html`<div class="notice failed"><p>${status.message}</p><button type="button" class="back-to-step" @click=${retry}>Try again</button></div>`;
}
