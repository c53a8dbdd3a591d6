// How a number is written. A result has d decimals; an operand is exact where that is short, else it carries two
// guard digits, so that working the shown formula by hand gives the shown result. app/lesson/numbers.py follows the
// same rules, and both run through tests/numbers.json.

const MINUS = "\u2212";
const SUPERSCRIPT = { "-": "\u207B", 0: "\u2070", 1: "\u00B9", 2: "\u00B2", 3: "\u00B3", 4: "\u2074", 5: "\u2075", 6: "\u2076", 7: "\u2077", 8: "\u2078", 9: "\u2079" };
const GUARD = 2;
const LARGE = 1e7;

/** -> {text, exact}: exact when the decimal shown equals the number to 1e-12 relative. */
export function formatResult(value, digits) {
  const size = Math.abs(value);
  if (value !== 0 && (isSmall(size, digits) || size >= LARGE)) return scientific(value, digits);
  return fixed(value, digits);
}

/** -> {text, exact}, see above. */
export function formatOperand(value, digits) {
  const decimals = digits + GUARD;
  const size = Math.abs(value);
  for (let k = 0; size < LARGE && k <= decimals; k += 1) {
    const shown = fixed(value, k);
    if (shown.exact) return shown;
  }
  return isSmall(size, digits) || size >= LARGE ? scientific(value, decimals) : fixed(value, decimals);
}

/** "=" only when nothing that is shown was rounded. */
export function relation(shown) {
  return shown.every(({ exact }) => exact) ? "=" : "\u2248";
}

const isSmall = (size, digits) => size < Number(`1e${1 - digits}`);

// toFixed and toExponential round the true binary value, ties away from zero, as the contract asks.
function fixed(value, decimals) {
  const text = (value === 0 ? 0 : value).toFixed(decimals);
  return { text: text.replace("-", MINUS), exact: isExact(text, value) };
}

function scientific(value, significant) {
  const text = value.toExponential(significant - 1);
  const [mantissa, exponent] = text.split("e");
  const raised = [...exponent.replace("+", "")].map((sign) => SUPERSCRIPT[sign]).join("");
  return { text: `${mantissa.replace("-", MINUS)}\u00D710${raised}`, exact: isExact(text, value) };
}

function isExact(text, value) {
  return Math.abs(Number(text) - value) <= 1e-12 * Math.abs(value);
}

/** "−4.386×10⁻⁴" -> {mantissa: "−4.386", exponent: "−4"}; a plain decimal has no exponent. */
export function splitPower(text) {
  const [mantissa, raised] = text.split("\u00D710");
  if (raised === undefined) return { mantissa, exponent: null };
  const plain = [...raised].map((sign) => Object.keys(SUPERSCRIPT).find((key) => SUPERSCRIPT[key] === sign)).join("");
  return { mantissa, exponent: plain.replace("-", MINUS) };
}

/** The same number for the ear: screen readers skip U+2212 and superscripts. */
export function spoken(text) {
  const { mantissa, exponent } = splitPower(text);
  const say = (part) => part.replace(MINUS, "minus ");
  return exponent === null ? say(mantissa) : `${say(mantissa)} times 10 to the power ${say(exponent)}`;
}
