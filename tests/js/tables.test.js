import assert from "node:assert/strict";
import test from "node:test";
import { steadyRows, tablesOf } from "../../static/js/model/tables.js";
import { isKnown, nameOf, readTrace, sceneAt, stepsSince } from "../../static/js/model/trace.js";
import { structureOf } from "../../static/js/model/edit.js";
import { answer, question } from "./network.js";

const trace = readTrace(answer, question);

test("every layer has a row a neuron, every sample its own; the explained one's Refs are bare", () => {
  const [samples, whole, first, last] = tablesOf(trace);
  assert.deepEqual(samples.rows.map(({ refs }) => refs), [["a.0.0", "y.0", "a.2.0", "loss@0"], ["a.0.0@1", "y.0@1", "a.2.0@1", "loss@1"]]);
  assert.deepEqual(samples.rows.map(({ isExplained }) => isExplained), [true, false]);
  assert.deepEqual(whole.rows.map(({ refs }) => refs[0]), ["loss", "loss_new", "learning_rate"]);
  assert.deepEqual(first.rows[1].refs, ["W.1.1.0", "b.1.1", "z.1.1", "a.1.1", "delta.1.1", "W_grad.1.1.0", "b_grad.1.1", "W_new.1.1.0", "b_new.1.1"]);
  assert.deepEqual(last.rows[0].refs, ["W.2.0.0", "W.2.0.1", "b.2.0", "z.2.0", "a.2.0", "dL_dz.2.0", "delta.2.0", "W_grad.2.0.0", "W_grad.2.0.1", "b_grad.2.0", "W_new.2.0.0", "W_new.2.0.1", "b_new.2.0"]);
  assert.equal(last.rows[0].refs.length, last.groups.flatMap(({ columns }) => columns).length);
});

test("what an optimizer remembers has its columns, before and new; frozen biases have none", () => {
  const values = { ...trace.values, v_W_new: { 1: [[1], [2]], 2: [[3, 4]] } };
  const [,,, last] = tablesOf({ ...trace, optimizer: "momentum", values });
  const titles = last.groups.map(({ title }) => title);
  assert.deepEqual(titles.slice(3), ["gradients", "velocity before", "new velocity", "new weights"]);
  assert.deepEqual(last.rows[0].refs.filter((ref) => ref.startsWith("v_")), ["v_W.2.0.0", "v_W.2.0.1", "v_W_new.2.0.0", "v_W_new.2.0.1"]);
});

test("another sample's number is named after the explained one's", () => {
  assert.equal(nameOf(trace, "z.1.0@1"), "z of neuron 1 in layer 1, sample 2");
  assert.equal(nameOf(trace, "z.1.0@0"), "z of neuron 1 in layer 1");
  assert.equal(nameOf(trace, "q@1"), "q@1");
});

test("only a move onwards computes steps", () => {
  assert.deepEqual(stepsSince({ trace, cursor: 3 }, { trace, cursor: 4 }, "element").map(({ target }) => target), ["a.1.1"]);
  assert.deepEqual(stepsSince({ trace, cursor: 2 }, { trace, cursor: 4 }, "layer").length, 2);
  for (const before of [{ trace, cursor: 5 }, { trace, cursor: 1 }, { trace: null, cursor: 3 }]) assert.deepEqual(stepsSince(before, { trace, cursor: 4 }, "element"), []);
});

test("formulas depend on the structure alone", () => {
  const setup = { ...question, freeze_biases: false, optimizer: "sgd", optimizer_state: null };
  const edited = structuredClone(setup);
  edited.problem.network.layers[0].W[0][0] = 9;
  edited.problem.x[1][0] = 7;
  edited.learning_rate = 3;
  assert.equal(structureOf(edited, 0), structureOf(setup, 0));
  const adam = { ...setup, optimizer: "adam" };
  const variants = [structureOf(setup, 0), structureOf(setup, 1), structureOf({ ...setup, freeze_biases: true }, 0), structureOf(adam, 0), structureOf({ ...adam, optimizer_state: { t: 2 } }, 0)];
  assert.equal(new Set(variants).size, variants.length);
});

test("a row stays between two places when none of its numbers comes, goes, or is lit at one of them", () => {
  const rows = tablesOf(trace).flatMap((table) => table.rows);
  const places = Array.from({ length: trace.count + 1 }, (_, cursor) => ({ cursor, scene: sceneAt(trace, cursor, "element", null) }));
  places.push({ cursor: 5, scene: sceneAt(trace, 5, "element", "W.2.0.1") }, { cursor: 9, scene: sceneAt(trace, 9, "layer", null) });
  const look = ({ cursor, scene }, row) => row.refs.map((ref) => `${isKnown(trace, cursor, ref)} ${scene.targets.has(ref)} ${scene.reads.has(ref)}`).join();
  let steady = 0;
  for (const before of places) {
    for (const now of places) {
      const stays = steadyRows(trace, before, now);
      for (const row of rows.filter(stays)) {
        steady += 1;
        assert.equal(look(before, row), look(now, row));
      }
      const isUnlit = ({ scene }, { refs }) => !refs.some((ref) => scene.targets.has(ref) || scene.reads.has(ref));
      for (const row of rows) if (isUnlit(before, row) && isUnlit(now, row) && look(before, row) === look(now, row)) assert.ok(stays(row));
    }
  }
  assert.ok(steady > 1000);
});
