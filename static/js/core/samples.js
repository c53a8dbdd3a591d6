// What the reader can do to the samples: row by row, from a built-in data set, from pasted text.
import { architectureOf } from "../model/architecture.js";
import { columnsOf, readTable, samplesOf } from "../model/csv.js";
import { neededOutput } from "../model/edit.js";
import { readNumber, readWhole, writeNumber } from "../model/parse.js";
import { addSample, duplicateSample, removeSample, setRow, setSamples } from "../model/samples.js";
import { refusal } from "./architecture.js";
import { getDataset } from "./api.js";
import { isSame, record } from "./history.js";

export function createSamples({ actions, history, sample, rows, csv, dataset, catalogue }, { change }, { reshape }) {
  const setup = () => history.peek().present;
  const most = () => catalogue.peek().limits.explained_samples;

  /** The texts of a row's fields: as typed, else as they are. */
  function type(row, column, text) {
    const { x, y } = setup().problem;
    const texts = rows.peek()[row]?.texts ?? [...x[row], ...y[row]].map(writeNumber);
    actions.writeRow(row, { texts: texts.with(column, text), problem: "", isSent: false });
  }

  /** The row is whole: it goes to the server as one change, and stays as typed until the server has taken it. */
  function commit(row) {
    const draft = rows.peek()[row];
    if (!draft || draft.isSent) return;
    const inputs = setup().problem.x[0].length;
    const read = draft.texts.map(readNumber);
    const bad = read.findIndex(({ problem }) => problem);
    const fail = (problem, column = null) => actions.writeRow(row, { ...draft, problem, column });
    if (bad >= 0) {
      fail(`${nameOf(bad, inputs)} of sample ${row + 1}: ${read[bad].problem}`, bad);
      return;
    }
    const values = read.map(({ value }) => value);
    const sent = { ...draft, isSent: true };
    actions.writeRow(row, sent);
    change({
      needsTrace: true,
      words: `Sample ${row + 1} is changed.`,
      apply: (past) => record(past, setRow(past.present, row, values.slice(0, inputs), values.slice(inputs))),
      onShown: () => rows.peek()[row] === sent && actions.forgetRow(row),
      onRefused: (problem) => rows.peek()[row] === sent && fail(`Sample ${row + 1} stays as it was: ${problem}.`),
    });
  }

  /** Another number of samples: what is half typed belongs to rows that may be others now. */
  function edit(words, make, row) {
    actions.forgetRows();
    change({
      needsTrace: true,
      row,
      apply(past, signal, tell) {
        const next = make(past.present);
        if (next.problem.x.length > most()) throw refusal(tooMany(next.problem.x.length));
        tell(words);
        return record(past, next);
      },
    });
  }

  const tooMany = (count) => `These are ${count} samples; at most ${most()} are possible here, as every number of them is explained.`;

  /** Other samples altogether; the network follows in inputs and outputs. `load(signal)` -> {x, y, words}. */
  function replace(load, suits = null) {
    actions.forgetRows();
    change({
      needsTrace: true,
      row: 0,
      async apply(past, signal, tell) {
        const { x, y, words } = await load(signal);
        if (x.length > most()) throw refusal(tooMany(x.length));
        const before = past.present;
        const own = architectureOf(before);
        const architecture = suits ? { inputs: suits.inputs, layers: suits.layers } : fitted(own, x[0].length, y[0].length);
        const made = isSame(architecture, own) ? null : await reshape(before, architecture, signal, suits !== null);
        tell(made ? `${words} The network reads ${x[0].length} and gives ${y[0].length} now: ${made.words}` : words);
        return record(past, withLoss(setSamples(made?.setup ?? before, x, y), suits?.loss));
      },
    });
  }

  const isShared = () => neededOutput(catalogue.peek().losses, setup().problem.loss) === "softmax";

  function useDataset(withNetwork) {
    const entry = catalogue.peek().datasets.find(({ id }) => id === dataset.peek().id) ?? catalogue.peek().datasets[0];
    if (!entry) return;
    const read = readQuery(entry, dataset.peek());
    if (read.problem) {
      actions.refuse(read.problem);
      return;
    }
    replace(async (signal) => {
      const { x, y, title } = await getDataset(entry.id, read.query, signal);
      return { x, y, words: `${x.length} samples of ${title}.` };
    }, withNetwork ? entry.suits : null);
  }

  /** Pasted text is read at once; it stays, right or wrong, until it is used. */
  function writeText(text) {
    const table = readTable(text);
    actions.writeCsv({ text, table: table.problem ? null : table, problem: text.trim() === "" ? "" : table.problem ?? "" });
  }

  return {
    type, commit,
    isTyped: (row) => rows.peek()[row] !== undefined,
    revert: actions.forgetRow,
    add: () => edit("A sample is added.", (now) => addSample(now, isShared()), Infinity),
    duplicate() {
      const row = sample.peek();
      edit(`Sample ${row + 1} is there twice.`, (now) => duplicateSample(now, inside(now, row)), row + 1);
    },
    remove() {
      const row = sample.peek();
      edit(`Sample ${row + 1} is removed.`, (now) => removeSample(now, inside(now, row)), row);
    },
    chooseDataset: (id) => actions.setDataset({ id, count: "", noise: "" }),
    useDataset,
    writeText,
    /** `file` as the browser gives it, by paste, drop or choice. */
    readFile: async (file) => writeText(await file.text()),
    setTargets: (targets) => actions.writeCsv({ targets }),
    useText() {
      const { table, targets } = csv.peek();
      if (!table) return;
      const samples = samplesOf(table, columnsOf(table, targets ?? setup().problem.y[0].length));
      replace(async () => ({ ...samples, words: `${samples.x.length} samples of your own.` }));
    },
  };
}

const inside = ({ problem }, row) => Math.min(row, problem.x.length - 1);

const nameOf = (column, inputs) => (column < inputs ? `Input x${column + 1}` : `Target y${column - inputs + 1}`);

function fitted({ layers }, inputs, outputs) {
  return { inputs, layers: layers.with(-1, { ...layers.at(-1), units: outputs }) };
}

const withLoss = (setup, loss) => (loss === undefined ? setup : { ...setup, problem: { ...setup.problem, loss } });

// An empty field leaves the choice to the data set.
function readQuery(entry, { count, noise, seed }) {
  const read = {
    count: count === "" ? { value: entry.count.default } : readWhole(count, "The number of samples"),
    noise: noise === "" ? { value: entry.noise.default } : readNumber(noise),
    seed: readWhole(seed, "The seed"),
  };
  const problem = Object.values(read).find((one) => one.problem)?.problem;
  return problem ? { problem } : { query: Object.fromEntries(Object.entries(read).map(([key, { value }]) => [key, value])) };
}
