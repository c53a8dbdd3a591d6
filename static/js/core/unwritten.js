// What the address does not say yet when the page goes: kept for this tab, so that a reload at any moment loses nothing.
const KEY = "error-backpropagation.unwritten.1";

/** `place` as in core/link.js, of the page whose fragment is `hash`. Without storage the address alone is what stays. */
export function keep(hash, place) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ hash, place }));
  } catch {
    // refused or full
  }
}

/** The place that was kept at this `hash`, or null; it is given once. */
export function takeKept(hash) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    sessionStorage.removeItem(KEY);
    return kept?.hash === hash ? kept.place : null;
  } catch {
    return null;
  }
}
