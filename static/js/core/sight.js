// What of the page is in sight, as the browser tells it: no scroll is listened to, and no time is kept.
import { computed, signal } from "../../vendor/signals-core/signals-core.mjs";

const AHEAD = "50% 0px"; // of the window, so that a part is up to date before it is seen, and before the Tab key leaves the one before it

/** -> a function element -> a signal: is it in sight? Of the elements given. */
export function watchSight(elements) {
  const seen = signal(new Set());
  const observer = new IntersectionObserver((entries) => {
    const now = new Set(seen.peek());
    for (const { target, isIntersecting } of entries) now[isIntersecting ? "add" : "delete"](target);
    seen.value = now;
  }, { rootMargin: AHEAD });
  for (const element of elements) observer.observe(element);
  return (element) => computed(() => seen.value.has(element));
}

/** Calls `act` once `element` has been out of sight and comes back. -> what ends the watch. */
export function whenBack(element, act) {
  let hasLeft = false;
  const observer = new IntersectionObserver((entries) => {
    const { isIntersecting } = entries.at(-1);
    if (isIntersecting && hasLeft) act();
    hasLeft ||= !isIntersecting;
  });
  observer.observe(element);
  return () => observer.disconnect();
}
