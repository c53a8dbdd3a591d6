import assert from "node:assert/strict";
import test from "node:test";
import { createQueue } from "../../static/js/core/queue.js";

// A server that answers when told to.
function bench() {
  const asked = [];
  const shown = [];
  const refused = [];
  const queue = createQueue({
    ask: (changes) => new Promise((answer, fail) => asked.push({ changes: changes.map(({ id }) => id), answer, fail })),
    show: (changes, answer) => shown.push([changes.map(({ id }) => id), answer]),
    refuse: (changes, problem) => refused.push([changes.map(({ id }) => id), problem.message]),
  });
  const settle = () => new Promise((done) => setImmediate(done));
  return { queue, asked, shown, refused, settle };
}

test("one question at a time; of a visit only the newest change waits; the last wins", async () => {
  const { queue, asked, shown, settle } = bench();
  for (const id of ["a", "b", "c", "d"]) queue.push({ id, visit: 1 });
  assert.deepEqual(asked.map(({ changes }) => changes), [["a"]]);
  asked[0].answer("A");
  await settle();
  assert.deepEqual(asked.map(({ changes }) => changes), [["a"], ["d"]]);
  asked[1].answer("D");
  await settle();
  assert.deepEqual(shown, [[["a"], "A"], [["d"], "D"]]);
  assert.ok(queue.isIdle());
});

test("changes without a visit all count, in their order", async () => {
  const { queue, asked, settle } = bench();
  for (const id of ["first", "undo", "undo too"]) queue.push({ id });
  asked[0].answer();
  await settle();
  assert.deepEqual(asked[1].changes, ["undo", "undo too"]);
});

test("what starts from the shown trace waits until it is shown", async () => {
  const { queue, asked, settle } = bench();
  for (const id of ["edit", "update", "update"]) queue.push({ id, needsTrace: id === "update" });
  for (const i of [0, 1, 2]) {
    assert.deepEqual(asked[i].changes, [i === 0 ? "edit" : "update"]);
    asked[i].answer();
    await settle();
  }
});

test("a late answer to a dropped question is shown to nobody", async () => {
  const { queue, asked, shown, refused, settle } = bench();
  queue.push({ id: "old" });
  queue.push({ id: "older" });
  queue.drop();
  queue.push({ id: "new" });
  asked[0].answer("late");
  asked[1].answer("now");
  await settle();
  assert.deepEqual(shown, [[["new"], "now"]]);
  assert.deepEqual(refused, []);
});

test("a failure is told, unless something newer waits; then work goes on", async () => {
  const { queue, asked, shown, refused, settle } = bench();
  queue.push({ id: "bad" });
  asked[0].fail(new Error("no"));
  await settle();
  assert.deepEqual(refused, [[["bad"], "no"]]);
  queue.push({ id: "bad too", visit: 1 });
  queue.push({ id: "good", visit: 1 });
  asked[1].fail(new Error("no"));
  await settle();
  asked[2].answer("yes");
  await settle();
  assert.equal(refused.length, 1);
  assert.deepEqual(shown, [[["good"], "yes"]]);
});

test("whoever waits for the rest is told once everything is shown, or dropped", async () => {
  const { queue, asked, shown, settle } = bench();
  const told = [];
  queue.whenIdle().then(() => told.push(["at once", shown.length]));
  await settle();
  for (const id of ["a", "b"]) queue.push({ id });
  queue.whenIdle().then(() => told.push(["after both", shown.length]));
  asked[0].answer("A");
  await settle();
  assert.deepEqual(told, [["at once", 0]]);
  asked[1].answer("B");
  await settle();
  assert.deepEqual(told, [["at once", 0], ["after both", 2]]);
  queue.push({ id: "c" });
  queue.whenIdle().then(() => told.push(["dropped", shown.length]));
  queue.drop();
  await settle();
  assert.deepEqual(told.at(-1), ["dropped", 2]);
});
