// Edits as pure functions: a setup in, a new setup out; what did not change is shared. A setup is everything the reader
// may change: {problem, learning_rate, freeze_biases, optimizer, optimizer_state, updates, start}; `start` is the network to which
// "back to the starting weights" leads.
import { parseRef } from "./refs.js";

/** A preset as a setup, before any edit. */
export function setupOf({ problem, learning_rate, freeze_biases, optimizer = "sgd" }) {
  return { problem, learning_rate, freeze_biases, optimizer, optimizer_state: null, updates: 0, start: problem.network };
}

/** One given number replaced. `sample` is the one that a Ref without "@" means. */
export function setNumber(setup, ref, value, sample) {
  const { quantity, indices, sample: named } = parseRef(ref);
  const row = named ?? sample;
  if (quantity === "learning_rate") return { ...setup, learning_rate: value };
  const { problem } = setup;
  const [layer, ...within] = indices;
  if (quantity === "y") return withProblem(setup, { y: place(problem.y, [row, layer], value) });
  if (quantity === "a" && layer === 0) return withProblem(setup, { x: place(problem.x, [row, ...within], value) });
  if (quantity === "W" || quantity === "b") return withLayer(setup, layer, { [quantity]: place(problem.network.layers[layer - 1][quantity], within, value) });
  throw new RangeError(`${ref} is computed, not given`);
}

function place(array, [index, ...within], value) {
  if (array[index] === undefined) throw new RangeError(`there is no index ${index}`);
  return array.with(index, within.length ? place(array[index], within, value) : value);
}

const withProblem = (setup, change) => ({ ...setup, problem: { ...setup.problem, ...change } });

function withLayer(setup, layer, change) {
  const { network } = setup.problem;
  const changed = { ...network.layers[layer - 1], ...change };
  return withProblem(setup, { network: { ...network, layers: network.layers.with(layer - 1, changed) } });
}

/** Layers count from 1, as in a Ref. */
export const setActivation = (setup, layer, activation) => withLayer(setup, layer, { activation });

/** A loss that works with one output activation alone brings it along. `losses` as the catalogue tells them. */
export function setLoss(setup, loss, losses) {
  const changed = withProblem(setup, { loss });
  const needed = neededOutput(losses, loss);
  return needed === null ? changed : setActivation(changed, setup.problem.network.layers.length, needed);
}

/** The output activation that a loss cannot do without, or null. */
export function neededOutput(losses, loss) {
  return losses.find(({ id }) => id === loss)?.needs_output ?? null;
}

/** What one optimizer remembers means nothing to another. */
export const setOptimizer = (setup, optimizer) => ({ ...setup, optimizer, optimizer_state: null });

export const setFreeze = (setup, freeze_biases) => ({ ...setup, freeze_biases });

/** The update becomes the network, number by number as the server answered it. */
export function takeUpdate(setup, { network, optimizer_state }) {
  return { ...withProblem(setup, { network }), optimizer_state, updates: setup.updates + 1 };
}

/** The weights and biases of the start; what was chosen besides stays. */
export function startAgain(setup) {
  const layers = setup.problem.network.layers.map((layer, i) => {
    const { W, b } = setup.start.layers[i];
    return { ...layer, W, b };
  });
  return { ...withProblem(setup, { network: { ...setup.problem.network, layers } }), optimizer_state: null, updates: 0 };
}

/** Whether what a setup started from is the network of an example, by its layers: with other numbers it still is that example. */
export const startsAs = ({ start }, { problem: { network } }) => layersOf(start) === layersOf(network);
const layersOf = ({ layers }) => JSON.stringify(layers.map(({ W, activation }) => [W.length, W[0].length, activation]));

/** All that the formulas of a setup depend on, as one string: an edit of a number leaves it as it is. */
export function structureOf({ problem, freeze_biases, optimizer, optimizer_state }, sample) {
  const { network: { layers }, loss, x } = problem;
  const sizes = [layers[0].W[0].length, ...layers.map(({ W }) => W.length)];
  const taken = optimizer === "adam" ? optimizer_state?.t ?? 0 : 0; // Adam's formula counts the updates
  return JSON.stringify([sizes, layers.map(({ activation }) => activation), loss, x.length, sample, optimizer, freeze_biases, taken]);
}
