// The architecture: how many inputs, which layers, how many neurons in each, what they compute; and how new weights are drawn.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { neededOutput } from "../model/edit.js";

const ICONS = { less: "M5 12h14", more: "M5 12h14M12 5v14", remove: "M6 6l12 12M18 6 6 18" };

/** `state` = {setup, catalogue, drawing, architecture, editing, actions}. */
export function layers(state) {
  const { setup, catalogue, architecture, editing } = state;
  const { network, loss } = setup.problem;
  const last = network.layers.length;
  return html`<h3 class="panel-head">Layers</h3>
    <div class="layers">
      <div class="layer-row"><span class="layer-name">Input</span>${stepper("inputs", 0, network.layers[0].W[0].length, architecture)}</div>
      ${network.layers.map(({ W, activation }, i) => {
        const l = i + 1;
        const isOutput = l === last;
        const name = isOutput ? "Output" : `Layer ${l}`;
        return html`<div class="layer-row"><span class="layer-name">${name}</span>
          ${stepper(isOutput ? "outputs" : `neurons of layer ${l}`, l, W.length, architecture)}
          <label class="unseen" for="activation-${l}">Activation of ${isOutput ? "the output layer" : `layer ${l}`}</label>
          <select id="activation-${l}" aria-describedby="network-problem" @change=${(event) => editing.chooseActivation(l, event.target.value)}>
            ${options(fitting(catalogue, loss, isOutput), activation)}</select>
          ${isOutput ? nothing : press("remove", `Remove layer ${l}`, () => architecture.removeLayer(l), "remove")}</div>`;
      })}
      <form class="add-layer" @submit=${(event) => addLayer(event, architecture)}>
        <button type="submit" class="plain">Add a layer</button>
        <label class="unseen" for="layer-place">Where the new layer stands</label>
        <select id="layer-place">${Array.from({ length: last }, (_, i) => html`
          <option value=${last - i}>before ${i === 0 ? "the output" : `layer ${last - i}`}</option>`)}</select>
      </form>
    </div>
    ${drawings(state)}`;
}

function addLayer(event, architecture) {
  event.preventDefault();
  architecture.addLayer(Number(event.target.querySelector("select").value));
}

// The number can be typed, too.
function stepper(what, layer, units, architecture) {
  return html`<div class="stepper" role="group" aria-label=${`Number of ${what}`}>
    ${press("less", `Fewer ${what}`, () => architecture.changeUnits(layer, -1))}
    <input id="units-${layer}" type="text" inputmode="numeric" autocomplete="off" class="figures" aria-label=${`Number of ${what}`}
      aria-describedby="network-problem" .value=${live(String(units))}
      @change=${(event) => architecture.typeUnits(layer, event.target.value)} @keydown=${(event) => step(event, layer, architecture)} />
    ${press("more", `More ${what}`, () => architecture.changeUnits(layer, 1))}</div>`;
}

function step(event, layer, architecture) {
  const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (!direction) return;
  event.preventDefault();
  architecture.changeUnits(layer, direction);
}

// What a new neuron gets, and all of them at the button.
function drawings({ catalogue, drawing, architecture, actions }) {
  return html`<h3 class="panel-head">New weights</h3>
    <div class="choices">
      <label for="initialiser">Drawn by</label>
      <select id="initialiser" @change=${(event) => actions.setDrawing({ initialiser: event.target.value })}>
        ${options(catalogue.initialisers, drawing.initialiser)}</select>
      <label for="weights-seed">Seed</label>
      <div class="seed-row"><input id="weights-seed" class="short figures" type="text" inputmode="numeric" autocomplete="off"
          aria-describedby="network-problem" .value=${live(drawing.seed)} @input=${(event) => actions.setDrawing({ seed: event.target.value })} />
        <button type="button" class="plain" @click=${architecture.draw}>Draw new weights</button></div>
      <p class="hint">A changed layer keeps the weights that still fit; the others are drawn like this. New biases are 0.</p>
    </div>`;
}

function options(entries, chosen) {
  return entries.map((entry) => html`<option value=${entry.id} .selected=${live(entry.id === chosen)}>${entry.title}</option>`);
}

function press(icon, name, action, look = "") {
  return html`<button type="button" class="press ${look}" aria-label=${name} title=${name} @click=${action}>
    <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${ICONS[icon]} /></svg></button>`;
}

// Only what fits: softmax couples the neurons of an output, and a fused loss knows no other output than its own.
function fitting({ activations, losses }, loss, isOutput) {
  if (!isOutput) return activations.filter((entry) => !entry.output_only);
  const needed = neededOutput(losses, loss);
  return needed === null ? activations : activations.filter(({ id }) => id === needed);
}
