// Time, all of it: no other file sets a timer.
import { computed, effect, signal } from "../../vendor/signals-core/signals-core.mjs";

/** Steps while the store says that it plays; `dwell()` tells the milliseconds to rest on a step at speed 1. */
export function keepPlaying({ playing, speed, actions }, dwell) {
  let timer = null;
  function run() {
    timer = null;
    if (!playing.peek()) return;
    actions.tick();
    schedule(false, speed.peek());
  }
  function schedule(isAtOnce, factor) {
    clearTimeout(timer);
    timer = playing.peek() ? setTimeout(run, isAtOnce ? 0 : dwell() / factor) : null;
  }
  // Pressing play answers at once with the first step; a change of speed waits out one new pause.
  let wasPlaying = false;
  effect(() => {
    const starts = playing.value && !wasPlaying;
    wasPlaying = playing.value;
    schedule(starts, speed.value);
  });
}

/** Calls `action` once nothing has happened for `wait()` milliseconds: a fast run is not announced step by step. */
export function whenResting(wait, action) {
  let timer = null;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...given), wait());
  };
}

/** Calls `action` in a task of its own, after this one. */
export const soon = (action) => setTimeout(action);

/** Calls `action` once what stands now has been laid out and painted. */
export const whenShown = (action) => requestAnimationFrame(() => soon(action));

/** Calls `action` when the browser has nothing else to do; Safari does not tell, there it is soon. */
export const whenIdle = (action) => (globalThis.requestIdleCallback ?? soon)(action);

/**
 * The page is drawn in turns, each a task of its own, so that a slow phone paints and answers between them: once as it opens, and
 * once more when `starts` (a signal) first holds something. After that everything is drawn at once.
 * -> {isOver, isDone: signals, of the round and of both; take(number, act): an effect that waits for its turn, 1 to `count`}.
 */
export function inTurns(starts, count) {
  const [opening, first] = [signal(0), signal(0)];
  const round = computed(() => (starts.value ? first : opening));
  function go(turn) {
    turn.value += 1;
    if (turn.peek() < count) setTimeout(go, 0, turn);
  }
  effect(() => { setTimeout(go, 0, round.value); });
  const isDue = (number) => round.value.value >= number;
  const [isOver, isDone] = [computed(() => isDue(count)), computed(() => first.value === count)];
  return { isOver, isDone, take: (number, act) => effect(() => { if (isDue(number)) act(); }) };
}
