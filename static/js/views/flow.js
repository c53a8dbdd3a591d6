// The dependency flow on the reader's network: a change in one neuron reaches every neuron of the layer after it.
import { html, nothing, svg } from "../../vendor/lit-html/lit-html.js";
import { area, arrow, column, dots, FIGURE, ground, named, neuron, penOf, radiusIn, told, weight } from "../draw/figures.js";
import { isShown } from "../draw/elide.js";
import { indexed } from "../draw/shapes.js";

const LEFT = 60;
const RIGHT = 280;
const HALF = 52;
const RADIUS = 34;

/** `state` = {trace, digits, letters, hovered}; `letters` of a hidden neuron. */
export function flow({ trace, digits, letters: { l, j }, hovered }) {
  const pen = penOf(trace, digits);
  const from = { x: LEFT, y: (FIGURE.top + FIGURE.bottom) / 2 };
  const places = column(trace.sizes[l + 1], RIGHT);
  const shown = places.filter(isShown);
  const radius = radiusIn(places, RADIUS);
  const refs = [`z.${l}.${j}`, `slope.${l}.${j}`, ...shown.flatMap(({ index: k }) => [`W.${l + 1}.${k}.${j}`, `z.${l + 1}.${k}`])];
  const name = `Dependency flow: a change of the weighted sum of neuron ${j + 1} in layer ${l} reaches all ${trace.sizes[l + 1]} of layer ${l + 1}.`;
  const hasRoom = places.length < 2 || places[1].y - places[0].y > 2 * radius + 22;
  const below = from.y + RADIUS + 16;
  const prefix = trace.activations[l - 1] === "sigmoid" ? "σ′" : "f′";
  return html`<svg class="drawing living" viewBox="0 0 ${FIGURE.width} ${FIGURE.height}" role="group" aria-label=${name}>
      ${ground({ x: LEFT, half: HALF, name: `layer ${l}` })}${ground({ x: RIGHT, half: HALF, name: `layer ${l + 1}` })}
      ${shown.map((to) => way(arrow(from, to, { start: RADIUS + 2, end: radius + 4 })))}
      ${neuron(from, RADIUS, "source", indexed("z", j, trace.sizes[l]), `z.${l}.${j}`, pen)}${change(from, RADIUS, j, trace.sizes[l])}
      ${pen.number(`slope.${l}.${j}`, { x: LEFT, y: below, size: 14, room: 96, prefix, kind: "slope", hit: area(LEFT, below, 100, 24) })}
      ${shown.map((to) => weight(`W.${l + 1}.${to.index}.${j}`, arrow(from, to, { start: RADIUS, end: radius }).along(0.56), 64, pen))}
      ${places.map((to) => (isShown(to) ? neuron(to, radius, "neuron", indexed("z", to.index, trace.sizes[l + 1]), `z.${l + 1}.${to.index}`, pen) : dots(to)))}
      ${hasRoom ? shown.map((to) => change(to, radius, to.index, trace.sizes[l + 1])) : nothing}
    </svg>${told(trace, refs, hovered, digits)}`;
}

function way({ first, last, tip }) {
  return svg`<g class="flow" aria-hidden="true"><path d="M${first.x} ${first.y}L${last.x} ${last.y}" /></g>
    <g class="tips" aria-hidden="true"><path d=${tip} /></g>`;
}

// The change itself stands over its neuron: what is in the neuron is the sum that changes.
const change = ({ x, y }, radius, index, count) => named(`Δ${indexed("z", index, count)}`, x, y - radius - 11);
