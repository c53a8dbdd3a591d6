// What of the text the reader points at, by pointer or by focus: a number, or a term of a formula.
import { signal } from "../../vendor/signals-core/signals-core.mjs";

/**
 * -> pointed: a signal of {element, host, key}, or null: the term's element, the place beside its formula, and which term it is.
 * `refsOf(element)` gives the Refs of a term, joined by spaces. A click calls `pressTerm(element, from)` or `pressNumber(ref, from)`;
 * `from` is what gets the focus when the reader comes back.
 */
export function listenToText(root, { actions }, refsOf, { pressTerm, pressNumber }) {
  const pointed = signal(null);

  function point(event) {
    const target = event.target.closest ? event.target : null;
    const mark = target?.closest("[data-ref]");
    const term = mark ? null : outermostTerm(target);
    if (term) pointed.value = { element: term, host: hostOf(term), key: term.dataset.term };
    else pointed.value = mark?.dataset.of ? { element: null, host: mark.closest(".here"), key: mark.dataset.of } : null;
    actions.hover(term ? refsOf(term) : mark?.dataset.refs ?? mark?.dataset.ref ?? null);
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
    const term = mark?.dataset.of ? termOf(mark) : mark ? null : outermostTerm(event.target);
    if (term) pressTerm(term, stopOf(hostOf(term), "of", term.dataset.term) ?? term);
    else if (mark) pressNumber(mark.dataset.ref, stopOf(mark.closest(GROUPS), "ref", mark.dataset.ref) ?? mark);
  });
  return pointed;
}

const GROUPS = ".worked, .instance";

// What stands for a term or a number in a group of stops.
const stopOf = (group, name, value) => [...(group?.querySelectorAll(".stop") ?? [])].find(({ dataset }) => dataset[name] === value);
const termOf = (stop) => [...stop.closest(".here").previousElementSibling.querySelectorAll("[data-term]")].find(({ dataset }) => dataset.term === stop.dataset.of);

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
