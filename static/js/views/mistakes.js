// The list of mistakes, by the phase in which they are made: the reader chooses one.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { byPhase } from "../model/lens.js";

/** `state` = {mistakes, unknown, choose}; `unknown` is an id that a link asked for and nobody knows, or undefined. */
export function list({ mistakes, unknown, choose }) {
  return html`<div class="why-body mistakes">
    ${unknown ? html`<p class="hint" role="status">There is no mistake called ${unknown}. These are known:</p>` : nothing}
    <p class="sentence">Mistakes that people really make. Choose one: it is made on your own network, and you see where right and wrong
      part, whether the loss still falls, and what would have exposed it.</p>
    ${byPhase(mistakes).map(({ number, name, mistakes: own }) => html`<section class="mistake-group" data-phase=${number}>
      <h3><span class="phase-number" aria-hidden="true">${number}</span>${name}</h3>
      <ul>${own.map(({ id, title }) => html`<li><button type="button" class="mistake" data-mistake=${id} @click=${() => choose(id)}>${title}</button></li>`)}</ul></section>`)}
  </div>`;
}
