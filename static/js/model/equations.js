// A step of a whole layer, as an equation of matrices: the server's expression over arrays, laid out in a row of pieces.
// A piece is {kind: "array", ref, rows, shape, isTransposed, symbol} with the Ref of every entry in its place,
// {kind: "number", ref, symbol}, {kind: "sign" | "text", text}, {kind: "bracket", side}, or {kind: "product", pieces, shape}.
import { symbolIn } from "./mathml.js";
import { isArray, parseRef, sameAs } from "./refs.js";

const SUM = 1;
const PRODUCT = 2;
const ATOM = 3; // how strongly what is written holds together
const LONGEST_SUM = 8; // of numbers
const FUNCTIONS = { sigmoid: "σ", relu: "ReLU", leaky_relu: "LReLU", linear: "f" };
const INFIX = { add: ["+", SUM], sub: ["−", SUM], mul: ["·", PRODUCT], hadamard: ["⊙", PRODUCT] };
const RAISED = { "-": "⁻", ".": "·", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

/** [rows, columns] of an array's Ref in a network of `sizes`; a vector is a column. */
export function shapeOf(ref, sizes) {
  const { quantity, indices: [layer] } = parseRef(ref);
  if (quantity === "y") return [sizes.at(-1), 1];
  return quantity.includes("W") ? [sizes[layer], sizes[layer - 1]] : [sizes[layer], 1];
}

/** The Ref of every entry of an array, row by row. */
export function entriesOf(ref, sizes) {
  const [rows, columns] = shapeOf(ref, sizes);
  const isMatrix = ref.split(".")[0].includes("W");
  return Array.from({ length: rows }, (_, j) => Array.from({ length: columns }, (_, i) => (isMatrix ? `${ref}.${j}.${i}` : `${ref}.${j}`)));
}

export const transposed = (rows) => rows[0].map((_, i) => rows.map((row) => row[i]));

/** The pieces of `step`, its target first. `symbols` as `symbolsOf` gives them. */
export function piecesOf(step, { sizes, sample, batch }, symbols) {
  const write = createWriter({ sizes, sample, batch, symbols });
  const target = write(step.target, 0);
  return [...target.pieces, sign("="), ...write(step.expression, 0).pieces];
}

/** Ref -> its symbol, for every array and number that the steps write. */
export function symbolsOf(steps) {
  const symbols = new Map();
  for (const { mathml, target, reads } of steps) {
    for (const ref of [target, ...reads]) {
      if (symbols.has(ref)) continue;
      const symbol = symbolIn(mathml, ref);
      if (symbol) symbols.set(ref, symbol);
    }
  }
  return symbols;
}

const sign = (text) => ({ kind: "sign", text });
const text = (words) => ({ kind: "text", text: words });
const letters = (name, mark = "") => ({ kind: "text", math: `<mrow><mi>${name}</mi>${mark}</mrow>` });
const bracket = (side) => ({ kind: "bracket", side });
const atom = (pieces, shape = null) => ({ pieces, shape, strength: ATOM });
const raised = (number) => [...String(number)].map((digit) => RAISED[digit]).join("");

function createWriter({ sizes, sample, batch, symbols }) {
  const own = (ref) => sameAs(ref, sample);

  function write(expression, least) {
    const written = typeof expression === "string" ? operand(expression) : typeof expression === "number" ? atom([text(plain(expression))]) : operation(expression);
    return written.strength >= least ? written : atom(fenced(written.pieces), written.shape);
  }

  const fenced = (pieces) => [bracket("open"), ...pieces, bracket("close")];

  function operand(ref) {
    const symbol = symbols.get(ref) ?? symbols.get(own(ref)) ?? symbols.get(`${own(ref)}@${sample}`) ?? "";
    if (!isArray(ref)) return atom([{ kind: "number", ref: own(ref), symbol }]);
    const shape = shapeOf(ref, sizes);
    return atom([{ kind: "array", ref: own(ref), rows: entriesOf(own(ref), sizes), shape, isTransposed: false, symbol }], shape);
  }

  function operation([head, ...args]) {
    if (INFIX[head]) return infix(args, ...INFIX[head]);
    switch (head) {
      case "matmul": return product(args.map((arg) => write(arg, PRODUCT)));
      case "transpose": return transpose(write(args[0], ATOM));
      case "div": return divide(args);
      case "neg": return { ...prefixed("−", write(args[0], PRODUCT)), strength: SUM };
      case "sum": return { pieces: [text("∑"), ...write(args[0], PRODUCT).pieces], shape: null, strength: PRODUCT };
      case "square": return suffixed(write(args[0], ATOM), "²");
      case "power": return suffixed(write(args[0], ATOM), raised(args[1]));
      case "sqrt": return call(text("√"), args[0]);
      case "surprisal": return { ...call(letters("softmax"), args[0], [text("−"), letters("ln")]), strength: SUM };
      case "loss_after": return lossAfter(args);
      case "linear": return write(args[0], 0);
      default: return call(functionOf(head), args[0]);
    }
  }

  function infix(args, symbol, strength) {
    const isBatch = batch > 1 && symbol === "+" && args.every((arg) => samplesIn(arg).length === 1);
    // Of a batch only the explained sample is written out; of many samples' losses the first, the explained one's and the last.
    const isWritten = (i) => (isBatch ? samplesIn(args[i])[0] === sample : args.length <= LONGEST_SUM || i < LONGEST_SUM - 2 || i === sample || i === args.length - 1);
    const parts = args.map((arg, i) => (isWritten(i) ? write(arg, symbol === "−" && i === 1 ? PRODUCT : strength) : null));
    const written = parts.filter((part, i) => part !== null || i === 0 || parts[i - 1] !== null);
    const pieces = written.flatMap((part, i) => [...(i > 0 ? [sign(symbol)] : []), ...(part?.pieces ?? [text("⋯")])]);
    return { pieces, shape: parts.find((part) => part?.shape)?.shape ?? null, strength };
  }

  function product(parts) {
    const shape = [parts[0].shape[0], parts.at(-1).shape[1]];
    return { pieces: [{ kind: "product", pieces: parts.flatMap(({ pieces }) => pieces), shape }], shape, strength: PRODUCT };
  }

  function transpose({ pieces: [array], shape: [rows, columns] }) {
    const turned = { ...array, rows: transposed(array.rows), shape: [columns, rows], isTransposed: true, symbol: withT(array.symbol) };
    return atom([turned], turned.shape);
  }

  function divide([above, below]) {
    const [over, under] = [write(above, PRODUCT), write(below, ATOM)];
    return { pieces: [...over.pieces, sign("/"), ...under.pieces], shape: over.shape ?? under.shape, strength: PRODUCT };
  }

  function call(name, arg, before = []) {
    const inner = write(arg, 0);
    return atom([...before, name, ...fenced(inner.pieces)], inner.shape);
  }

  const prefixed = (mark, { pieces, shape }) => ({ pieces: [text(mark), ...pieces], shape });
  const suffixed = ({ pieces, shape }, mark) => atom([...pieces, { ...text(mark), isSuffix: true }], shape);

  // The loss of the whole network once more, with its new parameters: these stand above it, so here they are named only.
  function lossAfter(args) {
    const parameters = args.filter((ref) => /^[Wb]_new\./.test(ref));
    const given = args.filter((ref) => !parameters.includes(ref) && (!ref.includes("@") || ref.endsWith(`@${sample}`)));
    const named = parameters.slice(0, 2).map((ref) => ({ kind: "text", math: symbols.get(ref) ?? "" }));
    const more = [...(parameters.length > 2 ? [text(", …")] : []), text(";")];
    const columns = given.flatMap((ref, i) => [...(i > 0 ? [text(",")] : []), ...operand(ref).pieces]);
    return atom([letters("L"), ...fenced([named[0], text(","), named[1], ...more, ...columns])]);
  }

  return write;
}

// The samples named in an expression, each once.
function samplesIn(expression) {
  if (typeof expression === "string") return /^loss@/.test(expression) ? [] : [expression.split("@")[1]].filter((at) => at !== undefined).map(Number);
  return Array.isArray(expression) ? [...new Set(expression.slice(1).flatMap(samplesIn))] : [];
}

function functionOf(head) {
  const name = head.replace(/'$/, "");
  return letters(FUNCTIONS[name] ?? name.replaceAll("_", " "), head === name ? "" : '<mo lspace="0" rspace="0">′</mo>');
}

const plain = (number) => (number !== 0 && Math.abs(number) < 1e-4 ? number.toExponential().replace(/(.*)e(.*)/, (_, digits, power) => `${digits === "1" ? "" : `${digits}·`}10${raised(power)}`) : String(number));
const withT = (symbol) => `<mrow><mo stretchy="false">(</mo>${symbol}<msup><mo stretchy="false">)</mo><mi mathvariant="normal">T</mi></msup></mrow>`;
