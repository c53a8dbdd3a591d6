import assert from "node:assert/strict";
import test from "node:test";
import { CELLS, partRows, planOf } from "../../static/js/model/grid.js";

const MOST = 1024; // rows that one question may hold
const columns = (plan, i) => plan.rows.map((row) => row[i]);

test("one input is a curve through and beyond its samples, the samples themselves at the end", () => {
  const plan = planOf({ x: [[2], [0], [1]] });
  assert.equal(plan.kind, "fit");
  assert.deepEqual(plan.rows.slice(-3), [[2], [0], [1]]);
  const { places } = partRows(plan, plan.rows, 3);
  assert.deepEqual([places[0][0], places.at(-1)[0]], [plan.axes[0].low, plan.axes[0].high]);
  assert.ok(plan.axes[0].low < 0 && plan.axes[0].high > 2);
  assert.ok(places.every(([x], i) => i === 0 || x > places[i - 1][0]));
});

test("a single sample gets surroundings", () => {
  assert.deepEqual(planOf({ x: [[0.5]] }).axes, [{ input: 0, low: -0.5, high: 1.5 }]);
});

test("two inputs are a surface, row by row from the lower left", () => {
  const plan = planOf({ x: [[0, 10], [1, 20]] });
  assert.equal(plan.kind, "surface");
  const { places, samples } = partRows(plan, plan.rows, 2);
  assert.equal(places.length, CELLS ** 2);
  assert.deepEqual(samples, [[0, 10], [1, 20]]);
  assert.ok(places[1][0] > places[0][0] && places[1][1] === places[0][1]);
  assert.ok(places[CELLS][1] > places[0][1] && places[CELLS][0] === places[0][0]);
});

test("an input that never differs is held, so that three inputs can still be a surface", () => {
  const plan = planOf({ x: [[0, 0, 1], [0, 1, 1], [1, 0, 1]] });
  assert.equal(plan.kind, "surface");
  assert.deepEqual(plan.held, [2]);
  assert.ok(columns(plan, 2).every((value) => value === 1));
  const line = planOf({ x: [[7, 0, 1], [7, 1, 1]] });
  assert.deepEqual([line.kind, line.held], ["fit", [0, 2]]);
});

test("more inputs are the samples alone, and so are many that never differ", () => {
  const x = [[0, 0, 0], [1, 1, 1]];
  assert.deepEqual(planOf({ x }), { kind: "table", axes: [], held: [], rows: x });
  assert.equal(planOf({ x: [[1, 2, 3]] }).kind, "table");
});

test("no question is larger than the server takes, with as many samples as are explained", () => {
  for (const width of [1, 2, 3, 5]) {
    const x = Array.from({ length: 64 }, (_, s) => Array.from({ length: width }, (_, i) => Math.sin(s + i)));
    assert.ok(planOf({ x }).rows.length <= MOST);
  }
});
