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

/** Powers of ten within, at most `count`; with fewer than two decades also twice and five times them, or round numbers. */
export function powerTicks(low, high, count = Infinity) {
  const decades = Array.from({ length: Math.floor(Math.log10(high) + 1e-9) - Math.floor(Math.log10(low)) + 1 }, (_, i) => Math.floor(Math.log10(low)) + i);
  const all = decades.flatMap((power) => [1, 2, 5].map((factor) => Number(`${factor}e${power}`)));
  const within = all.filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9));
  const tens = within.filter((tick) => Number.isInteger(Math.round(1e9 * Math.log10(tick)) / 1e9));
  if (tens.length > 2) return everyNth(tens, Math.max(1, Math.ceil(tens.length / count)));
  return within.length > 1 ? within : roundTicks(low, high, 3);
}

const everyNth = (ticks, n) => ticks.filter((_, i) => (ticks.length - 1 - i) % n === 0);

/** -> {to: number -> pixel, from: pixel -> number, ticks(count)}. `kind` is "linear", or "log" for a domain above 0. */
export function scale({ domain: [low, high], range: [start, end], kind = "linear" }) {
  const [bend, unbend] = kind === "log" ? [Math.log, Math.exp] : [(value) => value, (value) => value];
  const [a, b] = [bend(low), bend(high)];
  const width = b - a || 1;
  return {
    to: (value) => start + ((bend(value) - a) / width) * (end - start),
    from: (pixel) => unbend(a + ((pixel - start) / (end - start)) * width),
    ticks: (count) => (kind === "log" ? powerTicks(low, high, count) : roundTicks(low, high, count)),
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

/**
 * The size of one of two plots in a room: side by side where they fit, else under each other; `height` leaves room for the
 * controls under the first, `tall` is as high as the second may be.
 */
export function plotSize({ width, height }) {
  const isWide = width >= WIDE;
  const across = Math.floor(isWide ? (width - GAP) / 2 : width);
  const low = Math.max(LOWEST, Math.min(Math.round(across * 0.9), height - (isWide ? 170 : 112)));
  return { width: across, height: low, tall: isWide ? low : Math.max(low, Math.min(across, height - 24)) };
}
const WIDE = 672; // as in training.css: two columns of 20rem and the gap
const GAP = 32;
const LOWEST = 190;
