// What a reader types as a number, and the typed number moved by steps. Reading is forgiving (a decimal comma, a fraction,
// the true minus sign); a refusal comes in words. This is editing: no number of the lesson is worked out here.

const MINUS = "\u2212";
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const BEGUN = /^[+-]?\d*\.?(\d+\.?\d*e[+-]?)?$/i; // a sign, a point, "1e-": more will follow
const EXAMPLES = `Try ${MINUS}0.5, 0,5 or 1/3.`;

/** -> {value}, or {problem, isUnfinished}: unfinished is what may yet become a number by typing on. */
export function readNumber(text) {
  const plain = text.replace(/\s+/g, "").replaceAll(MINUS, "-").replaceAll(",", ".");
  if (plain === "") return refuse(`A number is needed here. ${EXAMPLES}`, true);
  const parts = plain.split("/");
  if (parts.length > 2) return refuse(`One fraction bar is enough. ${EXAMPLES}`);
  if (parts.some((part) => part.split(".").length > 2)) return refuse(`Only one decimal sign, and nothing between thousands. ${EXAMPLES}`);
  if (!parts.every((part) => DECIMAL.test(part))) {
    const isBegun = parts.slice(0, -1).every((part) => DECIMAL.test(part)) && BEGUN.test(parts.at(-1));
    return refuse(`This is not a number${isBegun ? " yet" : ""}. ${EXAMPLES}`, isBegun);
  }
  const [numerator, denominator = 1] = parts.map(Number);
  if (denominator === 0) return refuse("Nothing can be divided by 0.", /^[+-]?0\.?0*$/.test(parts[1]));
  const value = numerator / denominator;
  if (!Number.isFinite(value)) return refuse("This is beyond the largest number of 64 bits, about 1.8e308.");
  return { value: value === 0 ? 0 : value }; // no minus zero
}

/** A whole number from 0 on -> {value} or {problem}; `name` begins the sentence. */
export function readWhole(text, name) {
  const { value } = readNumber(text);
  return Number.isSafeInteger(value) && value >= 0 ? { value } : { problem: `${name} needs a whole number from 0 on.` };
}

/** A whole number from 1 to `most` -> {value} or {problem}. */
export function readCount(text, most = Infinity) {
  const { value } = readNumber(text);
  if (!Number.isInteger(value) || value < 1) return refuse("A whole number is needed here, 1 or more.");
  return value > most ? refuse(`At most ${most} updates are possible in one run.`) : { value };
}

function refuse(problem, isUnfinished = false) {
  return { problem, isUnfinished };
}

/** The shortest text that reads back as this very number. */
export const writeNumber = (value) => String(value).replaceAll("-", MINUS);

/** `value` moved by `count` steps of 10^`power`, as by hand in decimals: 0.1 and two steps of 0.1 make 0.3. */
export function moveBy(value, count, power) {
  const [mantissa, exponent = "0"] = String(value).split("e");
  const [whole, decimals = ""] = mantissa.split(".");
  const own = Number(exponent) - decimals.length;
  const lowest = Math.min(own, power);
  const scaled = (digits, tens) => BigInt(digits) * 10n ** BigInt(tens - lowest);
  const sum = scaled(whole + decimals, own) + scaled(count, power);
  return Number(`${sum}e${lowest}`);
}
