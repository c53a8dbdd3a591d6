// Whose numbers stand here, and the way back to those of the source.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";

/** `state` = {title, isEdited, isSource, sample, batch, toSource}; `sample` counts from 0. */
export function whose({ title, isEdited, isSource, sample, batch, toSource }) {
  const which = `${title}${isEdited ? ", edited" : ""}${batch > 1 ? `, sample ${sample + 1} of ${batch}` : ""}`;
  const back = isSource && !isEdited ? nothing : html` <button type="button" class="to-source" @click=${toSource}>Back to the source’s</button>`;
  return html`<p class="whose">Numbers of: ${which}.${back}</p>`;
}
