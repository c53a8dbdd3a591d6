// The fields of the training view: what is typed stays as typed, and counts as soon as it is a number.
import { readCount, readNumber } from "../model/parse.js";

export function createControls({ actions, training, run, catalogue }, { start, pause }, editing) {
  let visit = {}; // one stay in the field of the rate is one entry of the history

  function startOrPause() {
    if (run.peek()?.isRunning) return pause();
    const { value, problem = "" } = readCount(training.peek().updates, catalogue.peek().limits?.updates);
    actions.setTraining({ updatesProblem: problem });
    return value === undefined ? null : start(value);
  }

  function typeRate(text) {
    const { value, problem = "", isUnfinished } = readNumber(text);
    actions.setTraining({ rate: text, rateProblem: isUnfinished ? "" : problem });
    if (value !== undefined) editing.setRate(value, visit);
  }

  /** On leaving the field: a number is shown as it counts now, anything else keeps its reproach. */
  function leaveRate() {
    visit = {};
    const { rate } = training.peek();
    if (rate === null) return;
    const { problem = "" } = readNumber(rate);
    actions.setTraining({ rate: problem ? rate : null, rateProblem: problem });
  }

  return {
    startOrPause, typeRate, leaveRate,
    once: () => start(1),
    typeUpdates: (text) => actions.setTraining({ updates: text, updatesProblem: "" }),
    chooseAxis: (axis) => actions.setTraining({ axis }),
  };
}
