// What was, what is, what was undone: values that never change, so that going back is exact.
// A visit (one stay in a field, one drag) is one entry, however many changes it made.

const LONGEST = 500; // entries; they share whatever did not change between them

export const begin = (present) => ({ past: [], present, future: [], visit: null });

/** A new present. Within one `visit` it takes the place of the last; one that undoes itself leaves no trace. */
export function record(history, present, visit = null) {
  const base = visit !== null && history.visit?.id === visit ? history.visit.base : history;
  if (isSame(present, base.present)) return { ...base, visit: visit === null ? null : { id: visit, base } };
  return { past: [...base.past, base.present].slice(-LONGEST), present, future: [], visit: visit === null ? null : { id: visit, base } };
}

/** Everything as before the visit, the undone included. */
export function revert(history, visit) {
  return history.visit?.id === visit ? history.visit.base : history;
}

export function undo(history) {
  const { past, present, future } = history;
  return past.length === 0 ? history : { past: past.slice(0, -1), present: past.at(-1), future: [present, ...future], visit: null };
}

export function redo(history) {
  const { past, present, future } = history;
  return future.length === 0 ? history : { past: [...past, present], present: future[0], future: future.slice(1), visit: null };
}

/** By value: setups are plain objects whose keys keep their order. */
export const isSame = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other);
