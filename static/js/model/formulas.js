// A formula of the article as its MathML tells it: its lines, the terms that can be pointed at, and the letters that they have.
import { countOf, needsNext, refsOf } from "./binding.js";
import { entriesOf } from "./equations.js";
import { linesOf } from "./instance.js";
import { parse } from "./mathml.js";
import { isArray } from "./refs.js";
import { valueOf } from "./trace.js";

const LETTERS = ["l", "j", "i", "k"];

/** -> {lines, terms: [{term, running}], isHidden, letters}: `running` are the letters that a sum around the term goes through. */
export function readFormula(text) {
  const found = [...termsOf(parse(text))];
  const terms = found.filter(({ term }, i) => found.findIndex((other) => other.term === term) === i);
  const all = terms.map(({ term }) => term).join(" ");
  return { lines: linesOf(text), terms, isHidden: needsNext(all), letters: LETTERS.filter((letter) => new RegExp(`\\.${letter}\\b`).test(all)) };
}

// Of a derivative the whole is meant, not what it is made of.
function* termsOf(node, running = "") {
  if (typeof node === "string") return;
  const term = node.attributes["data-term"];
  if (term) yield { term, running };
  else for (const child of node.children) yield* termsOf(child, running + (node.attributes["data-sum"] ?? ""));
}

/** A term of a formula for these letters: its Refs, and the numbers that they name. Null when the network has none. */
export function meaningOf(trace, { term, running }, letters) {
  if (letters === null && /\bl\b/.test(term)) return null;
  const refs = refsOf(trace, term, letters, running);
  const entries = refs.flatMap((ref) => (isArray(ref) ? entriesOf(ref, trace.sizes).flat() : [ref])).filter((ref) => valueOf(trace, ref) !== undefined);
  return entries.length > 0 ? { term, refs, entries } : null;
}

/** The lines of a formula that hold for these letters: all, or those that ask for no layer after theirs. */
export function linesFor({ lines }, hasNext) {
  return hasNext ? lines : lines.filter(({ left, right }) => !needsNext(JSON.stringify([left, right])));
}

/** How many values each of a formula's running letters goes through. */
export function runsOf(trace, { terms }, letters) {
  return Object.fromEntries([...new Set(terms.flatMap(({ running }) => [...running]))].map((letter) => [letter, countOf(trace, letters, letter)]));
}
