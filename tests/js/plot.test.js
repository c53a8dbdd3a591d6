import assert from "node:assert/strict";
import { test } from "node:test";
import { extent, linePath, powerTicks, roundTicks, scale, tickText } from "../../static/js/draw/plot.js";

test("ticks are round numbers within the range, free of floating dust", () => {
  assert.deepEqual(roundTicks(0, 1, 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(roundTicks(-0.31, 0.32, 6), [-0.2, 0, 0.2]);
  assert.deepEqual(roundTicks(0, 0.35, 4), [0, 0.1, 0.2, 0.3]);
  assert.deepEqual(roundTicks(12, 4800, 5), [1000, 2000, 3000, 4000]);
});

test("a logarithmic axis has powers of ten, and their halves where those are few", () => {
  assert.deepEqual(powerTicks(0.0005, 20), [0.001, 0.01, 0.1, 1, 10]);
  assert.deepEqual(powerTicks(0.15, 0.8), [0.2, 0.5]);
});

test("a scale goes there and back", () => {
  for (const kind of ["linear", "log"]) {
    const { to, from } = scale({ domain: [0.01, 100], range: [40, 340], kind });
    assert.equal(to(0.01), 40);
    assert.ok(Math.abs(to(100) - 340) < 1e-9);
    for (const value of [0.02, 1, 77]) assert.ok(Math.abs(from(to(value)) - value) < 1e-9 * value);
  }
  assert.ok(Math.abs(scale({ domain: [0.01, 100], range: [0, 400], kind: "log" }).to(1) - 200) < 1e-9);
});

test("a domain holds every value and never has no width", () => {
  const [low, high] = extent([3, -1, 2]);
  assert.ok(low < -1 && high > 3);
  for (const same of [0, 5, -2]) {
    const [below, above] = extent([same, same]);
    assert.ok(below < same && same < above);
  }
});

test("a line goes through its points, and ticks are written shortly", () => {
  assert.equal(linePath([[0, 1.26], [10, 2]]), "M0 1.3L10 2");
  assert.deepEqual([0, 0.1 + 0.2, -1.5, 0.0001, 250000].map(tickText), ["0", "0.3", "−1.5", "1e−4", "2.5e5"]);
});
