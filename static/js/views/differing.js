// The numbers that come out wrong beside the right ones. Each leads to the step that computes it.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { unsafeHTML } from "../../vendor/lit-html/directives/unsafe-html.js";
import { sign } from "../draw/verdicts.js";
import { print, sides } from "../model/mathml.js";
import { apart, parted, split } from "../model/lens.js";
import { sameAs } from "../model/refs.js";
import { nameOf, placeNear, stepOf, valueOf } from "../model/trace.js";

const ROWS = 12; // a page of numbers; the others are in the picture and in the table

/** `state` = {right, wrong, answer, cursor, digits, go, only}: with `only` that one number, nothing when it comes out right. */
export function differing({ right, wrong, answer, cursor, digits, go, only }) {
  const { own, others } = parted(right, answer.differs);
  const refs = only === undefined ? own.slice(0, ROWS) : own.filter((ref) => ref === sameAs(only, right.sample));
  if (refs.length === 0) return nothing;
  const rest = own.length + others - refs.length;
  const isVisit = only !== undefined;
  return html`<section class="outcome ${isVisit ? "visited" : ""}"><h4>${isVisit ? "With the mistake" : "Wrong beside right"}</h4>
    <table class="pairs"><caption class="unseen">Numbers that come out wrong</caption>
      <thead><tr><th scope="col">number</th><th scope="col">${sign("right")}right</th><th scope="col">${sign("wrong")}wrong</th></tr></thead>
      <tbody>${refs.map((ref) => row({ right, wrong, cursor, digits, go, isVisit }, ref))}</tbody></table>
    ${!isVisit && rest > 0 ? html`<p class="hint">and ${rest} more${others ? ", also of the other samples" : ""}.</p>` : nothing}</section>`;
}

function row({ right, wrong, cursor, digits, go, isVisit }, ref) {
  const { texts } = apart(valueOf(right, ref), valueOf(wrong, ref), digits, ref);
  const { same, rests, power } = split(texts);
  const { cursor: at } = placeNear(right, ref);
  const name = nameOf(right, ref);
  const lead = (event) => {
    event.stopPropagation(); // elsewhere a number that is pressed shows how it was made
    go(ref);
  };
  const symbol = html`<span aria-hidden="true">${unsafeHTML(`<math>${print(sides(stepOf(right, ref).mathml).target)}</math>`)}</span>`;
  return html`<tr data-ref=${ref} class=${at === cursor ? "is-here" : ""} @click=${isVisit ? nothing : lead}>
    <th scope="row">${isVisit ? html`${symbol}<span class="unseen">${name}</span>`
    : html`<button type="button" class="to-step" data-ref=${ref} tabindex="-1">${symbol}<span class="unseen">${name}, to step ${at}</span></button>`}</th>
    <td class="figures">${same}<b>${rests[0]}</b>${power}</td><td class="figures wrong">${same}<b>${rests[1]}</b>${power}</td></tr>`;
}
