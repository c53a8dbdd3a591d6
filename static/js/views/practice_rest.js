// Where the practice rests: at the end of a phase, and of the walk.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { tallyInWords } from "../model/practice_words.js";

const head = (name, number = nothing) => html`<div class="why-head"><h2>${number === nothing ? nothing : html`<span class="phase-number" aria-hidden="true">${number}</span>`}
  <span>${name}<span class="unseen">: </span></span></h2><p class="rest-word">complete</p></div>`;

/** `state` = {phase, next, counts, goOn}: `phase` has come to its end, `next` begins. */
export function phaseRest({ phase, next, counts, goOn }) {
  return html`<div class="why-body practice" data-phase=${phase.number}>${head(phase.name, phase.number)}
    <p class="sentence">${tallyInWords(counts)}</p>
    <div class="answer-line"><button type="button" class="take go-on" @click=${goOn}>On to ${next.mark} ${next.name}</button></div>
  </div>`;
}

/** `state` = {phase, total, next, startAgain, otherNumbers, nextExample}: all is computed. `next` is the title of the next example. */
export function walkRest({ phase, total, next, startAgain, otherNumbers, nextExample }) {
  return html`<div class="why-body practice" data-phase=${phase.number}>${head("All four phases")}
    <p class="sentence">${tallyInWords(total)}</p>
    <div class="offers"><button type="button" class="take go-on" @click=${otherNumbers}>Practise with other numbers</button>
      <button type="button" class="back-to-step" @click=${startAgain}>The same once more</button>
      ${next ? html`<button type="button" class="back-to-step next-example" @click=${nextExample}><span>Next example: ${next}</span></button>` : nothing}</div>
  </div>`;
}
