import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { formatOperand, formatResult, relation, splitPower, spoken } from "../../static/js/model/format.js";

const table = JSON.parse(readFileSync(new URL("../numbers.json", import.meta.url), "utf8"));

test("the shared table has its nasty rows", () => {
  assert.ok(table.length >= 40);
  assert.ok(table.some(({ value }) => Object.is(value, -0)), "a negative zero");
  for (const value of [0.1 + 0.2, -0.39999999999999997, 1e-5, 9.99996, 999999.99995]) {
    assert.ok(table.some((row) => row.value === value), `a row for ${value}`);
  }
});

for (const { value, digits, kind, text, exact } of table) {
  test(`${kind} ${Object.is(value, -0) ? "-0" : value} at ${digits} digits is ${text}`, () => {
    const write = kind === "result" ? formatResult : formatOperand;
    assert.deepEqual(write(value, digits), { text, exact });
  });
}

test("no number is ever shown as minus zero", () => {
  for (const value of [-0, 0, -1e-9, -4e-5, -0.00005, -1e-300]) {
    for (const write of [formatResult, formatOperand]) {
      for (let digits = 2; digits <= 8; digits += 1) {
        assert.doesNotMatch(write(value, digits).text, /^\u2212[0.]*$/, `${value} at ${digits}`);
      }
    }
  }
});

test("= only where nothing was rounded", () => {
  assert.equal(relation([formatOperand(-1.2, 4), formatOperand(0.5, 4), formatResult(-0.4, 4)]), "=");
  assert.equal(relation([formatOperand(0.5, 4), formatResult(1 / 3, 4)]), "\u2248");
  assert.equal(relation([formatOperand(1 / 3, 4), formatResult(0.5, 4)]), "\u2248");
});

test("the formula can set the power as a power, and a voice can say it", () => {
  assert.deepEqual(splitPower("\u22124.386\u00D710\u207B\u2074"), { mantissa: "\u22124.386", exponent: "\u22124" });
  assert.deepEqual(splitPower("0.3890"), { mantissa: "0.3890", exponent: null });
  assert.equal(spoken("\u22124.386\u00D710\u207B\u2074"), "minus 4.386 times 10 to the power minus 4");
  assert.equal(spoken("0.5"), "0.5");
});
