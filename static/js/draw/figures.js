// Where the neurons of the article's two figures stand, in their own units: columns of at most so many, one of them chosen.
import { html, svg } from "../../vendor/lit-html/lit-html.js";
import { nameOf } from "../model/trace.js";
import { capital, shown } from "../model/words.js";
import { isShown, slotsOf } from "./elide.js";
import { along } from "./labels.js";
import { createPen } from "./pen.js";

export const FIGURE = { width: 340, height: 330, head: 20, top: 34, bottom: 322 };

const SYMBOL = 13;
const NUMBER = 14;

/** The slots of a column of `count` neurons at `x`, each with its place; `chosen` is never left out. */
export function column(count, x, chosen = null, { top, bottom } = FIGURE) {
  const slots = joined(slotsOf(count, "tall", chosen));
  const pitch = Math.min((bottom - top) / slots.length, 120);
  const middle = (top + bottom) / 2;
  return slots.map((slot, i) => ({ ...slot, x, y: middle + (i - (slots.length - 1) / 2) * pitch }));
}

// What is left out side by side is left out as one.
function joined(slots) {
  return slots.reduce((done, slot) => {
    const last = done.at(-1);
    return last && !isShown(last) && !isShown(slot) ? [...done.slice(0, -1), { from: last.from, to: slot.to }] : [...done, slot];
  }, []).filter((slot) => isShown(slot) || slot.to > slot.from);
}

/** A line from one disc to another, that begins and ends at their rims, and its tip. */
export function arrow(from, to, { start, end }) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  const [ux, uy] = [dx / length, dy / length];
  const at = ({ x, y }, distance) => ({ x: x + ux * distance, y: y + uy * distance });
  const [first, last] = [at(from, start), at(to, -end)];
  const wing = (side) => `${last.x - 10 * ux + side * 5 * uy} ${last.y - 10 * uy - side * 5 * ux}`;
  return { first, last, tip: `M${last.x} ${last.y}L${wing(1)}L${wing(-1)}Z`, along: (share) => along({ from: first, to: last }, share) };
}

/** A pen for figures that show a whole trace, not a position in it. */
export const penOf = (trace, digits) => createPen({ trace, cursor: trace.count, scene: { targets: new Set(), reads: new Set() }, digits });

/** A column's ground and its name over it. */
export function ground({ x, half, name, top = FIGURE.top, bottom = FIGURE.bottom }) {
  return svg`<rect class="layer" x=${x - half} y=${top} width=${2 * half} height=${bottom - top} rx="14" />
    <text class="layer-name" x=${x} y=${FIGURE.head}>${name}</text>`;
}

/** A neuron with a number in it and the symbol of that over it. */
export function neuron({ x, y }, radius, look, symbol, ref, pen) {
  const hit = svg`<circle class="hit" cx=${x} cy=${y} r=${radius - 1} />`;
  return svg`<circle class=${look} cx=${x} cy=${y} r=${radius} />${named(symbol, x, y - 0.28 * radius)}
    ${pen.number(ref, { x, y: y + 0.28 * radius, size: NUMBER, room: 1.7 * radius, kind: ref.split(".")[0], hit })}`;
}

export const named = (symbol, x, y) => svg`<text class="symbol" x=${x} y=${y} font-size=${SYMBOL} aria-hidden="true">${symbol}</text>`;

/** The area that answers to a pointer, round a middle. */
export const area = (x, y, width, height) => svg`<rect class="hit" x=${x - width / 2} y=${y - height / 2} width=${width} height=${height} rx="4" />`;

/** The number of a weight on its line, with its sign. */
export function weight(ref, { x, y }, room, pen) {
  return pen.number(ref, { x, y, size: NUMBER, room, signed: true, plate: true, kind: "on-line", hit: area(x, y, room, 24) });
}

/** Neurons that are left out. */
export const dots = ({ x, y, from, to }) => svg`<g class="dots">${[-18, -9, 0].map((step) => svg`<circle cx=${x} cy=${y + step} r="2" />`)}</g>
  <text class="left-out" x=${x} y=${y + 16}>${to - from} more</text>`;

/** How large a disc may be where a column stands this dense. */
export const radiusIn = (places, largest) => Math.min(largest, places.length > 1 ? (places[1].y - places[0].y) / 2 - 4 : largest);

/** The number that is pointed at by name, in a line of its own under the figure: assistive technology knows it already. */
export function told(trace, refs, hovered, digits) {
  const name = hovered && refs.includes(hovered) ? `${nameOf(trace, hovered)}: ${shown(trace, hovered, digits)}` : "";
  return html`<p class="pointed-at" aria-hidden="true">${capital(name) || "Point at a number: it is lit in the demo."}</p>`;
}
