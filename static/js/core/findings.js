// The part of the store that holds what was asked of the server besides the trace.
import { signal } from "../../vendor/signals-core/signals-core.mjs";

export function createFindings() {
  const check = signal(null); // of all gradients: {problem, answer} or {problem, failure}
  const slices = signal({ problem: null, found: {}, last: null }); // of the loss, as they were asked for
  const prediction = signal(null); // what the network predicts all over its inputs: {setup, plan, places, samples, problem}

  const actions = {
    setCheck: (told) => { check.value = told; },
    /** Slices are kept as long as their problem stands; the last curve stays to be seen until the next is there. */
    setSlice: (problem, key, told) => {
      const { problem: before, found, last } = slices.value;
      slices.value = { problem, found: { ...(before === problem ? found : {}), [key]: told }, last: told.answer ? told : last };
    },
    setPrediction: (answer) => { prediction.value = answer; },
  };
  return { check, slices, prediction, actions };
}
