// One question of the practice: what comes next, as much of its formula as the level shows, and a field in the place of the result.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { derivation, targetSymbol } from "../draw/formula.js";
import { LEVELS } from "../model/practice.js";
import { fading, findings, question as inWords, UNRECOGNISED } from "../model/practice_words.js";
import { written } from "../model/words.js";

const LEVEL_NAMES = { worked: "Worked", hole: "With a hole", alone: "Alone" };
const LINES = { nothing: [], symbols: ["symbols"], hole: ["symbols", "numbers"], numbers: ["symbols", "numbers"], result: ["symbols", "numbers"] };
const MORE = { nothing: "Show the formula", symbols: "Put the numbers in", hole: "Fill the gap" };
const CHECK = "M5 12.5l4.5 4.5L19 7.5";

/**
 * `state` = {question, stand, own, help, hole, verdict, last, scene, digits, practising, actions}: see core/practising.js; `scene` is that of
 * the step asked for.
 */
export function practice(state) {
  const { question: { phase }, help } = state;
  return html`<div class="why-body practice" data-phase=${phase.number}>
    <div class="why-head"><h2><span class="phase-number" aria-hidden="true">${phase.number}</span><span>${phase.short}<span class="name-rest">${phase.name.slice(phase.short.length)}</span></span></h2>
      ${lastWords(state)}</div>
    ${help === "result" ? worked(state) : asked(state)}
    ${levels(state)}
  </div>`;
}

// What the answer before this question was.
function lastWords({ last, question: { trace }, digits }) {
  if (!last?.isRight) return nothing;
  const { text, exact } = written(trace, last.ref, digits);
  return html`<p class="right"><svg viewBox="0 0 24 24" aria-hidden="true"><path d=${CHECK} /></svg><b>Right:</b>
    ${targetSymbol(trace.steps[trace.index.get(last.ref)])} <span class="figures">${exact ? "=" : "≈"} ${text}</span></p>`;
}

function worked(state) {
  const { question: { trace, ref, step }, own, practising } = state;
  return html`<p class="sentence asked">${inWords(trace, ref)}</p>
    ${formula(state)}
    <p class="hint">${step.sentence}</p>
    <div class="answer-line"><button type="button" class="take go-on" @click=${practising.understood}>${own.hasSeen ? "Go on" : "I see, go on"}</button></div>`;
}

const formula = ({ question: { trace, index }, scene, digits, help, hole }) =>
  derivation({ trace, cursor: index, scene, digits }, { lines: LINES[help], hole: help === "hole" ? hole : null, hasResult: help === "result" });

function asked(state) {
  const { question: { trace, ref, step }, own, help, verdict, practising } = state;
  const problem = own.problem || verdict;
  return html`<form class="asking" autocomplete="off" @submit=${(event) => submit(event, practising)} @keydown=${leaveField}>
    <label class="sentence asked" for="answer-field">${inWords(trace, ref)}</label>
    ${LINES[help].length > 0 ? formula(state) : nothing}
    <div class="answering">
      <div class="answer-line"><span class="answer-symbol" aria-hidden="true">${targetSymbol(step)} ≈</span>
        <input id="answer-field" class="figures" type="text" inputmode="text" spellcheck="false" enterkeyhint="go" .value=${live(own.text)}
          aria-invalid=${problem ? "true" : "false"} aria-describedby=${problem ? "answer-verdict" : "answer-hint"} @input=${(event) => practising.type(event.target.value)} />
        <button type="submit" class="take">Check</button></div>
      ${problem ? wrong(state) : nothing}
    </div>
    ${problem ? nothing : hint(state)}
    <p class="helps">${MORE[help] ? html`<button type="button" class="plain-button" @click=${practising.more}>${MORE[help]}</button>` : nothing}
      <button type="button" class="plain-button" @click=${practising.show}>Show it</button></p>
  </form>`;
}

function submit(event, practising) {
  event.preventDefault();
  practising.answer();
}

// A field keeps all its keys; with Escape the arrows step again.
function leaveField(event) {
  if (event.key !== "Escape" || !event.target.matches("input")) return;
  event.preventDefault();
  event.target.closest("#why")?.focus();
}

function hint({ digits, help }) {
  return html`<p class="hint" id="answer-hint">${help === "hole" ? "One number is missing: look it up. " : ""}${digits} decimals; a fraction will do.</p>`;
}

function wrong({ own, verdict, actions }) {
  if (own.problem) return html`<div class="verdict" id="answer-verdict"><p>${own.problem}</p></div>`;
  const [first, ...more] = findings(verdict);
  if (!first) return html`<div class="verdict" id="answer-verdict"><p>${UNRECOGNISED}</p></div>`;
  return html`<div class="verdict" id="answer-verdict"><p><b>Not quite.</b> ${finding(first, actions)}</p>
    ${more.length > 0 ? html`<p class="or">Or, to the same number: ${more.map((other) => html`${finding(other, actions)} `)}</p>` : nothing}</div>`;
}

const finding = ({ text, mistake }, actions) => html`${text}${mistake ? html` <button type="button" class="lens" title=${mistake.title} aria-label="See this mistake: ${mistake.title}"
  @click=${() => actions.openLesson(`mistakes.${mistake.id}`)}>See this mistake</button>` : nothing}`;

function levels({ question: { kind }, stand, practising }) {
  return html`<fieldset class="segmented levels"><legend class="unseen">Help with numbers of this kind</legend>${LEVELS.map((level) => html`
      <label><input type="radio" name="level" value=${level} .checked=${live(level === stand.level)} @change=${() => practising.choose(level)} /><span>${LEVEL_NAMES[level]}</span></label>`)}</fieldset>
    <p class="hint fading">${fading(kind, stand)}</p>`;
}
