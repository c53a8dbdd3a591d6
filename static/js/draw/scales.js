// From a number to its look: widths of edges, sizes of text. The sign is a class (a colour) and a written + or -.

const GLYPH = 0.53; // width of a digit in em; the lesson's figures are tabular
const NARROW = 0.3; // points, commas, spaces
const RAISED = 0.38; // superscript digits

/** Width of a text at font size 1, near enough to keep it inside its shape. */
export function textWidth(text) {
  return [...text].reduce((sum, sign) => sum + (".,'  ".includes(sign) ? NARROW : /[⁰¹²³⁴-⁹⁻]/.test(sign) ? RAISED : GLYPH), 0);
}

/** The wanted font size, or the largest that keeps the text within `room`. */
export function fitText(text, room, size) {
  return Math.min(size, Math.floor((room / textWidth(text)) * 4) / 4);
}

/** Room for the longest result at font size 1: sign, digit, point and decimals. */
export const resultWidth = (digits) => textWidth(`\u22120.${"0".repeat(digits)}`);
/** The same for an operand, which may carry two guard digits. */
export const operandWidth = (digits) => resultWidth(digits + 2);

/** |w| -> stroke width, against the largest of the network's weights, old and new, so that widths compare across time. */
export function strokeWidth(weight, largest, thickest) {
  const share = largest > 0 ? Math.abs(weight) / largest : 0;
  return Number((0.75 + (thickest - 0.75) * share).toFixed(2));
}

export function signClass(weight) {
  if (weight > 0) return "positive";
  return weight < 0 ? "negative" : "zero";
}

/** "+0.5": on an edge the plus is written too, so that colour is never the only mark of a sign. */
export const withSign = (text, weight) => (weight > 0 ? `+${text}` : text);
