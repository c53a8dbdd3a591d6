// Layer connectivity on the reader's network: the weights into a neuron and those out of it, what they carry, and what comes back.
import { html, nothing, svg } from "../../vendor/lit-html/lit-html.js";
import { area, arrow, column, dots, FIGURE, ground, named, neuron, penOf, radiusIn, told, weight } from "../draw/figures.js";
import { isShown } from "../draw/elide.js";
import { indexed } from "../draw/shapes.js";

const X = { before: 42, own: 170, after: 298 };
const HALF = 38;
const FRAME = { top: 34, bottom: 268 };
const RADIUS = 30;
const ROOM = 52; // for the number of a weight
const NAMED = 3; // in a longer column there is no room for the names

/** `state` = {trace, digits, letters, hovered}; `letters` of a hidden neuron. */
export function connectivity(state) {
  const { trace, digits, letters: { l, j }, hovered } = state;
  const { sizes } = trace;
  const pen = penOf(trace, digits);
  const before = column(sizes[l - 1], X.before, null, FRAME);
  const own = column(sizes[l], X.own, j, FRAME);
  const after = column(sizes[l + 1], X.after, null, FRAME);
  const radius = Math.min(...[before, own, after].map((places) => radiusIn(places, RADIUS)));
  const centre = own.find(({ index }) => index === j);
  const carried = { ref: (i) => `a.${l - 1}.${i}`, symbol: (i) => indexed(l === 1 ? "x" : "a", i, sizes[l - 1]) };
  const returned = { ref: (k) => `delta.${l + 1}.${k}`, symbol: (k) => indexed("δ", k, sizes[l + 1]) };
  const into = before.filter(isShown).map((from) => ({ ref: `W.${l}.${j}.${from.index}`, ...line(from, centre, radius, 0.42) }));
  const onward = after.filter(isShown).map((to) => ({ ref: `W.${l + 1}.${to.index}.${j}`, ...line(centre, to, radius, 0.58) }));
  const neurons = (places, { ref, symbol }) => places.map((place) =>
    (isShown(place) ? neuron(place, radius, "neuron", symbol(place.index), ref(place.index), pen) : dots(place)));
  const refs = [...[...into, ...onward].map(({ ref }) => ref), `a.${l}.${j}`, `delta.${l}.${j}`,
    ...before.map(({ index }) => carried.ref(index)), ...after.map(({ index }) => returned.ref(index))];
  const name = `Layer connectivity: neuron ${j + 1} of layer ${l} with the weights that lead into it and those that lead out of it.`;
  return html`<svg class="drawing living" viewBox="0 0 ${FIGURE.width} 332" role="group" aria-label=${name}>
      ${grounds(l, sizes.length)}
      <g class="ghosts" aria-hidden="true">${own.filter((place) => isShown(place) && place !== centre).map((place) =>
        ghost(place, [...before, ...after].filter(isShown), 0.6 * radius))}</g>
      ${[...into, ...onward].map(({ first, last }) => svg`<path class="edge-drawn" aria-hidden="true" d="M${first.x} ${first.y}L${last.x} ${last.y}" />`)}
      ${neurons(before, carried)}${own.filter((place) => !isShown(place)).map(dots)}
      ${both(centre, radius, state, pen)}${neurons(after, returned)}
      ${[...into, ...onward].map(({ ref, label }) => weight(ref, label, ROOM, pen))}
      ${WAYS}
    </svg>${told(trace, refs, hovered, digits)}`;
}

function line(from, to, radius, share) {
  const { first, last, along } = arrow(from, to, { start: radius, end: radius });
  return { first, last, label: along(share) };
}

// Letters as in the formulas: mathematical italics.
function grounds(l, layers) {
  const names = {
    before: l === 1 ? "input, 𝑖" : `layer ${l - 1}, 𝑖`,
    own: `layer ${l}, 𝑗`,
    after: l + 2 === layers ? "output, 𝑘" : `layer ${l + 1}, 𝑘`,
  };
  return Object.keys(X).map((place) => ground({ x: X[place], half: HALF, name: names[place], ...FRAME }));
}

function ghost({ x, y, index }, others, radius) {
  return svg`<path d=${others.map((other) => `M${x} ${y}L${other.x} ${other.y}`).join("")} />
    <circle cx=${x} cy=${y} r=${radius} /><text x=${x} y=${y + 5} font-size="13">${index + 1}</text>`;
}

// The chosen neuron: what it passes on over what comes back to it.
function both({ x, y }, radius, { trace: { sizes }, letters: { l, j } }, pen) {
  const put = (ref, side) => pen.number(ref, {
    x, y: y + side * 0.36 * radius, size: 13, room: 1.6 * radius, kind: ref.split(".")[0], hit: area(x, y + (side * radius) / 2, 2 * radius, radius),
  });
  const names = sizes[l] > NAMED ? nothing : svg`${named(indexed("a", j, sizes[l]), x, y - radius - 5)}${named(indexed("δ", j, sizes[l]), x, y + radius + 14)}`;
  return svg`<circle class="source" cx=${x} cy=${y} r=${radius} /><path class="hairline" d="M${x - radius} ${y}H${x + radius}" />
    ${put(`a.${l}.${j}`, -1)}${put(`delta.${l}.${j}`, 1)}${names}`;
}

const WAYS = svg`<g class="ways" aria-hidden="true">
    <path data-phase="1" d="M6 294H326" /><path data-phase="1" class="tip" d="M334 294l-10-5v10z" />
    <path data-phase="3" d="M14 320H334" /><path data-phase="3" class="tip" d="M6 320l10-5v10z" /></g>
  <text class="way" data-phase="1" x="170" y="299" aria-hidden="true">𝑎 goes forward</text>
  <text class="way" data-phase="3" x="170" y="325" aria-hidden="true">𝛿 comes back</text>`;
