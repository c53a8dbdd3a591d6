// The dependency flow on the reader's network: a change in one neuron reaches every neuron of the layer after it.
import { html, svg } from "../../vendor/lit-html/lit-html.js";
import { arrow, column, dots, FIGURE, ground, neuron, penOf, radiusIn, told, weight } from "../draw/figures.js";
import { isShown } from "../draw/elide.js";
import { indexed } from "../draw/shapes.js";

const LEFT = 60;
const RIGHT = 280;
const RADIUS = 34;

/** `state` = {trace, digits, letters, hovered}; `letters` of a hidden neuron. */
export function flow({ trace, digits, letters: { l, j }, hovered }) {
  const pen = penOf(trace, digits);
  const from = { x: LEFT, y: (FIGURE.top + FIGURE.bottom) / 2 };
  const places = column(trace.sizes[l + 1], RIGHT);
  const shown = places.filter(isShown);
  const radius = radiusIn(places, RADIUS);
  const refs = [`z.${l}.${j}`, `slope.${l}.${j}`, ...shown.flatMap(({ index: k }) => [`W.${l + 1}.${k}.${j}`, `z.${l + 1}.${k}`])];
  return html`<svg class="drawing living" viewBox="0 0 ${FIGURE.width} ${FIGURE.height}" role="group"
      aria-label="Dependency flow: a change of the weighted sum of neuron ${j + 1} in layer ${l} reaches all ${trace.sizes[l + 1]} of layer ${l + 1}, each by its weight.">
      ${ground({ x: LEFT, half: 52, name: `layer ${l}` })}${ground({ x: RIGHT, half: 52, name: `layer ${l + 1}` })}
      ${shown.map((to) => {
        const { first, last, tip } = arrow(from, to, { start: RADIUS + 2, end: radius + 4 });
        return svg`<g class="flow" aria-hidden="true"><path d="M${first.x} ${first.y}L${last.x} ${last.y}" /></g><g class="tips" aria-hidden="true"><path d=${tip} /></g>`;
      })}
      ${neuron(from, RADIUS, "source", change("z", j, trace.sizes[l]), `z.${l}.${j}`, pen)}
      ${pen.number(`slope.${l}.${j}`, { x: LEFT, y: from.y + RADIUS + 16, size: 14, room: 96, prefix: trace.activations[l - 1] === "sigmoid" ? "σ′" : "f′", kind: "slope", hit: svg`<rect class="hit" x=${LEFT - 50} y=${from.y + RADIUS + 4} width="100" height="24" rx="4" />` })}
      ${shown.map((to) => weight(`W.${l + 1}.${to.index}.${j}`, arrow(from, to, { start: RADIUS, end: radius }).along(0.56), 64, pen))}
      ${places.map((to) => (isShown(to) ? neuron(to, radius, "neuron", change("z", to.index, trace.sizes[l + 1]), `z.${l + 1}.${to.index}`, pen) : dots(to)))}
    </svg>${told(trace, refs, hovered, digits)}`;
}

const change = (letter, index, count) => `Δ${indexed(letter, index, count)}`;
