// A formula of the article with the letters put in: its MathML, read as a tree, becomes the same formula of one neuron,
// in symbols or in numbers. Sums are written out; what they leave out in a wide layer is told by dots.
import { countOf, refsOf } from "./binding.js";
import { element, parse } from "./mathml.js";
import { pick } from "./picks.js";

const TERMS_SHOWN = 3;
const FUNCTIONS = { sigmoid: "σ", relu: "ReLU", leaky_relu: "LReLU", linear: "f" };
const TIMES = "\u2062"; // seen as a hair of air, which numbers cannot do with

/** The lines of a formula: [{left, right}], lists of nodes; `left` is empty where a line goes on with the one before. */
export function linesOf(text) {
  const math = parse(text);
  const table = math.children.find(({ tag }) => tag === "mtable");
  const named = ({ children }, name) => children.filter(({ tag }) => tag === name);
  const rows = table ? named(table, "mtr").map((row) => named(row, "mtd").flatMap(({ children }) => children)) : [math.children];
  return rows.map((row) => {
    const nodes = row.filter((node) => typeof node !== "string" || node.trim());
    const sign = nodes.findIndex(({ tag, children }) => tag === "mo" && ["=", "≈"].includes(children[0]));
    return { left: nodes.slice(0, sign), right: nodes.slice(sign + 1) };
  });
}

/**
 * Nodes with the letters put in. `number(ref, isBare)` gives the nodes of a number, bare where it needs no brackets; without it the
 * formula stays in symbols.
 */
export function bind(nodes, trace, letters, number = null) {
  return nodes.flatMap((node) => put(node, { trace, letters, number }));
}

function put(node, state) {
  if (typeof node === "string") return [node];
  const { tag, attributes, children } = node;
  if (attributes["data-sum"]) return writtenOut(node, state);
  if (attributes["data-term"]) return [state.number ? numberOf(attributes["data-term"], state) : symbolOf(node, state)];
  if (tag === "mo" && children[0] === TIMES) return [state.number ? element("mo", {}, ["·"]) : node];
  return [within(node, state)];
}

function within({ tag, attributes, children }, state) {
  const layer = attributes["data-activation"];
  const inner = children.flatMap((child) => put(child, layer ? { ...state, isBare: true } : state)); // it has brackets of its own
  return element(tag, kept(attributes), layer ? inner.map((child) => rename(child, functionOf(layer, state))) : inner);
}

const kept = (attributes) => Object.fromEntries(Object.entries(attributes).filter(([name]) => !name.startsWith("data-")));

const functionOf = (layer, { trace, letters }) => {
  const name = trace.activations[letters.l + Number(layer.slice(1)) - 1];
  return FUNCTIONS[name] ?? name.replaceAll("_", " ");
};

function rename(node, name) {
  if (typeof node === "string") return node;
  if (node.tag === "mi" && node.children[0] === "σ") return element("mi", {}, [name]);
  return element(node.tag, node.attributes, node.children.map((child) => rename(child, name)));
}

// A sum: its body once for each value of its letter, and what its line has besides.
function writtenOut({ attributes, children: [, ...body] }, state) {
  const { trace, letters } = state;
  const letter = attributes["data-sum"];
  const term = (index) => body.flatMap((node) => put(node, { ...state, letters: { ...letters, [letter]: index } }));
  const parts = pick(countOf(trace, letters, letter), TERMS_SHOWN).map((index) => (index === null ? [element("mo", {}, ["⋯"])] : term(index)));
  if (attributes["data-rest"]) parts.push([besides(attributes["data-rest"], state)]);
  return parts.map((part, i) => element("mrow", { class: "term" }, i > 0 ? [element("mo", { form: "infix" }, ["+"]), ...part] : part));
}

function besides(term, state) {
  if (state.number) return numberOf(term, state);
  const [letter] = term.split(".");
  return symbolOf(element("msubsup", { "data-term": term }, [element("mi", {}, [letter])]), state);
}

// What is the product of two numbers has none of its own.
function numberOf(term, { trace, letters, number, isBare = false }) {
  const operands = refsOf(trace, term, letters).map((ref) => element("mrow", { class: "operand", "data-ref": ref }, number(ref, isBare)));
  if (operands.length < 2) return operands[0];
  const bracket = (sign, form) => element("mo", { stretchy: "false", form }, [sign]);
  const factors = operands.flatMap((operand, i) => (i > 0 ? [element("mo", {}, ["·"]), operand] : [operand]));
  return element("mrow", {}, [bracket("[", "prefix"), ...factors, bracket("]", "postfix")]);
}

// A letter with its indices and its layer; what holds such letters keeps its own form.
function symbolOf(node, state) {
  const { tag, attributes, children } = node;
  const refs = refsOf(state.trace, attributes["data-term"], state.letters);
  const marked = refs.length === 1 ? { class: "operand", "data-ref": refs[0] } : {};
  if (!["msub", "msup", "msubsup"].includes(tag)) return element("mrow", marked, [within(node, state)]);
  const [, layer, ...indices] = attributes["data-term"].split(" ")[0].split(".");
  const below = indices.map((letter) => state.letters[letter] + 1);
  const above = element("mn", {}, [`(${state.letters.l + Number(layer.slice(1))})`]);
  const lower = element("mn", {}, [below.join(below.some((index) => index > 9) ? "," : "")]);
  return element("mrow", marked, [element(tag, {}, [children[0], ...(tag === "msup" ? [] : [lower]), ...(tag === "msub" ? [] : [above])])]);
}
