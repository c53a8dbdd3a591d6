import assert from "node:assert/strict";
import test from "node:test";
import { setActivation, setFreeze, setLoss, setNumber, setOptimizer, setupOf, startAgain, startsAs, takeUpdate } from "../../static/js/model/edit.js";
import { resolve } from "../../static/js/model/refs.js";
import { question } from "./network.js";

const start = Object.freeze(setupOf({ ...question, freeze_biases: false }));
const LOSSES = [{ id: "mse", needs_output: null }, { id: "cross_entropy", needs_output: "softmax" }];
const read = (setup, ref, sample) => resolve(ref, { ...setup, sample, values: {} });
const REFS = ["W.1.0.0", "W.1.1.0", "W.2.0.1", "b.1.1", "b.2.0", "a.0.0", "a.0.0@1", "y.0", "y.0@1", "learning_rate"];

test("an edit changes the number at its Ref and no other, and leaves the old setup alone", () => {
  const before = JSON.stringify(start);
  for (const sample of [0, 1]) {
    for (const ref of REFS) {
      const changed = setNumber(start, ref, 42, sample);
      assert.equal(read(changed, ref, sample), 42, ref);
      const numbers = (setup) => JSON.stringify(setup).match(/-?\d+(\.\d+)?/g);
      assert.equal(numbers(changed).filter((number, i) => number !== numbers(start)[i]).length, 1, ref);
    }
  }
  assert.equal(JSON.stringify(start), before);
});

test("what did not change is shared", () => {
  const changed = setNumber(start, "W.2.0.1", 9, 0);
  assert.equal(changed.problem.network.layers[0], start.problem.network.layers[0]);
  assert.equal(changed.problem.x, start.problem.x);
});

test("what is computed, or is not there, cannot be edited", () => {
  for (const ref of ["z.1.0", "a.1.0", "loss", "W_new.1.0.0", "delta.2.0"]) assert.throws(() => setNumber(start, ref, 1, 0), RangeError, ref);
  for (const ref of ["W.1.2.0", "b.2.1", "a.0.3", "y.1"]) assert.throws(() => setNumber(start, ref, 1, 0), ref);
});

test("a loss that needs an output activation sets it in the same step, another leaves it", () => {
  const fused = setLoss(start, "cross_entropy", LOSSES);
  assert.deepEqual([fused.problem.loss, fused.problem.network.layers.map((layer) => layer.activation)], ["cross_entropy", ["sigmoid", "softmax"]]);
  const plain = setLoss(fused, "mse", LOSSES);
  assert.deepEqual([plain.problem.loss, plain.problem.network.layers[1].activation], ["mse", "softmax"]);
});

test("activation, optimizer and frozen biases", () => {
  assert.deepEqual(setActivation(start, 1, "tanh").problem.network.layers.map((layer) => layer.activation), ["tanh", "linear"]);
  const remembering = { ...start, optimizer: "momentum", optimizer_state: { t: 3 } };
  assert.deepEqual([setOptimizer(remembering, "adam").optimizer, setOptimizer(remembering, "adam").optimizer_state], ["adam", null]);
  assert.equal(setFreeze(start, true).freeze_biases, true);
});

test("an update is taken number by number, counted, and can be left again", () => {
  const layers = [{ W: [[-1.1963530000000001], [0.49]], b: [0.21, 0.09], activation: "sigmoid" }, { W: [[-0.2, 0.9]], b: [0.2], activation: "linear" }];
  const update = { network: { layers }, optimizer_state: { t: 1 } };
  const taken = takeUpdate(takeUpdate(start, update), update);
  assert.equal(taken.problem.network, update.network);
  assert.deepEqual([taken.updates, taken.optimizer_state], [2, { t: 1 }]);
  assert.equal(taken.problem.x, start.problem.x);
  const again = startAgain(setNumber(setActivation(taken, 1, "tanh"), "y.0", 7, 0));
  assert.deepEqual(again, setNumber(setActivation(start, 1, "tanh"), "y.0", 7, 0), "weights and count go back, the rest stays");
});

test("with other numbers a setup is still its example, started from other layers it is not", () => {
  const preset = { problem: question.problem };
  const [first, ...others] = start.start.layers;
  assert.ok(startsAs(start, preset));
  assert.ok(startsAs(setNumber(start, "W.2.0.1", 9, 0), preset));
  assert.ok(startsAs(setActivation(start, 1, "relu"), preset));
  assert.ok(startsAs({ ...start, start: { layers: [{ ...first, W: first.W.map((row) => row.map((w) => -w)) }, ...others] } }, preset));
  assert.ok(!startsAs({ ...start, start: { layers: [{ ...first, activation: "softplus" }, ...others] } }, preset));
  assert.ok(!startsAs({ ...start, start: { layers: others } }, preset));
});
