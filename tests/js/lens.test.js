// The pure parts of the lens on mistakes: what is told apart and how, on answers as the server gives them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { markChanges } from "../../static/js/model/changes.js";
import { apart, byPhase, parted, split, verdictOf, worst, wrongTrace } from "../../static/js/model/lens.js";

test("two numbers get as many digits as it takes to tell them apart, and two more", () => {
  assert.deepEqual(apart(0.29102777369359933, 0.29102792390544197, 4), { digits: 9, texts: ["0.291027774", "0.291027924"] });
  assert.deepEqual(apart(0.0088, 0.0073, 4), { digits: 4, texts: ["0.0088", "0.0073"] });
});

test("numbers that differ by a rounding alone end with equal digits", () => {
  const { digits, texts } = apart(0.1 + 0.2, 0.3, 4);
  assert.equal(digits, 15);
  assert.equal(texts[0], texts[1]);
});

test("new weights are told apart as operands are written", () => {
  assert.deepEqual(apart(0.15, 0.1497807, 4, "W_new.1.0.0").texts, ["0.15", "0.149781"]);
});

test("two numbers are split where they part, also in sign and in power", () => {
  assert.deepEqual(split(["0.291027774", "0.291027924"]), { same: "0.291027", rests: ["774", "924"], power: "" });
  assert.deepEqual(split(["−0.5", "0.5"]), { same: "", rests: ["−0.5", "0.5"], power: "" });
  assert.deepEqual(split(["4.977×10⁻⁴", "4.977×10⁻³"]), { same: "", rests: ["4.977×10⁻⁴", "4.977×10⁻³"], power: "" });
  assert.deepEqual(split(["4.977×10⁻⁴", "4.236×10⁻⁴"]), { same: "4.", rests: ["977", "236"], power: "×10⁻⁴" });
});

test("the numbers of other samples are counted and not listed", () => {
  const differs = ["delta.1.0@1", "delta.1.0@2", "loss", "loss@0", "loss@1", "W_new.1.0.0"];
  assert.deepEqual(parted({ sample: 1 }, differs), { own: ["delta.1.0", "loss", "W_new.1.0.0"], others: 3 });
});

test("mistakes stand under the phase in which they are made; gradients and update are one", () => {
  const groups = byPhase(["forward", "update", "gradients", "deltas"].map((phase) => ({ id: phase, phase })));
  assert.deepEqual(groups.map(({ number, mistakes }) => [number, mistakes.map(({ id }) => id)]),
    [[1, ["forward"]], [2, []], [3, ["deltas"]], [4, ["update", "gradients"]]]);
});

test("the worst gradients come first, and those that agree or cross a kink not at all", () => {
  const parameters = [["W.1.0.0", 0.2, "differs"], ["b.1.0", 0.9, "kink"], ["W.1.0.1", 0.7, "differs"], ["W.2.0.0", 0.1, "agrees"]]
    .map(([ref, relative_error, verdict]) => ({ ref, relative_error, verdict }));
  assert.deepEqual(worst({ parameters }, 3).map(({ ref }) => ref), ["W.1.0.1", "W.1.0.0"]);
});

test("what is not exposed went wrong in the update, or too little in the gradients", () => {
  const told = (exposes, differs) => verdictOf({ check: { exposes }, differs });
  assert.equal(told(true, ["delta.1.0"]), "exposes");
  assert.equal(told(false, ["W_new.1.0.0", "loss_new"]), "update");
  assert.equal(told(false, ["delta.1.0", "b_grad.1.0"]), "close");
});

test("the wrong trace has the wrong numbers and formulas, and says of a wrong number that it is wrong", () => {
  const trace = { sample: 0, names: { loss: "the loss", "z.1.0": "weighted sum" }, steps: [{ target: "z.1.0" }, { target: "loss" }], values: {}, count: 2 };
  const answer = { values: { wrong: { loss: 2 } }, steps: [{ target: "loss", changed: true }], names: {}, differs: ["loss"] };
  const wrong = wrongTrace(trace, answer);
  assert.deepEqual(wrong.steps, [{ target: "z.1.0" }, { target: "loss", changed: true }]);
  assert.equal(wrong.values.loss, 2);
  assert.deepEqual(wrong.names, { loss: "wrong loss", "z.1.0": "weighted sum" });
  assert.equal(trace.names.loss, "the loss");
});

const operand = (ref) => `<mrow data-ref="${ref}"><mi>${ref[0]}</mi></mrow>`;
const formula = (inner) => `<math><mrow class="target">${operand("t")}</mrow><mo>=</mo><mrow class="expression">${inner}</mrow></math>`;
const marked = (text) => [...text.matchAll(/class="changed"[^>]*>(?:<mi>)?([^<]*)/g)].map((match) => match[1]);

test("a factor that is left out is marked in the right formula, with its sign, and the brackets are not", () => {
  const right = formula(`<mo>(</mo>${operand("a")}<mo>+</mo>${operand("b")}<mo>)</mo><mo>·</mo>${operand("s")}`);
  const wrong = formula(`${operand("a")}<mo>+</mo>${operand("b")}`);
  const [good, bad] = markChanges(right, wrong);
  assert.deepEqual([marked(good), marked(bad)], [["·", "s"], []]);
});

test("another sign and another operand are marked on both sides", () => {
  const [good, bad] = markChanges(formula(`${operand("a")}<mo>−</mo>${operand("b")}`), formula(`${operand("a")}<mo>+</mo>${operand("c")}`));
  assert.deepEqual([marked(good), marked(bad)], [["−", "b"], ["+", "c"]]);
});

test("of equal formulas those operands are marked that were wrong before", () => {
  const same = formula(`${operand("a")}<mo>·</mo>${operand("b")}`);
  assert.deepEqual(markChanges(same, same).map(marked), [[], []]);
  assert.deepEqual(markChanges(same, same, new Set(["b"])).map(marked), [["b"], ["b"]]);
});

test("what is not marked stays as the server wrote it", () => {
  const right = formula(`${operand("a")}<mo stretchy="false">−</mo>${operand("b")}`);
  assert.equal(markChanges(right, right)[0], right);
});
