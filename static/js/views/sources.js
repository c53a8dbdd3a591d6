// Where other samples come from: the built-in data sets, and text.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { columnsOf, preview } from "../model/csv.js";

/** `state` = {setup, catalogue, dataset, csv, samples, actions}. */
export function sources(state) {
  return html`${datasets(state)}${pasted(state)}`;
}

function datasets({ catalogue, dataset, samples, actions }) {
  const entry = catalogue.datasets.find(({ id }) => id === dataset.id) ?? catalogue.datasets[0];
  if (!entry) return nothing;
  const most = Math.min(entry.count.most, catalogue.limits.explained_samples);
  const field = (key, name, range, wanted) => html`<div><label for="dataset-${key}">${name} <span class="range">${range}</span></label>
    <input id="dataset-${key}" class="short figures" type="text" inputmode="decimal" autocomplete="off" aria-describedby="network-problem"
      placeholder=${wanted} .value=${live(dataset[key])} @input=${(event) => actions.setDataset({ [key]: event.target.value })} /></div>`;
  return html`<h3 class="panel-head">Data sets</h3>
    <div class="choices">
      <label for="dataset">Data set</label>
      <select id="dataset" @change=${(event) => samples.chooseDataset(event.target.value)}>
        ${catalogue.datasets.map(({ id, title }) => html`<option value=${id} .selected=${live(id === entry.id)}>${title}</option>`)}</select>
      <p class="hint">${entry.sentence} Numbers have two decimals.</p>
      <div class="triple">${field("count", "Samples", `${entry.count.least}–${most}`, entry.count.default)}
        ${field("noise", "Noise", `${entry.noise.least}–${entry.noise.most}`, entry.noise.default)}${field("seed", "Seed", nothing, nothing)}</div>
      <div class="row-tools"><button type="button" class="plain" @click=${() => samples.useDataset(false)}>Use these samples</button>
        <button type="button" class="plain" @click=${() => samples.useDataset(true)} title=${suits(entry)}>Use them with a network that suits</button></div>
    </div>`;
}

function suits({ suits: { inputs, layers, loss } }) {
  const widths = [inputs, ...layers.map(({ units, activation }) => `${units} ${activation}`)];
  return `${widths.join(" – ")}, ${loss.replaceAll("_", " ")}`;
}

function pasted({ setup, csv, samples }) {
  const outputs = setup.problem.y[0].length;
  const { table } = csv;
  const columns = table && columnsOf(table, csv.targets ?? outputs);
  return html`<h3 class="panel-head">Your own samples</h3>
    <div class="csv" @dragover=${(event) => event.preventDefault()} @drop=${(event) => takeFile(event, event.dataTransfer, samples)}>
      <label for="csv-text">Paste rows of numbers, the targets last, or under names such as <span class="figures">x1, x2, y</span>.</label>
      <textarea id="csv-text" rows="4" spellcheck="false" autocomplete="off" class="figures" aria-invalid=${csv.problem ? "true" : "false"}
        aria-describedby="csv-problem csv-preview" .value=${live(csv.text)} @input=${(event) => samples.writeText(event.target.value)}
        @paste=${(event) => takeFile(event, event.clipboardData, samples)} @keydown=${keepUndo}></textarea>
      <p class="editor-problem" id="csv-problem" role="alert">${csv.problem}</p>
      <p class="hint" id="csv-preview">${table ? preview(table, columns) : SEPARATION}</p>
      ${table && !columns.isNamed ? targetsMenu(table, columns.y.length, samples) : nothing}
      <div class="row-tools">
        <button type="button" class="plain" aria-disabled=${table ? "false" : "true"} @click=${samples.useText}>Use these rows</button>
        <label class="plain file">Open a file<input type="file" accept=".csv,.tsv,.txt,text/csv,text/plain" @change=${(event) => open(event, samples)} /></label></div>
    </div>`;
}

const SEPARATION = "Commas, semicolons, tabs or blanks separate; with semicolons or tabs a decimal comma may be used.";

function targetsMenu(table, chosen, samples) {
  const counts = Array.from({ length: table.rows[0].length - 1 }, (_, i) => i + 1);
  return html`<label class="targets">Targets:
    <select id="csv-targets" @change=${(event) => samples.setTargets(Number(event.target.value))}>
      ${counts.map((n) => html`<option value=${n} .selected=${live(n === chosen)}>the last ${n === 1 ? "column" : `${n} columns`}</option>`)}</select></label>`;
}

function open({ target }, samples) {
  if (target.files[0]) samples.readFile(target.files[0]);
  target.value = ""; // the same file may be opened again
}

function takeFile(event, { files }, samples) {
  if (files.length === 0) return;
  event.preventDefault();
  samples.readFile(files[0]);
}

// Here the browser's own undo is wanted: it is text.
function keepUndo(event) {
  if (event.ctrlKey || event.metaKey) event.stopPropagation();
}
