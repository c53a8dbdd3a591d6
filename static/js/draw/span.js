// How the steps spread over the time line, in percent. A phase of three steps still needs room for its name, so every
// segment gets a fixed share and the rest is dealt out by the number of steps.

const FIXED = 0.76; // of the whole, dealt evenly
const DENSEST = 180; // more ticks than this would be a grey bar: only every n-th is drawn

export const shares = perTrace(({ phases, count }) =>
  phases.map(({ start, end }) => Number((100 * (FIXED / phases.length + (1 - FIXED) * ((end - start) / count))).toFixed(3))));

// What a trace alone decides is worked out once for it.
function perTrace(work) {
  const done = new WeakMap();
  return (trace) => {
    if (!done.has(trace)) done.set(trace, work(trace));
    return done.get(trace);
  };
}

/** Cursor -> percent from the left. */
export function placeOf(trace, cursor) {
  let left = 0;
  const widths = shares(trace);
  for (const [i, { start, end }] of trace.phases.entries()) {
    if (cursor <= end && end > start) return Number((left + (widths[i] * (cursor - start)) / (end - start)).toFixed(3));
    left += widths[i];
  }
  return 100;
}

/** A tick a step, thinned evenly where they would touch; the ends of the phases always stay. */
export const ticks = perTrace((trace) => {
  const every = Math.ceil(trace.count / DENSEST);
  return trace.phases.flatMap(({ number, start, end }) => {
    const steps = Array.from({ length: end - start }, (_, i) => start + i + 1);
    return steps.filter((step) => step === end || (step - start) % every === 0).map((step) => ({ step, phase: number, x: placeOf(trace, step) }));
  });
});
