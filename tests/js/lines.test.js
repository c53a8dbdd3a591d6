import assert from "node:assert/strict";
import test from "node:test";
import { createLineReader } from "../../static/js/model/lines.js";

const wanted = [{ update: 0, loss: 0.1 }, { update: 1, stopped: "ŷ → ∞, “too far” 🙂" }, { update: 2, loss: 5e-324 }];
const bytes = new TextEncoder().encode(wanted.map((value) => `${JSON.stringify(value)}\n`).join(""));

test("lines are whole wherever the wire cuts them, also in the middle of a letter", () => {
  for (let size = 1; size <= bytes.length; size += 1) {
    const read = createLineReader();
    const found = [];
    for (let i = 0; i < bytes.length; i += size) found.push(...read(bytes.slice(i, i + size)));
    assert.deepEqual(found, wanted, `in pieces of ${size}`);
  }
});

test("a line counts once it is complete, and a broken one at the end is never told", () => {
  const read = createLineReader();
  const encode = (text) => new TextEncoder().encode(text);
  assert.deepEqual(read(encode('{"update": 1}')), []);
  assert.deepEqual(read(encode("\n")), [{ update: 1 }]);
  assert.deepEqual(read(encode('\n\n{"update"')), []);
});
