// Composes what stands beside a gradient, check and slice: loaded when a parameter is first explained.
import { answered } from "../core/asides.js";
import { fetchStyle } from "../core/styles.js";
import { check } from "../views/check.js";
import { slice } from "../views/slice.js";

/** -> {beside(about)}: {check, slice} as templates, for the parameter that `about` names. */
export async function compose({ store }) {
  await Promise.all([fetchStyle("/static/css/plots.css"), fetchStyle("/static/css/asides.css")]);

  function beside(about) {
    const { trace: { value: trace }, digits: { value: digits }, check: { value: checked }, slices: { value: slices } } = store;
    const state = { about, trace, digits, ...answered({ check: checked, slices }, trace, about) };
    return { check: check(state), slice: slice(state) };
  }
  return { beside };
}
