// A part of the page that is loaded when it is first needed, so that the first view need not wait for it.
import { signal } from "../../vendor/signals-core/signals-core.mjs";

/** -> {part: a signal of what `load` answers, null until then; need(): begins to load}. A failure is told, and the next need tries again. */
export function lazily(load, tell) {
  const part = signal(null);
  let hasBegun = false;
  function need() {
    if (hasBegun) return;
    hasBegun = true;
    load().then((loaded) => { part.value = loaded; }, () => {
      hasBegun = false;
      tell();
    });
  }
  return { part, need };
}

/** Calls `act` as soon as any of `element` is on the screen or has the focus. */
export function whenMet(element, act) {
  if (!element) return; // the embedded page has no text
  // what only touches the window's edge is not met yet
  const look = (entries) => entries.some(({ isIntersecting }) => isIntersecting) && meet();
  const observer = new IntersectionObserver(look, { rootMargin: "-1px" });
  const meet = () => {
    observer.disconnect();
    act();
  };
  observer.observe(element);
  element.addEventListener("focusin", meet, { once: true });
}
