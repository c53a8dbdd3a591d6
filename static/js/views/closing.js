// The figures that an example ends with in print, and what the right rule and the mistake give there.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { sign } from "../draw/verdicts.js";
import { formatOperand } from "../model/format.js";
import { capital } from "../model/words.js";

const SIGNS = { matches: { kind: "right", words: "matches" }, differs: { kind: "wrong", words: "does not match" }, near: { kind: "near", words: "is near" } };
const thousands = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, "\u202F");

/** `state` = {told, preset}: `told` = null while it is asked, {answer} as of /api/presets/{id}/closing, or {failure}. */
export function closing({ told, preset }) {
  const isStory = told?.answer;
  return html`<section class="outcome closing"><h4>How this example ends in print</h4>
    ${isStory ? story(told.answer, preset) : html`<p class="hint">${told?.failure ?? "Taking ten thousand updates by both rules…"}</p>`}</section>`;
}

function story({ figures }, { source }) {
  const explained = figures.filter(({ right, wrong }) => right.verdict === "differs" && wrong.verdict === "matches").length;
  return html`<p class="told"><a href=${source}>The source</a> ends with ${figures.length} figures, and <b>${explained} of them come from this mistake</b>, not from the rule that it teaches.</p>
    <table class="pairs figures-in-print"><caption class="unseen">The printed figures, and ours by both rules</caption>
      <thead><tr><th scope="col">printed</th><th scope="col">right rule</th><th scope="col">with the mistake</th></tr></thead>
      ${figures.map(figure)}</table>`;
}

function figure({ name, updates, printed, decimals, right, wrong, right_at: at }) {
  const ours = ({ value, verdict }, look) => html`<td class="figures ${look}"><span class="unseen">${SIGNS[verdict].words}: </span>${formatOperand(value, decimals).text}${sign(SIGNS[verdict].kind)}</td>`;
  return html`<tbody><tr><th colspan="3" scope="rowgroup">${capital(name)} after ${thousands(updates)} ${updates === 1 ? "update" : "updates"}</th></tr>
    <tr><td class="figures">${printed}</td>${ours(right, "")}${ours(wrong, "wrong")}</tr>
    ${at === null ? nothing : html`<tr><td colspan="3" class="hint">The right rule has this very loss after ${thousands(at)} updates.</td></tr>`}</tbody>`;
}
