// The part of the store that holds what is typed and not yet made.
import { signal } from "../../vendor/signals-core/signals-core.mjs";

const NO_TABLE = { text: "", table: null, problem: "", targets: null };

export function createDrafts() {
  const drawing = signal({ initialiser: "xavier", seed: "7" }); // how new weights are drawn
  const rows = signal({}); // samples being typed, by number: {texts, problem, isSent}
  const csv = signal(NO_TABLE); // pasted samples, as text and as read
  const dataset = signal({ id: null, count: "", noise: "", seed: "1" });

  const actions = {
    setDrawing: (more) => { drawing.value = { ...drawing.value, ...more }; },
    writeRow: (row, draft) => { rows.value = { ...rows.value, [row]: draft }; },
    forgetRow: (row) => {
      const { [row]: _, ...others } = rows.value;
      rows.value = others;
    },
    forgetRows: () => { if (Object.keys(rows.value).length > 0) rows.value = {}; },
    writeCsv: (more) => { csv.value = { ...csv.value, ...more }; },
    setDataset: (more) => { dataset.value = { ...dataset.value, ...more }; },
  };
  return { drawing, rows, csv, dataset, actions };
}
