// The step at the cursor as it should be worked and as the mistaken student works it.
import { html } from "../../vendor/lit-html/lit-html.js";
import { derivation } from "../draw/formula.js";
import { sign } from "../draw/verdicts.js";
import { markChanges } from "../model/changes.js";
import { apart, parted } from "../model/lens.js";
import { sameAs } from "../model/refs.js";
import { nameOf, stepOf, valueOf } from "../model/trace.js";
import { capital, shown } from "../model/words.js";

/** `state` = {right, wrong, answer, cursor, scene, digits}: two traces, and the step as in model/trace.js. */
export function steps(state) {
  const { right, wrong, answer, cursor, scene, digits } = state;
  if (!scene.step) return html`<p class="hint">Nothing is computed yet, so nothing is wrong.</p>`;
  const differs = new Set(parted(right, answer.differs).own);
  const here = sameAs(scene.step.target, right.sample);
  const ref = differs.has(here) ? here : [...scene.targets].findLast((target) => differs.has(target)) ?? here;
  const name = nameOf(right, ref);
  if (!stepOf(right, ref)) return "";
  if (!differs.has(ref)) return html`<p class="hint alike">${sign("same")}<span>Step ${cursor}, ${name}: <span class="figures">${shown(right, ref, digits)}</span>, right and wrong alike.</span></p>`;
  const [good, bad] = [stepOf(right, ref), stepOf(wrong, ref)];
  const [rightly, wrongly] = markChanges(good.mathml, bad.mathml, operandsOf(answer.differs, ref, right.sample));
  const needed = apart(valueOf(right, ref), valueOf(wrong, ref), digits).digits;
  return html`<section class="both-ways" data-phase=${scene.phase.number}><h4>${capital(name)}</h4>
    <div class="way right"><h5>${sign("right")}Right</h5>${derivation({ ...state, trace: right, digits: needed }, { step: { ...good, mathml: rightly }, title: "Right: how" })}</div>
    <div class="way wrong"><h5>${sign("wrong")}Wrong <span class="hint">${bad.changed ? bad.sentence : "The formula is right; what it reads is wrong already."}</span></h5>
      ${derivation({ ...state, trace: wrong, digits: needed }, { step: { ...bad, mathml: wrongly }, title: "Wrong: how" })}</div></section>`;
}

// A formula over the whole batch names the explained sample, too.
function operandsOf(differs, target, sample) {
  return new Set(differs.filter((ref) => ref !== target).flatMap((ref) => (ref.includes("@") ? ref : [ref, `${ref}@${sample}`])));
}
