// A mistake under the lens: the answer of /api/mistake beside the trace that it belongs to. Nothing here computes a number.
import { formatOperand, formatResult } from "./format.js";
import { isShownAsOperand, sameAs } from "./refs.js";
import { nameOf, oncePer, PHASES } from "./trace.js";

const MOST = 15; // digits; beyond them two numbers differ by roundings alone
const GUARD = 2; // digits after the first that differs, so that 0.4999 and 0.5001 are not one apart

/** The catalogue's mistakes by the phase in which they are made: [{number, name, mistakes}]. */
export function byPhase(mistakes) {
  return PHASES.map(({ number, name, parts }) => ({ number, name, mistakes: mistakes.filter(({ phase }) => parts.includes(phase)) }));
}

/** The trace of a student who makes the mistake: same steps, those that come out wrong with their own formulas, and wrong numbers. */
export function wrongTrace(trace, { values, steps, names, differs }) {
  const wrong = new Map(steps.map((step) => [sameAs(step.target, trace.sample), step]));
  const called = Object.fromEntries(differs.map((ref) => [ref, `wrong ${nameOf(trace, ref).replace(/^the /, "")}`]));
  return {
    ...trace,
    values: values.wrong,
    steps: trace.steps.map((step) => wrong.get(sameAs(step.target, trace.sample)) ?? step),
    names: { ...trace.names, ...names, ...called },
  };
}

/** Of the numbers that differ those of the explained sample and of the batch; the other samples' are counted. */
export const parted = ({ sample }, differs) => partedIn(differs, sample);

const partedIn = oncePer((differs, sample) => {
  const own = differs.map((ref) => sameAs(ref, sample)).filter((ref) => !ref.includes("@"));
  return { own, others: differs.length - own.length };
});

/** Two numbers with as many digits as it takes to tell them apart, and how far; at least `digits`: {digits, texts: [one, other]}. */
export function apart(one, other, digits, ref = "") {
  const write = ref && isShownAsOperand(ref) ? formatOperand : formatResult;
  const both = (count) => [one, other].map((value) => write(value, count).text);
  const isTold = (count) => new Set(both(count)).size > 1;
  if (isTold(digits)) return { digits, texts: both(digits) };
  let count = digits + 1;
  while (count < MOST && !isTold(count)) count += 1;
  count = Math.min(MOST, count + GUARD);
  return { digits: count, texts: both(count) };
}

/** Where two written numbers part: {same, rests: [one, other], power}; with other powers of ten they part from the start. */
export function split(texts) {
  const [[one, scale = ""], [other, otherScale = ""]] = texts.map((text) => text.split("\u00D7"));
  if (scale !== otherScale) return { same: "", rests: texts, power: "" };
  let length = 0;
  while (length < Math.min(one.length, other.length) && one[length] === other[length]) length += 1;
  return { same: one.slice(0, length), rests: [one.slice(length), other.slice(length)], power: scale && `\u00D7${scale}` };
}

/** The probes that expose it most, worst first. */
export function worst({ parameters }, count) {
  return parameters.filter(({ verdict }) => verdict === "differs").sort((one, other) => other.relative_error - one.relative_error).slice(0, count);
}

/** What the check says of a mistake that changes something: "exposes", "update" (the gradients are right), or "close". */
export function verdictOf({ check, differs }) {
  if (check.exposes) return "exposes";
  return differs.some((ref) => /^[Wb]_grad\./.test(ref)) ? "close" : "update";
}
