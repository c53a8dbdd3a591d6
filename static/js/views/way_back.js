// The way back to the text, near the demo that it led to.
import { html } from "../../vendor/lit-html/lit-html.js";

export const wayBack = (back) => html`<button type="button" class="way-back" @click=${back}><span aria-hidden="true">↓</span> Back to the text</button>`;
