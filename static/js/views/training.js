// The controls of the training view: run and pause, one update, how many, and how each is made.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { writeNumber } from "../model/parse.js";

const ICONS = { run: "M8 4.5v15L20 12Z", pause: "M8 5v14M16 5v14" };

/** `state` = {run, fields, setup, catalogue, refusal, canStartAgain, controls, editing}; `fields` as the store's `training`. */
export function training(state) {
  const { run, controls } = state;
  const isRunning = run?.isRunning ?? false;
  return html`<div class="why-body training-panel" data-phase="4">
    <div class="why-head"><h2>Training</h2></div>
    <div class="run-line">
      <button type="button" class="take run" @click=${controls.startOrPause}>
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${ICONS[isRunning ? "pause" : "run"]} /></svg>${isRunning ? "Pause" : "Run"}</button>
      <button type="button" class="back-to-step once" @click=${controls.once}>One update</button>
    </div>
    ${progress(run)}
    <p class="editor-problem" id="training-problem" role="alert">${state.refusal ?? (run?.reason ? `Training stopped: ${run.reason.replace(/\.?$/, ".")}` : "")}</p>
    ${fields(state)}
  </div>`;
}

// Its place is kept, so that nothing moves when a run starts.
function progress(run) {
  const done = run?.isRunning ? run.points.at(-1).update - run.start.updates : 0;
  const goal = run?.isRunning ? run.goal - run.start.updates : 1;
  return html`<div class="run-progress ${run?.isRunning ? "" : "resting"}"><progress aria-label="Updates taken" max=${goal} .value=${done}></progress>
    <span class="figures">${run?.isRunning ? `update ${done} of ${goal}` : nothing}</span></div>`;
}

function fields({ fields: { updates, updatesProblem, rate, rateProblem, axis }, setup, catalogue, canStartAgain, controls, editing }) {
  return html`<div class="choices">
    ${field("updates", "Updates in a run", updates, updatesProblem, { input: controls.typeUpdates, enter: controls.startOrPause, mode: "numeric" })}
    ${field("rate", "Learning rate η", rate ?? writeNumber(setup.learning_rate), rateProblem, { input: controls.typeRate, leave: controls.leaveRate, enter: controls.leaveRate, mode: "decimal" })}
    <label for="train-optimizer">Optimizer</label>
    <select id="train-optimizer" @change=${(event) => editing.chooseOptimizer(event.target.value)}>
      ${catalogue.optimizers.map(({ id, title }) => html`<option value=${id} .selected=${live(id === setup.optimizer)}>${title}</option>`)}</select>
    <label class="freeze"><input type="checkbox" .checked=${live(setup.freeze_biases)} @change=${(event) => editing.freeze(event.target.checked)} /><span>Biases stay as they are</span></label>
    <span class="axis-label" aria-hidden="true">Loss axis</span>
    <fieldset class="segmented axis-choice"><legend class="unseen">Loss axis</legend>${["linear", "log"].map((kind) => html`
      <label><input type="radio" name="axis" value=${kind} .checked=${live(kind === axis)} @change=${() => controls.chooseAxis(kind)} /><span>${kind}</span></label>`)}</fieldset>
    <button type="button" class="back-to-step" aria-disabled=${canStartAgain ? "false" : "true"} @click=${() => canStartAgain && editing.startAgain()}>Back to the starting weights</button>
  </div>`;
}

function field(name, label, text, problem, { input, leave, enter, mode }) {
  const id = `train-${name}`;
  return html`<label for=${id}>${label}</label>
    <input id=${id} class="figures" type="text" inputmode=${mode} autocomplete="off" spellcheck="false" .value=${live(text)} aria-invalid=${problem ? "true" : "false"}
      aria-describedby="${id}-problem" @input=${(event) => input(event.target.value)} @blur=${leave ?? nothing} @keydown=${(event) => event.key === "Enter" && enter()} />
    <p class="editor-problem" id="${id}-problem" role="alert">${problem}</p>`;
}
