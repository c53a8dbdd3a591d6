import assert from "node:assert/strict";
import test from "node:test";
import { destinationOf, lettersAt, needsNext, refsOf } from "../../static/js/model/binding.js";
import { meaningOf, readFormula, runsOf } from "../../static/js/model/formulas.js";
import { bind, linesOf } from "../../static/js/model/instance.js";
import { numberNodes, print } from "../../static/js/model/mathml.js";
import { pick } from "../../static/js/model/picks.js";
import { readTrace } from "../../static/js/model/trace.js";
import { answer, question } from "./network.js";

const trace = readTrace(answer, question); // 1-2-1
const first = { l: 1, j: 0, i: 0, k: 0 };
const text = (nodes) => nodes.map(print).join("").replace(/<[^>]*>/g, "");
const symbol = (letter, term) => `<msubsup data-term="${term}"><mi>${letter}</mi><mrow><mi>k</mi></mrow><mrow><mi>l</mi></mrow></msubsup>`;
const delta = symbol("δ", "delta.l+1.k");
const weight = symbol("w", "W.l+1.k.j");
const formula = `<math>${symbol("δ", "delta.l.j")}<mo>=</mo><mrow data-sum="k"><munder><mo>∑</mo><mi>k</mi></munder>${delta}<mo>\u2062</mo>${weight}</mrow></math>`;

test("a letter stands for one number, or for all while a sum goes through it", () => {
  assert.deepEqual(refsOf(trace, "W.l+1.k.j", first), ["W.2.0.0"]);
  assert.deepEqual(refsOf(trace, "a.l.j", { ...first, l: 1 }, "j"), ["a.1.0", "a.1.1"]);
  assert.deepEqual(refsOf(trace, "W.l+1.k.j slope.l.j", first), ["W.2.0.0", "slope.1.0"]);
  assert.deepEqual(refsOf(trace, "W.l", first), ["W.1"]);
  assert.deepEqual([refsOf(trace, "a.L.0", null), refsOf(trace, "y", null), refsOf(trace, "z.l.last", first)], [["a.2.0"], ["y"], ["z.1.1"]]);
  assert.deepEqual(refsOf(trace, "z.l+2.0", first), [], "no such layer");
});

test("the letters are those of the step's neuron, or of the first hidden one", () => {
  assert.deepEqual(lettersAt(trace, "delta.1.1", true), { ...first, j: 1 });
  assert.deepEqual(lettersAt(trace, "delta.2.0", true), first, "an output is no hidden neuron");
  assert.deepEqual(lettersAt(trace, "W_grad.2.0.1", false), { l: 2, j: 0, i: 1, k: 0 });
  for (const target of [null, "loss", "loss_new"]) assert.deepEqual(lettersAt(trace, target, true), first);
  assert.equal(lettersAt({ sizes: [1, 3] }, null, true), null);
});

test("a term leads to its step, to the nearest of its kind, or nowhere", () => {
  const { index } = trace;
  assert.deepEqual(destinationOf(trace, "delta.l.j", first), { ref: "delta.1.0", cursor: index.get("delta.1.0") + 1 });
  assert.deepEqual(destinationOf(trace, "W_grad.1.0.0", null), { ref: "W_grad.2.0.0", cursor: index.get("W_grad.2.0.0") + 1 });
  assert.deepEqual(destinationOf(trace, "learning_rate", null), { ref: "learning_rate", cursor: null });
  assert.equal(destinationOf(trace, "delta.l.j", null), null);
  assert.equal(destinationOf(trace, "slope.1.0", null), null, "nothing of its kind");
});

test("a formula tells its lines, its terms and its letters", () => {
  const read = readFormula(formula);
  assert.deepEqual(read.terms, [{ term: "delta.l.j", running: "" }, { term: "delta.l+1.k", running: "k" }, { term: "W.l+1.k.j", running: "k" }]);
  assert.deepEqual([read.letters, read.isHidden, read.lines.length], [["l", "j", "k"], true, 1]);
  assert.deepEqual(runsOf(trace, read, first), { k: 1 });
  assert.deepEqual(meaningOf(trace, read.terms[2], first).entries, ["W.2.0.0"]);
  assert.equal(meaningOf(trace, read.terms[2], null), null);
  assert.ok(needsNext("delta.l+1.k"));
});

test("a line with its letters put in, in symbols and in numbers", () => {
  const [{ left, right }] = linesOf(formula);
  const wide = { ...trace, sizes: [1, 2, 5] };
  const number = (ref) => numberNodes({ mantissa: ref.startsWith("W") ? "\u22120.5" : "2", exponent: null }, false);
  assert.equal(text(bind(left, trace, first)), "δ1(1)");
  assert.equal(text(bind(right, trace, first)), "δ1(2)\u2062w11(2)");
  assert.equal(text(bind(right, trace, first, number)), "2·(\u22120.5)");
  assert.equal(text(bind(right, wide, first, number)), "2·(\u22120.5)+2·(\u22120.5)+⋯+2·(\u22120.5)", "a long sum is cut");
  assert.match(bind(right, trace, first, number).map(print).join(""), /data-ref="W\.2\.0\.0"/);
});

test("of a long row the first and the last are picked", () => {
  assert.deepEqual([pick(2, 3), pick(3, 3), pick(9, 3)], [[0, 1], [0, 1, 2], [0, 1, null, 8]]);
});
