// Every quantity of the problem in tables: a row a sample or a neuron. What is not computed at the cursor is an empty cell.
import { html, noChange, nothing } from "../../vendor/lit-html/lit-html.js";
import { columnWidths } from "../draw/brackets.js";
import { createPen } from "../draw/pen.js";
import { pressable } from "../draw/press.js";
import { isEditable } from "../model/refs.js";
import { steadyRows, tablesOf } from "../model/tables.js";
import { oncePer } from "../model/trace.js";
import { shown } from "../model/words.js";

/** `state` = {trace, cursor, scene, digits, before}; `before` is the state that the table shows now, or null: rows that stay are left alone. */
export function table(state) {
  const { trace, scene, cursor, digits, before } = state;
  const pen = createPen(state);
  const isShown = before?.trace === trace && before.digits === digits;
  const stays = isShown ? steadyRows(trace, before, state) : () => false;
  const [samples, whole, ...layers] = tablesOf(trace);
  return html`<div class="tables ${scene.targets.size > 0 ? "has-light" : ""}" data-phase=${scene.phase.number} role="group"
    aria-label="All numbers after step ${cursor} of ${trace.count}. Up and down arrows go from number to number, Enter shows how one was made or opens its editor.">
    <div class="tables-pair">${[samples, whole].map((one) => oneTable(one, state, pen, stays))}</div>
    ${layers.map((one) => oneTable(one, state, pen, stays))}</div>`;
}

const widthsOf = oncePer((trace, digits) => new Map(tablesOf(trace).map(({ key, rows }) =>
  [key, columnWidths(rows.map(({ refs }) => refs.map((ref) => shown(trace, ref, digits))))])));

function oneTable({ key, caption, groups, rows }, state, pen, stays) {
  const widths = widthsOf(state.trace, state.digits).get(key);
  const firsts = groups.map((_, g) => groups.slice(0, g).reduce((sum, { columns }) => sum + columns.length, 0));
  return html`<div class="quantities-frame"><table class="quantities of-${key}"><caption><span>${caption}</span></caption>
    ${groups.length > 1 ? heads(key, groups, widths, firsts) : html`<thead class="unseen"><tr><th scope="col">quantity</th><th scope="col">value</th></tr></thead>`}
    <tbody>${rows.map((row) => stays(row) ? noChange : html`<tr class=${row.isExplained ? "explained" : ""}>
      <th scope="row"><span aria-hidden="true">${row.head}${row.mark ? html`<sup>${row.mark}</sup>` : nothing}</span><span class="unseen">${row.words}${row.isExplained ? ", the one explained" : ""}</span></th>
      ${row.refs.map((ref, i) => html`<td class=${firsts.includes(i) ? "first" : ""}>${pressable(ref, state, pen, isEditable(ref) ? "cell given" : "cell")}</td>`)}</tr>`)}</tbody></table></div>`;
}

function heads(key, groups, widths, firsts) {
  return html`<thead>
    <tr><th rowspan="2" scope="col" class="corner"><span class="unseen">${key === "samples" ? "sample" : "neuron"}</span></th>
      ${groups.map(({ title, columns }) => html`<th scope="colgroup" colspan=${columns.length} class="group"><span>${title}</span></th>`)}</tr>
    <tr>${groups.map(({ columns }, g) => columns.map((column, i) => html`<th scope="col" class=${i === 0 ? "first" : ""}>${heading(column, widths[firsts[g] + i])}</th>`))}</tr></thead>`;
}

// As wide as its numbers will be, so that nothing moves when they come.
function heading({ symbol, index, words }, width) {
  return html`<span class="column-name" aria-hidden="true" .style=${`min-width: ${width}em`}><i>${symbol}</i>${index === null ? nothing : html`<sub>${index}</sub>`}</span><span class="unseen">${words}</span>`;
}
