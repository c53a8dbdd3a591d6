// Where everything stands: a pure function of the network's shape and of the box it is drawn in.
// Wide boxes get columns, left to right; narrow ones rows, top to bottom. Sizes in CSS pixels.
import { columns } from "./columns.js";
import { boxAt, placeLabels } from "./labels.js";
import { rows } from "./rows.js";
import { operandWidth, resultWidth } from "./scales.js";

const NARROW = 480; // no room for columns
const MEDIUM = 640; // columns, unless the box stands upright
const LINE = 1.2; // of the size of its figures
const APART = { wide: 24, tall: 0 }; // px between two lines, for a finger; a narrow picture has no room for that

/** `shape` = {sizes: [n_0..n_L], batch}; `box` = {width, height}. */
export function layout(shape, box, digits) {
  const isTall = box.width < NARROW || (box.width < MEDIUM && box.width < box.height);
  const arrange = isTall ? rows : columns;
  const frame = arrange(shape, box, digits);
  const edges = connect(shape.sizes, frame);
  const obstacles = [...frame.nodes.flatMap(footprint), ...frame.notes];
  const { labels, lines, size } = frame.compact ? { labels: new Map(), lines: {}, size: frame.type.label } : settle(edges, obstacles, box, frame, digits);
  return { ...frame, ...box, type: { ...frame.type, label: size }, line: lineOf(size, frame), edges, obstacles, labels, lines, labelSize: labelSize(size, frame, digits, lines) };
}

// Weights, then biases, get two lines (the number over its gradient) when all of their kind have room, else one line
// that changes with the phase; somewhat smaller figures are tried before a line is given up. The first plan that seats every label is taken,
// else the one that seats most.
const PLANS = [[2, 2, 1], [2, 2, 0.88], [2, 1, 1], [2, 1, 0.88], [1, 1, 1], [1, 1, 0.88], [1, 1, 0.8]];
const SMALLEST = { wide: 15, tall: 11 }; // smaller only where the network leaves no choice

function settle(edges, obstacles, box, { orientation, type: { label: wanted } }, digits) {
  const labelled = edges.filter((edge) => edge.kind !== "given");
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

function connect(sizes, { nodes }) {
  const at = new Map(nodes.map((node) => [node.key, node]));
  const edge = (key, kind, layer, from, to) => ({ key, kind, layer, from: at.get(from), to: at.get(to) });
  const edges = [];
  for (let l = 1; l < sizes.length; l += 1) {
    for (let j = 0; j < sizes[l]; j += 1) {
      for (let i = 0; i < sizes[l - 1]; i += 1) edges.push(edge(`W.${l}.${j}.${i}`, "weight", l, `n.${l - 1}.${i}`, `n.${l}.${j}`));
    }
    for (let j = 0; j < sizes[l]; j += 1) edges.push(edge(`b.${l}.${j}`, "bias", l, `one.${l}`, `n.${l}.${j}`));
  }
  const last = sizes.length - 1;
  for (let k = 0; k < sizes[last]; k += 1) {
    edges.push(edge(`dL_da.${last}.${k}`, "loss", last + 1, `n.${last}.${k}`, "loss"));
    edges.push(edge(`y.${k}`, "given", last + 1, `y.${k}`, "loss"));
  }
  return edges;
}
