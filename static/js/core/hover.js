// The same number lights up wherever it stands while the pointer or the focus is on it; also after a redraw moved it.
// A whole array lights all its entries, and what has no number to show yet the place where that will stand.
import { arrayOf, parseRef, sameAs } from "../model/refs.js";

/**
 * Marks every place of `refs` (a Ref, or several with spaces between) in `root`, and no other; null marks none. `trace` tells which sample
 * a bare Ref means.
 */
export function markHovered(root, refs, trace) {
  for (const mark of root.querySelectorAll("[data-hovered]")) mark.removeAttribute("data-hovered");
  if (!refs || !trace) return;
  const own = (text) => sameAs(text, trace.sample);
  const wanted = new Set(refs.split(" ").map(own));
  const missing = new Set(wanted);
  const light = (mark, ref) => {
    const found = [ref, arrayOf(ref)].find((name) => wanted.has(name));
    if (found === undefined) return;
    mark.setAttribute("data-hovered", "");
    missing.delete(found);
  };
  for (const mark of root.querySelectorAll("[data-ref]")) light(mark, own(mark.dataset.ref));
  for (const ref of missing) for (const home of root.querySelectorAll(homeOf(ref))) home.setAttribute("data-hovered", "");
}

/** Of a Ref, or of an array's: the nodes or edges of the picture that stand for it. */
function homeOf(text) {
  const { quantity, indices } = parseRef(text);
  if (quantity === "learning_rate") return ":not(*)";
  const kind = quantity.replace(/_(grad|new)$/, "");
  const isEdge = ["W", "b", "dL_da"].includes(kind);
  const key = isEdge ? [kind, ...indices] : ["y", "loss"].includes(kind) ? [kind, ...indices] : ["n", ...indices];
  const name = isEdge ? "data-edge" : "data-node";
  return `[${name}="${key.join(".")}"], [${name}^="${key.join(".")}."]`;
}
