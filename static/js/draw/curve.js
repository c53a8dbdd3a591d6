// The geometry of a slice's picture: curve and tangent over a strip for the names of the old and the new value. No DOM.
import { extent, scale } from "./plot.js";

export const SIZE = { width: 320, height: 174 };
/** The curve's own box; the strip under it ends at the axis. */
export const BOX = { left: 44, top: 18, right: 290, bottom: 124, axis: 148 };

/** `slice` as /api/slice answers it; `fresh` is the new value or null. All in pixels, save the scales. */
export function curveOf(slice, fresh = null) {
  const x = scale({ domain: [slice.values[0], slice.values.at(-1)], range: [BOX.left, BOX.right] });
  const y = scale({ domain: extent([...slice.losses, slice.loss], 0.08), range: [BOX.bottom, BOX.top] });
  const along = (heights) => slice.values.map((value, i) => [x.to(value), y.to(heights[i])]);
  const [curve, tangent] = [along(slice.losses), along(slice.tangent)];
  return {
    x, y, curve,
    tangent: [tangent[0], tangent.at(-1)],
    old: { x: x.to(slice.value), y: y.to(slice.loss) },
    fresh: fresh === null ? null : pointAt(curve, x.to(fresh)),
    quiet: quietCorner([...curve, ...tangent]),
  };
}

// Between two points of the curve as the line runs that is drawn between them.
function pointAt(curve, x) {
  const after = Math.max(1, curve.findIndex((point) => point[0] >= x));
  const [[x0, y0], [x1, y1]] = [curve[after - 1], curve[after]];
  return { x, y: y0 + ((y1 - y0) * (x - x0)) / (x1 - x0) };
}

const LABEL = { width: 112, height: 22 };

/** The corner of the box where a label meets the fewest points: {x, y, anchor} of its text. */
export function quietCorner(points) {
  const corners = ["end", "start"].flatMap((anchor) => [BOX.top + 12, BOX.bottom - 5].map((y) => ({ anchor, y, x: anchor === "start" ? BOX.left + 7 : BOX.right - 3 })));
  const crowd = ({ anchor, x, y }) => {
    const left = anchor === "start" ? x - 4 : x - LABEL.width;
    return points.filter(([px, py]) => px >= left && px <= left + LABEL.width && py <= y + 7 && py >= y + 4 - LABEL.height).length;
  };
  return corners.reduce((best, corner) => (crowd(corner) < crowd(best) ? corner : best));
}
