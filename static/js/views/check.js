// The gradient beside its central difference, and in words what the comparison says.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { formatResult } from "../model/format.js";

const ERROR_DIGITS = 2;
const VERDICTS = {
  agrees: { mark: "M5 12.5l4.5 4.5L19 7.5", words: "The check agrees." },
  kink: { mark: "M4 7h6l4 10h6", words: "No verdict: the probe crosses a kink of ReLU." },
  differs: { mark: "M6 6l12 12M18 6L6 18", words: "The check does not agree: this gradient is wrong." },
};

/** `state` = {about, check, digits}: `about` as in model/parameter.js, `check` = null, {answer} or {failure}. Nothing before the gradient is known. */
export function check({ about, check: told, digits }) {
  if (!about?.knows.gradient) return nothing;
  const probe = told?.answer?.parameters.find(({ ref }) => ref === about.ref);
  return html`<div class="aside check" data-verdict=${probe?.verdict ?? "none"} role="group" aria-label="Gradient check">${probe ? verdict(probe, digits) : waiting(told)}</div>`;
}

function verdict({ numeric, relative_error: error, verdict: kind }, digits) {
  const { mark, words } = VERDICTS[kind];
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${mark} /></svg>
    <p><b>${words}</b> Central differences give <span class="figures numeric">${formatResult(numeric, digits).text}</span>${kind === "kink" ? ", which is no slope here" : ""};
      relative error <span class="figures error">${error === 0 ? "0" : formatResult(error, ERROR_DIGITS).text}</span>.</p>`;
}

function waiting(told) {
  return told?.failure ? html`<p>The gradient could not be checked. ${told.failure}</p>` : html`<p class="pending">Checking the gradient…</p>`;
}
