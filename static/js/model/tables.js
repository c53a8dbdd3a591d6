// All quantities of a problem as tables: which Ref stands in which row and column, and what is written over it. Whether a
// number is computed yet is the view's question.
import { knownFrom, oncePer } from "./trace.js";

const KEPT = { momentum: { v: "velocity" }, adam: { m: "mean gradient", v: "mean squared gradient" } };

/** -> [{key, caption, groups: [{title, columns: [{symbol, index, words}]}], rows: [{head, words, isExplained, refs}]}] */
export const tablesOf = oncePer((trace) => {
  const layers = Array.from({ length: trace.sizes.length - 1 }, (_, i) => layerTable(trace, i + 1));
  return [sampleTable(trace), wholeTable(trace), ...layers];
});

// Where each Ref stands, and at which cursors a row gets another number.
const placesOf = oncePer((trace) => {
  const rows = tablesOf(trace).flatMap((table) => table.rows);
  const holders = new Map();
  for (const row of rows) for (const ref of row.refs) holders.set(ref, [...(holders.get(ref) ?? []), row]);
  return { holders, moments: new Map(rows.map((row) => [row, row.refs.map((ref) => knownFrom(trace, ref))])) };
});

/** The rows that look the same at two places of one trace ({cursor, scene} each), as a question: row -> boolean. */
export function steadyRows(trace, before, now) {
  const { holders, moments } = placesOf(trace);
  const [low, high] = [before.cursor, now.cursor].sort((one, other) => one - other);
  const lit = new Set([before, now].flatMap(({ scene }) => [...scene.targets, ...scene.reads]).flatMap((ref) => holders.get(ref) ?? []));
  return (row) => !lit.has(row) && !moments.get(row).some((moment) => moment > low && moment <= high);
}

const range = (count) => Array.from({ length: count }, (_, i) => i);
const column = (symbol, words, refOf, index = null) => ({ symbol, words, refOf, index });
const indexed = (count, symbol, words, refOf) => range(count).map((i) => column(symbol, count > 1 ? `${words} ${i + 1}` : words, (row) => refOf(row, i), count > 1 ? i + 1 : null));

function finish({ key, caption, groups, rows }) {
  const columns = groups.flatMap((group) => group.columns);
  return { key, caption, groups, rows: rows.map(({ id, ...row }) => ({ ...row, refs: columns.map(({ refOf }) => refOf(id)) })) };
}

function sampleTable(trace) {
  const { sizes, batch, sample } = trace;
  const last = sizes.length - 1;
  const at = (ref, row) => (row === sample ? ref : `${ref}@${row}`);
  return finish({
    key: "samples",
    caption: batch > 1 ? "Samples" : "Sample",
    groups: [
      { title: "input", columns: indexed(sizes[0], "x", "input", (row, i) => at(`a.0.${i}`, row)) },
      { title: "target", columns: indexed(sizes[last], "y", "target", (row, k) => at(`y.${k}`, row)) },
      { title: "prediction", columns: indexed(sizes[last], "ŷ", "prediction", (row, k) => at(`a.${last}.${k}`, row)) },
      ...(batch > 1 ? [{ title: "loss", columns: [column("L", "loss", (row) => `loss@${row}`)] }] : []), // of one it is the loss itself
    ],
    rows: range(batch).map((row) => ({ id: row, head: String(row + 1), words: `sample ${row + 1}`, isExplained: batch > 1 && row === sample })),
  });
}

function wholeTable({ batch }) {
  const rows = [["loss", batch > 1 ? "mean loss" : "loss", "L"], ["loss_new", "loss after the update", "L", "new"], ["learning_rate", "learning rate", "η"]];
  return finish({
    key: "whole",
    caption: "Loss and learning rate",
    groups: [{ title: "", columns: [column("", "value", (ref) => ref)] }],
    rows: rows.map(([id, words, head, mark]) => ({ id, head, mark, words, isExplained: false })),
  });
}

function layerTable(trace, layer) {
  const { sizes, activations, values } = trace;
  const isOutput = layer === sizes.length - 1;
  const of = (quantity) => (j) => `${quantity}.${layer}.${j}`;
  const from = (quantity) => indexed(sizes[layer - 1], layer === 1 ? "x" : "a", layer === 1 ? "from input" : "from neuron", (j, i) => `${quantity}.${layer}.${j}.${i}`);
  const single = (quantity, symbol, words) => (values[quantity]?.[layer] ? [column(symbol, words, of(quantity))] : []);
  const parameters = (title, suffix) => ({ title, columns: [...from(`W${suffix}`), column("b", "bias", of(`b${suffix}`))] });
  const remembered = Object.entries(KEPT[trace.optimizer] ?? {}).flatMap(([slot, words]) => [
    slotGroup(`${words} before`, slot, "", trace, { layer, of, from }), slotGroup(`new ${words}`, slot, "_new", trace, { layer, of, from })]);
  return finish({
    key: `layer-${layer}`,
    caption: `${isOutput ? "Output layer" : `Layer ${layer}`}, ${activations[layer - 1].replaceAll("_", " ")}`,
    groups: [
      parameters("weights", ""),
      { title: "forward", columns: [...single("z", "z", "weighted sum"), ...single("a", isOutput ? "ŷ" : "a", isOutput ? "prediction" : "activation")] },
      { title: "backward", columns: [...single("dL_da", "∂L/∂ŷ", "derivative of the loss by the prediction"), ...single("slope", "f′(z)", "slope"),
        ...single("dL_dz", "∂L/∂z", "derivative of the loss by the weighted sum"), ...single("delta", "δ", "delta")] },
      parameters("gradients", "_grad"), ...remembered, parameters("new weights", "_new"),
    ],
    rows: range(sizes[layer]).map((j) => ({ id: j, head: String(j + 1), words: `${isOutput ? "output" : "neuron"} ${j + 1}`, isExplained: false })),
  });
}

// Frozen biases have nothing that follows them.
function slotGroup(title, slot, suffix, { values }, { of, from }) {
  const bias = values[`${slot}_b_new`] ? [column("b", "bias", of(`${slot}_b${suffix}`))] : [];
  return { title, columns: [...from(`${slot}_W${suffix}`), ...bias] };
}
