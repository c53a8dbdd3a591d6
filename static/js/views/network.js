// The network's own settings: what each layer computes, how a prediction is judged, how an update is made.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { neededOutput } from "../model/edit.js";

/** `state` = {setup, cursor, catalogue, refusal, digits, isNarrow, canStartAgain, copyLink, editing, actions}. */
export function network(state) {
  const { setup, cursor, catalogue, refusal, editing, actions } = state;
  const { network: { layers }, loss } = setup.problem;
  return html`<div class="why-body" data-phase="given">
    <div class="why-head given"><h2>Network</h2>
      <button type="button" class="back-to-step" @click=${actions.leave}>Back to ${cursor === 0 ? "the start" : `step ${cursor}`}<kbd>Esc</kbd></button></div>
    <div class="choices">
      ${layers.map((layer, i) => choice(`activation-${i + 1}`, i === layers.length - 1 ? "Output layer" : `Layer ${i + 1}`,
        fitting(catalogue, loss, i === layers.length - 1), layer.activation, (name) => editing.chooseActivation(i + 1, name)))}
      ${choice("loss", "Loss", catalogue.losses.map((entry) => ({ ...entry, title: lossTitle(entry, layers.at(-1), catalogue) })), loss, editing.chooseLoss)}
      <p class="editor-problem" id="network-problem" role="alert">${refusal ?? ""}</p>
      ${choice("optimizer", "Optimizer", catalogue.optimizers, setup.optimizer, editing.chooseOptimizer)}
      <label class="freeze"><input type="checkbox" .checked=${live(setup.freeze_biases)} @change=${(event) => editing.freeze(event.target.checked)} /><span>Biases stay as they are</span></label>
      ${state.isNarrow ? onNarrow(state) : nothing}
      <p class="hint">${lossNote(loss, catalogue)}</p>
    </div>
  </div>`;
}

// What has no room in a narrow header.
function onNarrow({ digits, canStartAgain, copyLink, editing, actions }) {
  const options = [2, 3, 4, 5, 6, 7, 8].map((count) => ({ id: String(count), title: `${count} decimals` }));
  return html`${choice("digits", "Decimals", options, String(digits), (count) => actions.setDigits(Number(count)))}
    <button type="button" class="back-to-step" aria-disabled=${canStartAgain ? "false" : "true"} @click=${() => canStartAgain && editing.startAgain()}>Back to the starting weights</button>
    <button type="button" class="back-to-step" @click=${copyLink}>Copy link</button>`;
}

function choice(id, name, options, chosen, choose) {
  return html`<label for=${id}>${name}</label><select id=${id} aria-describedby="network-problem" @change=${(event) => choose(event.target.value)}>
    ${options.map((entry) => html`<option value=${entry.id} .selected=${live(entry.id === chosen)}>${entry.title}</option>`)}</select>`;
}

// Only what fits: softmax couples the neurons of an output, and a fused loss knows no other output than its own.
function fitting({ activations, losses }, loss, isOutput) {
  if (!isOutput) return activations.filter((entry) => !entry.output_only);
  const needed = neededOutput(losses, loss);
  return needed === null ? activations : activations.filter(({ id }) => id === needed);
}

const titleOf = (entries, id) => entries.find((entry) => entry.id === id)?.title ?? id;

function lossTitle({ title, needs_output: needed }, output, { activations }) {
  return needed === null || needed === output.activation ? title : `${title} (with ${titleOf(activations, needed)} output)`;
}

function lossNote(loss, { losses, activations }) {
  const needed = neededOutput(losses, loss);
  if (needed === null) return nothing;
  return html`${titleOf(losses, loss)} works with ${titleOf(activations, needed)} at the output alone; another loss leaves the choice.`;
}
