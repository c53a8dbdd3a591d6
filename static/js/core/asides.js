// What stands beside a derivation is asked for here: the check of all gradients, once a problem, and the loss along the
// explained weight. Only at rest, so that stepping asks nothing; one question of a kind at a time, and the newest waits.
import { effect } from "../../vendor/signals-core/signals-core.mjs";
import { rangeAround } from "../model/parameter.js";
import { postCheck, postSlice } from "./api.js";
import { createQueue } from "./queue.js";

const POINTS = 101;

/** `about` is the signal of what is explained, as in model/parameter.js; `whenResting(action)` gives what to call at each change. */
export function createAsides({ trace, check, slices, actions }, about, whenResting) {
  const checks = createQueue({
    ask: ([{ problem }], signal) => postCheck(problem, signal),
    show: ([{ problem }], answer) => actions.setCheck({ problem, answer }),
    refuse: ([{ problem }], { message, isRefusal }) => actions.setCheck({ problem, failure: message, isFinal: isRefusal }),
  });
  const curves = createQueue({
    ask: ([{ problem, ref, range }], signal) => postSlice(problem, { ref, ...range, points: POINTS }, signal),
    show: ([{ problem, key, ref }], answer) => actions.setSlice(problem, key, { ref, answer }),
    refuse: ([{ problem, key, ref }], { message, isRefusal }) => actions.setSlice(problem, key, { ref, failure: message, isFinal: isRefusal }),
  });

  const ask = whenResting((wanted) => {
    if (!wanted) return;
    const { problem, ref, range, needsCheck } = wanted;
    const known = (found) => found && (found.answer || found.isFinal);
    const ofProblem = slices.peek().problem === problem ? slices.peek().found : {};
    const key = sliceKey(ref, range);
    if (needsCheck && !(check.peek()?.problem === problem && known(check.peek()))) checks.push({ visit: "check", problem });
    if (!known(ofProblem[key])) curves.push({ visit: "slice", problem, key, ref, range });
  });
  effect(() => {
    const here = about.value;
    ask(here && { problem: trace.value.problem, ref: here.ref, range: rangeAround(trace.value, here), needsCheck: here.knows.gradient });
  });
}

const sliceKey = (ref, { from, to }) => `${ref} ${from} ${to}`;

/** What was answered so far for what is explained; `stale` is the curve of the same weight before the last change. */
export function answered({ check, slices }, trace, about) {
  const { problem, found, last } = slices;
  return {
    check: check?.problem === trace.problem ? check : null,
    slice: (problem === trace.problem && found[sliceKey(about.ref, rangeAround(trace, about))]) || null,
    stale: last?.ref === about.ref ? last.answer : null,
  };
}
