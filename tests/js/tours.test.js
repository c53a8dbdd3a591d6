import assert from "node:assert/strict";
import test from "node:test";
import { inWords, pathOf, piecesOf, readPath, tourAfter } from "../../static/js/model/tours.js";
import { readTrace } from "../../static/js/model/trace.js";
import { answer, question } from "./network.js";

const TOURS = [{ id: "first", stops: 3 }, { id: "dead-relu", stops: 2 }, { id: "last", stops: 4 }];

test("a path names a tour and a stop that there is", () => {
  const open = (path) => readPath(path, TOURS);
  assert.deepEqual(open(pathOf("dead-relu", 2)), { id: "dead-relu", n: 2, isUnknown: false });
  for (const [path, n] of [["tours.first", 1], ["tours.first.0", 1], ["tours.first.99", 3], ["tours.first.-1", 1], ["tours.first.2x", 1]]) {
    assert.deepEqual(open(path), { id: "first", n, isUnknown: false }, path);
  }
  for (const path of ["tours", "practice", "mistakes.first.1", null]) assert.deepEqual(open(path), { id: null, n: 1, isUnknown: false }, String(path));
  assert.deepEqual(open("tours.nowhere.1"), { id: null, n: 1, isUnknown: true });
});

test("a text is cut at its Refs, and nothing is lost or added", () => {
  assert.deepEqual(piecesOf("z is {z.1.0}, {a.1.0@2}."), ["z is ", { ref: "z.1.0" }, ", ", { ref: "a.1.0@2" }, "."]);
  assert.deepEqual(piecesOf("{loss} falls"), [{ ref: "loss" }, " falls"]);
  assert.deepEqual(piecesOf("Nothing to show."), ["Nothing to show."]);
});

test("after a tour comes the next one that is not finished, and after the last the first", () => {
  assert.equal(tourAfter(TOURS, "first", []).id, "dead-relu");
  assert.equal(tourAfter(TOURS, "first", ["first", "dead-relu"]).id, "last");
  assert.equal(tourAfter(TOURS, "last", ["last", "first"]).id, "dead-relu");
  assert.equal(tourAfter(TOURS, "dead-relu", TOURS.map(({ id }) => id)).id, "last");
  assert.equal(tourAfter(TOURS.slice(0, 1), "first", []), null);
});

test("a stop is said with its numbers in words, as far as they are computed", () => {
  const trace = readTrace(answer, question);
  const [target] = trace.steps.map((step) => step.target);
  const tour = { stops: [{ title: "A sum", text: `It is {${target}}, not \u22120.5.` }, { title: "Really?", text: "Yes." }] };
  const at = (cursor) => inWords(tour, 1, { trace, cursor, digits: 2 });
  assert.match(at(1), /^Stop 1 of 2\. A sum\. It is (minus )?\d\.\d\d, not minus 0\.5\.$/);
  assert.equal(at(0), "Stop 1 of 2. A sum. It is …, not minus 0.5.");
  assert.equal(inWords(tour, 2, { trace, cursor: 0, digits: 2 }), "Stop 2 of 2. Really? Yes.");
});
