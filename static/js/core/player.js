// Time, all of it: no other file sets a timer.

/** Steps while `isPlaying()`; `pause()` tells the milliseconds to rest on a step. Call `update()` when playing or speed changed. */
export function createPlayer({ isPlaying, pause, tick }) {
  let timer = null;
  function run() {
    timer = null;
    if (!isPlaying()) return;
    tick();
    schedule(pause());
  }
  function schedule(milliseconds) {
    clearTimeout(timer);
    timer = isPlaying() ? setTimeout(run, milliseconds) : null;
  }
  return {
    /** Pressing play answers at once with the first step; a change of speed waits out one new pause. */
    update: (atOnce) => schedule(atOnce ? 0 : pause()),
  };
}

/** Calls `action` once nothing has happened for `milliseconds`: a fast run is not announced step by step. */
export function whenResting(milliseconds, action) {
  let timer = null;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...given), milliseconds);
  };
}
