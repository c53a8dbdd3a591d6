import assert from "node:assert/strict";
import test from "node:test";
import { fitPlot } from "../../static/js/draw/fit.js";
import { lossCurve, nearestPoint } from "../../static/js/draw/loss_curve.js";
import { plotSize, powerTicks } from "../../static/js/draw/plot.js";
import { sideOf, spanOf, surfacePlot } from "../../static/js/draw/surface.js";
import { CELLS, planOf } from "../../static/js/model/grid.js";

const size = { width: 400, height: 300 };
const points = [1, 0.1, 0.01, 0].map((loss, i) => ({ update: 10 * i, loss }));

test("the loss curve goes from corner to corner, downwards where the loss falls", () => {
  const { box, at } = lossCurve(points, { ...size, kind: "linear", goal: null });
  assert.equal(at[0][0], box.left);
  assert.equal(at.at(-1)[0], box.right);
  assert.equal(at.at(-1)[1], box.bottom);
  assert.ok(at[0][1] < at[1][1] && at[1][1] < at[2][1]);
});

test("on the logarithmic axis equal factors are equal distances, and a loss of 0 stands on the lower edge", () => {
  const { box, at } = lossCurve(points, { ...size, kind: "log", goal: null });
  assert.ok(Math.abs(at[1][1] - at[0][1] - (at[2][1] - at[1][1])) < 1e-9);
  assert.equal(at[3][1], box.bottom);
  assert.equal(lossCurve([{ update: 0, loss: 0 }], { ...size, kind: "log", goal: null }).kind, "linear");
});

test("while a run goes on the axis reaches as far as it will go, so the curve itself is its progress", () => {
  const { x, box } = lossCurve(points, { ...size, kind: "linear", goal: 120 });
  assert.equal(x.to(120), box.right);
  assert.ok(Math.abs(x.to(30) - (box.left + (box.right - box.left) / 4)) < 1e-9);
});

test("no size of a loss, and no single point, breaks the curve", () => {
  for (const kind of ["linear", "log"]) {
    for (const losses of [[1e300, 1e308], [5e-324, 1], [0.3], [0]]) {
      const { at, y } = lossCurve(losses.map((loss, update) => ({ update, loss })), { ...size, kind, goal: null });
      assert.ok(at.flat().every(Number.isFinite), `${kind} ${losses}`);
      assert.ok(y.ticks(4).every(Number.isFinite));
    }
  }
});

test("the pointer finds the nearest point", () => {
  const at = [[0, 0], [10, 0], [30, 0]];
  assert.deepEqual([-5, 4, 6, 19, 21, 99].map((pixel) => nearestPoint(at, pixel)), [0, 0, 1, 1, 2, 2]);
});

test("many decades get few ticks, and a narrow range gets some", () => {
  assert.ok(powerTicks(1e-32, 1, 4).length <= 4);
  assert.ok(powerTicks(1e-32, 1, 4).every((tick) => Number.isInteger(Math.round(1e6 * Math.log10(tick)) / 1e6)));
  assert.ok(powerTicks(0.21, 0.45).length >= 2);
});

test("a fit has a curve for each of the first four outputs, and every sample its mark and its prediction", () => {
  const problem = { x: [[0], [1]], y: [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0]] };
  const plan = planOf(problem);
  const rows = plan.rows.map(([x]) => [x, 1 - x, 2, 3, 4]);
  const plot = fitPlot({ plan, places: rows.slice(0, -2), samples: rows.slice(-2) }, problem, size);
  assert.equal(plot.curves.length, 4);
  assert.equal(plot.samples.length, 8);
  const [first] = plot.samples;
  assert.deepEqual(first, { output: 0, x: plot.x.to(0), target: plot.y.to(0), predicted: plot.y.to(0) });
});

test("each cell of a surface has the side of its prediction, and the border runs where sides meet", () => {
  const problem = { x: [[0, 0], [1, 1]], y: [[0], [1]] };
  const plan = planOf(problem);
  const places = plan.rows.slice(0, -2).map(([x]) => [x < 0.5 ? 0.2 : 0.9]);
  const plot = surfacePlot({ plan, places }, problem, size);
  const cells = (side) => plot.fills.filter((fill) => fill.side === side).map(({ d }) => d.match(/M/g).length).reduce((sum, n) => sum + n, 0);
  assert.deepEqual([cells("low"), cells("high")], [CELLS ** 2 / 2, CELLS ** 2 / 2]);
  const middle = (plot.box.left + plot.box.right) / 2;
  assert.deepEqual(new Set(plot.border.match(/M[\d.]+/g)), new Set([`M${middle}`]));
  assert.deepEqual(plot.samples.map(({ side }) => side), ["low", "high"]);
});

test("the colours span the targets, or what is predicted where there is one target only", () => {
  assert.deepEqual(spanOf({ places: [[9]] }, { y: [[0], [1]] }), { low: 0, middle: 0.5, high: 1 });
  assert.deepEqual(spanOf({ places: [[0], [4]] }, { y: [[1]] }), { low: 0, middle: 2, high: 4 });
  assert.equal(sideOf(0.5, { middle: 0.5 }), "high");
});

test("two plots stand side by side where there is room, and leave room for the slider", () => {
  assert.ok(plotSize({ width: 950, height: 690 }).width * 2 < 950);
  assert.equal(plotSize({ width: 336, height: 300 }).width, 336);
  assert.ok(plotSize({ width: 336, height: 300 }).height <= 190);
  assert.ok(plotSize({ width: 336, height: 300 }).tall > 250);
});
