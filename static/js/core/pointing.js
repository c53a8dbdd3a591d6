// What of the text the reader points at, by pointer or by focus: a number, or a term of a formula.
import { signal } from "../../vendor/signals-core/signals-core.mjs";

/**
 * -> pointed: a signal of {element, host, key}, or null: the term's element, the place beside its formula, and which term it is.
 * `refsOf(element)` gives the Refs of a term, joined by spaces; `press(event, {ref, term})` is what a click on one does.
 */
export function listenToText(root, { actions }, refsOf, press) {
  const pointed = signal(null);

  function point(event) {
    const target = event.target.closest ? event.target : null;
    const mark = target?.closest("[data-ref]");
    const term = mark ? null : outermostTerm(target);
    pointed.value = term ? { element: term, host: hostOf(term), key: term.dataset.term } : mark?.dataset.of ? { element: null, host: mark.closest(".here"), key: mark.dataset.of } : null;
    actions.hover(mark ? mark.dataset.refs ?? mark.dataset.ref : term ? refsOf(term) : null);
  }
  const leave = () => {
    pointed.value = null;
    actions.hover(null);
  };
  root.addEventListener("pointerover", point);
  root.addEventListener("pointerleave", leave);
  root.addEventListener("focusin", point);
  root.addEventListener("focusout", leave);
  root.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-ref]");
    const term = mark ? null : outermostTerm(event.target);
    if (mark || term) press(event, { mark, term });
  });
  return pointed;
}

/** Of a fraction within a formula the whole is meant, not what it is made of. */
export function outermostTerm(target) {
  let found = target?.closest("[data-term]") ?? null;
  for (let outer = found; outer; outer = outer.parentElement.closest("[data-term]")) found = outer;
  return found;
}

/** The place beside a term's formula, or null for one within a sentence. */
export function hostOf(term) {
  const next = term.closest(".formula")?.nextElementSibling;
  return next?.matches(".here") ? next : null;
}
