import assert from "node:assert/strict";
import test from "node:test";
import { blockAt, foreignSample, isKnown, move, phaseAt, readersOf, readTrace, samePlace, sceneAt, stepOf } from "../../static/js/model/trace.js";
import { narrate, outcome, placeInWords } from "../../static/js/model/words.js";
import { answer, question } from "./network.js";

const trace = readTrace(answer, question);
const positions = Array.from({ length: trace.count + 1 }, (_, i) => i);

test("steps are the phases concatenated; a reader sees four phases without gap or overlap", () => {
  assert.deepEqual(trace.steps.map((step) => step.target), answer.phases.flatMap((part) => part.steps.map((step) => step.target)));
  assert.deepEqual(trace.phases.map(({ number, start, end }) => [number, start, end]), [[1, 0, 6], [2, 6, 10], [3, 10, 13], [4, 13, 17]]);
  assert.deepEqual(trace.sizes, [1, 2, 1]);
});

test("at 0 nothing computed is known, at i exactly the first i targets are", () => {
  for (const cursor of positions) {
    const known = trace.steps.map((step) => step.target).filter((ref) => isKnown(trace, cursor, ref));
    assert.deepEqual(known, trace.steps.slice(0, cursor).map((step) => step.target));
  }
});

test("what is given is always known, what does not exist never", () => {
  for (const cursor of [0, trace.count]) {
    for (const ref of ["W.1.0.0", "a.0.0", "y.0", "learning_rate", "a.0.0@1"]) assert.ok(isKnown(trace, cursor, ref), ref);
    for (const ref of ["W.7.0.0", "z.1.5", "dL_da.2.0"]) assert.ok(!isKnown(trace, cursor, ref), ref);
  }
});

test("another sample's number is known when the explained sample's is", () => {
  assert.ok(!isKnown(trace, 2, "a.1.0@1"));
  assert.ok(isKnown(trace, 3, "a.1.0@1"));
});

test("nothing lit is unknown: no step reads ahead", () => {
  for (const cursor of positions.slice(1)) {
    const { targets, reads } = sceneAt(trace, cursor, "element");
    for (const ref of [...targets, ...reads]) assert.ok(isKnown(trace, cursor, ref), `${ref} at ${cursor}`);
  }
});

test("moving by element, layer and phase", () => {
  const walk = (grain) => {
    const stops = [0];
    while (stops.at(-1) < trace.count) stops.push(move(trace, stops.at(-1), grain, 1));
    return stops;
  };
  assert.deepEqual(walk("element"), positions);
  assert.deepEqual(walk("layer"), [0, 2, 4, 5, 6, 8, 9, 10, 11, 13, 14, 15, 16, 17]);
  assert.deepEqual(walk("phase"), [0, 6, 10, 13, 17]);
});

test("back undoes on, at every grain; the ends hold", () => {
  for (const grain of ["element", "layer", "phase"]) {
    for (let cursor = 0; cursor < trace.count; cursor = move(trace, cursor, grain, 1)) {
      assert.equal(move(trace, move(trace, cursor, grain, 1), grain, -1), cursor);
    }
    assert.equal(move(trace, 0, grain, -1), 0);
    assert.equal(move(trace, trace.count, grain, 1), trace.count);
  }
  assert.equal(move(trace, 1, "layer", 1), 2, "from inside a group to its end");
  assert.equal(move(trace, 3, "layer", -1), 2, "and to its start");
});

test("the phase is that of the step just done", () => {
  assert.deepEqual(positions.map((cursor) => phaseAt(trace, cursor).number), [1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4, 4]);
});

test("the scene depends on the position alone, not on the way there", () => {
  for (const grain of ["element", "layer", "phase"]) {
    const there = positions.map((cursor) => sceneAt(trace, cursor, grain));
    const back = positions.toReversed().map((cursor) => sceneAt(trace, cursor, grain)).toReversed();
    assert.deepEqual(there, back);
  }
});

test("a layer lights up as one, and a target outshines a read", () => {
  assert.deepEqual(blockAt(trace, 2, "layer").map((step) => step.target), ["z.1.0", "z.1.1"]);
  const { targets, reads, step } = sceneAt(trace, 2, "layer");
  assert.deepEqual([...targets], ["z.1.0", "z.1.1"]);
  assert.deepEqual([...reads], ["W.1.0.0", "a.0.0", "b.1.0", "W.1.1.0", "b.1.1"]);
  assert.equal(step.target, "z.1.1");
  const whole = sceneAt(trace, 6, "phase");
  assert.ok([...whole.reads].every((ref) => !whole.targets.has(ref)));
});

test("a selected number takes the light, the place stays", () => {
  const scene = sceneAt(trace, 12, "element", "z.1.1");
  assert.equal(scene.step.target, "z.1.1");
  assert.deepEqual([...scene.reads], ["W.1.1.0", "a.0.0", "b.1.1"]);
  assert.equal(scene.phase.number, 1);
  assert.equal(scene.cursorPhase.number, 3);
  assert.equal(sceneAt(trace, 12, "element", "W.1.0.0").step, null);
});

test("reads of the explained sample light the bare number", () => {
  const { reads } = sceneAt(trace, 14, "element");
  assert.ok(reads.has("a.1.0") && !reads.has("a.1.0@0") && reads.has("a.1.0@1"));
});

test("another sample's numbers: known, but not spelled out here", () => {
  assert.equal(stepOf(trace, "delta.2.0@1"), null);
  assert.equal(foreignSample(trace, "delta.2.0@1"), 1);
  for (const ref of ["delta.2.0@0", "delta.2.0", "a.0.0@1", "y.0@1", "loss"]) assert.equal(foreignSample(trace, ref), null, ref);
});

test("a whole array lights all its numbers, and quantities told by two phases come together", () => {
  const more = structuredClone(answer);
  more.phases[1].values.slope = { 2: [[1], [1]] };
  more.phases[2].values.slope = { 1: [[0.2, 0.3], [0.4, 0.5]] };
  more.phases[4].steps.at(-1).reads = ["W_new.2", "a.0", "y"];
  const whole = readTrace(more, question);
  assert.deepEqual(whole.values.slope, { 1: [[0.2, 0.3], [0.4, 0.5]], 2: [[1], [1]] });
  assert.deepEqual([...sceneAt(whole, whole.count, "element").reads], ["W_new.2.0.0", "a.0.0", "y.0"]);
});

test("where a number comes from and where it goes", () => {
  assert.equal(stepOf(trace, "z.1.0").target, "z.1.0");
  assert.equal(stepOf(trace, "W.1.0.0"), null);
  assert.deepEqual(readersOf(trace, "W.2.0.0").map((step) => step.target), ["z.2.0", "delta.1.0", "W_new.2.0.0"]);
  assert.deepEqual(readersOf(trace, "a.0.0").map((step) => step.target), ["z.1.0", "z.1.1"]);
});

test("narration has the numbers, in words a voice can say", () => {
  assert.equal(narrate(trace, trace.steps[0], 4), "Z of neuron 1 in layer 1 equals minus 1.2 and 0.5 and 0.2: minus 0.4000.");
  assert.match(placeInWords(trace, 0, trace.phases[0], 4), /nothing is computed yet/);
  assert.equal(placeInWords(trace, 1, trace.phases[0], 4), "Step 1 of 17, phase 1, Forward pass: z of neuron 1 in layer 1: minus 0.4000");
});

test("a changed trace is entered at the same step, or at the nearest earlier one that still exists", () => {
  const fewer = structuredClone(answer);
  fewer.phases[1].steps = fewer.phases[1].steps.filter((step) => step.target !== "dL_dz.2.0");
  const fresh = readTrace(fewer, question);
  for (const cursor of positions) assert.equal(samePlace(trace, cursor, trace), cursor);
  for (const cursor of positions.slice(1, -1)) {
    const place = samePlace(trace, cursor, fresh);
    const wanted = cursor === 10 ? trace.steps[8] : trace.steps[cursor - 1];
    assert.equal(fresh.steps[place - 1].target, wanted.target, `from ${cursor}`);
  }
  assert.equal(samePlace(trace, 0, fresh), 0);
  assert.equal(samePlace(trace, trace.count, fresh), fresh.count, "the end stays the end");
});

test("after a change what came of it is told, as far as it is computed", () => {
  assert.equal(outcome(trace, 0, 4), "");
  assert.equal(outcome(trace, 1, 4), "Z of neuron 1 in layer 1 is now minus 0.4000.");
  assert.equal(outcome(trace, trace.count, 4), "A.2.0 is now 3.0000. Loss is now 2.5000.");
});
