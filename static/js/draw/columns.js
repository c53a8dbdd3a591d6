// The wide picture: input, layers and loss as columns from left to right, the biases' ones in a row below.
import { isShown } from "./elide.js";
import { resultWidth } from "./scales.js";

const LARGEST = 76; // radius of a neuron
const SMALLEST_WITH_NUMBERS = 19;
const LOSS_GAP = 0.9; // of a gap with weights
const TARGET_GAP = 0.5;
const HEAD = 34;
const TARGET_OVER_LOSS = 3.42; // radii from the middle of the loss to the upper rim of the target over it
const NAMED = 24; // its name above that
const BESIDE_LOSS = 2; // so many targets stand over and under the loss; more get a column of their own

/** `slots` = the slots of every layer, see elide.js. */
export function columns({ slots, batch }, { width, height }, digits) {
  const last = slots.length - 1;
  const outputs = slots[last].length;
  const widest = Math.max(...slots.map(({ length }) => length));
  const hasTargetColumn = outputs > (batch > 1 ? 1 : BESIDE_LOSS); // the samples' losses stand under the mean
  const gaps = last + LOSS_GAP + (hasTargetColumn ? TARGET_GAP : 0);
  const tallest = largestRadius(height - HEAD, widest, outputs);
  const tallestLoss = hasTargetColumn ? Infinity : (height - 2 * HEAD - 14 - 2 * NAMED) / (2 * TARGET_OVER_LOSS + 1.05);
  const radius = Math.max(4, Math.min(LARGEST, 0.25 * (width / (gaps + 0.55)), tallest, tallestLoss));
  const compact = radius < SMALLEST_WITH_NUMBERS;
  const r = compact ? Math.min(radius, 13) : radius;
  const type = fonts(r, compact);
  const foot = r * 1.05 + 14;
  const rim = compact ? r + 4 : r + 1.5 * type.badge; // a neuron with the badges it may wear
  const pitch = widest > 1 ? Math.min((height - HEAD - foot - 2 * rim) / (widest - 1), 8 * r) : 0;
  const body = Math.max((widest - 1) * pitch + 2 * rim, hasTargetColumn ? 0 : 2 * (TARGET_OVER_LOSS * r + NAMED));
  const lossRadius = Math.max(0.95 * r, compact ? 26 : 0);
  const lossWidth = (resultWidth(digits) + 2.4) * type.badge + 14; // of the new loss, the widest thing in its column
  const edgeOf = { left: compact ? 4.6 * type.number : r + 4, right: hasTargetColumn ? (compact ? 3.4 * type.number : 0.72 * r + 4) : Math.max(lossRadius, lossWidth / 2) + 4 };
  const gap = Math.min((width - edgeOf.left - edgeOf.right) / gaps, 2 * r + 280);
  const left = edgeOf.left + (width - edgeOf.left - edgeOf.right - gaps * gap) / 2;
  const top = HEAD + (height - HEAD - body - foot) / 2;
  const middle = top + body / 2;
  const ground = top + body + foot / 2;
  const x = (layer) => left + layer * gap;
  const y = (index, count) => middle + (index - (count - 1) / 2) * pitch * Math.min((widest - 1) / Math.max(count - 1, 1), 1.3);

  const nodes = slots.flatMap((own, layer) => own.map((slot, i) => {
    const at = { x: x(layer), y: y(i, own.length) };
    return isShown(slot) ? neuron(layer, slot.index, at) : more(layer, slot, at, r, MORE);
  }));
  function neuron(layer, index, at) {
    if (layer === 0) return disc("input", `n.0.${index}`, at, 0.8 * r, { layer, index });
    return disc("neuron", `n.${layer}.${index}`, at, r, { layer, index, badges: compact ? {} : badges(at, r, type, digits, layer === last) });
  }
  for (let layer = 1; layer <= last; layer += 1) {
    nodes.push(disc("bias", `one.${layer}`, { x: x(layer - 1) + 0.3 * gap, y: ground }, Math.max(0.4 * r, 6), { layer }));
  }

  const lossX = x(last) + LOSS_GAP * gap;
  const lossNew = { x: lossX, y: middle + lossRadius + 0.57 * type.badge, w: lossWidth, h: type.badge * 1.5 };
  nodes.push(disc("loss", "loss", { x: lossX, y: middle }, lossRadius, { badges: { loss_new: lossNew } }));
  const samples = sampleList(batch, { x: lossX, y: lossNew.y + lossNew.h }, type, digits);
  const below = (samples.at(-1)?.y ?? lossNew.y) + 1.9 * r;
  const targetX = hasTargetColumn ? lossX + Math.max(TARGET_GAP * gap, lossRadius + 0.72 * r + 6) : lossX;
  for (const [k, slot] of slots[last].entries()) {
    const at = { x: targetX, y: hasTargetColumn ? y(k, outputs) : k === 0 ? middle - lossRadius - 1.75 * r : below };
    nodes.push(isShown(slot) ? disc("target", `y.${slot.index}`, at, 0.72 * r, { index: slot.index }) : more("target", slot, at, r, { ...MORE, x: -MORE.x }));
  }

  const heads = [...slots.keys(), "loss"].map((layer) => ({ layer, x: layer === "loss" ? lossX : x(layer), y: top - 14, turned: false }));
  if (hasTargetColumn) heads.push({ layer: "target", x: Math.min(targetX, width - 2.6 * type.head), y: top - 14, turned: false });
  else heads.push({ layer: "target", x: lossX, y: middle - lossRadius - 2.6 * r - type.head * 0.5, turned: false });
  const rate = { x: lossX, y: ground, w: 5 * type.label, h: type.label * 1.6 };
  return { orientation: "wide", compact, type, nodes, heads, rate, samples, notes: [rate, ...samples].map(centred), thickest: compact ? 3 : Math.max(3, r * 0.15) };
}

function fonts(r, compact) {
  if (compact) return { number: 13, label: 13, badge: 13, caption: 12, head: 13 };
  const between = (low, size, high) => Math.min(high, Math.max(low, size));
  return { number: between(11, r * 0.4, 30), label: between(11, r * 0.35, 26), badge: between(11, r * 0.34, 26), caption: between(10, r * 0.31, 22), head: between(12, r * 0.31, 19) };
}

// A column needs a pitch of two radii and of the badges between two neurons: at the output three, else two.
function largestRadius(height, widest, outputs) {
  const needed = (r) => {
    const badge = 1.5 * fonts(r, false).badge;
    const column = (count, badges) => (count - 1) * (2 * r + badges * badge + 4) + 2 * (r + badge);
    return Math.max(column(widest, 2), column(outputs, 3)) + r * 1.05 + 14;
  };
  let r = LARGEST;
  while (r > 4 && needed(r) > height) r -= 0.5;
  return r;
}

/** Where neurons are left out: three dots and their number, `beside` = where it stands from their middle, null where it has no room. */
export function more(layer, { from, to }, at, r, beside) {
  const note = beside && { x: at.x + beside.x, y: at.y + beside.y, w: beside.w, h: 16 };
  return disc("more", `more.${layer}.${from}.${to}`, at, Math.min(r, 10), { layer, from, to, badges: from === to || !note ? {} : { note } });
}
const MORE = { x: 36, y: 0, w: 52 };

function disc(kind, key, { x, y }, r, more) {
  return { kind, key, x, y, hw: r, hh: r, radius: r, badges: {}, ...more };
}

/** The slope stands on the upper rim, delta hangs on the lower; an output neuron has dL/dz between itself and delta. */
function badges({ x, y }, r, type, digits, isOutput) {
  const h = type.badge * 1.5;
  const badge = (centre, prefix) => ({ x, y: centre, w: (resultWidth(digits) + prefix) * type.badge + 14, h });
  const first = y + r + 0.38 * h;
  const slope = badge(y - r - 0.38 * h, 1.2);
  return isOutput ? { slope, dL_dz: badge(first, 2.9), delta: badge(first + h + 2, 0.9) } : { slope, delta: badge(first, 0.9) };
}

/** A short batch shows each sample's loss under the mean. */
function sampleList(batch, { x, y }, type, digits) {
  if (batch < 2 || batch > 6) return [];
  const h = type.label * 1.35;
  return Array.from({ length: batch }, (_, sample) => ({ sample, x, y: y + sample * h + 4, w: (resultWidth(digits) + 1.4) * type.label + 8, h }));
}

export const centred = ({ x, y, w, h }) => ({ x: x - w / 2, y: y - h / 2, w, h });
