// Large layers: the middle is left out, so that what stands keeps its size. A layer is a list of slots, each a neuron
// ({index}) or what is left out ({from, to}). The first and last neurons never move; between them there is one place for
// the neuron that the light is on.
import { isArray, parseRef } from "../model/refs.js";

/** So many neurons of a layer are drawn at most; at the head and at the foot of a longer one. */
const ROOM = { wide: { most: 8, head: 2, foot: 1 }, tall: { most: 5, head: 1, foot: 1 } };

/** The slots of a layer of `count` neurons; `chosen` = the index of the one in the light, or null. */
export function slotsOf(count, orientation, chosen = null) {
  const { most, head, foot } = ROOM[orientation];
  const all = (from, to) => Array.from({ length: to - from }, (_, i) => ({ index: from + i }));
  if (count <= most) return all(0, count);
  const isWithin = chosen !== null && chosen >= head && chosen < count - foot;
  const middle = isWithin ? chosen : Math.floor((head + count - foot) / 2);
  const left = (from, to) => ({ from, to });
  // the place in the middle is kept when nobody stands there, or the rest would jump at every step
  const between = isWithin
    ? [left(head, middle), { index: middle }, left(middle + 1, count - foot)]
    : [left(head, middle), left(middle, middle), left(middle, count - foot)];
  return [...all(0, head), ...between, ...all(count - foot, count)];
}

/** Which neuron of each layer the step's target or the chosen number is about: {layer: index}; only of layers that leave some out. */
export function chosenOf(targets, sizes, orientation) {
  const found = {};
  for (const ref of targets) {
    if (isArray(ref)) continue;
    const { quantity, indices: [layer, j, i] } = parseRef(ref);
    if (quantity === "y") found[sizes.length - 1] ??= layer;
    else if (layer !== undefined) found[layer] ??= j;
    if (i !== undefined) found[layer - 1] ??= i;
  }
  return Object.fromEntries(Object.entries(found).filter(([layer]) => sizes[layer] > ROOM[orientation].most));
}

export const isShown = (slot) => slot.index !== undefined;
/** How many neurons a slot leaves out. */
export const leftOut = ({ from = 0, to = 0 }) => to - from;
