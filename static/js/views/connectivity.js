// Layer connectivity on the reader's network: the weights into a neuron and those out of it, what they carry, and what comes back.
import { html, nothing, svg } from "../../vendor/lit-html/lit-html.js";
import { arrow, column, dots, FIGURE, ground, neuron, penOf, radiusIn, told, weight } from "../draw/figures.js";
import { isShown } from "../draw/elide.js";
import { indexed } from "../draw/shapes.js";

const X = { before: 42, own: 170, after: 298 };
const HALF = 38;
const FRAME = { top: 34, bottom: 268 };
const RADIUS = 30;
const NAMED = 3; // in a longer column there is no room for the names

/** `state` = {trace, digits, letters, hovered}; `letters` of a hidden neuron. */
export function connectivity({ trace, digits, letters: { l, j }, hovered }) {
  const { sizes } = trace;
  const pen = penOf(trace, digits);
  const [before, own, after] = [[l - 1, X.before], [l, X.own, j], [l + 1, X.after]].map(([layer, x, chosen]) => column(sizes[layer], x, chosen, FRAME));
  const radius = Math.min(...[before, own, after].map((places) => radiusIn(places, RADIUS)));
  const centre = own.find(({ index }) => index === j);
  const into = before.filter(isShown).map((place) => ({ ref: `W.${l}.${j}.${place.index}`, way: arrow(place, centre, { start: radius, end: radius }), at: 0.42 }));
  const onward = after.filter(isShown).map((place) => ({ ref: `W.${l + 1}.${place.index}.${j}`, way: arrow(centre, place, { start: radius, end: radius }), at: 0.58 }));
  const [carried, returned] = [(i) => `a.${l - 1}.${i}`, (k) => `delta.${l + 1}.${k}`];
  const refs = [...into, ...onward].map(({ ref }) => ref).concat(before.filter(isShown).map(({ index }) => carried(index)), `a.${l}.${j}`, `delta.${l}.${j}`, after.filter(isShown).map(({ index }) => returned(index)));
  return html`<svg class="drawing living" viewBox="0 0 ${FIGURE.width} 332" role="group"
      aria-label="Layer connectivity: neuron ${j + 1} of layer ${l} with the weights that lead into it and those that lead out of it.">
      ${ground({ x: X.before, half: HALF, name: l === 1 ? "input, 𝑖" : `layer ${l - 1}, 𝑖`, ...FRAME })}${ground({ x: X.own, half: HALF, name: `layer ${l}, 𝑗`, ...FRAME })}
      ${ground({ x: X.after, half: HALF, name: l + 2 === sizes.length ? "output, 𝑘" : `layer ${l + 1}, 𝑘`, ...FRAME })}
      <g class="ghosts" aria-hidden="true">${own.filter((place) => isShown(place) && place !== centre).map(({ x, y, index }) => svg`<path d=${[...before, ...after].filter(isShown).map((place) => `M${x} ${y}L${place.x} ${place.y}`).join("")} />
        <circle cx=${x} cy=${y} r=${0.6 * radius} /><text x=${x} y=${y + 5} font-size="13">${index + 1}</text>`)}</g>
      ${[...into, ...onward].map(({ way: { first, last } }) => svg`<path class="edge-drawn" aria-hidden="true" d="M${first.x} ${first.y}L${last.x} ${last.y}" />`)}
      ${before.map((place) => (isShown(place) ? neuron(place, radius, "neuron", indexed(l === 1 ? "x" : "a", place.index, sizes[l - 1]), carried(place.index), pen) : dots(place)))}
      ${own.filter((place) => !isShown(place)).map(dots)}
      ${both(centre, radius, j, sizes[l], l, pen)}
      ${after.map((place) => (isShown(place) ? neuron(place, radius, "neuron", indexed("δ", place.index, sizes[l + 1]), returned(place.index), pen) : dots(place)))}
      ${[...into, ...onward].map(({ ref, way, at }) => weight(ref, way.along(at), 52, pen))}
      <g class="ways" aria-hidden="true"><path data-phase="1" d="M6 294H326" /><path data-phase="1" class="tip" d="M334 294l-10-5v10z" />
        <path data-phase="3" d="M14 320H334" /><path data-phase="3" class="tip" d="M6 320l10-5v10z" /></g>
      <text class="way" data-phase="1" x="170" y="299" aria-hidden="true">𝑎 goes forward</text><text class="way" data-phase="3" x="170" y="325" aria-hidden="true">𝛿 comes back</text>
    </svg>${told(trace, refs, hovered, digits)}`;
}

// The chosen neuron: what it passes on over what comes back to it.
function both({ x, y }, radius, j, count, l, pen) {
  const half = (side) => svg`<rect class="hit" x=${x - radius} y=${side < 0 ? y - radius : y} width=${2 * radius} height=${radius} rx="6" />`;
  const put = (ref, side) => pen.number(ref, { x, y: y + side * 0.36 * radius, size: 13, room: 1.6 * radius, hit: half(side) });
  return svg`<circle class="source" cx=${x} cy=${y} r=${radius} /><path class="hairline" d="M${x - radius} ${y}H${x + radius}" />
    ${put(`a.${l}.${j}`, -1)}${put(`delta.${l}.${j}`, 1)}
    ${count > NAMED ? nothing : svg`<text class="symbol" x=${x} y=${y - radius - 5} font-size="13" aria-hidden="true">${indexed("a", j, count)}</text>
      <text class="symbol" x=${x} y=${y + radius + 14} font-size="13" aria-hidden="true">${indexed("δ", j, count)}</text>`}`;
}
