// Loading and failure in words. The last good picture stays where it is.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";

/** `state` = {status, retry}. */
export function notice({ status, retry }) {
  if (status.kind === "ready") return nothing;
  if (status.kind === "loading") return html`<p class="notice">${status.message}</p>`;
  return html`<div class="notice failed"><p>${status.message}</p><button type="button" class="back-to-step" @click=${retry}>Try again</button></div>`;
}
