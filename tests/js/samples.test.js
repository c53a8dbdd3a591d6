import assert from "node:assert/strict";
import test from "node:test";
import { architectureOf, refusalOf, setNetwork, withLayer, withoutLayer, withUnits } from "../../static/js/model/architecture.js";
import { setNumber, setupOf, startAgain, takeUpdate } from "../../static/js/model/edit.js";
import { addSample, duplicateSample, fitRows, removeSample, setRow, setSamples } from "../../static/js/model/samples.js";
import { question } from "./network.js";

const start = Object.freeze(setupOf({ ...question, freeze_biases: false }));
const samplesOf = ({ problem: { x, y } }) => ({ x, y });
const LIMITS = { explained_units: 16, explained_layers: 8 };

test("a row is changed as a whole, and no other", () => {
  const changed = setRow(start, 1, [7], [8]);
  assert.deepEqual(samplesOf(changed), { x: [[0.5], [7]], y: [[1], [8]] });
  assert.equal(changed.problem.x[0], start.problem.x[0]);
  assert.equal(changed.problem.network, start.problem.network);
  assert.deepEqual(samplesOf(start), { x: [[0.5], [0.25]], y: [[1], [2]] });
});

test("samples are added, doubled and removed; the last one stays", () => {
  assert.deepEqual(samplesOf(addSample(start, false)), { x: [[0.5], [0.25], [0]], y: [[1], [2], [0]] });
  const shares = setSamples(start, [[1]], [[0, 1, 0]]);
  assert.deepEqual(samplesOf(addSample(shares, true)).y, [[0, 1, 0], [1, 0, 0]], "targets that sum to 1");
  assert.deepEqual(samplesOf(duplicateSample(start, 0)), { x: [[0.5], [0.5], [0.25]], y: [[1], [1], [2]] });
  const one = removeSample(start, 0);
  assert.deepEqual(samplesOf(one), { x: [[0.25]], y: [[2]] });
  assert.equal(removeSample(one, 0), one);
});

test("rows are cut or filled with 0, and shared where they fit", () => {
  const rows = [[1, 2], [3, 4]];
  assert.equal(fitRows(rows, 2), rows);
  assert.deepEqual(fitRows(rows, 1), [[1], [3]]);
  assert.deepEqual(fitRows(rows, 4), [[1, 2, 0, 0], [3, 4, 0, 0]]);
});

test("an architecture says which layer each layer continues, whatever comes or goes before it", () => {
  const own = architectureOf(start);
  assert.deepEqual(own, { inputs: 1, layers: [{ units: 2, activation: "sigmoid", keeps: 1 }, { units: 1, activation: "linear", keeps: 2 }] });
  assert.equal(withUnits(own, 0, 3).inputs, 3);
  assert.deepEqual(withUnits(own, 2, 3).layers.map(({ units }) => units), [2, 3]);
  for (const at of [1, 2]) {
    const longer = withLayer(own, at);
    assert.deepEqual(longer.layers[at - 1], { units: 2, activation: "sigmoid", keeps: 0 }, "like its hidden neighbour");
    assert.deepEqual(withoutLayer(longer, at), own);
  }
  assert.deepEqual(withLayer(own, 1).layers.map(({ keeps }) => keeps), [0, 1, 2]);
  const single = withoutLayer(own, 1);
  assert.deepEqual(single.layers.map(({ keeps }) => keeps), [2]);
  assert.deepEqual(withLayer(single, 1).layers[0], { units: 2, activation: "tanh", keeps: 0 });
});

test("what cannot be explained is refused in words before anything is asked", () => {
  const own = architectureOf(start);
  assert.equal(refusalOf(own, LIMITS), null);
  for (const [architecture, words] of [
    [withUnits(own, 1, 17), "At most 16"],
    [withUnits(own, 0, 17), "At most 16"],
    [withUnits(own, 1, 0), "At least one"],
    [withUnits(own, 1, 2.5), "whole number"],
    [[...Array(7)].reduce((longer) => withLayer(longer, 1), own), "At most 8 layers"],
  ]) assert.match(refusalOf(architecture, LIMITS), new RegExp(words));
});

test("another network is a new start, and the samples follow its widths", () => {
  const network = { layers: [{ W: [[1, 2], [3, 4]], b: [0, 0], activation: "tanh" }, { W: [[5, 6], [7, 8], [9, 1]], b: [0, 0, 0], activation: "linear" }] };
  const used = { ...takeUpdate(start, { network: start.problem.network, optimizer_state: { t: 1 } }) };
  const changed = setNetwork(used, network);
  assert.deepEqual(samplesOf(changed), { x: [[0.5, 0], [0.25, 0]], y: [[1, 0, 0], [2, 0, 0]] });
  assert.deepEqual([changed.updates, changed.optimizer_state], [0, null]);
  assert.deepEqual(startAgain(setNumber(changed, "W.1.0.1", 42, 0)), changed);
  assert.notDeepEqual(startAgain(changed).problem.network, start.problem.network);
});
