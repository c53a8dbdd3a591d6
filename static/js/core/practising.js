// The practice: which number is asked for, what was typed, how it was judged, and how the help fades. The question is always the
// next step at element level, so it moves with the cursor however the reader steps.
import { batch, computed, effect, signal } from "../../vendor/signals-core/signals-core.mjs";
import { operandsOf } from "../model/mathml.js";
import { advanced, isNone, kindOf, marked, marksOf, noProgress, readProgress, redrawn, rungsOf, setNumbers, standOf, tally, walkOf, withLevel, withoutMarks, writeProgress } from "../model/practice.js";
import { formulaInWords, question as inWords, tallyInWords, verdictInWords } from "../model/practice_words.js";
import { readNumber } from "../model/parse.js";
import { phaseAt } from "../model/trace.js";
import { capital, label, narrate } from "../model/words.js";
import { latestOnly, postAnswer, postVariant } from "./api.js";
import { record } from "./history.js";
import { keep, kept } from "./keeping.js";

const NAME = "practice"; // in the browser's storage

/** `change` is the loader's, `setup` the signal of what is shown. */
export function createPractising({ actions, trace, cursor, preset, sample, digits, playing }, { change: changeProblem, setup }) {
  const progress = signal(readProgress(kept(NAME)));
  const cleared = signal(null); // the progress before it was cleared, to be had back
  const attempt = signal({ ref: null }); // at one number: {ref, text, help, problem, hasSeen}
  const judged = signal(null); // the last verdict: {trace, ref, digits, answer}
  const resting = signal(null); // {trace, cursor} where a phase came to its end by practice
  const told = signal(null); // what has just happened, for the ear and above the question: {trace, cursor, words, ref}
  const latest = latestOnly();

  const walk = computed(() => trace.value && walkOf(trace.value, preset.value?.id ?? "", setup.value.updates));
  const question = computed(() => {
    const now = trace.value;
    if (!now || cursor.value === now.count) return null;
    const step = now.steps[cursor.value];
    return { trace: now, index: cursor.value, step, ref: step.target, kind: kindOf(step.target, now), phase: phaseAt(now, cursor.value + 1) };
  });
  const stand = computed(() => question.value && standOf(progress.value, question.value.kind));
  const own = computed(() => (attempt.value.ref === question.value?.ref ? attempt.value : { ref: question.value?.ref, text: "", help: 0, problem: "", hasSeen: false }));
  const rungs = computed(() => rungsOf(stand.value?.level, question.value && operandsOf(question.value.step).length > 0));
  const help = computed(() => rungs.value[Math.min(own.value.help, rungs.value.length - 1)]);
  const verdict = computed(() => {
    const now = judged.value;
    return now && now.trace === trace.value && now.ref === question.value?.ref && now.digits === digits.value ? now.answer : null;
  });
  const isResting = computed(() => resting.value?.trace === trace.value && resting.value?.cursor === cursor.value);
  const last = computed(() => (told.value?.trace === trace.value && told.value?.cursor === cursor.value ? told.value : null));
  const marks = computed(() => marksOf(progress.value, walk.value));

  const change = (more) => { attempt.value = { ...own.peek(), ...more }; };
  const tell = (words, more = {}) => { told.value = { trace: trace.peek(), cursor: cursor.peek(), words, ...more }; };

  /** The number is there, and the next one asked for; `mark` says how it came. */
  function goOn(mark, words) {
    const { ref, index, kind, phase, trace: now } = question.peek();
    batch(() => {
      const counts = mark !== "shown" && !own.peek().hasSeen && own.peek().help === 0;
      const kindly = counts ? advanced(progress.peek(), kind) : progress.peek();
      progress.value = marked(kindly, walk.peek(), ref, own.peek().hasSeen ? "shown" : mark);
      cleared.value = null;
      attempt.value = { ref: null };
      actions.seek(index + 1);
      resting.value = index + 1 === phase.end ? { trace: now, cursor: index + 1 } : null;
      tell(words, { ref, isRight: mark === "predicted", asksNext: true });
    });
  }

  async function answer() {
    const asked = question.peek();
    if (!asked || help.peek() === "result") return;
    const { value, problem } = readNumber(own.peek().text);
    if (problem) {
      batch(() => {
        judged.value = null;
        change({ problem });
        tell(problem);
      });
      return;
    }
    change({ problem: "" });
    const shownDigits = digits.peek();
    const isCurrent = () => question.peek()?.trace === asked.trace && question.peek().ref === asked.ref;
    try {
      const reply = await latest((abort) => postAnswer(setup.peek(), sample.peek(), { ref: asked.ref, answer: value, digits: shownDigits }, abort));
      if (!reply || !isCurrent()) return;
      if (reply.right) goOn("predicted", `Right. ${capital(label(asked.trace, asked.ref, shownDigits))}.`);
      else batch(() => {
        judged.value = { trace: asked.trace, ref: asked.ref, digits: shownDigits, answer: reply };
        tell(verdictInWords(reply));
      });
    } catch ({ message }) {
      if (isCurrent()) batch(() => {
        change({ problem: message });
        tell(message);
      });
    }
  }

  function showMore(to) {
    const { trace: now, step } = question.peek();
    const rung = rungs.peek()[to];
    batch(() => {
      change({ help: to, hasSeen: own.peek().hasSeen || rung === "result" });
      tell(rung === "result" ? narrate(now, step, digits.peek()) : formulaInWords(now, step, rung === "numbers" ? digits.peek() : null));
    });
  }

  effect(() => {
    const now = progress.value;
    keep(NAME, isNone(now) ? null : writeProgress(now));
  });

  return {
    question, stand, own, help, verdict, isResting, last, marks, progress, cleared,
    type: (text) => change({ text, problem: "" }),
    answer,
    more: () => showMore(own.peek().help + 1),
    show: () => showMore(rungs.peek().length - 1),
    /** After a number that was worked or shown. */
    understood: () => goOn(own.peek().hasSeen ? "shown" : "worked", ""),
    leaveRest: () => { resting.value = null; },
    choose: (level) => batch(() => {
      change({ help: 0, hasSeen: own.peek().hasSeen || help.peek() === "result" });
      progress.value = withLevel(progress.peek(), question.peek().kind, level);
    }),
    startAgain: () => batch(() => {
      progress.value = withoutMarks(progress.peek());
      actions.start();
    }),
    /** Of the same network: an edit like others, so it can be undone. Settles once they are shown. */
    otherNumbers: () => new Promise((settle) => {
      const next = redrawn(progress.peek());
      changeProblem({
        needsTrace: true, toStart: true, words: "These are other numbers for the same network.",
        apply: async (history, abort) => record(history, setNumbers(history.present, await postVariant(history.present, next.drawn, abort))),
        onShown: () => {
          progress.value = next;
          settle();
        },
      });
    }),
    clear: () => batch(() => {
      cleared.value = progress.peek();
      progress.value = noProgress();
      tell("Your progress is cleared.");
    }),
    restore: () => batch(() => {
      progress.value = cleared.peek();
      cleared.value = null;
      tell("Your progress is back.");
    }),
    /** What is announced at rest: what happened here, or the `usual` words, and then the question. */
    words(usual) {
      const happened = last.value ? last.value.words : usual;
      if (isResting.value) return `${happened} ${tallyInWords(tally(trace.value, phaseAt(trace.value, cursor.value), marks.value))}`.trim();
      if (playing.value || !question.value || (last.value && !last.value.asksNext)) return happened;
      return `${happened} ${inWords(trace.value, question.value.ref)}`.trim();
    },
  };
}
