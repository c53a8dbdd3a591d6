import assert from "node:assert/strict";
import test from "node:test";
import { BOX, curveOf, quietCorner } from "../../static/js/draw/curve.js";
import { aboutParameter, rangeAround } from "../../static/js/model/parameter.js";
import { readTrace } from "../../static/js/model/trace.js";
import { answer, question } from "./network.js";

const trace = readTrace(answer, question);

test("a gradient, a new and a given weight are all about the same weight; nothing else is", () => {
  for (const ref of ["W.2.0.0", "W_grad.2.0.0", "W_new.2.0.0"]) {
    const { knows, ...refs } = aboutParameter(trace, trace.count, ref);
    assert.deepEqual(refs, { ref: "W.2.0.0", gradient: "W_grad.2.0.0", fresh: "W_new.2.0.0" });
  }
  assert.equal(aboutParameter(trace, 0, "b.2.0").fresh, "b_new.2.0");
  for (const other of [null, undefined, "W.2", "W_grad.2", "b.2", "z.1.0", "a.0.0", "loss", "learning_rate", "m_W_new.1.0.0", "delta.1.0@1"])
    assert.equal(aboutParameter(trace, trace.count, other), null, other);
});

test("what may be told follows the cursor", () => {
  const at = (target) => trace.index.get(target) + 1;
  const knows = (cursor) => aboutParameter(trace, cursor, "W.2.0.0").knows;
  assert.deepEqual(knows(0), { gradient: false, fresh: false, loss: false });
  assert.deepEqual(knows(at("loss")), { gradient: false, fresh: false, loss: true });
  assert.deepEqual(knows(at("W_grad.2.0.0") - 1), { gradient: false, fresh: false, loss: true });
  assert.deepEqual(knows(at("W_grad.2.0.0")), { gradient: true, fresh: false, loss: true });
  assert.deepEqual(knows(at("W_new.2.0.0")), { gradient: true, fresh: true, loss: true });
});

test("a slice has the old value in its middle and the new one well inside", () => {
  for (const [old, next] of [[-0.3, -0.7], [0, 0], [3, -40], [1e6, 1e6 + 1], [-1e-9, 1]]) {
    const layers = [question.problem.network.layers[0], { W: [[old, 0.8]], b: [0.1], activation: "linear" }];
    const moved = { ...trace, problem: { ...question.problem, network: { layers } }, values: { ...trace.values, W_new: { 2: [[next, 0]] } } };
    const { from, to } = rangeAround(moved, { ref: "W.2.0.0", fresh: "W_new.2.0.0" });
    assert.ok(to - from >= 4);
    assert.ok(Math.abs((from + to) / 2 - old) <= 1e-9 * Math.max(1, Math.abs(old)));
    assert.ok(Math.abs(next - old) <= (to - from) / 6 + 1e-9);
  }
});

// L = (w - 1)^2 around w = 0
const values = Array.from({ length: 5 }, (_, i) => i - 2);
const parabola = { value: 0, loss: 1, gradient: -2, values, losses: values.map((w) => (w - 1) ** 2), tangent: values.map((w) => 1 - 2 * w) };

test("the curve stands in its box, the old value on it and the tangent through it, the new value on the drawn line", () => {
  const { x, y, curve, tangent, old, fresh } = curveOf(parabola, 0.5);
  for (const [px, py] of curve) assert.ok(px >= BOX.left && px <= BOX.right && py >= BOX.top && py <= BOX.bottom);
  assert.deepEqual([old.x, old.y], curve[2]);
  const [[x1, y1], [x2, y2]] = tangent;
  assert.ok(Math.abs(y1 + ((y2 - y1) * (old.x - x1)) / (x2 - x1) - old.y) < 1e-9);
  assert.ok(Math.abs((y.from(y2) - y.from(y1)) / (x.from(x2) - x.from(x1)) - parabola.gradient) < 1e-9);
  assert.ok(Math.abs(fresh.x - x.to(0.5)) < 1e-9);
  assert.ok(Math.abs(fresh.y - y.to(0.5)) < 1e-9); // halfway between the points at 0 and 1
  assert.equal(curveOf(parabola).fresh, null);
});

test("a flat curve has a place too", () => {
  const flat = { ...parabola, losses: [3, 3, 3, 3, 3], loss: 3, tangent: [3, 3, 3, 3, 3] };
  for (const number of curveOf(flat, 0).curve.flat()) assert.ok(Number.isFinite(number));
});

test("a label goes where the fewest points are", () => {
  const corner = (ups) => [BOX.left, (BOX.left + BOX.right) / 2, BOX.right].flatMap((x, i) => [[x, ups[i]], [x + (i - 1) * -20, ups[i]]]);
  const { top, bottom } = BOX;
  assert.equal(quietCorner(corner([top, 75, top])).y, bottom - 5);
  assert.equal(quietCorner(corner([bottom, 75, bottom])).y, top + 12);
  const rising = quietCorner([...corner([bottom, 75, top]), ...corner([bottom, 75, bottom])]);
  assert.deepEqual([rising.anchor, rising.y], ["start", top + 12]);
});
