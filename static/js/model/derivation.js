// A step's formula taken apart: its two sides, the numbers in it that can be told, its result, and the sign before that.
import { formatOperand, formatResult, relation, splitPower } from "./format.js";
import { numberNodes, operandsOf, sides } from "./mathml.js";
import { valueOf } from "./trace.js";

/** -> {target, expression: trees; operands: Refs; result: {text, exact}; sign: "=" or "≈"}. */
export function derivationOf(trace, step, digits) {
  const operands = operandsOf(step);
  return { ...sides(step.mathml), operands, ...outcomeOf(trace, step.target, operands, digits) };
}

/** The result of a formula of `ref` that shows these operands: "=" only while nothing that is shown was rounded. */
export function outcomeOf(trace, ref, operands, digits) {
  const result = formatResult(valueOf(trace, ref), digits);
  return { result, sign: relation([result, ...operands.map((operand) => formatOperand(valueOf(trace, operand), digits))]) };
}

/** The nodes of a number where it stands in a formula; `isBare` where a negative one needs no brackets. */
export const operandNodes = (trace, ref, digits, isBare) => numberNodes(splitPower(formatOperand(valueOf(trace, ref), digits).text), isBare);
