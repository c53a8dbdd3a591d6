// The prediction against one input: a curve an output, and the samples with the distance from target to prediction.
import { extent, linePath, scale } from "./plot.js";

export const CURVES = 4; // more outputs than this are no longer told apart

/** `prediction` as in the store, `problem` the one it was made for. -> {box, x, y, curves: [{d, end}], samples: [{output, x, target, predicted}]} in pixels. */
export function fitPlot({ plan, places, samples }, { x: inputs, y: targets }, { width, height }) {
  const outputs = [...places[0].keys()].slice(0, CURVES);
  const box = { left: 58, top: 26, right: width - (outputs.length > 1 ? 34 : 14), bottom: height - 42 };
  const [axis] = plan.axes;
  const seen = [...places, ...samples, ...targets].flatMap((row) => row.slice(0, CURVES));
  const x = scale({ domain: [axis.low, axis.high], range: [box.left, box.right] });
  const y = scale({ domain: extent(seen, 0.06), range: [box.bottom, box.top] });
  const curves = outputs.map((k) => {
    const pixels = places.map((row, i) => [x.to(plan.rows[i][axis.input]), y.to(row[k])]);
    return { d: linePath(pixels), end: pixels.at(-1) };
  });
  const marks = inputs.flatMap((row, i) => outputs.map((k) => ({ output: k, x: x.to(row[axis.input]), target: y.to(targets[i][k]), predicted: y.to(samples[i][k]) })));
  return { box, x, y, curves, samples: marks };
}
