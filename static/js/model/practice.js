// What a reader has practised, as pure functions. Help fades kind by kind: a kind is one formula, told by the quantity that it gives.
// Progress = {kinds: {kind: {level, count}}, walk: {of, marks: {ref: mark}}, drawn}: `count` right answers at that level; what became of
// each number of the present walk; and how often other numbers were drawn, which is the seed of the last.
import { parseRef } from "./refs.js";

export const LEVELS = ["worked", "hole", "alone"];
/** How many at a level lead on: a worked step is read, the others are answered without more help; after the last the kind is mastered. */
export const NEEDED = { worked: 1, hole: 2, alone: 2 };
const MARKS = ["worked", "shown", "predicted"];
const VERSION = 1;
const MOST = 1e6;

/** Every kind there is, in the order in which a walk meets them, and its name for many of them. */
export const KINDS = {
  z: "weighted sums z", a: "activations a", loss: "the loss L", dL_da: "derivatives ∂L/∂ŷ", slope: "slopes f′(z)", dL_dz: "derivatives ∂L/∂z",
  delta_output: "deltas of the output", delta: "deltas of hidden neurons", W_grad: "gradients of weights", b_grad: "gradients of biases",
  m: "running means m", v: "running means v", W_new: "new weights", b_new: "new biases", loss_new: "the loss after the update",
};
const SLOT = /^([mv])_[Wb]_new$/; // Adam's and momentum's

/** At the output δ is taken over, before it the error is sent back: two formulas. */
export function kindOf(ref, { sizes }) {
  const { quantity, indices: [layer] } = parseRef(ref);
  if (quantity === "delta" && layer === sizes.length - 1) return "delta_output";
  return SLOT.exec(quantity)?.[1] ?? quantity;
}

/** The kinds of a trace, in its order. */
export const kindsIn = (trace) => [...new Set(trace.steps.map(({ target }) => kindOf(target, trace)))];

export const noProgress = () => ({ kinds: {}, walk: { of: "", marks: {} }, drawn: 0 });

/** There is nothing to be kept. */
export const isNone = (progress) => writeProgress(progress) === writeProgress(noProgress());

export const standOf = ({ kinds }, kind) => kinds[kind] ?? { level: LEVELS[0], count: 0 };

export const isMastered = ({ level, count }) => level === LEVELS.at(-1) && count >= NEEDED[level];

/** The reader's own choice: it fades from there. */
export const withLevel = (progress, kind, level) => ({ ...progress, kinds: { ...progress.kinds, [kind]: { level, count: 0 } } });

/** One more of a kind at its level: read, or answered without more help than the level gives. */
export function advanced(progress, kind) {
  const { level, count } = standOf(progress, kind);
  const next = LEVELS[LEVELS.indexOf(level) + 1];
  const stand = next && count + 1 >= NEEDED[level] ? { level: next, count: 0 } : { level, count: Math.min(count + 1, MOST) };
  return { ...progress, kinds: { ...progress.kinds, [kind]: stand } };
}

/** What became of a number of the walk `of`; one that was predicted stays so. Another walk begins with none. */
export function marked(progress, of, ref, mark) {
  const marks = marksOf(progress, of);
  return { ...progress, walk: { of, marks: { ...marks, [ref]: marks[ref] === "predicted" ? "predicted" : mark } } };
}

export const marksOf = ({ walk }, of) => (walk.of === of ? walk.marks : {});

export const withoutMarks = (progress) => ({ ...progress, walk: noProgress().walk });

/** Other numbers are drawn, and walked from the start. */
export const redrawn = (progress) => ({ ...withoutMarks(progress), drawn: (progress.drawn + 1) % MOST });

/** The setup with other numbers for the same network: a new start. */
export const setNumbers = (setup, problem) => ({ ...setup, problem, optimizer_state: null, updates: 0, start: problem.network });

/** Of a phase of the trace: {count, worked, shown, predicted}; the numbers of no mark were stepped over. */
export function tally({ steps }, { start, end }, marks) {
  const own = steps.slice(start, end).map(({ target }) => marks[target]);
  return { count: own.length, ...Object.fromEntries(MARKS.map((mark) => [mark, own.filter((other) => other === mark).length])) };
}

/** One walk is one way through an example: its edits stay in it, other starting numbers or an update begin anew. */
export const walkOf = (trace, example, updates) => [example, trace.sizes.join("-"), trace.sample, updates].join(" ");

/** How much of the formula is to be seen at a level: first, and then with each press for more; a formula without numbers has fewer. */
export function rungsOf(level, hasNumbers) {
  if (level === "worked") return ["result"];
  if (level === "hole") return hasNumbers ? ["hole", "numbers", "result"] : ["symbols", "result"];
  return ["nothing", "symbols", ...(hasNumbers ? ["numbers"] : []), "result"];
}

/** Which of a step's operands is left out: not always the same, and always the same for this step. */
export const holeOf = (operands, index) => (operands.length > 0 ? operands[index % operands.length] : null);

/** The progress as it is kept. */
export const writeProgress = (progress) => JSON.stringify({ version: VERSION, ...progress });

/** Progress that was kept, or none: of what is damaged, or of another version, nothing is taken. */
export function readProgress(text) {
  try {
    const { version, kinds, walk, drawn } = JSON.parse(text);
    const isSound = version === VERSION && Object.entries(kinds).every(isStand) && typeof walk.of === "string" && Object.entries(walk.marks).every(isMark) && isCount(drawn);
    return isSound ? { kinds, walk: { of: walk.of, marks: walk.marks }, drawn } : noProgress();
  } catch {
    return noProgress();
  }
}

const isCount = (count) => Number.isSafeInteger(count) && count >= 0 && count <= MOST;
const isStand = ([kind, { level, count }]) => Object.hasOwn(KINDS, kind) && LEVELS.includes(level) && isCount(count);
const isMark = ([ref, mark]) => MARKS.includes(mark) && Boolean(parseRef(ref));
