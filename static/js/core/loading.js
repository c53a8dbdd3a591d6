// From a chosen preset to a picture: one question at a time, failures in words, the old picture until the new one is there.
import { readTrace } from "../model/trace.js";
import { getCatalogue, getPreset, latestOnly, postTrace } from "./api.js";

export const DEFAULT_PRESET = "source";

export function createLoader({ actions, preset, sample }) {
  const latest = latestOnly();
  let again = () => {};

  async function attempt(message, question, use) {
    again = () => attempt(message, question, use);
    actions.setStatus("loading", message);
    try {
      const answer = await latest(question);
      if (answer) use(answer);
    } catch (problem) {
      actions.setStatus("failed", problem.message);
    }
  }

  const ask = async (chosen, row, signal) => {
    const answer = await postTrace(chosen, row, signal);
    return { chosen, trace: readTrace(answer, { problem: chosen.problem, learning_rate: chosen.learning_rate, sample: row }) };
  };
  const choosePreset = (id) => attempt("Loading the example…",
    async (signal) => ask(await getPreset(id, signal), 0, signal),
    ({ chosen, trace }) => actions.show(chosen, trace, false));
  const chooseSample = (row) => row !== sample.value && attempt("Loading the sample…",
    (signal) => ask(preset.value, row, signal),
    ({ chosen, trace }) => actions.show(chosen, trace, true));

  /** Menu and picture are asked for at once; the picture does not wait for the menu. */
  function begin() {
    getCatalogue().then(actions.setCatalogue, (problem) => actions.setStatus("failed", problem.message));
    return choosePreset(DEFAULT_PRESET);
  }
  return { begin, choosePreset, chooseSample, retry: () => again() };
}
