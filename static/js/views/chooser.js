// Whose derivation it is: a layer and a neuron of it.
import { html } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";

/** `state` = {sizes, letters, choose, whose}: `letters` null when there is no hidden neuron, `choose({l, j})`. */
export function chooser({ sizes, letters, choose, whose }) {
  if (letters === null) return html`<p class="gist">This network has no hidden layer, so what leads from layer to layer has no place in it.</p>${whose}`;
  const { l, j } = letters;
  const hidden = Array.from({ length: sizes.length - 2 }, (_, at) => at + 1);
  const neurons = Array.from({ length: sizes[l] }, (_, at) => at);
  return html`<fieldset class="of-neuron"><legend>On the numbers of</legend>
      ${menu("layer", hidden.map((layer) => ({ value: layer, text: `layer ${layer}` })), l, (layer) => choose({ l: layer, j: Math.min(j, sizes[layer] - 1) }))}
      ${menu("neuron", neurons.map((at) => ({ value: at, text: `neuron ${at + 1}` })), j, (at) => choose({ l, j: at }))}</fieldset>
    ${whose}`;
}

function menu(name, options, chosen, choose) {
  return html`<label><span class="unseen">${name}</span><select name="of-${name}" @change=${(event) => choose(Number(event.target.value))}>
    ${options.map(({ value, text }) => html`<option value=${value} .selected=${live(value === chosen)}>${text}</option>`)}</select></label>`;
}
