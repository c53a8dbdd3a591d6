// The network's own settings: its layers, how a prediction is judged, how an update is made.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { neededOutput } from "../model/edit.js";

/**
 * `state` = {setup, catalogue, layers, digits, isNarrow, canStartAgain, copyLink, editing, actions}; `layers` is the template of
 * the architecture.
 */
export function network(state) {
  const { setup, catalogue, editing } = state;
  const { network: made, loss } = setup.problem;
  return html`${state.layers}
    <h3 class="panel-head">Loss and update</h3>
    <div class="choices">
      ${choice("loss", "Loss", catalogue.losses.map((entry) => ({ ...entry, title: lossTitle(entry, made.layers.at(-1), catalogue) })), loss, editing.chooseLoss)}
      ${lossNote(loss, catalogue)}
      ${choice("optimizer", "Optimizer", catalogue.optimizers, setup.optimizer, editing.chooseOptimizer)}
      <label class="freeze"><input type="checkbox" .checked=${live(setup.freeze_biases)} @change=${(event) => editing.freeze(event.target.checked)} /><span>Biases stay as they are</span></label>
      ${state.isNarrow ? onNarrow(state) : nothing}
    </div>`;
}

// What has no room in a narrow header.
function onNarrow({ digits, canStartAgain, copyLink, editing, actions }) {
  const options = [2, 3, 4, 5, 6, 7, 8].map((count) => ({ id: String(count), title: `${count} decimals` }));
  return html`${choice("digits", "Decimals", options, String(digits), (count) => actions.setDigits(Number(count)))}
    <button type="button" class="back-to-step" aria-disabled=${canStartAgain ? "false" : "true"} @click=${() => canStartAgain && editing.startAgain()}>Back to the starting weights</button>
    <button type="button" class="back-to-step" @click=${copyLink}>Copy link</button>
    <button type="button" class="back-to-step" aria-haspopup="dialog" @click=${() => actions.openDialog("share")}>Share and export</button>`;
}

function choice(id, name, options, chosen, choose) {
  return html`<label for=${id}>${name}</label><select id=${id} aria-describedby="network-problem" @change=${(event) => choose(event.target.value)}>
    ${options.map((entry) => html`<option value=${entry.id} .selected=${live(entry.id === chosen)}>${entry.title}</option>`)}</select>`;
}

const titleOf = (entries, id) => entries.find((entry) => entry.id === id)?.title ?? id;

function lossTitle({ title, needs_output: needed }, output, { activations }) {
  return needed === null || needed === output.activation ? title : `${title} (with ${titleOf(activations, needed)} output)`;
}

function lossNote(loss, { losses, activations }) {
  const needed = neededOutput(losses, loss);
  if (needed === null) return nothing;
  return html`<p class="hint">${titleOf(losses, loss)} works with ${titleOf(activations, needed)} at the output alone; another loss leaves the choice.</p>`;
}
