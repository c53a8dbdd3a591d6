// Beside a formula of the article: what its letters stand for here, or the term that is pointed at, with its numbers; and the way
// to the demo. Its terms are stops for the keyboard.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { showMe } from "../draw/way.js";
import { nameOf } from "../model/trace.js";
import { capital, label, shown } from "../model/words.js";

const TOLD = 3;
const NO_LAYER = "This network has no hidden layer, so this formula has no neuron in it.";

/**
 * `state` = {trace, digits, letters, used, running, terms, pointed, way}: `letters` as in model/binding.js or null, `used` those that the formula
 * has, `runs` = {letter: how many}, `terms` = [{term, refs, entries}], `pointed` the one that is pointed at, `way` as in draw/way.js.
 */
export function here(state) {
  const { letters, pointed, terms, way } = state;
  return html`<p class="letters">${pointed ? echo(state) : letters ? words(state) : NO_LAYER}</p>${showMe(way)}
    ${terms.length ? stops(terms, state) : nothing}`;
}

function stops(terms, state) {
  return html`<div class="stops" role="group" aria-label="Terms of this formula">${terms.map(({ term, refs, entries }) =>
    html`<button type="button" class="stop" data-ref=${refs[0]} data-refs=${refs.join(" ")} data-of=${term} tabindex="-1">${said(entries, state)}</button>`)}</div>`;
}

function words({ letters, runs, used }) {
  const value = (letter) => (letter in runs ? range(runs[letter]) : letter === "l" ? letters.l : letters[letter] + 1);
  const parts = used.map((letter) => [letter, value(letter)]);
  return parts.length === 0 ? "Point at a term: its number stands here." : html`Here ${parts.map(([letter, value], i) => html`${i > 0 ? ", " : ""}<i>${letter}</i> = ${value}`)}.`;
}

const range = (count) => (count > 2 ? `1 … ${count}` : count === 2 ? "1, 2" : "1");

// Of many numbers the first few.
function echo({ trace, digits, pointed: { entries } }) {
  const numbers = entries.slice(0, TOLD).map((ref, i) => html`${i > 0 ? "; " : ""}<span class="figures" data-ref=${ref}>${shown(trace, ref, digits)}</span>`);
  return html`${capital(nameOf(trace, entries[0]))}${entries.length > 1 ? " and so on" : ""}: ${numbers}${more(entries)}.`;
}

const said = (entries, { trace, digits }) => entries.slice(0, TOLD).map((ref) => label(trace, ref, digits)).join("; ") + more(entries);

const more = ({ length }) => (length > TOLD ? `; and ${length - TOLD} more` : "");
