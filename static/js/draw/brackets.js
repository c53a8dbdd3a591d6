// How a row of pieces is set: where a line may break, how wide a matrix's columns are, how far a box has to scroll.
// Pixels and em only; no DOM, so Node can test it.
import { textWidth } from "./scales.js";

const DENSE = 5; // more rows or columns are set in smaller figures
const DENSEST = 9; // and more still in the smallest

/** Pieces that stay together on a line: a sign goes with what follows it, a bracket with what it holds on to. */
export function segments(pieces) {
  const cut = [];
  let holds = false; // what comes next stays here
  for (const piece of pieces) {
    const isTied = holds || isClosing(piece);
    if (isTied && cut.length > 0) cut.at(-1).push(piece);
    else cut.push([piece]);
    holds = piece.kind === "sign" || (piece.kind === "bracket" && piece.side === "open") || (piece.kind === "text" && !isClosing(piece));
  }
  return cut;
}

const isClosing = (piece) => (piece.kind === "bracket" && piece.side === "close") || piece.isSuffix === true || (piece.kind === "text" && [",", ";", ", …"].includes(piece.text));

/** Width of every column in em: the longest number in it, so that nothing moves when the numbers come. */
export function columnWidths(texts) {
  return texts[0].map((_, i) => Math.round(100 * Math.max(1.2, ...texts.map((row) => 1.06 * textWidth(row[i])))) / 100); // set bold they are wider
}

/** "", "dense" or "densest", by the longest side of the arrays of these shapes. */
export function densityOf(shapes) {
  const longest = Math.max(...shapes.flat());
  return longest >= DENSEST ? "densest" : longest >= DENSE ? "dense" : "";
}

/** Where a view of `size` that begins at `scroll` has to begin to show `start` to `end`: as near as it can stay; of what is too long its start. */
export function reveal(scroll, size, start, end, margin = 0) {
  if (end + margin > scroll + size) scroll = Math.min(end + margin - size, start - margin);
  if (start - margin < scroll) scroll = start - margin;
  return Math.max(0, scroll);
}
