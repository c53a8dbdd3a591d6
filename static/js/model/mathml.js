// The formula of a step is MathML from the server, whose operands carry data-ref. Here the same formula is read as a
// tree, so that its operands can be made clickable (symbols) or replaced by numbers, and so that a line
// can break between its terms. Strings in, strings out: no DOM needed, so Node can test it.
import { isArray } from "./refs.js";

const TOKEN = /<(\/?)([a-z]+)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*(\/?)>|([^<]+)/g;
const ATTRIBUTE = /([\w-]+)(?:="([^"]*)")?/g;

export function parse(text) {
  const root = element("root");
  const open = [root];
  for (const [, closing, tag, written, empty, words] of text.matchAll(TOKEN)) {
    if (words !== undefined) open.at(-1).children.push(words);
    else if (closing) open.pop();
    else {
      const attributes = Object.fromEntries([...written.matchAll(ATTRIBUTE)].map(([, name, value = ""]) => [name, value]));
      const node = element(tag, attributes);
      open.at(-1).children.push(node);
      if (!empty) open.push(node);
    }
  }
  if (open.length !== 1) throw new SyntaxError(`unbalanced MathML: ${text}`);
  return root.children[0];
}

export function print(node) {
  if (typeof node === "string") return node;
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${value}"`).join("");
  return `<${node.tag}${attributes}>${node.children.map(print).join("")}</${node.tag}>`;
}

export const element = (tag, attributes = {}, children = []) => ({ tag, attributes, children });

const hasClass = (node, name) => node.attributes?.class?.split(" ").includes(name) ?? false;

/** Whether a formula rests on the number `ref`: it is written there, or among what ⋯ leaves out. */
export const restsOn = (text, ref) => text.includes(`data-ref="${ref}"`) || text.includes("⋯");

/** The numbers that a step's formula rests on, each once; arrays are none. */
export const operandsOf = ({ reads, mathml }) => reads.filter((ref) => !isArray(ref) && restsOn(mathml, ref));

/** First node, depth first, that passes the test. */
function find(node, test) {
  if (typeof node === "string") return null;
  if (test(node)) return node;
  for (const child of node.children) {
    const found = find(child, test);
    if (found) return found;
  }
  return null;
}

/** A step's MathML -> {target, expression}: the trees left and right of its "=". */
export function sides(text) {
  const math = parse(text);
  return { target: find(math, (node) => hasClass(node, "target")), expression: find(math, (node) => hasClass(node, "expression")) };
}

/** The symbol of one Ref as it stands in a formula, or null. */
export function symbolIn(text, ref) {
  const node = find(parse(text), (candidate) => candidate.attributes["data-ref"] === ref);
  return node && print(element(node.tag, {}, node.children));
}

/** A copy in which every operand went through `change(node, ref)`. */
export function mapOperands(node, change) {
  if (typeof node === "string") return node;
  const ref = node.attributes["data-ref"];
  if (ref !== undefined) return change(node, ref);
  return element(node.tag, node.attributes, node.children.map((child) => mapOperands(child, change)));
}

/** What stands in an operand's place: its number; in brackets when negative, unless it has brackets of its own. */
export function numberNodes({ mantissa, exponent }, bare) {
  const digits = element("mn", {}, [mantissa]);
  const power = element("msup", {}, [element("mn", {}, ["10"]), element("mn", {}, [exponent])]);
  const number = exponent === null ? [digits] : [digits, element("mo", {}, ["\u00D7"]), power];
  if (bare || !mantissa.startsWith("\u2212")) return number;
  const bracket = (sign, form) => element("mo", { stretchy: "false", form }, [sign]);
  return [bracket("(", "prefix"), ...number, bracket(")", "postfix")];
}

/**
 * The right-hand side cut where a line may break: a list of terms (cut before each term of a sum), each a list of
 * pieces (cut before its other operators, for a term that is longer than a line), each a list of nodes. Read in order
 * they are the expression.
 */
export function terms(expression) {
  const cut = [[[]]];
  for (const { node, strength } of unfold(lineUp(expression))) {
    const last = cut.at(-1).at(-1);
    const breaks = last.length > 0 && strength > 0 && !isBracket(last.at(-1), OPENING);
    if (breaks && strength === BETWEEN_TERMS) cut.push([[]]);
    else if (breaks) cut.at(-1).push([]);
    cut.at(-1).at(-1).push(breaks ? asInfix(node) : node);
  }
  return cut;
}

const BETWEEN_TERMS = 2;
const WITHIN_TERM = 1;
const SUMMING = ["=", "+", "\u2212"];
const OPERATORS = [...SUMMING, "\u00B7", "\u22C5", "\u00D7", "\u22EF", "/"];
const OPENING = ["(", "[", "{"];
const CLOSING = [")", "]", "}"];
const SHORT = 2; // operands in a bracket that stays on one line if it can
const LONG = 2; // operands over a fraction bar; more are written on the line

const textOf = (node) => (typeof node === "string" ? node : node.children.map(textOf).join("")).trim();
const isBracket = (node, kinds) => node.tag === "mo" && kinds.includes(textOf(node));
const isGrouping = (node) => node.tag === "mrow" && node.attributes["data-ref"] === undefined;
const operandsIn = (node) => typeof node === "string" ? 0 : Number(node.attributes["data-ref"] !== undefined) + node.children.reduce((sum, child) => sum + operandsIn(child), 0);

// The rows that only group are opened; `depth` counts the brackets around a node.
function* unfold(row, depth = { open: 0 }) {
  let opensTerm = hasClass(row, "term");
  let follows = 0; // what stands after a comma may go to the next line
  for (const node of row.children) {
    if (isGrouping(node)) {
      for (const inner of unfold(node, depth)) {
        yield opensTerm ? { ...inner, strength: BETWEEN_TERMS } : inner;
        opensTerm = false;
      }
      continue;
    }
    const sign = node.tag === "mo" && node.attributes.form !== "prefix" ? textOf(node) : "";
    if (isBracket(node, CLOSING)) depth.open -= 1;
    const isOpenSum = depth.open === 0 || (depth.open === 1 && operandsIn(row) > SHORT);
    const starts = opensTerm || (isOpenSum && SUMMING.includes(sign));
    yield { node, strength: starts ? BETWEEN_TERMS : OPERATORS.includes(sign) ? WITHIN_TERM : follows };
    follows = sign === "," ? WITHIN_TERM : 0;
    if (isBracket(node, OPENING)) depth.open += 1;
    opensTerm = false;
  }
}

// A long sum over a number, the mean of a batch, does not break as a fraction: it becomes "(a + b + ...) / n".
function lineUp(node) {
  if (node.tag === "mfrac" && operandsIn(node.children[0]) > LONG) {
    const [sum, count] = node.children;
    return element("mrow", {}, [element("mo", {}, ["("]), splitSum(sum), element("mo", {}, [")"]), element("mo", {}, ["/"]), count]);
  }
  return isGrouping(node) ? element(node.tag, node.attributes, node.children.map(lineUp)) : node;
}

function splitSum(row) {
  const parts = [element("mrow", { class: "term" })];
  for (const child of row.children) {
    if (child.tag === "mo" && textOf(child) === "+") parts.push(element("mrow", { class: "term" }));
    parts.at(-1).children.push(child);
  }
  return element("mrow", {}, parts);
}

// An operator that opens a row is taken for a sign and loses its space; at the start of a later piece it stands between two.
function asInfix(node) {
  return node.tag === "mo" && OPERATORS.includes(textOf(node)) ? element("mo", { ...node.attributes, form: "infix" }, node.children) : node;
}
