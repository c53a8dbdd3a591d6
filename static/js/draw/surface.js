// The first output over two inputs, as cells. A cell's colour tells on which side of the middle the prediction is and how
// far; a line follows the cells where the side changes, so that the border is seen without any colour.
import { CELLS } from "../model/grid.js";
import { scale } from "./plot.js";

export const LEVELS = 8; // of colour on each side of the middle

/** What the colours span: from the lowest to the highest target, or about all that is predicted where there is only one target. */
export function spanOf({ places }, { y: targets }) {
  const wanted = targets.map(([first]) => first);
  const all = Math.min(...wanted) < Math.max(...wanted) ? wanted : [...wanted, ...places.map(([first]) => first)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return { low, middle: (low + high) / 2, high };
}

/** -> {box, x, y, fills: [{side, level, d}], border, samples: [{x, y, side}]} in pixels; the picture is square. */
export function surfacePlot(prediction, problem, { width, height }) {
  const { plan: { axes: [across, up] }, places } = prediction;
  const span = spanOf(prediction, problem);
  const cell = Math.max(4, Math.floor(Math.min(width - 58 - 14, height - 26 - 42) / CELLS));
  const box = { left: 58, top: 26, right: 58 + cell * CELLS, bottom: 26 + cell * CELLS };
  const shades = places.map(([first]) => shadeOf(first, span));
  const x = scale({ domain: [across.low, across.high], range: [box.left, box.right] });
  const y = scale({ domain: [up.low, up.high], range: [box.bottom, box.top] });
  const samples = problem.x.map((row, i) => ({ x: x.to(row[across.input]), y: y.to(row[up.input]), side: sideOf(problem.y[i][0], span) }));
  return { box, x, y, fills: fillsOf(shades, box, cell), border: borderOf(shades, box, cell), samples, height: box.bottom + 42 };
}

export const sideOf = (value, { middle }) => (value < middle ? "low" : "high");

function shadeOf(value, span) {
  const share = Math.abs(value - span.middle) / (span.high - span.middle || 1);
  return { side: sideOf(value, span), level: Math.min(LEVELS - 1, Math.floor(share * LEVELS)) };
}

const left = (i, box, cell) => box.left + (i % CELLS) * cell;
const top = (i, box, cell) => box.bottom - (Math.floor(i / CELLS) + 1) * cell;

// One path a shade: 16 shapes instead of 900.
function fillsOf(shades, box, cell) {
  const paths = new Map();
  shades.forEach(({ side, level }, i) => {
    const key = `${side} ${level}`;
    if (!paths.has(key)) paths.set(key, { side, level, d: "" });
    paths.get(key).d += `M${left(i, box, cell)} ${top(i, box, cell)}h${cell}v${cell}h${-cell}z`;
  });
  return [...paths.values()];
}

function borderOf(shades, box, cell) {
  return shades.map(({ side }, i) => {
    const isLastInRow = i % CELLS === CELLS - 1;
    const right = !isLastInRow && shades[i + 1].side !== side ? `M${left(i, box, cell) + cell} ${top(i, box, cell)}v${cell}` : "";
    const above = i + CELLS < shades.length && shades[i + CELLS].side !== side ? `M${left(i, box, cell)} ${top(i, box, cell)}h${cell}` : "";
    return right + above;
  }).join("");
}
