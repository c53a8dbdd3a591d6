import assert from "node:assert/strict";
import test from "node:test";
import { begin, record, redo, revert, undo } from "../../static/js/core/history.js";

const setup = (n) => ({ n });
const walk = (history, ...numbers) => numbers.reduce((before, n) => record(before, setup(n)), history);

test("undo and redo walk over the very same values", () => {
  const all = [0, 1, 2, 3].map(setup);
  let history = all.slice(1).reduce((before, present) => record(before, present), begin(all[0]));
  for (const wanted of [all[2], all[1], all[0], all[0]]) assert.equal((history = undo(history)).present, wanted);
  for (const wanted of [all[1], all[2], all[3], all[3]]) assert.equal((history = redo(history)).present, wanted);
});

test("at the ends nothing happens, not even a copy", () => {
  const history = begin(setup(0));
  assert.equal(undo(history), history);
  assert.equal(redo(history), history);
});

test("a new change forgets what was undone", () => {
  const history = record(undo(walk(begin(setup(0)), 1, 2)), setup(9));
  assert.deepEqual(history.past.map(({ n }) => n), [0, 1]);
  assert.deepEqual(history.future, []);
});

test("one visit is one entry", () => {
  let history = walk(begin(setup(0)), 1);
  for (const n of [2, 3, 4]) history = record(history, setup(n), 7);
  history = record(history, setup(5), 8);
  assert.deepEqual(history.past.map(({ n }) => n), [0, 1, 4]);
});

test("a visit that ends where it began leaves no entry, and what was undone before it can still be redone", () => {
  const before = undo(walk(begin(setup(0)), 1, 2));
  const after = record(record(before, setup(5), 7), setup(1), 7);
  assert.deepEqual([after.past, after.present, after.future], [before.past, before.present, before.future]);
  assert.deepEqual(record(after, setup(6), 7).past.map(({ n }) => n), [0, 1], "the visit goes on");
});

test("a visit can be taken back whole; another one's is left alone", () => {
  const before = undo(walk(begin(setup(0)), 1, 2));
  const during = record(record(before, setup(5), 7), setup(6), 7);
  assert.equal(revert(during, 7), before);
  assert.equal(revert(during, 8), during);
});

test("after undo a visit's id opens a new entry", () => {
  const history = record(undo(record(begin(setup(0)), setup(1), 7)), setup(2), 7);
  assert.deepEqual(history.past.map(({ n }) => n), [0]);
});

test("the same again is no entry", () => {
  const history = begin(setup(0));
  assert.deepEqual(record(history, setup(0)).past, []);
});
