import assert from "node:assert/strict";
import test from "node:test";
import { moveBy, readCount, readNumber, writeNumber } from "../../static/js/model/parse.js";

test("numbers as people type them", () => {
  const wanted = {
    "0.5": 0.5, "0,5": 0.5, ".5": 0.5, "5.": 5, "-1.2": -1.2, "−1,2": -1.2, "+3": 3, " 7 ": 7, "− 0.5": -0.5, "1/3": 1 / 3, "-1/3": -1 / 3, "1 / −4": -0.25,
    "0,5/2": 0.25, "1e-3": 0.001, "2E2": 200, "0.1": 0.1, "-0": 0, "1e-400": 0,
  };
  for (const [text, value] of Object.entries(wanted)) assert.ok(Object.is(readNumber(text).value, value), `${text} -> ${readNumber(text).value}`);
});

test("what is no number is refused in words", () => {
  for (const text of ["abc", "1.2.3", "1,000.5", "1/2/3", "1/0", "0/0", "1e999", "-1e999", "NaN", "Infinity", "0x10", "1e", "--1", "1-2", "²", "1/"]) {
    const { value, problem } = readNumber(text);
    assert.equal(value, undefined, text);
    assert.match(problem, /^[A-Z].*\.$/, text);
  }
});

test("what may become a number by typing on is known as such, what cannot is not", () => {
  for (const text of ["", "-", "−", "+", ".", ",", "-.", "1e", "1e-", "0.5e", "1/", "1/-", "1/0", "1/0."]) assert.equal(readNumber(text).isUnfinished, true, text);
  for (const text of ["a", "--", "1..", "/", "1//", "e", "1/a", "1e5e"]) assert.ok(!readNumber(text).isUnfinished, text);
});

test("steps are decimal steps", () => {
  assert.equal(moveBy(0.1, 2, -1), 0.3);
  assert.equal(moveBy(0.3, -3, -1), 0);
  assert.equal(moveBy(-1.2, 1, -1), -1.1);
  assert.equal(moveBy(-0.05, 1, -1), 0.05);
  assert.equal(moveBy(0.29, 1, -2), 0.3);
  assert.equal(moveBy(1e-7, 1, -1), 0.1000001);
  assert.equal(moveBy(1e21, 1, 0), 1e21);
  assert.equal(moveBy(1.5, -2, 0), -0.5);
  assert.ok(Object.is(moveBy(0.1, -1, -1), 0), "no minus zero");
  let value = 0;
  for (let i = 1; i <= 1000; i += 1) {
    value = moveBy(value, 1, -2);
    assert.equal(value, Number((i / 100).toFixed(2)));
  }
});

test("what is written reads back as the very same number", () => {
  for (const value of [0.1, -1.2, 1 / 3, 1e-7, -2.5e300, 5e-324, 0.1 + 0.2, 123456789.125, 0]) assert.ok(Object.is(readNumber(writeNumber(value)).value, value), String(value));
  assert.equal(writeNumber(-0.5), "−0.5");
});

test("a count is a whole number within its bound, and a refusal says which", () => {
  assert.deepEqual(readCount("500", 20_000), { value: 500 });
  assert.deepEqual(readCount(" 1 000 ", 20_000), { value: 1000 });
  for (const text of ["", "0", "-3", "1.5", "many", "1/3"]) assert.match(readCount(text, 10).problem, /whole number/, text);
  assert.match(readCount("20001", 20_000).problem, /20000/);
});
