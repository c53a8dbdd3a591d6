// Edges as lines and their numbers. Width is |w|, the class is its sign; both follow the weight from old to new.
import { nothing, svg } from "../../vendor/lit-html/lit-html.js";
import { oncePer, valueOf } from "../model/trace.js";
import { signClass, strokeWidth } from "./scales.js";
import { caption, ground } from "./shapes.js";

const renamed = (ref, suffix) => ref.replace(/^([Wb])/, `$1_${suffix}`);

/** The Refs whose light an edge carries. */
export const refsOfEdge = oncePer(({ key, kind }) => {
  if (kind === "bundle") return [];
  if (kind === "loss") return [key, "loss"];
  if (kind === "given") return ["loss"];
  return [key, renamed(key, "grad"), renamed(key, "new")];
});

/** Of a trace: old and new parameters together, so that an update visibly changes widths. */
export const largestWeight = oncePer(({ problem, values }) => {
  const all = [...problem.network.layers.flatMap(({ W, b }) => [W, b]), Object.values(values.W_new), Object.values(values.b_new)];
  return all.flat(3).reduce((largest, weight) => Math.max(largest, Math.abs(weight)), 0);
});

export function edgeLine(edge, { thickest }, pen, largest) {
  const { key, kind, from, to } = edge;
  const light = pen.brightest(refsOfEdge(edge));
  const line = (look, width) => svg`<line class="edge ${kind} ${look} ${light}" data-edge=${key} x1=${from.x} y1=${from.y} x2=${to.x} y2=${to.y} stroke-width=${width} />`;
  if (kind === "loss" || kind === "given" || kind === "bundle") return line("plain", 1.25);
  const weight = valueOf(pen.trace, pen.known(renamed(key, "new")) ? renamed(key, "new") : key);
  return line(signClass(weight), strokeWidth(weight, largest, thickest));
}

/** `box` is the label's room; its first line lies on the edge (at the loss its second). */
export function edgeLabel(edge, box, picture, pen) {
  if (!box) return nothing;
  const { key, kind } = edge;
  const { type, line } = picture;
  const isSingle = picture.lines[kind] !== 2;
  const x = box.x + box.w / 2;
  const write = (ref, row, look) => {
    const place = { x, y: box.y + (row + 0.5) * line };
    return pen.number(ref, { ...place, size: type.label, room: box.w - 4, hit: ground({ ...place, w: box.w, h: line }, "hit", 4), ...look });
  };
  if (kind === "loss") return pen.known(key) ? svg`${caption("∂L/∂ŷ", x, box.y + line / 2, type.label * 0.9, { kind: `onedge dL_da ${pen.lightOf(key)}` })}${write(key, 1, { kind: "onedge dL_da", plate: true })}` : nothing;
  const [gradient, fresh] = [renamed(key, "grad"), renamed(key, "new")];
  const slope = (row) => write(gradient, row, { prefix: "∂", kind: "onedge gradient", plate: row === 0 });
  if (isSingle && pen.known(gradient) && !pen.known(fresh)) return slope(0);
  const weight = pen.known(fresh) ? write(fresh, 0, { signed: true, kind: "onedge new", plate: true }) : write(key, 0, { signed: true, kind: "onedge", plate: true });
  return isSingle ? weight : svg`${weight}${slope(1)}`;
}
