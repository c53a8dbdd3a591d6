// Takes the demo along a tour: to a stop's problem as to an example where it is another one, else to the stop's step alone.
import { batch, computed, effect, signal, untracked } from "../../vendor/signals-core/signals-core.mjs";
import { setupOf } from "../model/edit.js";
import { inWords, pathOf, readPath } from "../model/tours.js";
import { placeNear } from "../model/trace.js";
import { getTour, getTours, latestOnly } from "./api.js";
import { keepFinished, storedFinished } from "./finished.js";
import { isSame } from "./history.js";
import { DEFAULT_PRESET } from "./loading.js";

/** -> {tours, path, tour, finished, told, isAtStop: signals; goTo, open, finish, forget}; `tour` is the open one once it is here. */
export async function createTouring(store, loader) {
  const { actions, history, preset, trace, cursor, selected, sample, digits, view, lesson, run } = store;
  const { tours } = await getTours();
  const arrived = signal(null); // the tour that came last
  const finished = signal(storedFinished());
  const told = signal(""); // the stop in words, for the ear
  const path = computed(() => readPath(lesson.value, tours));
  const tour = computed(() => (arrived.value?.id === path.value.id ? arrived.value : null));
  const stop = computed(() => tour.value?.stops[path.value.n - 1] ?? null);
  const isAtStop = computed(() => Boolean(stop.value && trace.value) && isAt(stop.value));
  const latest = latestOnly();

  function isAt({ setup, at, selected: chosen, sample: row }) {
    return cursor.value === placeNear(trace.value, at).cursor && selected.value === chosen && sample.value === row && isSame(history.value.present, setup);
  }

  async function fetchTour(id) {
    if (arrived.peek()?.id === id) return arrived.peek();
    const answer = await latest((signal) => getTour(id, signal));
    if (answer) arrived.value = answer;
    return answer;
  }

  /** To stop `n` of a tour; true once it is there. */
  async function goTo(id, n) {
    try {
      const found = await fetchTour(id);
      return found !== null && (await show(found.stops[n - 1], pathOf(id, n)));
    } catch (problem) {
      loader.fail(problem, () => {
        actions.setStatus("ready");
        goTo(id, n);
      });
      return false;
    }
  }

  async function show({ preset: example, setup, at, selected: chosen, sample: row, view: name, grain, updates }, wanted) {
    const isHere = row === sample.peek() && !run.peek()?.isRunning && isSame(history.peek().present, setup);
    if (isHere) {
      batch(() => {
        actions.openLesson(wanted);
        actions.setView(name);
        actions.setGrain(grain);
        actions.seek(placeNear(trace.peek(), at).cursor);
        if (chosen !== null) actions.select(chosen);
      });
    } else if (!(await loader.open({ preset: example, setup, at, selected: chosen, sample: row, view: name, grain, lesson: wanted }))) return false;
    if (updates !== null) actions.setTraining({ updates: String(updates), updatesProblem: "" });
    return true;
  }

  // A link may open a stop somewhere else in the demo, as its maker stood there. One that says nothing but the stop means its place,
  // and so does a button elsewhere on the page that opens it.
  let before = { path: null, trace: null };
  let wish = null; // whether the open stop's place is wanted, as long as its tour is not here
  effect(() => {
    const [{ id, n }, here] = [path.value, trace.value];
    const opened = id && pathOf(id, n);
    if (opened !== before.path) wish = opened && { isByButton: here === before.trace };
    before = { path: opened, trace: here };
    if (!wish || !here) return;
    if (!tour.value) return void untracked(() => fetchTour(id).catch((problem) => loader.fail(problem, () => goTo(id, n))));
    const { isByButton } = wish;
    wish = null;
    untracked(() => { if ((isByButton || isUntouched()) && !isAt(stop.value)) goTo(id, n); });
  });

  function isUntouched() {
    return preset.value.id === DEFAULT_PRESET && cursor.value === 0 && selected.value === null && view.value === "network" && isSame(history.value.present, setupOf(preset.value));
  }

  // Said once a stop, and not again when its numbers change.
  let said = "";
  effect(() => {
    const { id, n } = path.value;
    const here = id && pathOf(id, n);
    if (here === said || (here && !isAtStop.value)) return;
    said = here;
    told.value = here ? untracked(() => inWords(tour.value, n, { trace: trace.value, cursor: cursor.value, digits: digits.value })) : "";
  });

  function mark(ids) {
    finished.value = ids;
    keepFinished(ids);
  }
  return {
    tours, path, tour, finished, told, isAtStop, goTo,
    finish: (id) => { if (!finished.peek().includes(id)) mark([...finished.peek(), id]); },
    forget: () => mark([]),
  };
}
