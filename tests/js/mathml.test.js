import assert from "node:assert/strict";
import test from "node:test";
import { element, mapOperands, numberNodes, parse, print, sides, symbolIn, terms, restsOn } from "../../static/js/model/mathml.js";

const step = `<math display="block"><mrow class="target" data-ref="z.1.0"><msub><mi>z</mi><mn>1</mn></msub></mrow><mo>=</mo><mrow class="expression"><mrow class="term"><mrow data-ref="W.1.0.0"><mi>W</mi></mrow><mo>\u00B7</mo><mrow data-ref="a.0.0" data-bare><mi>x</mi></mrow></mrow><mrow class="term"><mo>+</mo><mrow data-ref="b.1.0"><mi>b</mi></mrow></mrow></mrow></math>`;
const text = (nodes) => nodes.map(print).join("").replace(/<[^>]*>/g, "");

test("printing undoes parsing", () => {
  assert.equal(print(parse(step)).replace('data-bare=""', "data-bare"), step);
  assert.equal(print(parse("<mrow><mspace width=\"1em\"/><mi>x</mi></mrow>")), "<mrow><mspace width=\"1em\"></mspace><mi>x</mi></mrow>");
});

test("unbalanced markup is refused", () => {
  assert.throws(() => parse("<mrow><mi>x</mi>"), SyntaxError);
});

test("both sides, and a symbol taken out of a formula", () => {
  const { target, expression } = sides(step);
  assert.equal(target.attributes["data-ref"], "z.1.0");
  assert.equal(text([expression]), "W\u00B7x+b");
  assert.equal(symbolIn(step, "b.1.0"), "<mrow><mi>b</mi></mrow>");
  assert.equal(symbolIn(step, "b.9.9"), null);
});

test("operands are replaced where they stand, everything else stays", () => {
  const numbers = { "W.1.0.0": "\u22121.2", "a.0.0": "\u22120.5", "b.1.0": "0.2" };
  const filled = mapOperands(sides(step).expression, (node, ref) =>
    element("mrow", {}, numberNodes({ mantissa: numbers[ref], exponent: null }, "data-bare" in node.attributes)));
  assert.equal(text([filled]), "(\u22121.2)\u00B7\u22120.5+0.2", "a negative operand in brackets, unless it is bare");
});

test("a power of ten is set as one", () => {
  assert.equal(text(numberNodes({ mantissa: "\u22124.386", exponent: "\u22124" }, false)), "(\u22124.386\u00D710\u22124)");
});

const cutTexts = (markup) => terms(parse(`<mrow class="expression">${markup}</mrow>`)).map((term) => term.map(text));
const operand = (name) => `<mrow data-ref="${name}"><mi>${name}</mi></mrow>`;

test("a sum breaks between its terms, a term before its operators, and nothing gets lost", () => {
  const { expression } = sides(step);
  const cut = terms(expression);
  assert.deepEqual(cut.map((term) => term.map(text)), [["W", "\u00B7x"], ["+b"]]);
  assert.equal(text(cut.flat(2)), text([expression]));
  assert.match(print(cut[1][0][0]), /form="infix"/, "an operator at the start of a piece keeps its space");
});

test("rows that only group are opened; powers and fractions are not", () => {
  assert.deepEqual(cutTexts(`<mrow><mrow>${operand("d")}<mo>\u00B7</mo>${operand("s")}</mrow></mrow>`), [["d", "\u00B7s"]]);
  assert.deepEqual(cutTexts(`<mi>\u03C3</mi><mo>=</mo><mfrac><mn>1</mn><mrow><mn>1</mn><mo>+</mo>${operand("e")}</mrow></mfrac>`), [["\u03C3"], ["=11+e"]]);
});

test("a bracket breaks between the terms in it, and never right after it opens", () => {
  const sum = `<mfrac><mn>1</mn><mn>2</mn></mfrac><mo>(</mo><mrow><mrow class="term">${operand("a")}</mrow><mrow class="term"><mo>+</mo>${operand("c")}</mrow></mrow><mo>)</mo>`;
  assert.deepEqual(cutTexts(sum), [["12(a"], ["+c)"]]);
});

test("a sign is no place to break", () => {
  assert.deepEqual(cutTexts(`<mo form="prefix">\u2212</mo>${operand("a")}`), [["\u2212a"]]);
});

test("the mean of a long sum is written on the line, a short one stays a fraction", () => {
  const mean = (names) => `<mfrac><mrow>${names.map(operand).join("<mo>+</mo>")}</mrow><mn>${names.length}</mn></mfrac>`;
  assert.deepEqual(cutTexts(mean(["a", "b"])), [["a+b2"]]);
  assert.deepEqual(cutTexts(mean(["a", "b", "c", "d", "e"])), [["(a"], ["+b"], ["+c"], ["+d"], ["+e)", "/5"]]);
});

test("a list may break after its commas", () => {
  assert.deepEqual(cutTexts(`<mi>L</mi><mo>(</mo><mrow>${operand("W")}<mo>,</mo>${operand("b")}</mrow><mo>)</mo>`), [["L(W,", "b)"]]);
});

test("a sum in brackets breaks at its plus, a short bracket stays whole", () => {
  const bracket = (inside) => `<mrow><mo>(</mo><mrow>${inside}</mrow><mo>)</mo></mrow>`;
  const product = (a, b) => `<mrow>${operand(a)}<mo>\u00B7</mo>${operand(b)}</mrow>`;
  assert.deepEqual(cutTexts(`<mrow>${bracket(`${product("w", "d")}<mo>+</mo>${product("v", "e")}`)}<mo>\u00B7</mo>${operand("s")}</mrow>`),
    [["(w", "\u00B7d"], ["+v", "\u00B7e)", "\u00B7s"]]);
  assert.deepEqual(cutTexts(`<mrow>${operand("a")}<mo>\u00B7</mo>${bracket(`<mn>1</mn><mo>\u2212</mo>${operand("a")}`)}</mrow>`), [["a", "\u00B7(1", "\u2212a)"]]);
});

test("a formula rests on what it writes and on what its dots omit, on nothing else that was read", () => {
  const slope = `<math><mrow data-ref="slope.3.0"></mrow><mo>=</mo><mn>1</mn></math>`;
  assert.equal(restsOn(slope, "z.3.0"), false);
  assert.equal(restsOn(`<mrow data-ref="z.3.0"></mrow>`, "z.3.0"), true);
  assert.equal(restsOn(`<mrow data-ref="z.3.0"></mrow><mo>⋯</mo>`, "z.4.0"), true);
});
