// What of a network the margins of the article show: all of a small one, of a large one the first and the last.
import { sides } from "./mathml.js";
import { pick, pickOf } from "./picks.js";
import { stepOf } from "./trace.js";

const LAYERS = 4;
const NEURONS = 3;
const ROWS = 4; // of a matrix
const COLUMNS = 2; // so that even powers of ten have room on a phone

/** Layers 1..L, null for those left out. */
export const layersOf = ({ sizes }) => pick(sizes.length - 1, LAYERS).map((at) => (at === null ? null : at + 1));

/** Every layer's neurons as {l, j}, with null where some are left out. */
export function neuronsOf(trace) {
  const within = (l) => pick(trace.sizes[l], NEURONS).map((j) => (j === null ? null : { l, j }));
  return layersOf(trace).flatMap((l) => (l === null ? [null] : within(l)));
}

/** The steps of these quantities, group by group, with null for what is left out. */
export function stepsOf(trace, quantities) {
  const wanted = trace.steps.filter(({ target }) => quantities.includes(target.split(/[.@]/)[0]));
  const groups = [...Map.groupBy(wanted, ({ group }) => group).values()];
  return pickOf(groups, LAYERS).flatMap((group) => (group === null ? [null] : pickOf(group, NEURONS)));
}

/** The Refs of a matrix `W.2` or a vector `b.2`, row by row; null for what is left out. */
export function entriesShown({ sizes }, ref) {
  const [quantity, l] = ref.split(".");
  const columns = quantity.includes("W") ? pick(sizes[l - 1], COLUMNS) : [""];
  return pick(sizes[l], ROWS).map((j) => columns.map((i) => (j === null || i === null ? null : [ref, j, ...(i === "" ? [] : [i])].join("."))));
}

/** The symbol of a computed number, a tree of MathML. */
export const symbolOf = (trace, ref) => sides(stepOf(trace, ref).mathml).target;

/** How many weights and biases there are. */
export const countParameters = ({ sizes }) => sizes.slice(1).reduce((sum, count, i) => sum + count * (sizes[i] + 1), 0);
