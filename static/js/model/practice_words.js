// What the practice says: the question, the verdict on an answer, how the help fades, and what became of a phase.
import { formatOperand, spoken } from "./format.js";
import { isMastered, KINDS, NEEDED } from "./practice.js";
import { isArray } from "./refs.js";
import { nameOf, valueOf } from "./trace.js";
import { capital } from "./words.js";

const theName = (trace, ref) => nameOf(trace, ref).replace(/^(?!the )/, "the ").replace(/, (sample \d+)$/, " of $1");

export const question = (trace, ref) => `What is ${theName(trace, ref)}?`;

/** A step's formula for the ear, with names, or with numbers of so many `digits`; never its result. */
export function formulaInWords(trace, step, digits = null) {
  const say = (ref) => (digits === null || ref === step.target || isArray(ref) ? nameOf(trace, ref) : spoken(formatOperand(valueOf(trace, ref), digits).text));
  return `${capital(step.words.replace(/\{([^}]+)\}/g, (_, ref) => say(ref)))}.`;
}

const few = (n, one, many) => (n === 1 ? `one ${one}` : `${["no", "one", "two", "three", "four", "five"][n] ?? n} ${many}`);

/** How it goes on from where a kind stands, in a sentence. */
export function fading(kind, stand) {
  const left = NEEDED[stand.level] - stand.count;
  if (stand.level === "worked") return "The first of a kind is worked: read it. The next one has a hole.";
  if (stand.level === "hole") return `After ${few(left, "more right answer", "right answers")} you work out ${KINDS[kind]} alone.`;
  return isMastered(stand) ? `Mastered: you work out ${KINDS[kind]} alone.` : `After ${few(left, "more right answer", "right answers")} without help, ${KINDS[kind]} ${isOne(kind) ? "is" : "are"} mastered.`;
}

const isOne = (kind) => kind.startsWith("loss");

/** The verdict on a wrong answer -> [{text, mistake}]: what was done first, `mistake` = {id, title} where the lens shows it. */
export function findings({ ref, mistakes, slips }) {
  const own = mistakes.filter(({ at }) => at === ref);
  const earlier = mistakes.filter(({ at }) => at !== ref);
  const told = (found) => found.map(({ id, title, hint }) => ({ text: hint, mistake: { id, title } }));
  return [...told(own), ...slips.map(({ hint }) => ({ text: hint, mistake: null })), ...told(earlier)];
}

export const UNRECOGNISED = "Not this number, and none of the usual slips gives it. Have another look, or take some help.";

/** The same for the ear, in one go. */
export function verdictInWords(judged) {
  const [first] = findings(judged);
  return first ? `Not quite. ${first.text}` : UNRECOGNISED;
}

/** What became of the numbers of a phase, as model/practice.js counts them. */
export function tallyInWords({ count, predicted, worked, shown }) {
  if (predicted === count) return count === 1 ? "You predicted its only number." : `You predicted all of its ${count} numbers.`;
  const told = (n, words) => (n > 0 ? [`${count === 1 ? "" : `${n} `}${n === 1 ? "was" : "were"} ${words}`] : []);
  const parts = [
    ...(predicted > 0 ? [`you predicted ${predicted}`] : []), ...told(worked, "worked for you"), ...told(shown, "shown"),
    ...told(count - predicted - worked - shown, "stepped over"),
  ];
  const list = parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : parts[0];
  return count === 1 ? `Its only number ${list}.` : `Of its ${count} numbers ${list}.`;
}
