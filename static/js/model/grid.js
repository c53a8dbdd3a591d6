// What the network is asked in order to draw how it predicts: the places of a curve or of a surface, and the samples.
// Places only; the predictions are the server's.

const CURVE = 181; // places along a curve
export const CELLS = 30; // along each side of a surface; with 64 samples it stays within what one question may hold
const AIR = 0.15;

/**
 * -> {kind: "fit" | "surface" | "table", axes: [{input, low, high}], held: [inputs that are the same in every sample], rows}.
 * An input that is the same in every sample is no axis where another one differs; `rows` ends with the samples themselves.
 */
export function planOf({ x }) {
  const inputs = [...x[0].keys()];
  const isVaried = (i) => x.some((row) => row[i] !== x[0][i]);
  const varied = inputs.filter(isVaried);
  const chosen = inputs.length <= 2 ? inputs : varied;
  if (chosen.length < 1 || chosen.length > 2) return { kind: "table", axes: [], held: [], rows: x };
  const axes = chosen.map((input) => axisOf(x.map((row) => row[input]), input));
  const held = inputs.filter((i) => !chosen.includes(i));
  const at = (place) => x[0].map((value, i) => (chosen.includes(i) ? place[chosen.indexOf(i)] : value));
  const places = axes.length === 1 ? along(axes[0], CURVE).map((u) => [u]) : cells(axes);
  return { kind: axes.length === 1 ? "fit" : "surface", axes, held, rows: [...places.map(at), ...x] };
}

function axisOf(values, input) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = high > low ? (high - low) * AIR : 1; // a single sample gets surroundings
  return { input, low: low - margin, high: high + margin };
}

const along = ({ low, high }, count) => Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
const centres = ({ low, high }) => Array.from({ length: CELLS }, (_, i) => low + ((high - low) * (i + 0.5)) / CELLS);

// Row by row from the lower left, as the axes run.
function cells([across, up]) {
  return centres(up).flatMap((v) => centres(across).map((u) => [u, v]));
}

/** The answer's rows parted again: {places, samples}. */
export function partRows(plan, rows, samples) {
  return { places: rows.slice(0, rows.length - samples), samples: rows.slice(rows.length - samples) };
}
