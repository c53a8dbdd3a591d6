// A run of updates: asked for as a stream, one at a time; where it rests it becomes one entry of the history, and each of
// its points can be gone to.
import { formatResult, spoken } from "../model/format.js";
import { aimAt, beginRun, chooseEvery, dropLast, endRun, growRun } from "../model/run.js";
import { postTrain } from "./api.js";
import { record } from "./history.js";

export function createTraining({ actions, history, trace, run, status, digits }, { change, whenIdle }) {
  let controller = null;

  async function start(updates) {
    pause();
    const own = new AbortController();
    controller = own;
    await whenIdle(); // an edit that is still being asked for belongs to the run
    if (own.signal.aborted) return;
    if (!trace.peek() || status.peek().kind === "loading") {
      controller = null;
      return;
    }
    const setup = history.peek().present;
    const every = chooseEvery(updates, setup);
    actions.refuse(null);
    actions.changeRun((before) => beginRun(before, setup, trace.peek().values.loss, { updates, every }), `Training starts: ${count(updates)}.`);
    const reason = await follow(postTrain(setup, { updates, every }, own.signal), own.signal);
    if (own.signal.aborted) return;
    controller = null;
    actions.changeRun((now) => endRun(now, reason));
    rest(run.peek());
  }

  /** Why the stream ended before its time, or "". */
  async function follow(stream, signal) {
    try {
      for await (const lines of stream) {
        if (signal.aborted) return "";
        actions.changeRun((now) => growRun(now, lines));
      }
      const { points, goal, reason } = run.peek();
      return reason || points.at(-1).update === goal ? "" : "The answer ended before its time.";
    } catch (problem) {
      return problem.message;
    }
  }

  /** Stops a run where it is; the picture follows. Tells whether there was one. */
  function pause() {
    actions.changeRun(aimAt(null));
    if (!controller) return false;
    controller.abort();
    controller = null;
    if (!run.peek()?.isRunning) return false;
    actions.changeRun(endRun);
    rest(run.peek());
    return true;
  }

  // The last network that the server can explain: after a run that ran away that is the one before the last.
  function rest({ points, start: { updates }, reason, visit }) {
    const last = points.at(-1);
    const first = points.find((point) => point.update === updates) ?? points[0];
    const told = (loss) => spoken(formatResult(loss, digits.peek()).text);
    const words = `${count(last.update - updates)} taken: the loss went from ${told(first.loss)} to ${told(last.loss)}. ${reason}`;
    show(last, visit, words, () => {
      if (points.length < 2) return;
      actions.changeRun(dropLast);
      rest(run.peek());
    });
  }

  const show = ({ setup }, visit, words, refused) => change({ visit, words, refused, apply: (before) => record(before, setup, visit) });

  function goTo(index) {
    pause();
    const { points, visit } = run.peek();
    const point = points[index];
    actions.changeRun(aimAt(index));
    show(point, visit, `At update ${point.update}.`, ({ message }) => {
      actions.changeRun(aimAt(null));
      actions.refuse(message);
    });
  }

  return { start, pause, goTo };
}

const count = (updates) => `${updates} ${updates === 1 ? "update" : "updates"}`;
