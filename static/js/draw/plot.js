// What a plot is made of: scales between numbers and pixels, round ticks, the path of a curve. No DOM, so Node can test it.

const ROUND = [1, 2, 5, 10];

/** Round numbers from low to high, about `count` of them. */
export function roundTicks(low, high, count) {
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const unit = power * ROUND.find((factor) => factor * power >= rough * (1 - 1e-12));
  const first = Math.ceil(low / unit - 1e-9);
  const last = Math.floor(high / unit + 1e-9);
  // multiples are divided out again: 3 * 0.1 is not 0.3
  return Array.from({ length: last - first + 1 }, (_, i) => (unit >= 1 ? (first + i) * unit : (first + i) / Math.round(1 / unit)));
}

/** Powers of ten within; with fewer than two decades also twice and five times them. */
export function powerTicks(low, high) {
  const decades = Array.from({ length: Math.floor(Math.log10(high) + 1e-9) - Math.floor(Math.log10(low)) + 1 }, (_, i) => Math.floor(Math.log10(low)) + i);
  const all = decades.flatMap((power) => [1, 2, 5].map((factor) => Number(`${factor}e${power}`)));
  const within = all.filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9));
  const tens = within.filter((tick) => Number.isInteger(Math.round(1e9 * Math.log10(tick)) / 1e9));
  return tens.length > 2 ? tens : within;
}

/** -> {to: number -> pixel, from: pixel -> number, ticks(count)}. `kind` is "linear", or "log" for a domain above 0. */
export function scale({ domain: [low, high], range: [start, end], kind = "linear" }) {
  const [bend, unbend] = kind === "log" ? [Math.log, Math.exp] : [(value) => value, (value) => value];
  const [a, b] = [bend(low), bend(high)];
  const width = b - a || 1;
  return {
    to: (value) => start + ((bend(value) - a) / width) * (end - start),
    from: (pixel) => unbend(a + ((pixel - start) / (end - start)) * width),
    ticks: (count) => (kind === "log" ? powerTicks(low, high) : roundTicks(low, high, count)),
  };
}

/** A domain that holds all values, with a share of air at both ends; a single value gets room of its own. */
export function extent(values, air = 0.05) {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const margin = (high - low) * air || Math.max(Math.abs(high) * 0.1, 1e-9);
  return [low - margin, high + margin];
}

/** The `d` of a line through [x, y] pairs in pixels. */
export const linePath = (points) => points.map(([x, y], i) => `${i === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");
const round = (pixel) => Math.round(pixel * 10) / 10;

/** The short text of a tick. */
export function tickText(value) {
  const size = Math.abs(value);
  const rounded = Number(value.toPrecision(6));
  const plain = size !== 0 && (size < 1e-3 || size >= 1e5) ? rounded.toExponential().replace("e+", "e") : String(rounded);
  return plain.replaceAll("-", "\u2212");
}
