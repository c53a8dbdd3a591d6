// Composes the settings' panel: loaded when it is first opened, its style with it.
import { fetchStyle } from "../core/styles.js";
import { createArchitecture } from "../core/architecture.js";
import { createSamples } from "../core/samples.js";
import { layers } from "../views/layers.js";
import { network } from "../views/network.js";
import { panel } from "../views/panel.js";
import { samplesTable } from "../views/samples.js";
import { sources } from "../views/sources.js";

/** -> {panel()}: the template of the panel that is open. */
export async function compose({ store, loader, change, editing, address, setup, canStartAgain }) {
  await fetchStyle("/static/css/settings.css");
  const { actions, catalogue, drawing, dataset, csv, rows, sample, digits, narrow } = store;
  const architecture = createArchitecture(store, { ...loader, change });
  const samples = createSamples(store, { ...loader, change }, architecture);

  function body() {
    const shared = { setup: setup.value, catalogue: catalogue.value, architecture, editing, samples, actions };
    if (store.panel.value === "samples") {
      return samplesTable({ ...shared, sample: sample.value, rows: rows.value, chooseSample: loader.chooseSample, sources: sources({ ...shared, dataset: dataset.value, csv: csv.value }) });
    }
    return network({
      ...shared, layers: layers({ ...shared, drawing: drawing.value }), digits: digits.value, isNarrow: narrow.value,
      canStartAgain: canStartAgain.value, copyLink: address.copy,
    });
  }

  return {
    panel: () => panel({ panel: store.panel.value, cursor: store.cursor.value, note: store.note.value, refusal: store.refusal.value, rows: rows.value, body: body(), actions }),
  };
}
