// The same number lights up wherever it stands while the pointer or the focus is on it; also after a redraw moved it.
import { sameAs } from "../model/refs.js";

/** Marks every place of `ref` in `root`, and no other; null marks none. `trace` tells which sample a bare Ref means. */
export function markHovered(root, ref, trace) {
  for (const mark of root.querySelectorAll("[data-hovered]")) mark.removeAttribute("data-hovered");
  if (ref === null || !trace) return;
  const own = (text) => sameAs(text, trace.sample);
  for (const mark of root.querySelectorAll("[data-ref]")) if (own(mark.dataset.ref) === own(ref)) mark.setAttribute("data-hovered", "");
}
