// From the text to the demo and back: what the demo shows, where the window stands, and what has the focus.
import { batch, effect, signal } from "../../vendor/signals-core/signals-core.mjs";
import { markOf } from "./rover.js";
import { whenBack } from "./sight.js";

const behavior = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth");

/** -> {origin: a signal of the element that led to the demo, or null; show(destination, from, refs), back()}. */
export function createShowing({ actions }, place) {
  const origin = signal(null);

  /** `destination` = {ref, cursor} as in model/binding.js; `refs` stay lit there. */
  function show({ ref, cursor }, from, refs) {
    batch(() => {
      actions.setView("network");
      if (cursor === null) actions.select(ref);
      else actions.seek(cursor);
      origin.value = from;
    });
    (place.why.querySelector("#editor-field") ?? markOf(place.diagram, ref) ?? place.why).focus({ preventScroll: true });
    actions.hover(refs);
    place.demo.scrollIntoView({ behavior: behavior(), block: "start" });
  }

  function back() {
    const from = origin.peek();
    if (!from) return;
    origin.value = null;
    if (!from.matches("button, [tabindex]")) from.setAttribute("tabindex", "-1"); // a term within a sentence
    from.focus({ preventScroll: true });
    from.scrollIntoView({ behavior: behavior(), block: "center" });
  }

  // Whoever scrolls back needs no way back.
  effect(() => origin.value && whenBack(origin.value, () => { origin.value = null; }));
  return { origin, show, back };
}
