// Where the numbers of the edges stand: each on its own edge, none over another number or a node. Decided once per
// network and box, for the largest text a label will ever hold, so that no label moves while the reader steps.

// shares of the edge, from its middle outward
const POSITIONS = Array.from({ length: 39 }, (_, i) => 0.5 + (i % 2 ? -1 : 1) * Math.ceil(i / 2) * 0.02);
const CROSSING = 0.3; // covering a foreign edge is as bad as this share of the edge's length away from its middle
const TRIES = 10;
// For a label without a place: narrower, and its figures made to fit; then beside its edge instead of on it.
const TRIALS = [[1, [0]], [0.8, [0]], [1, [-0.5, 0.5]], [0.6, [0]], [0.8, [-0.5, 0.5]], [0.6, [-0.5, 0.5]], [0.8, [-0.9, 0.9]]];
const CROWDED = 40; // with more edges than this between two layers no one could read them: only lit ones get a label

/** The box of that size on a point; `rise` = how far of it stands above the point, half of it unless told. */
export const boxAt = ({ x, y }, { w, h, rise = h / 2 }) => ({ x: x - w / 2, y: y - rise, w, h });

export function overlaps(a, b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

export function isInside(box, { width, height }) {
  return box.x >= 0 && box.y >= 0 && box.x + box.w <= width && box.y + box.h <= height;
}

export const along = ({ from, to }, t) => ({ x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t });

/** Liang-Barsky: does the segment pass through the box? */
export function crosses({ from, to }, box) {
  let enter = 0;
  let leave = 1;
  const sides = [[from.x - to.x, from.x - box.x], [to.x - from.x, box.x + box.w - from.x], [from.y - to.y, from.y - box.y], [to.y - from.y, box.y + box.h - from.y]];
  for (const [slope, room] of sides) {
    if (slope === 0 && room < 0) return false;
    if (slope < 0) enter = Math.max(enter, room / slope);
    if (slope > 0) leave = Math.min(leave, room / slope);
  }
  return enter < leave;
}

/**
 * Greedy in drawing order, so that neighbours look alike; what found no room goes first in another try.
 * -> Map key -> {x, y, w, h} of the labels that fit. `sizeOf(edge)` = {w, h, rise}.
 */
export function placeLabels(edges, obstacles, bounds, sizeOf) {
  let best = new Map();
  let order = edges;
  const tried = new Set(); // an order that comes again brings nothing new
  for (let attempt = 0; attempt < (edges.length > CROWDED ? 1 : TRIES); attempt += 1) {
    const keys = order.map(({ key }) => key).join();
    if (tried.has(keys)) break;
    tried.add(keys);
    const placed = placeInOrder(order, edges, obstacles, bounds, sizeOf);
    if (placed.size > best.size) best = placed;
    if (placed.size === edges.length) break;
    order = [...order.filter(({ key }) => !placed.has(key)), ...order.filter(({ key }) => placed.has(key))];
  }
  return best;
}

function placeInOrder(order, edges, obstacles, bounds, sizeOf) {
  const placed = new Map();
  for (const edge of order) {
    const rivals = edges.filter((other) => other.layer === edge.layer && other !== edge);
    if (rivals.length >= CROWDED) continue;
    const spot = bestSpot(edge, rivals, [...obstacles, ...placed.values()], bounds, sizeOf(edge));
    if (spot) placed.set(edge.key, spot);
  }
  return placed;
}

function bestSpot(edge, rivals, taken, bounds, size, beside = [0]) {
  let best = null;
  const near = nearby(edge, taken, size.w * (Math.max(...beside) + 1), size.h);
  for (const t of POSITIONS) {
    const away = Math.abs(t - 0.5);
    if (best && away >= best.penalty) break; // all that follow are at least as far
    const { x, y } = along(edge, t);
    for (const side of beside) {
      const box = boxAt({ x: x + side * size.w, y }, size);
      if (!isInside(box, bounds) || near.some((other) => overlaps(box, other))) continue;
      const penalty = away + CROSSING * rivals.filter((other) => crosses(other, box)).length;
      if (!best || penalty < best.penalty - 1e-9) best = { penalty, box };
    }
  }
  return best?.box ?? null;
}

// Of all boxes those that a label of the edge can meet, which is at most so far to its sides and over and under it.
function nearby({ from, to }, boxes, aside, over) {
  const [x, y] = [Math.min(from.x, to.x) - aside, Math.min(from.y, to.y) - over];
  const reach = { x, y, w: Math.abs(from.x - to.x) + 2 * aside, h: Math.abs(from.y - to.y) + 2 * over };
  return boxes.filter((box) => overlaps(box, reach));
}

/**
 * The labels to draw when `lit` (a list of edge keys, the most important first) are lit: all that fit, plus the lit ones that
 * do not; those take their room from unlit neighbours, which step aside unseen. One that finds no room even so is left to the
 * formula: a number over another one would be no number at all. `target` is the edge whose number the step makes, if it does.
 * -> Map key -> box.
 */
export function visibleLabels({ edges, labels, obstacles, width, height, labelSize, compact }, lit, target = null) {
  const visible = new Map(labels);
  const kept = lit.filter((key) => labels.has(key)).map((key) => labels.get(key));
  for (const wanted of lit.filter((key) => !labels.has(key))) {
    const edge = edges.find(({ key }) => key === wanted);
    const size = labelSize(edge);
    const seek = (share, beside, taken) => bestSpot(edge, [], [...taken, ...kept], { width, height }, { ...size, w: size.w * share }, beside);
    const box = TRIALS.map(([share, beside]) => seek(share, beside, obstacles)).find(Boolean)
      ?? (compact && wanted === target ? seek(0.8, [0], []) : null); // the unlit neurons of a dense picture carry no numbers
    if (!box) continue;
    kept.push(box);
    for (const [key, other] of visible) if (!lit.includes(key) && overlaps(box, other)) visible.delete(key);
    visible.set(wanted, box);
  }
  return visible;
}
