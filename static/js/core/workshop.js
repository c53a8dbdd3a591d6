// The training view's parts wired together. An edit, another view or another example ends a run where it is.
import { computed, effect, untracked } from "../../vendor/signals-core/signals-core.mjs";
import { standsAt } from "../model/run.js";
import { createControls } from "./controls.js";
import { createPredicting } from "./predicting.js";
import { createTraining } from "./training.js";

export function createWorkshop(store, loader, editing, isOpen) {
  const { run, history } = store;
  const runs = createTraining(store, loader);
  const predict = createPredicting(store);
  const here = computed(() => standsAt(run.value, history.value.present));
  effect(() => {
    if (!isOpen.value) untracked(runs.pause); // out of sight nothing trains: the other views show where it stopped
    else predict(run.value?.isRunning ? run.value.points.at(-1).setup : run.value?.points[here.value]?.setup ?? history.value.present);
  });
  return { runs, controls: createControls(store, runs, editing), here };
}
