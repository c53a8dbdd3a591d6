// A Ref is the address of one number: `quantity.layer.index...`, optional `@sample`. Wire indices count from 0.
// This file parses, prints and resolves Refs; it never computes a number.

const SCALARS = new Set(["loss", "loss_new", "learning_rate"]);
const PARAMETERS = new Set(["W", "b"]);
const PER_SAMPLE = new Set(["z", "a", "slope", "dL_da", "dL_dz", "delta"]);
const KEPT = new Set(["m_W", "v_W", "m_b", "v_b"]); // what an optimizer remembers of the updates before
const PER_LAYER = new Set(["W_grad", "b_grad", "W_new", "b_new", ...[...KEPT].map((slot) => `${slot}_new`)]);
const INDICES = { y: 1, ...Object.fromEntries(["W", "W_grad", "W_new", "m_W", "v_W", "m_W_new", "v_W_new"].map((matrix) => [matrix, 3])) };
const SHAPE = /^([A-Za-z_]+)((?:\.(?:0|[1-9]\d*))*)(?:@(0|[1-9]\d*))?$/;

export function parseRef(text) {
  const known = parsed.get(text);
  if (known) return known;
  const ref = Object.freeze(read(text));
  parsed.set(text, ref);
  return ref;
}

// Every mark of every picture asks; a network of the largest explained kind has some 8 000 Refs.
const parsed = new Map();

function read(text) {
  const match = SHAPE.exec(text);
  if (!match) throw new SyntaxError(`not a Ref: ${text}`);
  const [, quantity, dotted, sample] = match;
  const indices = dotted ? dotted.slice(1).split(".").map(Number) : [];
  const wanted = SCALARS.has(quantity) ? 0 : INDICES[quantity] ?? 2;
  const ofArray = quantity === "y" ? 0 : 1; // W.2 is the whole matrix, a.0 all inputs, y all targets
  if (indices.length !== wanted && (wanted === 0 || indices.length !== ofArray)) throw new SyntaxError(`${text}: ${quantity} takes ${wanted} indices`);
  if (!isKnownQuantity(quantity)) throw new SyntaxError(`${text}: no quantity is called ${quantity}`);
  return { quantity, indices, sample: sample === undefined ? null : Number(sample) };
}

/** Does the Ref name a whole array instead of one number? */
export function isArray(text) {
  const { quantity, indices } = parseRef(text);
  return !SCALARS.has(quantity) && indices.length < (INDICES[quantity] ?? 2);
}

export function printRef({ quantity, indices, sample = null }) {
  return [quantity, ...indices].join(".") + (sample === null ? "" : `@${sample}`);
}

function isKnownQuantity(quantity) {
  return quantity === "y" || [SCALARS, PARAMETERS, PER_SAMPLE, PER_LAYER, KEPT].some((names) => names.has(quantity));
}

/** `a.1.0@2` and `a.1.0` are one number while sample 2 is the one explained; `loss@2` never is `loss`, the batch mean. */
export function sameAs(text, sample) {
  const suffix = `@${sample}`;
  return text.endsWith(suffix) && !text.startsWith("loss@") ? text.slice(0, -suffix.length) : text;
}

/** Given by the problem, not computed by any step. */
export function isGiven(text) {
  const { quantity, indices } = parseRef(text);
  return PARAMETERS.has(quantity) || KEPT.has(quantity) || quantity === "y" || quantity === "learning_rate" || (quantity === "a" && indices[0] === 0);
}

/** Given, and the reader's to change: what an optimizer remembers is not. */
export function isEditable(text) {
  return !isArray(text) && isGiven(text) && !KEPT.has(parseRef(text).quantity);
}

/** `W.2` of `W.2.0.1`, `y` of `y.0@3`, `loss` of `loss`: the array that a number stands in, of the sample explained. */
export function arrayOf(text) {
  const { quantity, indices } = parseRef(text);
  return SCALARS.has(quantity) || quantity === "y" ? quantity : `${quantity}.${indices[0]}`;
}

/** Inputs and parameters are shown as operands even where they stand alone: they were typed in, not worked out. */
export function isShownAsOperand(text) {
  return isGiven(text) || /^[Wb]_new\./.test(text);
}

/**
 * Ref -> number. `world` = {problem, learning_rate, optimizer_state, sample, values}; values as the API answers them: rows are samples.
 * Answers undefined when there is no such number; an array is no number.
 */
export function resolve(text, world) {
  if (isArray(text)) return undefined;
  const { quantity, indices, sample } = parseRef(text);
  const row = sample ?? world.sample;
  const { problem, values } = world;
  if (quantity === "learning_rate") return world.learning_rate;
  if (quantity === "loss") return sample === null ? values.loss : values.per_sample?.[sample];
  if (quantity === "loss_new") return values.loss_new;
  if (quantity === "y") return problem.y[row]?.[indices[0]];
  const [layer, ...within] = indices;
  if (quantity === "a" && layer === 0) return problem.x[row]?.[within[0]];
  if (PARAMETERS.has(quantity)) return dig(problem.network.layers[layer - 1]?.[quantity], within);
  if (KEPT.has(quantity)) return kept(world, quantity, layer, within);
  const array = values[quantity]?.[layer];
  return dig(PER_SAMPLE.has(quantity) ? array?.[row] : array, within);
}

// Before the first update an optimizer remembers nothing, which is written as zeros.
function kept({ problem, values, optimizer_state: state }, quantity, layer, within) {
  if (state?.[quantity]) return dig(state[quantity][layer], within);
  const exists = values[`${quantity}_new`] && dig(problem.network.layers[layer - 1]?.[quantity.slice(2)], within) !== undefined;
  return exists ? 0 : undefined;
}

function dig(array, indices) {
  return indices.reduce((inner, index) => inner?.[index], array);
}
