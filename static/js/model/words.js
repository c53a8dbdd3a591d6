// What the page says of a step: sentences for the live region and names for the numbers.
import { formatOperand, formatResult, spoken } from "./format.js";
import { isArray, isShownAsOperand } from "./refs.js";
import { isKnown, nameOf, oncePer, valueOf } from "./trace.js";

/** The number as every view but a formula shows it: {text, exact}. */
export const written = oncePer((trace, ref, digits) => (isShownAsOperand(ref) ? formatOperand : formatResult)(valueOf(trace, ref), digits));

export const shown = (trace, ref, digits) => written(trace, ref, digits).text;

/** Accessible name of a number: "z of neuron 1 in layer 1: minus 0.4000". */
export const label = oncePer((trace, ref, digits) => `${nameOf(trace, ref)}: ${spoken(shown(trace, ref, digits))}`);

/** The step in words with its numbers in place, then its result: said once when the step rests. */
export function narrate(trace, step, digits) {
  const filled = step.words.replace(/\{([^}]+)\}/g, (_, ref) =>
    ref === step.target || isArray(ref) ? nameOf(trace, ref) : spoken(formatOperand(valueOf(trace, ref), digits).text));
  const result = spoken(shown(trace, step.target, digits));
  return `${capital(filled)}: ${result}.`;
}

/** After a change: what came of it, as far as the reader has computed. */
export function outcome(trace, cursor, digits) {
  const last = trace.sizes.length - 1;
  const outputs = Array.from({ length: trace.sizes[last] }, (_, k) => `a.${last}.${k}`);
  const known = [...outputs, "loss"].filter((ref) => isKnown(trace, cursor, ref));
  const told = known.length > 0 ? known : trace.steps.slice(Math.max(0, cursor - 1), cursor).map((step) => step.target);
  return told.map((ref) => `${capital(nameOf(trace, ref))} is now ${spoken(shown(trace, ref, digits))}.`).join(" ");
}

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** For aria-valuetext of the timeline. */
export function placeInWords(trace, cursor, phase, digits) {
  if (cursor === 0) return `Start, nothing is computed yet. ${trace.count} steps follow.`;
  const { target } = trace.steps[cursor - 1];
  return `Step ${cursor} of ${trace.count}, phase ${phase.number}, ${phase.name}: ${label(trace, target, digits)}`;
}
