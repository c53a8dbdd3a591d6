import assert from "node:assert/strict";
import test from "node:test";
import { begin, record, redo, undo } from "../../static/js/core/history.js";
import { setupOf } from "../../static/js/model/edit.js";
import { aimAt, beginRun, chooseEvery, dropLast, endRun, growRun, placeIn, standsAt } from "../../static/js/model/run.js";
import { question } from "./network.js";

const start = () => setupOf({ ...question, freeze_biases: false });
const network = (n) => ({ layers: [{ W: [[0.1 * n], [0.2]], b: [0, 1 / 3], activation: "sigmoid" }, { W: [[1, -n]], b: [n], activation: "linear" }] });
const line = (update, more = {}) => ({ update, loss: 1 / (1 + update), network: network(update), optimizer_state: { t: update }, ...more });
const grown = (setup, updates, before = null) =>
  growRun(beginRun(before, setup, 1, { updates, every: 1 }), Array.from({ length: updates + 1 }, (_, n) => line(n)));

test("a point after every so many updates keeps a run to about 500 points", () => {
  assert.equal(chooseEvery(1, start()), 1);
  assert.equal(chooseEvery(500, start()), 1);
  assert.equal(chooseEvery(501, start()), 2);
  assert.equal(chooseEvery(20_000, start()), 40);
});

test("points of a large network with all that its optimizer remembers are fewer", () => {
  const layer = { W: Array.from({ length: 16 }, () => Array(16).fill(0.1)), b: Array(16).fill(0), activation: "tanh" };
  const large = { ...start(), problem: { ...question.problem, network: { layers: Array(8).fill(layer) } } };
  assert.equal(chooseEvery(20_000, large), 40);
  const every = chooseEvery(20_000, { ...large, optimizer: "adam" });
  assert.ok((20_000 / every) * 3 * 8 * 17 * 16 <= 2_000_000);
});

test("a run begins where the reader is, and each of its points is the whole setup with the line's own numbers", () => {
  const setup = { ...start(), updates: 7 };
  const run = grown(setup, 3);
  assert.deepEqual(run.points.map(({ update }) => update), [7, 8, 9, 10]);
  assert.equal(run.points[0].setup, setup);
  const { problem, optimizer_state, updates, ...rest } = run.points[2].setup;
  assert.deepEqual(problem, { ...setup.problem, network: network(2) });
  assert.deepEqual({ optimizer_state, updates, rest }, { optimizer_state: { t: 2 }, updates: 9, rest: { learning_rate: 0.1, freeze_biases: false, optimizer: "sgd", start: setup.start } });
  assert.equal(run.points[2].loss, 1 / 3);
});

test("a reason may come with a line of its own or with one that was there", () => {
  const run = grown(start(), 3);
  assert.equal(growRun(run, [line(3, { stopped: "too far" })]).points.length, 4);
  assert.equal(growRun(run, [line(3, { stopped: "too far" })]).reason, "too far");
  assert.equal(growRun(run, [line(5, { stopped: "too far" })]).points.length, 5);
  assert.equal(endRun(growRun(run, [line(5, { stopped: "too far" })])).reason, "too far");
  assert.equal(endRun(run, "cut off").reason, "cut off");
});

test("a run from a point of the last one goes on from there, one from elsewhere begins anew", () => {
  const first = endRun(grown(start(), 4));
  const onward = beginRun(first, first.points[4].setup, 0.2, { updates: 10, every: 1 });
  assert.deepEqual(onward.points, first.points);
  assert.equal(onward.goal, 14);
  const branch = beginRun(first, first.points[2].setup, 0.3, { updates: 10, every: 1 });
  assert.deepEqual(branch.points, first.points.slice(0, 3));
  const other = beginRun(first, { ...first.points[2].setup, learning_rate: 9 }, 0.3, { updates: 10, every: 1 });
  assert.deepEqual(other.points.map(({ update }) => update), [2]);
});

test("a run that goes on and on keeps every other point, and its ends", () => {
  const first = grown(start(), 800);
  const { points } = beginRun(first, first.points[800].setup, 0, { updates: 5, every: 1 });
  assert.ok(points.length <= 402);
  assert.deepEqual([points[0], points.at(-1)], [first.points[0], first.points[800]]);
});

test("a point that cannot be explained is dropped, never the first", () => {
  let run = grown(start(), 1);
  run = dropLast(run);
  assert.equal(run.points.length, 1);
  assert.equal(dropLast(run).points.length, 1);
});

test("a run is one entry of the history, and walking in it stays one", () => {
  const setup = start();
  const run = grown(setup, 5);
  const walk = (history, index) => record(history, run.points[index].setup, run.visit);
  let history = walk(begin(setup), 5);
  for (const index of [2, 0, 4, 3]) {
    history = walk(history, index);
    assert.equal(placeIn(run, history.present), index);
  }
  assert.equal(history.past.length, 1);
  assert.equal(undo(history).present, setup);
  assert.equal(placeIn(run, undo(history).present), 0);
  assert.equal(redo(undo(history)).present, run.points[3].setup);
  assert.equal(placeIn(run, { ...setup }), -1);
  assert.equal(placeIn(null, setup), -1);
});

test("on the way to a point the reader stands there already", () => {
  const run = endRun(grown(start(), 3));
  assert.equal(standsAt(run, run.points[3].setup), 3);
  assert.equal(standsAt(aimAt(1)(run), run.points[3].setup), 1);
  assert.equal(standsAt(aimAt(null)(aimAt(1)(run)), run.points[3].setup), 3);
  assert.equal(aimAt(null)(run), run);
  assert.equal(aimAt(null)(null), null);
});
