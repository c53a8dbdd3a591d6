// The meaning of a gradient in one picture: the loss along one weight or bias, and the tangent whose slope the gradient is.
import { html, nothing, svg } from "../../vendor/lit-html/lit-html.js";
import { unsafeHTML } from "../../vendor/lit-html/directives/unsafe-html.js";
import { axes } from "../draw/axes.js";
import { BOX, curveOf, SIZE } from "../draw/curve.js";
import { linePath, tickText } from "../draw/plot.js";
import { fitText } from "../draw/scales.js";
import { spoken } from "../model/format.js";
import { symbolIn } from "../model/mathml.js";
import { nameOf, readersOf, valueOf } from "../model/trace.js";
import { shown } from "../model/words.js";

const FIGURE = 13; // px, as in plots.css

/** `state` = {about, slice, stale, trace, digits}: `slice` = null, {answer} or {failure}; `stale` is the curve before the last change, or null. */
export function slice(state) {
  const { about, slice: told, stale, trace } = state;
  if (!about) return nothing;
  if (told?.failure) return html`<div class="aside slice"><p>The loss along this ${kindOf(about)} cannot be drawn. ${told.failure}</p></div>`;
  const answer = told?.answer ?? stale;
  const [use] = readersOf(trace, about.ref);
  return html`<div class="aside slice" aria-busy=${told ? "false" : "true"}>
    <svg class="plot" viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img" aria-label=${told ? describe(state) : `The loss along ${nameOf(trace, about.ref)} is on its way.`}>
      ${answer ? picture(state, answer, !told) : svg`<path class="axis" d="M${BOX.left} ${BOX.top}V${BOX.axis}H${BOX.right}" fill="none" />`}
    </svg>
    <span class="slice-symbol" aria-hidden="true">${use ? unsafeHTML(`<math>${symbolIn(use.mathml, about.ref)}</math>`) : nothing}</span>
  </div>`;
}

const kindOf = ({ ref }) => (ref.startsWith("W") ? "weight" : "bias");

function picture({ about, trace, digits }, answer, isStale) {
  const { knows, ref, fresh, gradient } = about;
  const isMoved = knows.fresh && !isStale;
  const drawn = curveOf(answer, isMoved ? valueOf(trace, fresh) : null);
  const y = { ...drawn.y, ticks: (count) => (knows.loss && !isStale ? drawn.y.ticks(count) : []) };
  return svg`<clipPath id="slice-box"><rect x=${BOX.left} y=${BOX.top - 6} width=${BOX.right - BOX.left} height=${BOX.bottom - BOX.top + 10} /></clipPath>
    ${axes({ box: { ...BOX, bottom: BOX.axis }, x: drawn.x, y, names: { y: "L" }, counts: { x: 4, y: 3 } })}
    <g class=${isStale ? "slice-stale" : ""}>
      ${knows.gradient && !isStale ? tangent(drawn, shown(trace, gradient, digits), gradient) : nothing}
      <path class="curve" d=${linePath(drawn.curve)} />
    </g>
    ${isStale ? nothing : marks(drawn, { ref, text: shown(trace, ref, digits) }, isMoved ? { ref: fresh, text: shown(trace, fresh, digits) } : null)}`;
}

function tangent({ tangent: [[x1, y1], [x2, y2]], quiet }, slope, ref) {
  return svg`<g clip-path="url(#slice-box)"><line class="tangent" x1=${x1} y1=${y1} x2=${x2} y2=${y2} /></g>
    <text class="slope figures" data-ref=${ref} x=${quiet.x} y=${quiet.y} text-anchor=${quiet.anchor}>slope ${slope}</text>`;
}

// The two names lean away from each other, so that they stay apart however near the values are.
function marks({ old, fresh }, given, next) {
  const isLeft = fresh && fresh.x > old.x;
  return svg`${fresh ? mark(fresh, next, "new", "fresh", isLeft ? "start" : "end") : nothing}
    ${mark(old, given, fresh ? "old" : "now", "given", isLeft ? "end" : "start")}`;
}

function mark({ x, y }, { ref, text }, word, look, anchor) {
  const words = `${word} ${text}`;
  const room = (anchor === "end" ? x - BOX.left : SIZE.width - x) - 6;
  return svg`<g class="slice-mark ${look}"><line x1=${x} x2=${x} y1=${y} y2=${BOX.axis} /><circle cx=${x} cy=${y} r="4.5" />
    <text class="figures" data-ref=${ref} x=${x + (anchor === "end" ? -6 : 6)} y=${BOX.axis - 7} text-anchor=${anchor} font-size=${fitText(words, room, FIGURE)}>${words}</text></g>`;
}

function describe({ about, slice: { answer }, trace, digits }) {
  const { ref, gradient, fresh, knows } = about;
  const say = (number) => spoken(shown(trace, number, digits));
  const ends = [answer.values[0], answer.values.at(-1)].map((end) => spoken(tickText(end)));
  const falls = { "-1": "falls", 0: "stays as it is", 1: "grows" }[Math.sign(answer.gradient)];
  return [
    `The loss along ${nameOf(trace, ref)}, from ${ends[0]} to ${ends[1]}, everything else as it is.`,
    `It is ${say(ref)} now${knows.loss ? `, where the loss is ${say("loss")}` : ""}.`,
    knows.gradient ? `The slope of the tangent there is the gradient, ${say(gradient)}: as the ${kindOf(about)} grows a little, the loss ${falls}.` : "",
    knows.fresh ? `The update moves it to ${say(fresh)}.` : "",
  ].filter(Boolean).join(" ");
}
