// What the letters of a formula stand for. A term is a Ref with letters in it, as the article's templates write them, "W.l+1.k.j";
// letters = {l, j, i, k}: l is a layer, j a neuron of it, i one of the layer before and k one of the layer after, all from 0.
import { isArray, isGiven, parseRef } from "./refs.js";
import { placeNear, valueOf } from "./trace.js";

const LAYER_OF = { i: -1, j: 0, k: 1 }; // counted from l
const WITHOUT_LAYER = new Set(["y", "loss", "loss_new", "learning_rate"]);

/** Does a term speak of the layer after l? Then l has to be a hidden one. */
export const needsNext = (terms) => /\bl\+1\b/.test(terms);

/** The letters of a neuron of the network, or null when it has no such layer. */
export function lettersOf({ sizes }, { l, j, i = 0 }, isHidden) {
  const last = sizes.length - (isHidden ? 2 : 1);
  if (last < 1) return null;
  return l >= 1 && l <= last && j < sizes[l] ? { l, j, i, k: 0 } : { l: 1, j: 0, i: 0, k: 0 };
}

/** Those of the neuron that the step with this target is about, else of the first one. */
export function lettersAt(trace, target, isHidden) {
  const { quantity, indices: [l = 0, j = 0, i = 0] } = target ? parseRef(target) : { indices: [] };
  return lettersOf(trace, WITHOUT_LAYER.has(quantity) ? { l: 0, j: 0 } : { l, j, i }, isHidden);
}

/** How many values a letter runs through. */
export const countOf = ({ sizes }, { l }, letter) => sizes[l + LAYER_OF[letter]];

/** The Refs of a term; a letter among `running` stands for all it can be. None when the network lacks them. */
export function refsOf(trace, term, letters, running = "") {
  return term.split(" ").flatMap((one) => refsOfOne(trace, one, letters, running));
}

function refsOfOne(trace, term, letters, running) {
  const [quantity, ...places] = term.split(".");
  const layer = WITHOUT_LAYER.has(quantity) ? [] : [layerOf(trace, places.shift(), letters)];
  if (layer.some((l) => !(l >= 0 && l < trace.sizes.length))) return [];
  const indices = places.map((place) => indicesOf(trace, place, layer[0], letters, running));
  return indices.reduce((begun, more) => begun.flatMap((ref) => more.map((index) => `${ref}.${index}`)), [[quantity, ...layer].join(".")]);
}

function layerOf({ sizes }, place, letters) {
  const [from, shift] = [/^[lL]/.exec(place)?.[0], Number(place.replace(/^[lL]/, ""))];
  if (from === "L") return sizes.length - 1 + shift;
  return from === "l" ? (letters ? letters.l + shift : NaN) : shift;
}

function indicesOf(trace, place, layer, letters, running) {
  if (place === "last") return [trace.sizes[layer] - 1];
  if (!(place in LAYER_OF)) return [Number(place)];
  return running.includes(place) ? Array.from({ length: countOf(trace, letters, place) }, (_, index) => index) : [letters[place]];
}

/** Where the demo goes to show a term: {ref, cursor}, the cursor null for what is given; null when there is nothing of its kind. */
export function destinationOf(trace, term, letters) {
  const [ref] = refsOf(trace, term, letters);
  if (ref === undefined) return null;
  if (isGiven(ref)) return isArray(ref) || valueOf(trace, ref) === undefined ? null : { ref, cursor: null };
  const { cursor } = placeNear(trace, ref);
  const target = trace.steps[cursor - 1]?.target;
  return target && parseRef(target).quantity === parseRef(ref).quantity ? { ref: target, cursor } : null;
}
