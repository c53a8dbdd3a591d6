// A setup that came from outside, read field by field. Whether its parts fit together the server says, in its own words.

const is = {
  number: Number.isFinite,
  name: (value) => typeof value === "string" && value !== "",
  flag: (value) => typeof value === "boolean",
  count: (value) => Number.isSafeInteger(value) && value >= 0,
  row: (value) => Array.isArray(value) && value.length > 0 && value.every(Number.isFinite),
  rows: (value) => Array.isArray(value) && value.length > 0 && value.every((row) => is.row(row) && row.length === value[0].length),
  state: (value) => value === null || (typeof value === "object" && !Array.isArray(value)),
};
const WORDS = {
  number: "a number", name: "a name", flag: "true or false", count: "a count from 0 on", row: "a row of numbers",
  rows: "rows of numbers, all of one length", state: "what the optimizer remembers, or null",
};
const LAYER = { W: "rows", b: "row", activation: "name" };
const PROBLEM = { loss: "name", x: "rows", y: "rows" };
const SETUP = { learning_rate: "number", freeze_biases: "flag", optimizer: "name", optimizer_state: "state", updates: "count" };

/** The setup of model/edit.js; what it does not know is left behind. Throws a TypeError that says in words what is wrong. */
export function readSetup(value) {
  const { network, ...rest } = object(object(value, "the setup").problem, "problem");
  const problem = { network: readNetwork(network, "network"), ...pick(rest, PROBLEM) };
  if (problem.x.length !== problem.y.length) throw new TypeError("x and y have to have as many rows");
  // a link from before there was a start begins where it leads
  const start = value.start === undefined ? problem.network : readNetwork(value.start, "start");
  return { problem, ...pick(value, SETUP), start: isAlike(start, problem.network) ? start : problem.network };
}

function readNetwork(value, name) {
  const { layers } = object(value, name);
  if (!Array.isArray(layers) || layers.length === 0) throw new TypeError("layers has to be a list of layers");
  return { layers: layers.map((layer, i) => pick(object(layer, `layer ${i + 1}`), LAYER, ` of layer ${i + 1}`)) };
}

// Going back to the starting weights needs as many of them.
const shape = ({ layers }) => layers.map(({ W, b }) => `${W.length} ${W[0].length} ${b.length}`).join();
const isAlike = (one, other) => shape(one) === shape(other);

function object(value, name) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new TypeError(`${name} is missing`);
  return value;
}

// In the table's order, so that equal setups are written alike.
function pick(from, kinds, where = "") {
  return Object.fromEntries(Object.entries(kinds).map(([name, kind]) => {
    if (!is[kind](from[name])) throw new TypeError(`${name}${where} has to be ${WORDS[kind]}`);
    return [name, from[name]];
  }));
}
