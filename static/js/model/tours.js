// Tours as pure functions: what a path names, what a text is made of, and what is said of a stop.
import { spoken } from "./format.js";
import { isKnown } from "./trace.js";
import { shown } from "./words.js";

export const pathOf = (id, n) => `tours.${id}.${n}`;

/** The open part of the lesson -> {id, n, isUnknown}; `n` counts from 1. Without a tour `id` is null; `tours` is the list of them. */
export function readPath(lesson, tours) {
  const [part, name, place] = lesson?.split(".") ?? [];
  if (part !== "tours" || name === undefined) return { id: null, n: 1, isUnknown: false };
  const tour = tours.find(({ id }) => id === name);
  if (!tour) return { id: null, n: 1, isUnknown: true };
  const n = /^\d{1,3}$/.test(place ?? "") ? Number(place) : 1;
  return { id: name, n: Math.min(Math.max(n, 1), tour.stops), isUnknown: false };
}

/** "z is {z.1.0} here" -> ["z is ", {ref: "z.1.0"}, " here"]. */
export function piecesOf(text) {
  return text.split(/\{([^}]+)\}/).map((part, i) => (i % 2 ? { ref: part } : part)).filter((part) => part !== "");
}

/** The first tour after `id` that is not finished, or the one after it; from the last on again. */
export function tourAfter(tours, id, finished) {
  const at = tours.findIndex((tour) => tour.id === id);
  const others = [...tours.slice(at + 1), ...tours.slice(0, at)];
  return others.find((tour) => !finished.includes(tour.id)) ?? others[0] ?? null;
}

/** All that a stop shows, as it is said once. What is not computed is passed over. */
export function inWords(tour, n, { trace, cursor, digits }) {
  const { title, text } = tour.stops[n - 1];
  const said = piecesOf(text).map((piece) => {
    if (typeof piece === "string") return piece.replace(/\u2212(?=\d)/g, "minus ");
    return isKnown(trace, cursor, piece.ref) ? spoken(shown(trace, piece.ref, digits)) : "…";
  });
  return `Stop ${n} of ${tour.stops.length}. ${title.replace(/[?.]?$/, (end) => end || ".")} ${said.join("")}`;
}
