// The answer of /api/trace as one list of steps, and what each cursor position means.
// Cursor i = how many steps are done: at 0 nothing is computed, at i the last one computed is steps[i - 1].
import { isArray, isGiven, parseRef, resolve, sameAs } from "./refs.js";

/** What a reader sees: gradients and update are one phase, ④. */
export const PHASES = [
  { number: 1, mark: "①", name: "Forward pass", short: "Forward", parts: ["forward"] },
  { number: 2, mark: "②", name: "Loss", short: "Loss", parts: ["loss"] },
  { number: 3, mark: "③", name: "Deltas", short: "Deltas", parts: ["deltas"] },
  { number: 4, mark: "④", name: "Gradients & update", short: "Gradients", parts: ["gradients", "update"] },
];
export const GRAINS = ["element", "layer", "phase"];

/** `answer` of /api/trace; `question` = {problem, learning_rate, optimizer_state, sample} it was asked with. */
export function readTrace(answer, question) {
  const steps = answer.phases.flatMap((part) => part.steps);
  const names = Object.assign({}, ...answer.phases.map((part) => part.names));
  const values = answer.phases.map((part) => part.values).reduce(merge, {});
  const phases = spans(steps);
  const index = new Map(steps.map((step, i) => [sameAs(step.target, question.sample), i]));
  const layers = question.problem.network.layers;
  return {
    steps, names, phases, index, ...question, values,
    update: answer.phases.find(({ phase }) => phase === "update"), // with the network and the optimizer's state after it
    count: steps.length,
    sizes: [layers[0].W[0].length, ...layers.map((layer) => layer.W.length)],
    activations: layers.map((layer) => layer.activation),
    batch: question.problem.x.length,
    ends: { element: steps.map((_, i) => i + 1), layer: groupEnds(steps), phase: phases.map((phase) => phase.end) },
  };
}

// One quantity may come layer by layer from two phases: the last slope belongs to the loss, the others to the deltas.
function merge(sum, values) {
  const merged = Object.entries(values).map(([quantity, value]) => [quantity, isByLayer(value) && isByLayer(sum[quantity]) ? { ...sum[quantity], ...value } : value]);
  return { ...sum, ...Object.fromEntries(merged) };
}

const isByLayer = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function spans(steps) {
  let start = 0;
  return PHASES.map((phase) => {
    const length = steps.filter((step) => phase.parts.includes(step.phase)).length;
    const span = { ...phase, start, end: start + length };
    start = span.end;
    return span;
  });
}

function groupEnds(steps) {
  return steps.flatMap((step, i) => (step.group === steps[i + 1]?.group ? [] : [i + 1]));
}

export const valueOf = (trace, ref) => resolve(ref, trace);

/** The words of the server for a Ref; the explained sample needs no mention, another one is named after them. */
export function nameOf(trace, ref) {
  const name = trace.names[ref] ?? trace.names[sameAs(ref, trace.sample)];
  if (name !== undefined) return name;
  const [bare, sample] = ref.split("@");
  return sample !== undefined && trace.names[bare] ? `${trace.names[bare]}, sample ${Number(sample) + 1}` : ref;
}

/** The step that computes a Ref, or null: for what is given, and for another sample's numbers. */
export function stepOf(trace, ref) {
  const i = trace.index.get(sameAs(ref, trace.sample));
  return i === undefined ? null : trace.steps[i];
}

/** The sample a Ref belongs to when the trace explains another one, else null. */
export function foreignSample(trace, ref) {
  const { sample } = parseRef(ref);
  return sample === null || sample === trace.sample || isGiven(ref) ? null : sample;
}

/** The first cursor with a number to show. Another sample's comes with the explained one's, its loss with the mean; Infinity: there is none. */
export function knownFrom(trace, ref) {
  if (valueOf(trace, ref) === undefined) return Infinity;
  const own = trace.index.get(sameAs(ref, trace.sample)) ?? trace.index.get(ref.replace(/@\d+$/, ""));
  if (own === undefined) return isGiven(ref) ? 0 : Infinity;
  return own + 1;
}

/** Is there a number to show at this cursor? */
export const isKnown = (trace, cursor, ref) => cursor >= knownFrom(trace, ref);

/** The next resting place in `direction` (+1 or -1) at a grain; the ends of the trace hold. */
export function move(trace, cursor, grain, direction) {
  const stops = [0, ...trace.ends[grain]];
  if (direction > 0) return stops.find((stop) => stop > cursor) ?? trace.count;
  return stops.findLast((stop) => stop < cursor) ?? 0;
}

/** The cursor in `fresh` that stands at the step where it stood in `old`, or at the nearest earlier one that still exists. */
export function samePlace(old, cursor, fresh) {
  if (cursor === old.count) return fresh.count;
  for (let i = cursor; i > 0; i -= 1) {
    const place = fresh.index.get(sameAs(old.steps[i - 1].target, old.sample));
    if (place !== undefined) return place + 1;
  }
  return 0;
}

/** The cursor just after the step that computes `ref`; after the last one of its kind when there is no such step; null is the start. */
export function placeNear(trace, ref) {
  if (ref === null) return { cursor: 0, isExact: true };
  const own = trace.index.get(sameAs(ref, trace.sample));
  if (own !== undefined) return { cursor: own + 1, isExact: true };
  const parts = ref.replace(/@\d+$/, "").split(".");
  for (let length = parts.length; length > 0; length -= 1) {
    const kind = parts.slice(0, length).join(".");
    const last = trace.steps.findLastIndex(({ target }) => target === kind || target.startsWith(`${kind}.`));
    if (last >= 0) return { cursor: last + 1, isExact: false };
  }
  return { cursor: 0, isExact: false };
}

/** The phase the reader is in: the one of the step just done, the first before any. */
export function phaseAt(trace, cursor) {
  return trace.phases.find((phase) => cursor <= phase.end && cursor > phase.start) ?? trace.phases[0];
}

/** The steps that the last move at this grain computed, so that a layer lights up as one. */
export function blockAt(trace, cursor, grain) {
  return trace.steps.slice(move(trace, cursor, grain, -1), cursor);
}

/** The steps that one move on, after `before` ({trace, cursor}), computed; none after a jump, a way back or an edit. */
export function stepsSince(before, { trace, cursor }, grain) {
  const block = blockAt(trace, cursor, grain);
  return before.trace === trace && before.cursor === cursor - block.length ? block : [];
}

/** `make(object, ...more)`, a pure function, worked once for each object (a trace, an answer) and the rest of what it is given. */
export function oncePer(make) {
  const kept = new WeakMap();
  return (object, ...more) => {
    if (!kept.has(object)) kept.set(object, new Map());
    const known = kept.get(object);
    const key = more.join(" ");
    if (!known.has(key)) known.set(key, make(object, ...more));
    return known.get(key);
  };
}

// A formula that reads a whole array lights every number in it.
function members(trace, ref) {
  if (!isArray(ref)) return [ref];
  if (ref === "a.0") return trace.problem.x[0].map((_, i) => `a.0.${i}`);
  if (ref === "y") return trace.problem.y[0].map((_, k) => `y.${k}`);
  return [...trace.index.keys()].filter((target) => target.startsWith(`${ref}.`));
}

/**
 * What is lit: {step, targets, reads, phase}. A selected number takes the light from the cursor's step.
 * A pure function of its arguments, so that seeking, playing and stepping back give one picture.
 */
export function sceneAt(trace, cursor, grain, selected = null) {
  const own = (refs) => new Set(refs.flatMap((ref) => members(trace, sameAs(ref, trace.sample))));
  const cursorPhase = phaseAt(trace, cursor);
  if (selected !== null) {
    const step = stepOf(trace, selected);
    const phase = step ? trace.phases.find((p) => p.parts.includes(step.phase)) : cursorPhase;
    return { step, phase, cursorPhase, targets: own([selected]), reads: own(step?.reads ?? []) };
  }
  const block = blockAt(trace, cursor, grain);
  const targets = own(block.map((step) => step.target));
  const reads = new Set([...own(block.flatMap((step) => step.reads))].filter((ref) => !targets.has(ref)));
  return { step: block.at(-1) ?? null, phase: cursorPhase, cursorPhase, targets, reads };
}

/** Which steps read a Ref: what a given number is used for. */
export function readersOf(trace, ref) {
  const bare = sameAs(ref, trace.sample);
  return trace.steps.filter((step) => step.reads.some((read) => sameAs(read, trace.sample) === bare));
}
