// The weight or bias behind an explained number, and what may be told of it at the cursor.
import { isKnown, valueOf } from "./trace.js";

const ABOUT = /^([Wb])(?:_grad|_new)?((?:\.\d+)+)$/;
const ENTRY = { W: 4, b: 3 }; // parts of a Ref to one entry, "W.2.0.1"
const LEAST = 2; // how far a slice reaches to each side of a small value: far enough for a sigmoid to bend
const STEPS = 3; // and how many of the update's steps at least, so that old and new stand apart

/** A gradient, a new or a given weight or bias -> {ref, gradient, fresh, knows}; null for any other number. */
export function aboutParameter(trace, cursor, explained) {
  const [, quantity, dotted] = ABOUT.exec(explained ?? "") ?? [];
  if (!quantity || `${quantity}${dotted}`.split(".").length !== ENTRY[quantity]) return null;
  const [ref, gradient, fresh] = ["", "_grad", "_new"].map((kind) => `${quantity}${kind}${dotted}`);
  const known = (number) => isKnown(trace, cursor, number);
  return { ref, gradient, fresh, knows: { gradient: known(gradient), fresh: known(fresh), loss: known("loss") } };
}

/** Where a slice begins and ends: the old value in the middle, the new one within, room for the curve to bend. */
export function rangeAround(trace, { ref, fresh }) {
  const [old, next] = [valueOf(trace, ref), valueOf(trace, fresh) ?? valueOf(trace, ref)];
  const reach = Math.max(LEAST * Math.max(1, Math.abs(old)), STEPS * Math.abs(next - old));
  return { from: old - reach, to: old + reach };
}
