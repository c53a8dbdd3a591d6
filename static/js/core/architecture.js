// Another architecture: the server keeps the numbers that fit and draws the rest. Each change is one entry of the history.
import { architectureOf, refusalOf, setNetwork, unitsOf, withLayer, withoutLayer, withUnits } from "../model/architecture.js";
import { readWhole } from "../model/parse.js";
import { postNetwork } from "./api.js";
import { isSame, record } from "./history.js";

/** What cannot be done, as the server's own refusals come. */
export const refusal = (words) => Object.assign(new Error(words), { isRefusal: true });

export function createArchitecture({ actions, drawing, catalogue }, { change }) {
  /** -> {setup, words}: the setup with a network of that architecture; `isNew` draws every number. */
  async function reshape(setup, architecture, signal, isNew = false) {
    const problem = refusalOf(architecture, catalogue.peek().limits);
    if (problem) throw refusal(problem);
    const { initialiser, seed } = drawing.peek();
    const read = readWhole(seed, "The seed");
    if (read.problem) throw refusal(read.problem);
    const wish = { ...architecture, initialiser, seed: read.value, keep: isNew ? null : setup.problem.network };
    const { network, kept, new: drawn } = await postNetwork(wish, signal);
    const words = kept > 0 ? `${kept} weights and biases stay, ${drawn} are new.` : `all ${drawn} weights and biases are new.`;
    return { setup: setNetwork(setup, network), words };
  }

  function make(words, alter, isNew = false) {
    change({
      needsTrace: true, // so that a refusal takes nothing else with it
      async apply(history, signal, tell) {
        const before = history.present;
        const architecture = alter(architectureOf(before));
        if (!isNew && isSame(architecture, architectureOf(before))) return history;
        const { setup, words: fate } = await reshape(before, architecture, signal, isNew);
        const filled = fillings(before, setup);
        tell([`${words(architecture)}: ${fate}`, ...filled].join(" "));
        return record(history, setup);
      },
    });
  }

  const setUnits = (layer, choose) => make((made) => unitsInWords(made, layer), (from) => withUnits(from, layer, choose(unitsOf(from, layer))));

  return {
    reshape,
    /** Layer 0 is the input; what is typed has to be a whole number. */
    typeUnits(layer, text) {
      const { value, problem } = readWhole(text, layer === 0 ? "The number of inputs" : "The number of neurons");
      actions.refuse(null); // so that the same refusal again gives the field its number back
      if (problem) actions.refuse(problem);
      else setUnits(layer, () => value);
    },
    changeUnits: (layer, by) => setUnits(layer, (units) => units + by),
    addLayer: (at) => make(() => `Layer ${at} is new`, (from) => withLayer(from, Math.min(at, from.layers.length))),
    removeLayer: (layer) => make(() => `Layer ${layer} is gone`, (from) => (layer < from.layers.length ? withoutLayer(from, layer) : from)),
    draw: () => make(() => `Drawn anew with seed ${drawing.peek().seed}`, (from) => from, true),
  };
}

function unitsInWords({ inputs, layers }, layer) {
  const count = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;
  if (layer === 0) return `The network reads ${count(inputs, "input")} now`;
  const { units } = layers[layer - 1];
  return layer === layers.length ? `The network gives ${count(units, "output")} now` : `Layer ${layer} has ${count(units, "neuron")} now`;
}

// What became of the samples, in words.
export function fillings(before, after) {
  return [["x", "inputs"], ["y", "targets"]].flatMap(([key, name]) => {
    const [old, now] = [before, after].map(({ problem }) => problem[key][0].length);
    if (old === now) return [];
    return now > old ? `Every sample got 0 for its new ${name}.` : `The samples' ${name} beyond ${now} are cut off.`;
  });
}
