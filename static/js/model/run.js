// A run of updates: its points, each a loss and the whole setup there, so that going to one restores every bit. A run
// never changes; each function answers a new one.

const MOST_POINTS = 500;
const MOST_NUMBERS = 2_000_000; // kept in all points of a run together
const COPIES = { sgd: 1, momentum: 2, adam: 3 }; // of the parameters in a point: an optimizer remembers as many again

/** A point after every so many updates, so that a run keeps no more than fits. */
export function chooseEvery(updates, setup) {
  const parameters = setup.problem.network.layers.reduce((sum, { W, b }) => sum + W.length * W[0].length + b.length, 0);
  const room = Math.floor(MOST_NUMBERS / (parameters * (COPIES[setup.optimizer] ?? 3)));
  return Math.ceil(updates / Math.max(2, Math.min(MOST_POINTS, room)));
}

/** A run that starts at a setup whose loss is known. Where that is a point of the run before, the curve goes on from it. */
export function beginRun(before, setup, loss, { updates, every }) {
  const here = placeIn(before, setup);
  const points = here < 0 ? [{ update: setup.updates, loss, setup }] : thin(before.points.slice(0, here + 1));
  // the visit makes a run, and every walk along it, one entry of the history
  return { points, start: setup, goal: setup.updates + updates, every, isRunning: true, reason: "", aim: null, visit: {} };
}

/** With the lines of /api/train that came since. */
export function growRun(run, lines) {
  if (!run) return run;
  const points = [...run.points];
  let { reason } = run;
  for (const { update, loss, network, optimizer_state, stopped } of lines) {
    const setup = { ...run.start, problem: { ...run.start.problem, network }, optimizer_state, updates: run.start.updates + update };
    // the first line is where the run began, and a reason may come with a line that was there before
    if (setup.updates > points.at(-1).update) points.push({ update: setup.updates, loss, setup });
    if (stopped) reason = stopped;
  }
  return { ...run, points, reason };
}

export const endRun = (run, reason = "") => run && { ...run, isRunning: false, reason: reason || run.reason };

/** Without the last point: its network cannot be explained. The first stays. */
export const dropLast = (run) => ({ ...run, points: run.points.slice(0, Math.max(1, run.points.length - 1)) });

/** On the way to a point (or null, no longer): the run stands there before the picture does. */
export const aimAt = (index) => (run) => (run && run.aim !== index ? { ...run, aim: index } : run);

/** Which point of the run a setup is, or -1. */
export const placeIn = (run, setup) => run?.points.findIndex((point) => point.setup === setup) ?? -1;

/** Where the reader is in the run while `setup` is the present one, or -1. */
export const standsAt = (run, setup) => run?.aim ?? placeIn(run, setup);

/** The first, the last, and every other between, once there are too many. */
function thin(points) {
  return points.length <= MOST_POINTS ? points : points.filter((_, i) => i % 2 === 0 || i === points.length - 1);
}
