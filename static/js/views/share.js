// The dialog's inside: the link, the lines of a frame, and the files that can be saved.
import { html } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { PANES } from "../model/frame.js";

const TAKES = ".json,.safetensors,application/json";

/** `state` = {catalogue, link, lines, hidden, told, activations, sharing, actions}. */
export function share(state) {
  const { told, actions } = state;
  return html`<div class="help-head"><h2 id="share-title">Share and export</h2>
      <button type="button" class="tool" aria-label="Close" @click=${() => actions.closeDialog("share")}>×</button></div>
    <p class="share-told" role="status">${told}</p>
    ${address(state)}${frame(state)}${files(state)}${opening(state)}`;
}

function address({ link, sharing }) {
  return html`<section class="share-part"><h3><label for="share-link">Link to this step</label></h3>
    <div class="share-line"><input id="share-link" class="link-field" type="text" readonly .value=${live(link)} />
      <button type="button" class="back-to-step" @click=${(event) => sharing.copy("link", fieldBeside(event))}>Copy<span class="unseen"> the link</span></button></div></section>`;
}

function frame({ lines, hidden, sharing }) {
  return html`<section class="share-part"><h3><label for="share-lines">Lines for a course page</label></h3>
    <fieldset class="panes"><legend class="unseen">What the frame shows</legend>${PANES.map(({ id, title }) => html`
      <label><input type="checkbox" .checked=${live(!hidden.includes(id))} @change=${() => sharing.togglePane(id)} />${title}</label>`)}</fieldset>
    <div class="share-line"><textarea id="share-lines" class="link-field figures" rows="5" readonly spellcheck="false" .value=${live(lines)}></textarea>
      <button type="button" class="back-to-step" @click=${(event) => sharing.copy("lines", fieldBeside(event))}>Copy<span class="unseen"> the lines</span></button></div></section>`;
}

const fieldBeside = ({ currentTarget }) => currentTarget.parentElement.querySelector("input, textarea");

function files({ catalogue: { exports = [] }, sharing }) {
  return html`<section class="share-part"><h3>Files</h3>
    <p class="hint">This problem with all its numbers, and the picture of its network at this step.</p>
    <div class="share-files">${exports.map(({ id, title }) => html`<button type="button" class="back-to-step" @click=${() => sharing.file(id)}>${title}</button>`)}</div></section>`;
}

// A file of weights does not say what its layers do with their sums, so that is asked.
function opening({ catalogue, activations, sharing }) {
  const menu = (key, name, offered) => html`<label>${name}<select @change=${(event) => sharing.choose({ [key]: event.target.value })}>
    ${offered.map(({ id, title }) => html`<option value=${id} .selected=${live(id === activations[key])}>${title}</option>`)}</select></label>`;
  const hidden = catalogue.activations.filter(({ output_only: isLast }) => !isLast);
  return html`<section class="share-part"><h3>Open a file</h3>
    <p class="hint">A problem saved here as JSON, or the Linear layers of a safetensors file, with these activations:</p>
    <div class="share-files">${menu("activation", "Hidden layers", hidden)}${menu("output_activation", "Output", catalogue.activations)}
      <label class="back-to-step file">Open a file<input type="file" accept=${TAKES} @change=${(event) => take(event, sharing)} /></label></div></section>`;
}

function take({ target }, sharing) {
  if (target.files[0]) sharing.open(target.files[0]);
  target.value = ""; // the same file may be opened again
}
