// The help dialog's inside: keys, and how to read the picture.
import { html } from "../../vendor/lit-html/lit-html.js";

/** `state` = {keys, actions}. */
export function help({ keys, actions }) {
  return html`<div class="help-head"><h2 id="help-title">Keys</h2>
      <button type="button" class="tool" aria-label="Close" @click=${() => actions.closeDialog("help")}>×</button></div>
    <dl class="keys">${keys.map((entry) => html`<div><dt>${entry.keys.map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${entry.meaning}</dd></div>`)}</dl>
    <h2>How to read the picture</h2>
    <ul class="reading">
      <li>A neuron shows its weighted sum <i>z</i> above its activation <i>a</i>. What is not computed yet is blank.</li>
      <li>An edge carries its weight: the thicker, the larger; blue with + is positive, red with − is negative. The bias is an edge from a constant 1.</li>
      <li>A badge <i>δ</i> under a neuron is its delta. A line that begins with <i>∂</i> under a weight is the weight's gradient.</li>
      <li>Choose any number, in the picture or in a formula, to see how it was made; an input, to change it. Inputs can also be drawn sideways.</li>
      <li>Under <i>training</i> the network takes many updates; each point of its loss can be gone back to, by the slider or on the curve.</li>
      <li>A <span class="figures">=</span> means that nothing shown was rounded; otherwise it is <span class="figures">≈</span>.</li>
    </ul>`;
}
