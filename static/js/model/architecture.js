// The widths and activations of a network, changed as pure functions. An architecture is what /api/network takes:
// {inputs, layers: [{units, activation, keeps}]}; `keeps` is the layer whose numbers go on, counted from 1, and 0 for none.
import { fitRows } from "./samples.js";

const FIRST_HIDDEN = { units: 2, activation: "tanh" };

/** Of a setup, everything kept as it is. */
export function architectureOf({ problem: { network: { layers } } }) {
  return {
    inputs: layers[0].W[0].length,
    layers: layers.map(({ W, activation }, i) => ({ units: W.length, activation, keeps: i + 1 })),
  };
}

/** Layer 0 is the input. */
export const unitsOf = ({ inputs, layers }, layer) => (layer === 0 ? inputs : layers[layer - 1].units);

export function withUnits(architecture, layer, units) {
  if (layer === 0) return { ...architecture, inputs: units };
  const { layers } = architecture;
  return { ...architecture, layers: layers.with(layer - 1, { ...layers[layer - 1], units }) };
}

/** A hidden layer before layer `at`, like its hidden neighbour if it has one. */
export function withLayer(architecture, at) {
  const { layers } = architecture;
  const like = layers[at - 2] ?? (at < layers.length ? layers[at - 1] : FIRST_HIDDEN);
  return { ...architecture, layers: layers.toSpliced(at - 1, 0, { units: like.units, activation: like.activation, keeps: 0 }) };
}

export function withoutLayer(architecture, layer) {
  return { ...architecture, layers: architecture.layers.toSpliced(layer - 1, 1) };
}

/** Why the page cannot take an architecture, in words, or null. `limits` as the catalogue tells them. */
export function refusalOf({ inputs, layers }, limits) {
  const widths = [inputs, ...layers.map(({ units }) => units)];
  if (widths.some((n) => !Number.isInteger(n))) return "A whole number is needed here.";
  if (widths.some((n) => n < 1)) return "At least one is needed: of inputs, of outputs, and of neurons in every layer.";
  const { explained_units: units, explained_layers: depth } = limits;
  if (widths.some((n) => n > units)) return `At most ${units} inputs, outputs or neurons a layer: every number of them is explained.`;
  if (layers.length > depth) return `At most ${depth} layers with weights, the output among them: every number of them is explained.`;
  return null;
}

/** The setup with another network, whose numbers are a new start; samples are cut or filled up to its widths. */
export function setNetwork(setup, network) {
  const { layers } = network;
  const { x, y } = setup.problem;
  const problem = { ...setup.problem, network, x: fitRows(x, layers[0].W[0].length), y: fitRows(y, layers.at(-1).W.length) };
  return { ...setup, problem, optimizer_state: null, updates: 0, start: network };
}
