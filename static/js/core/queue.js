// One question at a time: while one is under way, newer changes wait, and of one visit only the newest. So the picture
// follows a hand as fast as the server answers, and the last change always wins.

/**
 * A change = {visit, needsTrace, ...}; `ask(changes, signal)` answers, or null when they change nothing; then `show(changes, answer)`.
 * A failure is told by `refuse(changes, problem)` unless something newer waits. A change that `needsTrace` starts from what is shown.
 */
export function createQueue({ ask, show, refuse }) {
  let waiting = [];
  let asking = null;
  const resting = []; // who waits until nothing is under way

  function push(change) {
    if (change.visit != null && waiting.at(-1)?.visit === change.visit) waiting.pop();
    waiting.push(change);
    run();
  }

  function take() {
    const stop = waiting.findIndex(({ needsTrace }, i) => needsTrace && i > 0);
    const taken = stop < 0 ? waiting : waiting.slice(0, stop);
    waiting = waiting.slice(taken.length);
    return taken;
  }

  async function run() {
    if (asking) return;
    if (waiting.length === 0) {
      for (const resolve of resting.splice(0)) resolve();
      return;
    }
    const own = new AbortController();
    const changes = take();
    asking = own;
    let settle;
    try {
      const answer = await ask(changes, own.signal);
      settle = () => show(changes, answer);
    } catch (problem) {
      settle = () => waiting.length === 0 && refuse(changes, problem);
    }
    if (asking !== own) return; // dropped meanwhile
    asking = null;
    settle();
    run();
  }

  /** Forgets everything: another network was chosen. */
  function drop() {
    waiting = [];
    asking?.abort();
    asking = null;
    run();
  }

  const isIdle = () => asking === null && waiting.length === 0;
  const whenIdle = () => new Promise((resolve) => (isIdle() ? resolve() : resting.push(resolve)));
  return { push, drop, isIdle, whenIdle };
}
