// Samples as text: a line each, its values separated by semicolons, tabs, commas or blanks, perhaps under a line of names.
// Where semicolons or tabs separate, a decimal comma is one. Errors name the line as an editor counts it.
import { readNumber } from "./parse.js";

const SEPARATORS = [{ sign: ";", name: "semicolons" }, { sign: "\t", name: "tabs" }, { sign: ",", name: "commas" }];
const BLANKS = { sign: /\s+/, name: "blanks" };

/** -> {rows, names, separator}, or {problem}. `rows` are numbers, `names` null without a line of names. */
export function readTable(text) {
  const all = text.replace(/^\uFEFF/, "").split(/\r\n?|\n/);
  const lines = all.map((line, i) => ({ line: line.trimEnd(), number: i + 1 })).filter(({ line }) => line !== "");
  if (lines.length === 0) return { problem: "There is nothing here yet." };
  const separator = SEPARATORS.find(({ sign }) => lines.some(({ line }) => line.includes(sign))) ?? BLANKS;
  const table = lines.map(({ line, number }) => ({ number, cells: (separator === BLANKS ? line.trim() : line).split(separator.sign).map(unquote) }));
  const hasNames = table[0].cells.every((cell) => cell !== "" && readCell(cell) === null);
  const [first, ...rest] = table;
  const body = hasNames ? rest : table;
  if (body.length === 0) return { problem: `Line ${first.number} has names, and no line of numbers follows.` };
  const problem = misfit(body, first, separator) ?? unreadable(body);
  if (problem) return { problem };
  return { rows: body.map(({ cells }) => cells.map(readCell)), names: hasNames ? first.cells : null, separator: separator.name };
}

function misfit(body, first, { name }) {
  const width = first.cells.length;
  const odd = body.find(({ cells }) => cells.length !== width);
  if (odd) return `Line ${odd.number} has ${count(odd.cells.length, "value")}, line ${first.number} has ${width} (separated by ${name}).`;
  return width === 1 ? `Line ${first.number} has one value: at least one input and one target are needed.` : null;
}

function unreadable(body) {
  for (const { number, cells } of body) {
    const i = cells.findIndex((cell) => readCell(cell) === null);
    if (i >= 0) return `Line ${number}, column ${i + 1}: ${cells[i] === "" ? "a number is missing" : `“${cells[i].slice(0, 20)}” is not a number`}.`;
  }
  return null;
}

// A blank inside a number is no number: readNumber would close it up.
function readCell(cell) {
  return /\s/.test(cell) ? null : readNumber(cell).value ?? null;
}

function unquote(cell) {
  return cell.trim().replace(/^"(.*)"$/, "$1").trim();
}

/** Which columns are inputs and which targets: names that begin with x and y say it, else the last `targets` columns. */
export function columnsOf({ rows, names }, targets) {
  const all = rows[0].map((_, i) => i);
  const letters = (names ?? []).map((name) => name.charAt(0).toLowerCase());
  const isNamed = letters.includes("x") && letters.includes("y") && letters.every((letter) => letter === "x" || letter === "y");
  const limit = all.length - Math.min(Math.max(1, targets), all.length - 1);
  const isTarget = (i) => (isNamed ? letters[i] === "y" : i >= limit);
  return { x: all.filter((i) => !isTarget(i)), y: all.filter(isTarget), isNamed };
}

/** -> {x, y} as a problem takes them. */
export function samplesOf({ rows }, { x, y }) {
  const take = (columns) => rows.map((row) => columns.map((i) => row[i]));
  return { x: take(x), y: take(y) };
}

/** What will become of the table, in a sentence. */
export function preview({ rows, names, separator }, { x, y }) {
  const told = (columns) => columns.map((i) => (names ? names[i] : `column ${i + 1}`)).join(", ");
  return `${count(rows.length, "sample")}, separated by ${separator}. Inputs: ${told(x)}. ${y.length === 1 ? "Target" : "Targets"}: ${told(y)}.`;
}

const count = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;
