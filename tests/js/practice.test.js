import assert from "node:assert/strict";
import test from "node:test";
import {
  advanced, holeOf, isMastered, isNone, kindOf, kindsIn, marked, marksOf, noProgress, readProgress, redrawn, rungsOf, standOf, tally, walkOf, withLevel,
  withoutMarks, writeProgress,
} from "../../static/js/model/practice.js";
import { fading, findings, question, tallyInWords, verdictInWords } from "../../static/js/model/practice_words.js";
import { readTrace } from "../../static/js/model/trace.js";
import { answer, question as asked } from "./network.js";

const trace = readTrace(answer, asked);
const times = (count, progress, kind) => Array.from({ length: count }).reduce((now) => advanced(now, kind), progress);

test("a kind is told by the quantity, and the delta of the output is one of its own", () => {
  assert.deepEqual(kindsIn(trace), ["z", "a", "loss", "dL_dz", "delta_output", "delta", "W_grad", "b_grad", "W_new", "loss_new"]);
  assert.equal(kindOf("loss@1", trace), "loss");
  assert.equal(kindOf("m_W_new.1.0.0", trace), "m");
  assert.equal(kindOf("v_b_new.1.0", trace), "v");
});

test("help fades after one worked step and two with a hole, each kind by itself, and two alone are mastery", () => {
  const stands = [0, 1, 2, 3, 4, 5].map((count) => standOf(times(count, noProgress(), "z"), "z"));
  assert.deepEqual(stands.map(({ level }) => level), ["worked", "hole", "hole", "alone", "alone", "alone"]);
  assert.deepEqual(stands.map(isMastered), [false, false, false, false, false, true]);
  assert.deepEqual(standOf(times(5, noProgress(), "z"), "a"), { level: "worked", count: 0 });
});

test("mastery stays however often a kind is worked out", () => {
  assert.ok(isMastered(standOf(times(40, noProgress(), "delta"), "delta")));
});

test("the reader's own choice of a level fades from there", () => {
  const chosen = withLevel(times(5, noProgress(), "z"), "z", "hole");
  assert.deepEqual(standOf(chosen, "z"), { level: "hole", count: 0 });
  assert.equal(standOf(times(2, chosen, "z"), "z").level, "alone");
});

test("what is to be seen of a formula grows with each press for help and ends with its result", () => {
  assert.deepEqual(rungsOf("alone", true), ["nothing", "symbols", "numbers", "result"]);
  assert.deepEqual(rungsOf("hole", true), ["hole", "numbers", "result"]);
  assert.deepEqual(rungsOf("worked", true), ["result"]);
  assert.deepEqual(rungsOf("alone", false), ["nothing", "symbols", "result"], "a formula without numbers has none to put in");
  assert.deepEqual(rungsOf("hole", false), ["symbols", "result"]);
});

test("the hole is one of the operands, the same one every time, and none where there are none", () => {
  const operands = ["W.1.0.0", "a.0.0", "b.1.0"];
  assert.deepEqual([0, 1, 2, 3].map((index) => holeOf(operands, index)), ["W.1.0.0", "a.0.0", "b.1.0", "W.1.0.0"]);
  assert.equal(holeOf([], 7), null);
});

test("a number that was predicted stays so when it is shown later, and another walk begins with none", () => {
  const first = walkOf(trace, "source", 0);
  let progress = marked(noProgress(), first, "z.1.0", "shown");
  progress = marked(progress, first, "z.1.0", "predicted");
  progress = marked(progress, first, "z.1.0", "worked");
  progress = marked(progress, first, "z.1.1", "worked");
  assert.deepEqual(marksOf(progress, first), { "z.1.0": "predicted", "z.1.1": "worked" });
  const second = walkOf(trace, "source", 1);
  assert.notEqual(first, second);
  assert.deepEqual(marksOf(progress, second), {});
  assert.deepEqual(marksOf(marked(progress, second, "a.1.0", "shown"), second), { "a.1.0": "shown" });
  assert.deepEqual(marksOf(withoutMarks(progress), first), {});
});

test("a phase is counted by what became of its numbers", () => {
  const counts = tally(trace, trace.phases[0], { "z.1.0": "worked", "z.1.1": "predicted", "a.1.0": "predicted", "a.1.1": "shown", loss: "predicted" });
  assert.deepEqual(counts, { count: 6, worked: 1, shown: 1, predicted: 2 });
  assert.equal(tallyInWords(counts), "Of its 6 numbers you predicted 2, 1 was worked for you, 1 was shown and 2 were stepped over.");
  assert.equal(tallyInWords({ count: 1, worked: 0, shown: 0, predicted: 1 }), "You predicted its only number.");
  assert.equal(tallyInWords({ count: 1, worked: 1, shown: 0, predicted: 0 }), "Its only number was worked for you.");
  assert.equal(tallyInWords({ count: 3, worked: 0, shown: 0, predicted: 3 }), "You predicted all of its 3 numbers.");
});

test("progress is read back as it was written", () => {
  const progress = redrawn(marked(times(3, noProgress(), "z"), "source 1-2-1 0 0", "z.1.0", "predicted"));
  const kept = marked(progress, "source 1-2-1 0 0", "loss@0", "shown");
  assert.deepEqual(readProgress(writeProgress(kept)), kept);
  assert.equal(kept.drawn, 1);
  assert.ok(isNone(readProgress(writeProgress(noProgress()))));
  assert.ok(!isNone(kept));
});

test("what is damaged, made up or of another version is ignored as a whole", () => {
  const sound = JSON.parse(writeProgress(marked(times(1, noProgress(), "z"), "w", "z.1.0", "worked")));
  const damaged = [
    null, "", "{", "null", "[]", "7", "\"z\"", "{}",
    ...[
      { version: 2 }, { kinds: null }, { kinds: { z: { level: "expert", count: 0 } } }, { kinds: { z: { level: "hole", count: -1 } } }, { kinds: { z: 3 } },
      { kinds: { toString: { level: "hole", count: 0 } } }, { kinds: { z: { level: "hole", count: 1.5 } } }, { walk: null }, { walk: { of: 3, marks: {} } },
      { walk: { of: "w", marks: { "z.1.0": "guessed" } } }, { walk: { of: "w", marks: { nonsense: "shown" } } }, { drawn: "1" }, { drawn: -1 },
    ].map((change) => JSON.stringify({ ...sound, ...change })),
  ];
  for (const text of damaged) assert.deepEqual(readProgress(text), noProgress(), String(text));
});

test("a question names the number in words, with one article", () => {
  assert.equal(question({ ...trace, names: { "z.1.0": "weighted sum of neuron 1 of layer 1", "a.2.0": "the prediction" } }, "z.1.0"), "What is the weighted sum of neuron 1 of layer 1?");
  assert.equal(question({ ...trace, names: { "a.2.0": "the prediction" } }, "a.2.0"), "What is the prediction?");
});

test("the words on how help fades count down", () => {
  assert.match(fading("z", { level: "worked", count: 0 }), /next one has a hole/);
  assert.match(fading("z", { level: "hole", count: 0 }), /^After two right answers you work out weighted sums z alone\.$/);
  assert.match(fading("z", { level: "hole", count: 1 }), /^After one more right answer you/);
  assert.match(fading("loss", { level: "alone", count: 1 }), /^After one more right answer without help, the loss L is mastered\.$/);
  assert.match(fading("delta", { level: "alone", count: 9 }), /^Mastered/);
});

test("of a wrong answer is told first what was done in this step, then slips, then what came from before", () => {
  const own = { id: "no_slope_at_hidden", title: "No slope", hint: "You left out σ′(z).", at: "delta.2.0" };
  const earlier = { id: "raw_error", title: "Raw error", hint: "Earlier, in the delta of the output: you sent it raw.", at: "delta.3.0" };
  const slip = { id: "wrong_sign", title: "The sign", hint: "Right but for the sign." };
  const judged = { ref: "delta.2.0", mistakes: [earlier, own], slips: [slip] };
  assert.deepEqual(findings(judged).map(({ text }) => text), [own.hint, slip.hint, earlier.hint]);
  assert.deepEqual(findings(judged).map(({ mistake }) => mistake?.id ?? null), ["no_slope_at_hidden", null, "raw_error"]);
  assert.equal(verdictInWords(judged), "Not quite. You left out σ′(z).");
  assert.match(verdictInWords({ ref: "z.1.0", mistakes: [], slips: [] }), /none of the usual slips/);
});
