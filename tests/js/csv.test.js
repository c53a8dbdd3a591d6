import assert from "node:assert/strict";
import test from "node:test";
import { columnsOf, preview, readTable, samplesOf } from "../../static/js/model/csv.js";

const XOR = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]];

test("commas, semicolons, tabs and blanks separate, with or without names, whatever ends a line", () => {
  for (const [sign, name] of [[",", "commas"], [";", "semicolons"], ["\t", "tabs"], [" ", "blanks"], ["   ", "blanks"], [", ", "commas"]]) {
    for (const end of ["\n", "\r\n", "\r"]) {
      const lines = XOR.map((row) => row.join(sign));
      assert.deepEqual(readTable(lines.join(end)), { rows: XOR, names: null, separator: name });
      const named = readTable([["x1", "x2", "y"].join(sign), ...lines, "", ""].join(end));
      assert.deepEqual(named, { rows: XOR, names: ["x1", "x2", "y"], separator: name });
    }
  }
});

test("a decimal comma where semicolons or tabs separate; fractions, true minus signs, quotes and a mark of order anywhere", () => {
  assert.deepEqual(readTable("0,5;1/4\n−1,25;2e-3").rows, [[0.5, 0.25], [-1.25, 0.002]]);
  assert.deepEqual(readTable("0,5\t1\n1,5\t2").rows, [[0.5, 1], [1.5, 2]]);
  assert.deepEqual(readTable('\uFEFF"x","y"\n"0.5", "1"').rows, [[0.5, 1]]);
  assert.deepEqual(readTable('"0,5";"1"').rows, [[0.5, 1]]);
});

test("an error names its line as an editor counts it, and what is wrong there", () => {
  for (const [text, words] of [
    ["", "nothing here"],
    [" \n\n", "nothing here"],
    ["x,y\n", "Line 1 has names, and no line of numbers follows."],
    ["x,y\n\n1,2\n3", "Line 4 has 1 value, line 1 has 2 (separated by commas)."],
    ["1;2\n1;2;3", "Line 2 has 3 values, line 1 has 2 (separated by semicolons)."],
    ["1,2\n3,abc", "Line 2, column 2: “abc” is not a number."],
    ["1,2\n3,", "Line 2, column 2: a number is missing."],
    ["1,2\n3,1 000", "Line 2, column 2: “1 000” is not a number."],
    ["1,2\n3,1e999", "Line 2, column 2: “1e999” is not a number."],
    ["x,1\n1,2", "Line 1, column 1: “x” is not a number."],
    ["1\n2", "Line 1 has one value: at least one input and one target are needed."],
    ["0,5 1,5\n1,5 2,5", "“5 1” is not a number"],
  ]) {
    const { problem, rows } = readTable(text);
    assert.ok(problem?.includes(words), `${JSON.stringify(text)}: ${problem}`);
    assert.equal(rows, undefined);
  }
});

test("names that begin with x and y say which column is which, in any order; else the last ones are targets", () => {
  const named = readTable("y2,x1,Y1,X2\n1,2,3,4");
  assert.deepEqual(columnsOf(named, 1), { x: [1, 3], y: [0, 2], isNamed: true });
  assert.deepEqual(samplesOf(named, columnsOf(named, 1)), { x: [[2, 4]], y: [[1, 3]] });
  for (const text of ["1,2,3,4", "height,width,yield,xs\n1,2,3,4", "x1,x2,x3,x4\n1,2,3,4"]) {
    assert.deepEqual(columnsOf(readTable(text), 1), { x: [0, 1, 2], y: [3], isNamed: false });
    assert.deepEqual(columnsOf(readTable(text), 2).y, [2, 3]);
    assert.deepEqual(columnsOf(readTable(text), 9), { x: [0], y: [1, 2, 3], isNamed: false }, "an input is left");
  }
});

test("the preview says how many rows and which columns", () => {
  const named = readTable("x1;x2;y\n1;2;3\n4;5;6");
  assert.equal(preview(named, columnsOf(named, 1)), "2 samples, separated by semicolons. Inputs: x1, x2. Target: y.");
  const plain = readTable("1 2 3");
  assert.equal(preview(plain, columnsOf(plain, 2)), "1 sample, separated by blanks. Inputs: column 1. Targets: column 2, column 3.");
});
