import assert from "node:assert/strict";
import test from "node:test";
import { chosenOf, isShown, leftOut, slotsOf } from "../../static/js/draw/elide.js";

const indices = (slots) => slots.filter(isShown).map(({ index }) => index);

test("up to eight neurons are all drawn in a wide picture, up to five in a tall one", () => {
  assert.deepEqual(indices(slotsOf(8, "wide")), [0, 1, 2, 3, 4, 5, 6, 7]);
  assert.deepEqual(indices(slotsOf(5, "tall")), [0, 1, 2, 3, 4]);
  assert.deepEqual(indices(slotsOf(9, "wide")), [0, 1, 8]);
  assert.deepEqual(indices(slotsOf(6, "tall")), [0, 5]);
});

test("every neuron is drawn or counted, whoever is chosen", () => {
  for (const orientation of ["wide", "tall"]) {
    for (let count = 1; count <= 16; count += 1) {
      const lengths = new Set();
      for (const chosen of [null, ...Array(count).keys()]) {
        const slots = slotsOf(count, orientation, chosen);
        lengths.add(slots.length);
        assert.equal(indices(slots).length + slots.reduce((sum, slot) => sum + leftOut(slot), 0), count);
        if (chosen !== null) assert.ok(indices(slots).includes(chosen), `${chosen} of ${count}`);
        const order = slots.flatMap((slot) => (isShown(slot) ? [slot.index] : Array.from({ length: leftOut(slot) }, (_, i) => slot.from + i)));
        assert.deepEqual(order, [...Array(count).keys()]);
      }
      assert.equal(lengths.size, 1, "the number of places must not depend on who is chosen");
    }
  }
});

test("the chosen neurons are both ends of a weight, and only layers that leave some out have one", () => {
  assert.deepEqual(chosenOf(["W_grad.2.11.3"], [2, 12, 16, 1], "wide"), { 1: 3, 2: 11 });
  assert.deepEqual(chosenOf(["z.1.4", "z.1.5"], [2, 12, 16, 1], "wide"), { 1: 4 });
  assert.deepEqual(chosenOf(["y.9", "a.1.1", "loss"], [2, 8, 10], "wide"), { 2: 9 });
  assert.deepEqual(chosenOf(["a.1.6"], [2, 8, 10], "tall"), { 1: 6 });
  assert.deepEqual(chosenOf(["W.2", "loss_new", "learning_rate"], [2, 12, 16], "wide"), {});
});
