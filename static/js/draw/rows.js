// The narrow picture: rows from top to bottom. Neurons are pills, so that numbers stay legible on a phone.
import { centred, more } from "./columns.js";
import { isShown } from "./elide.js";
import { resultWidth } from "./scales.js";

const GUTTER = 18; // names of the rows, turned, at the left edge
const BIAS_LANE = 34; // the biases' ones at the right edge
const NARROWEST_WITH_NUMBERS = 17; // half a pill
const MORE = { x: 0, y: 15, w: 48 }; // "12 more", under its dots
const RATE = 60; // room of the rate
const BETWEEN = 3;
const NAME = 84; // length of a row's name with its activation; of a word alone; lower rows have a sign
const WORD = 48;
const LOWEST_WITH_NUMBERS = 4; // a row, in lines of figures

export function rows({ slots, batch }, { width, height }, digits) {
  const counts = slots.map(({ length }) => length);
  const last = slots.length - 1;
  const outputs = counts[last];
  const widest = Math.max(...counts);
  const size = Math.max(11.5, Math.min(16, width / 27));
  const type = { number: size, label: size, badge: size * 0.95, caption: size * 0.85, head: size * 0.95 };
  const slot = (width - GUTTER - BIAS_LANE) / widest;
  // One output: prediction, loss and target share the last row. Two: the loss has a row with the targets at its sides.
  const extra = Math.min(outputs, 3) - 1;
  const half = Math.min((resultWidth(digits) * size + 14) / 2, slot / 2 - 3);
  const compact = half < NARROWEST_WITH_NUMBERS || height / (last + extra + 1) < LOWEST_WITH_NUMBERS * size;
  const hw = compact ? Math.min(half, 9) : half;
  const hh = compact ? Math.min(hw, 7) : size + 6;
  const badge = compact ? 4 : type.badge * 1.45;
  const pitch = (height - 2 * hh - badge - 6 - (batch > 1 ? badge : 0) - (compact ? 20 : 0)) / (last + extra);
  const y = (row) => 3 + hh + row * pitch;
  const across = (index, count, from = GUTTER, to = width - BIAS_LANE) => from + ((to - from) * (index + 0.5)) / count;
  const nodes = [];
  for (let layer = 0; layer <= last; layer += 1) {
    for (const [place, slot] of slots[layer].entries()) {
      if (!isShown(slot)) {
        nodes.push(more(layer, slot, { x: across(place, counts[layer]), y: y(layer) }, hh, pitch < WORD ? null : MORE));
        continue;
      }
      const { index } = slot;
      const isOutput = layer === last;
      const hasRoom = layer > 0 && !(isOutput && outputs === 1) && (width - GUTTER - BIAS_LANE) / counts[layer] > 4 * hw + type.caption * 2.2;
      const x = isOutput && outputs === 1 ? GUTTER + 16 + hw : across(place, counts[layer]) - (hasRoom ? hw * 0.9 : 0);
      const own = (width - GUTTER - BIAS_LANE) / counts[layer];
      const isNamed = (isOutput && outputs === 1) || own > 2 * hw + 2.2 * type.caption;
      const worn = compact ? beside({ x, y: y(layer) }, { hw, hh }, type, digits, width) : layer === 0 ? {} : badges({ x, y: y(layer) }, { hw, hh }, type, digits, { outputs, isOutput, hasRoom, widest: isOutput && outputs === 1 ? Infinity : own - BETWEEN });
      nodes.push(pill(layer === 0 ? "input" : "neuron", `n.${layer}.${index}`, x, y(layer), hw, layer === 0 ? hh * 0.8 : hh, { layer, index, badges: worn, isNamed }));
    }
    if (layer < last) nodes.push({ kind: "bias", key: `one.${layer + 1}`, layer: layer + 1, x: width - 15, y: y(layer) + 4, hw: 10, hh: 10, radius: 10, badges: {} });
  }
  const lossRow = last + Math.min(extra, 1);
  const lossX = outputs === 1 ? width * 0.65 : width / 2 - 4;
  const lossHalf = Math.max(hw, compact ? 26 : 0);
  const lossNew = { x: lossX, y: y(lossRow) + Math.max(hh, 17) + 0.62 * type.badge, w: (resultWidth(digits) + 2.6) * type.badge + 10, h: type.badge * 1.4 };
  if (outputs === 1 && !compact) makeRoom(nodes.find(({ key }) => key === `n.${last}.0`).badges, lossNew, width - RATE - 6);
  nodes.push(pill("loss", "loss", lossX, y(lossRow), lossHalf, Math.max(hh, compact ? 17 : 0), { badges: { loss_new: lossNew } }));
  for (const [k, slot] of slots[last].entries()) {
    const x = outputs === 1 ? width - 6 - hw * 0.8 : outputs === 2 ? (k === 0 ? GUTTER + hw : width - hw - 10) : across(k, outputs);
    const row = y(outputs > 2 ? lossRow + 1 : lossRow);
    nodes.push(isShown(slot) ? pill("target", `y.${slot.index}`, x, row, hw * 0.75, hh * 0.8, { index: slot.index, badges: {} }) : more("target", slot, { x, y: row }, hh, MORE));
  }
  const heads = [...slots.keys()].map((layer) => ({ layer, x: 9, y: pitch < WORD ? y(layer) : Math.max(y(layer), WORD / 2), turned: pitch >= WORD, room: pitch < WORD ? "sign" : pitch < NAME ? "word" : "name" }));
  if (extra > 0) heads.push({ layer: "loss", x: 9, y: y(lossRow), turned: pitch >= WORD, room: pitch < WORD ? "sign" : "word" });
  const rate = { x: width - 34, y: y(lossRow) + hh + 14, w: RATE, h: size * 1.4 };
  // the explained sample's loss: under the loss, beside it where the targets have the row below
  const wide = (resultWidth(digits) + 1.4) * size + 8;
  const aside = outputs > 2 ? { x: lossX + lossHalf + 4 + wide / 2, y: y(lossRow) } : { x: lossX, y: lossNew.y + lossNew.h };
  const samples = batch > 1 ? [{ sample: null, ...aside, w: wide, h: size * 1.3 }] : [];
  const names = compact ? [] : nodes.filter(({ isNamed }) => isNamed).map(({ x, y: middle, hw: reach, hh: high }) => ({ x: x - reach - 2 - 1.2 * type.caption, y: middle - high, w: 1.2 * type.caption, h: 2 * high }));
  return { orientation: "tall", compact, type, nodes, heads, rate, samples, notes: [...[rate, ...samples].map(centred), ...names], thickest: compact ? 2.5 : 5 };
}

// The lone output's badges and the new loss share a row with the rate, which begins at `end`. Where they would meet they
// stand shoulder to shoulder, and where even that is too much they shrink, and their figures with them.
function makeRoom({ delta, dL_dz }, lossNew, end) {
  if (dL_dz.x + dL_dz.w / 2 + BETWEEN <= lossNew.x - lossNew.w / 2) return;
  const row = [delta, dL_dz, lossNew];
  const room = end - GUTTER - 2 * BETWEEN;
  const share = Math.min(1, room / row.reduce((sum, { w }) => sum + w, 0));
  let right = end;
  for (const badge of row.reverse()) {
    badge.w *= share;
    badge.x = right - badge.w / 2;
    right -= badge.w + BETWEEN;
  }
}

function pill(kind, key, x, y, hw, hh, more) {
  return { kind, key, x, y, hw, hh, radius: Math.min(hw, hh, 14), ...more };
}

// In a dense picture the numbers of lit neurons stand over, under and beside them: room that no weight may take.
function beside({ x, y }, { hw, hh }, type, digits, width) {
  const w = resultWidth(digits) * type.number;
  const h = type.number;
  return { over: { x, y: y - hh - 8, w, h }, under: { x, y: y + hh + 8, w, h }, side: { x: x + (x < width / 2 ? 1 : -1) * (hw + 5 + w / 2), y, w, h } };
}

/**
 * Slope and delta stand beside their neuron where the row has room, else over and under it. dL/dz of an output neuron
 * stands under it, in a row with delta where the output is alone.
 */
function badges({ x, y }, { hw, hh }, type, digits, { outputs, isOutput, hasRoom, widest }) {
  const h = type.badge * 1.35;
  const wide = (prefix) => Math.min((resultWidth(digits) + prefix) * type.badge + 8, hasRoom ? Infinity : widest);
  const under = y + hh + 0.46 * h;
  const w = wide(0.9);
  const slope = hasRoom ? { x: x + hw + wide(1.2) / 2 + 1, y: y - hh / 2, w: wide(1.2), h } : { x, y: y - hh - 0.46 * h, w: wide(1.2), h };
  const delta = hasRoom ? { x: x + hw + w / 2 + 1, y: y + hh / 2, w, h } : { x, y: under, w, h };
  if (!isOutput) return { slope, delta };
  const dL_dz = { x, y: under, w: wide(2.4), h };
  if (outputs === 1) return { slope, delta, dL_dz: { ...dL_dz, x: x + w / 2 + 2 + dL_dz.w / 2 } };
  return { slope, dL_dz, delta: hasRoom ? delta : { ...delta, y: under + h + 1 } };
}
