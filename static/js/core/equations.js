// The formulas of whole layers, as the server prints them. They hold no numbers, so an edit of numbers needs no new ones.
import { signal } from "../../vendor/signals-core/signals-core.mjs";
import { latestOnly, postTrace } from "./api.js";

/** -> {equations: a signal of {structure, answer}, or null; load(structure): asks for those of the problem that is shown}. */
export function createEquations({ actions, history, sample }, { fail }) {
  const equations = signal(null);
  const latest = latestOnly();

  async function load(structure) {
    try {
      const answer = await latest((signal) => postTrace(history.peek().present, sample.peek(), signal, "layer"));
      if (answer) equations.value = { structure, answer };
    } catch (problem) {
      fail(problem, () => {
        actions.setStatus("ready");
        load(structure);
      });
    }
  }
  return { equations, load };
}
