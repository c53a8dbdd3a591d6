// What comes of the mistake: the loss after the step, which may fall all the same, and the gradient check that exposes it or not.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { unsafeHTML } from "../../vendor/lit-html/directives/unsafe-html.js";
import { sign } from "../draw/verdicts.js";
import { formatResult } from "../model/format.js";
import { print, sides } from "../model/mathml.js";
import { apart, split, verdictOf, worst } from "../model/lens.js";
import { nameOf, stepOf } from "../model/trace.js";

const WORST = 3;
const ERROR_DIGITS = 2;
const UNEXPOSED = {
  update: "The gradient check does not expose it: the gradients are right, and only the update goes wrong.",
  close: "The gradient check does not expose it: the wrong gradients lie too close to the right ones.",
};

/** `state` = {right, answer, digits}. */
export function exposing({ right, answer, digits }) {
  return html`<section class="outcome"><h4>The loss after this step</h4>${losses(answer.loss, digits)}</section>
    <section class="outcome"><h4>What exposes it</h4>${check(right, answer, digits)}</section>`;
}

function losses({ before, right, wrong, falls }, digits) {
  const { digits: needed, texts } = apart(right, wrong, digits);
  const { same, rests, power } = split(texts);
  return html`<dl class="losses">
      <div><dt>before</dt><dd class="figures">${formatResult(before, needed).text}</dd></div>
      <div><dt>${sign("right")}right step</dt><dd class="figures">${same}<b>${rests[0]}</b>${power}</dd></div>
      <div class="wrong"><dt>${sign("wrong")}wrong step</dt><dd class="figures">${same}<b>${rests[1]}</b>${power}</dd></div></dl>
    <p class="told">${falls ? html`<b>The loss went down all the same${wrong < right ? ", even further" : ""}.</b> That it falls proves nothing.` : html`<b>The loss did not go down.</b>`}</p>`;
}

function check(right, answer, digits) {
  const verdict = verdictOf(answer);
  if (verdict !== "exposes") return html`<p class="told">${UNEXPOSED[verdict]}</p>`;
  const worstOnes = worst(answer.check, WORST);
  return html`<p class="told"><b>The gradient check exposes it:</b> the largest relative error is
      <span class="figures">${formatResult(answer.check.max_relative_error, ERROR_DIGITS).text}</span>.</p>
    <table class="pairs"><caption class="unseen">The gradients that are off most</caption>
      <thead><tr><th scope="col">gradient</th><th scope="col">central difference</th><th scope="col">with the mistake</th><th scope="col">error</th></tr></thead>
      <tbody>${worstOnes.map((probe) => row(right, probe, digits))}</tbody></table>`;
}

function row(right, { ref, gradient, numeric, relative_error: error }, digits) {
  const target = ref.replace(/^[Wb]/, "$&_grad");
  const { same, rests, power } = split(apart(numeric, gradient, digits).texts);
  const step = stepOf(right, target);
  return html`<tr data-ref=${target}><th scope="row"><span aria-hidden="true">${step ? unsafeHTML(`<math>${print(sides(step.mathml).target)}</math>`) : nothing}</span><span class="unseen">${nameOf(right, target)}</span></th>
    <td class="figures">${same}<b>${rests[0]}</b>${power}</td><td class="figures wrong">${same}<b>${rests[1]}</b>${power}</td><td class="figures">${formatResult(error, ERROR_DIGITS).text}</td></tr>`;
}
