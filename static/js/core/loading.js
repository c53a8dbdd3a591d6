// From a chosen example or a change of it to a picture: failures in words, the old picture until the new one is there.
import { setupOf, structureOf } from "../model/edit.js";
import { readTrace } from "../model/trace.js";
import { getCatalogue, getPreset, latestOnly, postTrace } from "./api.js";
import { createQueue } from "./queue.js";

export const DEFAULT_PRESET = "source";

export function createLoader({ actions, history, trace, sample, draft }) {
  const latest = latestOnly();
  const latestEquations = latestOnly();
  let again = () => {};

  async function traceOf(setup, row, signal) {
    const answer = await postTrace(setup, row, signal);
    return readTrace(answer, { ...setup, sample: row });
  }

  async function choosePreset(id) {
    again = () => choosePreset(id);
    queue.drop();
    actions.setStatus("loading", "Loading the example…");
    try {
      const answer = await latest(async (signal) => {
        const chosen = await getPreset(id, signal);
        return { chosen, fresh: await traceOf(setupOf(chosen), 0, signal) };
      });
      if (answer) actions.show(answer.chosen, answer.fresh);
    } catch (problem) {
      actions.setStatus("failed", problem.message);
    }
  }

  /** The formulas of whole layers, for the problem that is shown. They hold no numbers, so edits of numbers need no new ones. */
  async function loadEquations() {
    const [setup, row] = [history.peek().present, sample.peek()];
    try {
      const answer = await latestEquations((signal) => postTrace(setup, row, signal, "layer"));
      if (answer) actions.setEquations({ structure: structureOf(setup, row), answer });
    } catch (problem) {
      again = () => {
        actions.setStatus("ready");
        loadEquations();
      };
      actions.setStatus("failed", problem.message);
    }
  }

  // Changes of the shown example. One = {apply: history -> history, row, visit, needsTrace, toStart, words}.
  const queue = createQueue({
    async ask(changes, signal) {
      const changed = changes.reduce((before, { apply = (same) => same }) => apply(before), history.peek());
      const row = changes.findLast((change) => change.row !== undefined)?.row ?? sample.peek();
      const isNothing = changed.present === history.peek().present && row === sample.peek();
      return { changed, fresh: isNothing ? trace.peek() : await traceOf(changed.present, row, signal) };
    },
    show(changes, { changed, fresh }) {
      const { visit, words } = changes.at(-1);
      const toStart = changes.some((change) => change.toStart);
      actions.showChange(changed, fresh, { toStart, keepsText: visit !== undefined, words: fresh === trace.peek() ? "" : words });
      if (draft.peek()?.isClosing && queue.isIdle()) actions.leave();
    },
    refuse(changes, problem) {
      actions.setStatus("ready");
      if (!problem.isRefusal) {
        again = () => changes.forEach(queue.push);
        actions.setStatus("failed", problem.message);
      } else if (draft.peek()) actions.write({ problem: problem.message, isClosing: false });
      else actions.refuse(problem.message);
    },
  });

  function change(wanted) {
    actions.refuse(null); // so that the same refusal again is news
    if (trace.peek()) queue.push(wanted);
  }

  const chooseSample = (row) => row !== sample.peek() && change({ row, words: `Sample ${row + 1}.` });

  /** Menu and picture are asked for at once; the picture does not wait for the menu. */
  function begin() {
    getCatalogue().then(actions.setCatalogue, (problem) => actions.setStatus("failed", problem.message));
    return choosePreset(DEFAULT_PRESET);
  }
  return { begin, choosePreset, chooseSample, loadEquations, change, isIdle: queue.isIdle, retry: () => again() };
}
