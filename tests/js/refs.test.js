import assert from "node:assert/strict";
import test from "node:test";
import { arrayOf, isArray, isEditable, isGiven, isShownAsOperand, parseRef, printRef, resolve, sameAs } from "../../static/js/model/refs.js";
import { readTrace } from "../../static/js/model/trace.js";
import { answer, question } from "./network.js";

const REFS = ["W.2.0.1", "b.1.0", "a.0.0", "z.1.0@3", "a.3.0", "y.0", "y.1@2", "loss", "loss@3", "dL_da.3.0", "dL_dz.3.0", "delta.2.1", "W_grad.2.0.1", "b_grad.2.0", "W_new.2.0.1", "b_new.2.0", "loss_new", "learning_rate", "delta.12.10@63"];

test("printing undoes parsing", () => {
  for (const text of REFS) assert.equal(printRef(parseRef(text)), text);
});

test("parts of a Ref", () => {
  assert.deepEqual(parseRef("W.2.0.1"), { quantity: "W", indices: [2, 0, 1], sample: null });
  assert.deepEqual(parseRef("z.1.0@3"), { quantity: "z", indices: [1, 0], sample: 3 });
});

test("what is no Ref is refused", () => {
  for (const text of ["", "W", "W.1.0", "W.1.0.0.0", "q.1.0", "z", "z.1.0@", "z.01.0", "z.1.-1", "loss.1", "y.1.0", " z.1.0", "z.1.0@0@1", "constructor.1.0"]) {
    assert.throws(() => parseRef(text), SyntaxError, text);
  }
});

test("a Ref resolves to its number", () => {
  const trace = readTrace(answer, question);
  const expected = {
    "W.2.0.1": 0.8, "b.1.1": 0.1, "a.0.0": 0.5, "a.0.0@1": 0.25, "y.0": 1, "y.0@1": 2, "z.1.1": 0.35, "z.1.1@1": 2, "a.1.0": 0.6,
    loss: 2.5, "loss@0": 1, "loss@1": 4, "dL_dz.2.0": 2, "delta.1.1@1": 0.4, "W_grad.2.0.1": 6, "b_grad.1.1": 2, "W_new.2.0.0": -0.7,
    "b_new.1.1": -0.1, loss_new: 1.25, learning_rate: 0.1,
  };
  for (const [ref, number] of Object.entries(expected)) assert.equal(resolve(ref, trace), number, ref);
  assert.equal(resolve("z.1.1", { ...trace, sample: 1 }), 2, "a bare Ref means the explained sample");
  for (const ref of ["W.9.0.0", "z.1.7", "z.1.0@9", "dL_da.2.0", "y.5"]) assert.equal(resolve(ref, trace), undefined, ref);
});

test("the explained sample's Ref is the bare one; a sample's loss is never the mean", () => {
  assert.equal(sameAs("a.1.0@0", 0), "a.1.0");
  assert.equal(sameAs("a.1.0@1", 0), "a.1.0@1");
  assert.equal(sameAs("a.1.0@10", 0), "a.1.0@10");
  assert.equal(sameAs("loss@0", 0), "loss@0");
});

test("given numbers and computed ones", () => {
  for (const ref of ["W.1.0.0", "b.1.0", "a.0.0@1", "y.0", "learning_rate"]) assert.ok(isGiven(ref), ref);
  for (const ref of ["a.1.0", "z.1.0", "loss", "W_new.1.0.0", "W_grad.1.0.0", "b_grad.1.0"]) assert.ok(!isGiven(ref), ref);
  assert.ok(isShownAsOperand("W_new.1.0.0") && !isShownAsOperand("W_grad.1.0.0") && !isShownAsOperand("z.1.0"));
});

test("an array's Ref is no number's", () => {
  for (const ref of ["W.2", "W_new.1", "b.1", "a.0", "z.1@2", "y"]) assert.ok(isArray(ref), ref);
  for (const ref of ["W.2.0.0", "a.0.0", "y.0", "loss", "learning_rate"]) assert.ok(!isArray(ref), ref);
  assert.equal(resolve("W.2", readTrace(answer, question)), undefined);
});

test("what an optimizer remembers has an address too: nothing before the first update, then what the answer gave", () => {
  const more = structuredClone(answer);
  Object.assign(more.phases[4].values, { v_W_new: { 1: [[3], [4]], 2: [[5, 6]] }, v_b_new: { 1: [1, 2], 2: [3] } });
  const first = readTrace(more, { ...question, optimizer_state: null });
  assert.deepEqual(["v_W_new.2.0.1", "v_W.2.0.1", "v_b.1.1", "v_W.2.0.7", "m_W.2.0.1"].map((ref) => resolve(ref, first)), [6, 0, 0, undefined, undefined]);
  const later = readTrace(more, { ...question, optimizer_state: { t: 1, v_W: { 1: [[7], [8]], 2: [[9, 10]] } } });
  assert.equal(resolve("v_W.2.0.1", later), 10);
  assert.ok(isGiven("v_W.2.0.1") && !isEditable("v_W.2.0.1"), "it is there from the start, but not to be typed in");
});

test("what can be edited is given, one number, and the reader's", () => {
  for (const ref of ["W.1.0.0", "b.1.0", "a.0.0@1", "y.0", "learning_rate"]) assert.ok(isEditable(ref), ref);
  for (const ref of ["W.1", "y", "z.1.0", "loss", "m_b.1.0"]) assert.ok(!isEditable(ref), ref);
});

test("the array that a number stands in", () => {
  assert.deepEqual(["W.2.0.1", "y.0@3", "a.0.1@2", "loss@1", "learning_rate", "v_b_new.3.0"].map(arrayOf), ["W.2", "y", "a.0", "loss", "learning_rate", "v_b_new.3"]);
});
