// From a chosen example or a change of it to a picture: failures in words, the old picture until the new one is there.
import { setupOf } from "../model/edit.js";
import { readTrace } from "../model/trace.js";
import { getCatalogue, getPreset, latestOnly, postTrace } from "./api.js";
import { createQueue } from "./queue.js";

export const DEFAULT_PRESET = "source";

export function createLoader({ actions, history, trace, sample, draft }) {
  const latest = latestOnly();
  let again = () => {};

  async function traceOf(setup, row, signal) {
    const answer = await postTrace(setup, row, signal);
    return readTrace(answer, { ...setup, sample: row });
  }

  /** A place (core/link.js), or just {preset}: true once it is shown. A place that the server refuses is the caller's to tell. */
  async function open(place) {
    again = () => open(place);
    queue.drop();
    actions.setStatus("loading", "Loading the example…");
    try {
      const answer = await latest(async (signal) => {
        const chosen = await exampleOf(place, signal);
        const setup = place.setup ?? setupOf(chosen);
        return { chosen, setup, fresh: await traceOf(setup, Math.min(place.sample ?? 0, setup.problem.x.length - 1), signal) };
      });
      if (answer) actions.show(answer.chosen, answer.fresh, { ...place, setup: answer.setup });
      return answer !== null;
    } catch (problem) {
      if (problem.isRefusal && place.leftOut) throw problem;
      actions.setStatus("failed", problem.message);
      return false;
    }
  }

  // An edited problem does not depend on the example that it came from.
  async function exampleOf({ preset, setup }, signal) {
    try {
      return await getPreset(preset, signal);
    } catch (problem) {
      if (!problem.isRefusal || !setup) throw problem;
      return getPreset(DEFAULT_PRESET, signal);
    }
  }

  const choosePreset = (id) => open({ preset: id });

  // Changes of the shown example. One = {apply, row, visit, needsTrace, toStart, words, onShown, onRefused, refused}, where
  // `apply(history, signal, tell)` gives the new history, at once or after asking, and `tell` the words that it found;
  // `refused` is what to do instead of telling the reader.
  const queue = createQueue({
    async ask(changes, signal) {
      const changed = await applied(changes, history.peek(), signal);
      const wanted = changes.findLast((change) => change.row !== undefined)?.row ?? sample.peek();
      const row = Math.min(wanted, changed.present.problem.x.length - 1);
      const isNothing = changed.present === history.peek().present && row === sample.peek();
      const fresh = isNothing ? trace.peek() : await traceOf(changed.present, row, signal).catch((problem) => {
        // told to whoever waits for it, even when something newer waits too
        if (problem.isRefusal) changes.forEach(({ onRefused }) => onRefused?.(problem.message));
        throw problem;
      });
      return { changed, fresh };
    },
    show(changes, { changed, fresh }) {
      const { visit, words } = changes.at(-1);
      const toStart = changes.some((change) => change.toStart);
      actions.showChange(changed, fresh, { toStart, keepsText: visit !== undefined, words: fresh === trace.peek() ? "" : words });
      for (const { onShown } of changes) onShown?.();
      if (draft.peek()?.isClosing && queue.isIdle()) actions.leave();
    },
    refuse(changes, problem) {
      const { refused } = changes.at(-1);
      actions.setStatus("ready");
      if (problem.isRefusal && refused) refused(problem);
      else if (!problem.isRefusal) {
        fail(problem, () => changes.forEach(queue.push));
      } else if (changes.some(({ onRefused }) => onRefused)) return;
      else if (draft.peek()) actions.write({ problem: problem.message, isClosing: false });
      else actions.refuse(problem.message);
    },
  });

  async function applied(changes, before, signal) {
    let changed = before;
    for (const change of changes) changed = (await change.apply?.(changed, signal, (words) => { change.words = words; })) ?? changed;
    return changed;
  }

  function change(wanted) {
    actions.refuse(null); // so that the same refusal again is news
    if (trace.peek()) queue.push(wanted);
  }

  const chooseSample = (row) => row !== sample.peek() && change({ row, words: `Sample ${row + 1}.` });

  const begin = () => getCatalogue().then(actions.setCatalogue, (problem) => actions.setStatus("failed", problem.message));

  /** Tells what went wrong and offers to `repeat` it. */
  function fail(problem, repeat) {
    again = repeat;
    actions.setStatus("failed", problem.message);
  }
  return { begin, open, choosePreset, chooseSample, change, fail, isIdle: queue.isIdle, whenIdle: queue.whenIdle, retry: () => again() };
}
