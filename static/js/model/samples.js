// The samples of a setup, edited as pure functions: a setup in, a new setup out; what did not change is shared.

/** Every sample at once. */
export const setSamples = (setup, x, y) => ({ ...setup, problem: { ...setup.problem, x, y } });

/** Inputs and targets of one sample together, so that targets that only fit as a whole can be changed. */
export function setRow(setup, row, x, y) {
  const { problem } = setup;
  return setSamples(setup, problem.x.with(row, x), problem.y.with(row, y));
}

/** A sample more at the end: all 0, but where targets are shares of 1 the first one has it all. */
export function addSample(setup, isShared) {
  const { x, y } = setup.problem;
  return setSamples(setup, [...x, x[0].map(() => 0)], [...y, y[0].map((_, k) => (isShared && k === 0 ? 1 : 0))]);
}

/** The same sample once more, after itself. */
export function duplicateSample(setup, row) {
  const { x, y } = setup.problem;
  return setSamples(setup, x.toSpliced(row, 0, x[row]), y.toSpliced(row, 0, y[row]));
}

/** One sample less; the last one stays. */
export function removeSample(setup, row) {
  const { x, y } = setup.problem;
  return x.length === 1 ? setup : setSamples(setup, x.toSpliced(row, 1), y.toSpliced(row, 1));
}

/** Rows of another width: cut, or filled up with 0. */
export function fitRows(rows, width) {
  if (rows[0].length === width) return rows;
  return rows.map((row) => Array.from({ length: width }, (_, i) => row[i] ?? 0));
}
