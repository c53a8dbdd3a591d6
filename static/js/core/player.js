// Time, all of it: no other file sets a timer.
import { effect } from "../../vendor/signals-core/signals-core.mjs";

/** Steps while the store says that it plays; `dwell()` tells the milliseconds to rest on a step at speed 1. */
export function keepPlaying({ playing, speed, actions }, dwell) {
  let timer = null;
  function run() {
    timer = null;
    if (!playing.peek()) return;
    actions.tick();
    schedule(dwell() / speed.peek());
  }
  function schedule(milliseconds) {
    clearTimeout(timer);
    timer = playing.peek() ? setTimeout(run, milliseconds) : null;
  }
  // Pressing play answers at once with the first step; a change of speed waits out one new pause.
  let wasPlaying = false;
  effect(() => {
    const starts = playing.value && !wasPlaying;
    wasPlaying = playing.value;
    schedule(starts ? 0 : dwell() / speed.value);
  });
}

/** Calls `action` once nothing has happened for `milliseconds`: a fast run is not announced step by step. */
export function whenResting(milliseconds, action) {
  let timer = null;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...given), milliseconds);
  };
}
