// Training and editing wired together: an edit, another view or another example ends a run where it is.
import { computed, effect, untracked } from "../../vendor/signals-core/signals-core.mjs";
import { standsAt } from "../model/run.js";
import { createControls } from "./controls.js";
import { createEditing } from "./editing.js";
import { createPredicting } from "./predicting.js";
import { createTraining } from "./training.js";

export function createWorkshop(store, loader) {
  const { run, trace, history, view, selected, panel } = store;
  const runs = createTraining(store, loader);
  // What an edit changes is the network at which it ended the run, so it is asked for after that one is shown.
  const editing = createEditing(store, { ...loader, change: (wanted) => loader.change(runs.pause() ? { ...wanted, needsTrace: true } : wanted) });
  const controls = createControls(store, runs, editing);
  const predict = createPredicting(store);

  const isOpen = computed(() => Boolean(trace.value) && view.value === "training");
  const setup = computed(() => history.value.present);
  const here = computed(() => standsAt(run.value, setup.value));
  effect(() => {
    if (!isOpen.value) untracked(runs.pause); // out of sight nothing trains: the other views show where it stopped
    else predict(run.value?.isRunning ? run.value.points.at(-1).setup : run.value?.points[here.value]?.setup ?? setup.value);
  });

  const afterPause = (action) => (...given) => {
    runs.pause();
    return action(...given);
  };
  return {
    runs, editing, controls, isOpen, here,
    hasPanel: computed(() => isOpen.value && selected.value === null && panel.value === null),
    choosePreset: afterPause(loader.choosePreset), retry: afterPause(loader.retry),
  };
}
