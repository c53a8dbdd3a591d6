// The loss over the updates, as scales and a path. Pixels only.
import { linePath, scale } from "./plot.js";

const SINGLE = 10; // updates of room for a curve that has only begun

/**
 * `points` = [{update, loss}], `goal` the update that the axis reaches (or null), `kind` "linear" or "log".
 * -> {box, x, y, kind, d, at: pixels of each point}. A loss of 0 has no logarithm: it stands on the lower edge.
 */
export function lossCurve(points, { width, height, kind, goal }) {
  const box = { left: 58, top: 26, right: width - 14, bottom: height - 42 };
  const first = points[0].update;
  const last = Math.max(goal ?? 0, points.at(-1).update);
  const losses = points.map(({ loss }) => loss);
  const above = losses.filter((loss) => loss > 0);
  const isLog = kind === "log" && above.length > 0;
  const [low, high] = isLog ? widened(least(above), most(above)) : [0, most(losses) * 1.06 || 1];
  const x = scale({ domain: [first, last > first ? last : first + SINGLE], range: [box.left, box.right] });
  const y = scale({ domain: [low, high], range: [box.bottom, box.top], kind: isLog ? "log" : "linear" });
  const at = points.map(({ update, loss }) => [x.to(update), isLog && loss <= 0 ? box.bottom : y.to(loss)]);
  return { box, x, y, kind: isLog ? "log" : "linear", d: linePath(at), at };
}

const least = (values) => values.reduce((low, value) => Math.min(low, value), Infinity);
const most = (values) => values.reduce((high, value) => Math.max(high, value), -Infinity);
const widened = (low, high) => [Math.max(low / 1.3, Number.MIN_VALUE), Math.min(high * 1.3, Number.MAX_VALUE)];

/** The index of the point nearest to a pixel across. */
export function nearestPoint(at, pixel) {
  return at.reduce((best, [x], i) => (Math.abs(x - pixel) < Math.abs(at[best][0] - pixel) ? i : best), 0);
}
