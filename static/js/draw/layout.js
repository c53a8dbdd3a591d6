// Where everything stands: a pure function of the network's shape and of the box it is drawn in.
// Wide boxes get columns, left to right; narrow ones rows, top to bottom. Sizes in CSS pixels.
import { columns } from "./columns.js";
import { isShown, leftOut, slotsOf } from "./elide.js";
import { boxAt, placeLabels } from "./labels.js";
import { rows } from "./rows.js";
import { operandWidth, resultWidth } from "./scales.js";

const NARROW = 480; // no room for columns
const MEDIUM = 640; // columns, unless the box stands upright
const LINE = 1.2; // of the size of its figures
const APART = { wide: 24, tall: 0 }; // px between two lines, for a finger; a narrow picture has no room for that

/** "wide" or "tall", how a box of that size is filled. */
export function orientationOf({ width, height }) {
  return width < NARROW || (width < MEDIUM && width < height) ? "tall" : "wide";
}

/** `shape` = {sizes: [n_0..n_L], batch, chosen: {layer: index}}, see `chosenOf`; `box` = {width, height}. */
export function layout({ sizes, batch, chosen = {} }, box, digits) {
  const orientation = orientationOf(box);
  const slots = sizes.map((count, layer) => slotsOf(count, orientation, chosen[layer] ?? null));
  const arrange = orientation === "tall" ? rows : columns;
  const frame = arrange({ slots, batch }, box, digits);
  const edges = connect(slots, frame);
  const obstacles = [...frame.nodes.flatMap(footprint), ...frame.notes];
  // where neurons are left out, only what is lit has its number written on its edge: all others would be a thicket
  const isThicket = frame.compact || frame.nodes.some(({ kind }) => kind === "more");
  const { labels, lines, size } = isThicket ? { labels: new Map(), lines: {}, size: frame.type.label } : settle(edges, obstacles, box, frame, digits);
  return { ...frame, ...box, type: { ...frame.type, label: size }, line: lineOf(size, frame), edges, obstacles, labels, lines, labelSize: labelSize(size, frame, digits, lines) };
}

// Weights, then biases, get two lines (the number over its gradient) when all of their kind have room, else one line
// that changes with the phase; somewhat smaller figures are tried before a line is given up. The first plan that seats every label is taken,
// else the one that seats most.
const PLANS = [[2, 2, 1], [2, 2, 0.88], [2, 1, 1], [2, 1, 0.88], [1, 1, 1], [1, 1, 0.88], [1, 1, 0.8]];
const SMALLEST = { wide: 15, tall: 11 }; // smaller only where the network leaves no choice

function settle(edges, obstacles, box, { orientation, type: { label: wanted } }, digits) {
  const labelled = edges.filter(({ kind }) => kind !== "given" && kind !== "bundle");
  let best = null;
  for (const [weight, bias, scale] of PLANS) {
    const lines = { weight, bias };
    const size = Math.max(Math.min(SMALLEST[orientation], wanted), wanted * scale);
    const plan = { lines, size, labels: placeLabels(labelled, obstacles, box, labelSize(size, { orientation }, digits, lines)) };
    if (!best || plan.labels.size > best.labels.size) best = plan;
    if (plan.labels.size === labelled.length) break;
  }
  return best;
}

const lineOf = (size, { orientation }) => Math.max(LINE * size, APART[orientation]);

// The first line lies on the edge: the weight, and under it its gradient. At the loss the value lies on the edge, its name above.
function labelSize(size, { orientation }, digits, lines) {
  const line = lineOf(size, { orientation });
  return ({ kind }) => kind === "loss"
    ? { w: resultWidth(digits) * size + 10, h: 2 * line, rise: 1.5 * line }
    : { w: operandWidth(digits) * size + 10, h: (lines[kind] ?? 1) * line, rise: line / 2 };
}

/** Everything a node covers: itself and the badges it may wear. */
export function footprint(node) {
  const own = boxAt(node, { w: 2 * node.hw, h: 2 * node.hh });
  return [own, ...Object.values(node.badges).map((badge) => boxAt(badge, badge))];
}

function connect(slots, { nodes }) {
  const at = new Map(nodes.map((node) => [node.key, node]));
  const edge = (key, kind, layer, from, to) => ({ key, kind, layer, from: at.get(from), to: at.get(to) });
  const shown = slots.map((layer) => layer.filter(isShown).map(({ index }) => index));
  const edges = [];
  for (let l = 1; l < slots.length; l += 1) {
    for (const j of shown[l]) for (const i of shown[l - 1]) edges.push(edge(`W.${l}.${j}.${i}`, "weight", l, `n.${l - 1}.${i}`, `n.${l}.${j}`));
    for (const j of shown[l]) edges.push(edge(`b.${l}.${j}`, "bias", l, `one.${l}`, `n.${l}.${j}`));
    edges.push(...bundles(l, nodes));
  }
  const last = slots.length - 1;
  for (const k of shown[last]) {
    edges.push(edge(`dL_da.${last}.${k}`, "loss", last + 1, `n.${last}.${k}`, "loss"));
    edges.push(edge(`y.${k}`, "given", last + 1, `y.${k}`, "loss"));
  }
  return edges;
}

// The weights of neurons that are left out, as one line from or to where they would stand.
function bundles(l, nodes) {
  const ends = (layer) => nodes.filter((node) => node.layer === layer && ["input", "neuron", "more"].includes(node.kind) && !(node.kind === "more" && leftOut(node) === 0));
  return ends(l - 1).flatMap((from) => ends(l).filter((to) => from.kind === "more" || to.kind === "more")
    .map((to) => ({ key: `${from.key}-${to.key}`, kind: "bundle", layer: l, from, to })));
}
