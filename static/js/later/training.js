// Composes the training view: loaded when it is first chosen.
import { computed, effect } from "../../vendor/signals-core/signals-core.mjs";
import { render } from "../../vendor/lit-html/lit-html.js";
import { fetchStyle } from "../core/styles.js";
import { createWorkshop } from "../core/workshop.js";
import { plotSize } from "../draw/plot.js";
import { plots } from "../views/plots.js";
import { predictionPlot } from "../views/prediction.js";
import { training } from "../views/training.js";

/** -> {controls(), pause()}: the template of the controls, and what ends a run: true if there was one. */
export async function compose({ store, loader, editing, place, setup, canStartAgain }) {
  await Promise.all([fetchStyle("/static/css/plots.css"), fetchStyle("/static/css/training.css")]);
  const isTraining = computed(() => Boolean(store.trace.value) && store.view.value === "training");
  const { controls, runs, here } = createWorkshop(store, loader, editing, isTraining);

  effect(() => {
    if (!isTraining.value || store.room.value.width === 0) return;
    const size = plotSize(store.room.value);
    const prediction = predictionPlot({ prediction: store.prediction.value, size: { width: size.width, height: size.tall }, digits: store.digits.value });
    render(plots({
      run: store.run.value, here: here.value, trace: store.trace.value, setup: setup.value, size, kind: store.training.value.axis,
      digits: store.digits.value, training: runs, prediction,
    }), place.training);
  });

  return {
    pause: runs.pause,
    controls: () => training({
      run: store.run.value, fields: store.training.value, setup: setup.value, catalogue: store.catalogue.value, refusal: store.refusal.value,
      canStartAgain: canStartAgain.value, controls, editing,
    }),
  };
}
