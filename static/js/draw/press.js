// A number as an HTML button: the same address, name and light in every view that is made of text.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { label, shown } from "../model/words.js";

/** Nothing at all while the number is not computed. `place` is said after its name. */
export function pressable(ref, { trace, digits }, pen, kind, place = "") {
  if (!pen.known(ref)) return nothing;
  const text = shown(trace, ref, digits);
  const name = label(trace, ref, digits) + place;
  const look = `${kind} figures ${pen.lightOf(ref)}`;
  // A power of ten is spoken in other words than it is written, so there the words stand inside, unseen.
  if (text.includes("×")) return html`<button type="button" class=${look} data-ref=${ref} tabindex="-1"><span aria-hidden="true">${text}</span><span class="unseen">${name}</span></button>`;
  return html`<button type="button" class=${look} data-ref=${ref} tabindex="-1" aria-label=${name}>${text}</button>`;
}
