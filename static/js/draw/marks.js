// The marks of a plot: shapes that differ without any colour.

const SHAPES = {
  circle: (r) => `m${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  square: (r) => `m${-0.88 * r} ${-0.88 * r}h${1.76 * r}v${1.76 * r}h${-1.76 * r}z`,
  triangle: (r) => `m0 ${-1.15 * r}l${1.1 * r} ${1.9 * r}h${-2.2 * r}z`,
  diamond: (r) => `m0 ${-1.2 * r}l${1.2 * r} ${1.2 * r}l${-1.2 * r} ${1.2 * r}l${-1.2 * r} ${-1.2 * r}z`,
};

/** One a curve, in this order. */
export const SHAPE_NAMES = Object.keys(SHAPES);

/** The `d` of a mark of radius `r` about a pixel. */
export const markPath = (shape, x, y, r) => `M${x.toFixed(1)} ${y.toFixed(1)}${SHAPES[shape](r)}`;
