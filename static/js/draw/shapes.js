// The marks a diagram is made of, as SVG templates. Every number is one `number` mark: an address, a name, a place to press.
import { nothing, svg } from "../../vendor/lit-html/lit-html.js";
import { fitText, textWidth } from "./scales.js";

const GAP = 0.32; // between prefix and figures, in em
const CENTRED = 0.355; // from the middle of a line of figures down to its baseline, in em

/**
 * One number. `mark` = {ref, name, text, light, x, y, size, room, anchor, prefix, hit}; `hit` is the template of the area that
 * answers to a pointer, drawn first, so that it can also be the lit ground of the number. A `plate` keeps the edge under
 * the text from running into its minus sign. A `prefix` says which quantity it is; the button's name says it in words.
 */
export function number({ ref, name, text, light, x, y, size, room = Infinity, anchor = "middle", prefix = "", hit = nothing, kind = "", plate = false }) {
  const whole = prefix + text;
  const fitted = fitText(whole, room - (prefix ? GAP * size : 0), size);
  const width = textWidth(whole) * fitted + (prefix ? GAP * fitted : 0);
  const start = x - width / 2 + (textWidth(prefix) + GAP) * fitted; // of the figures, when something stands before them
  const behind = plate ? ground({ x, y, w: width + 10, h: fitted * 1.15 }, "plate", 3) : nothing;
  const isPower = text.includes("×"); // spoken in other words than it is written: then the words stand inside, unseen
  const base = y + fitted * CENTRED;
  return svg`<g class="number ${kind} ${light}">${behind}
    <g data-ref=${ref} role="button" tabindex="-1" aria-label=${isPower ? nothing : name}>${hit}<text aria-hidden="true" class="figures" x=${prefix ? start : x} y=${base} font-size=${fitted} text-anchor=${prefix ? "start" : anchor}>${text}</text>${isPower ? svg`<text class="spoken" x=${x} y=${base}>${name}</text>` : nothing}</g>
    ${prefix ? svg`<text class="prefix" x=${start - GAP * fitted} y=${base} font-size=${fitted} text-anchor="end" aria-hidden="true">${prefix}</text>` : nothing}</g>`;
}

/** A word or symbol that names a place and is no number. */
export function caption(text, x, y, size, { anchor = "middle", turned = false, kind = "" } = {}) {
  return svg`<text class="caption ${kind}" x=${x} y=${y + size * CENTRED} font-size=${size} text-anchor=${anchor}
    transform=${turned ? `rotate(-90 ${x} ${y})` : nothing} aria-hidden="true">${text}</text>`;
}

/** Upper or lower half of a rounded box round (0, 0); with radius = half the width it is half a disc. */
export function halfPath({ hw, hh, radius }, side) {
  const sign = side === "upper" ? -1 : 1;
  const sweep = side === "upper" ? 1 : 0;
  const arc = (x, y) => `A${radius} ${radius} 0 0 ${sweep} ${x} ${y}`;
  return `M${-hw} 0V${sign * (hh - radius)}${arc(radius - hw, sign * hh)}H${hw - radius}${arc(hw, sign * (hh - radius))}V0Z`;
}

export function outline({ hw, hh, radius }, kind) {
  return svg`<rect class=${kind} x=${-hw} y=${-hh} width=${2 * hw} height=${2 * hh} rx=${radius} />`;
}

export function half(node, side) {
  return svg`<path class="half" d=${halfPath(node, side)} />`;
}

/** The ground of a badge or label: a box round its own middle. */
export function ground({ x, y, w, h }, kind, radius = h / 2) {
  return svg`<rect class=${kind} x=${x - w / 2} y=${y - h / 2} width=${w} height=${h} rx=${radius} />`;
}

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

/** Screen indices count from 1; a lone neuron needs none. */
export function indexed(symbol, index, count) {
  return count > 1 ? symbol + [...String(index + 1)].map((digit) => SUBSCRIPTS[digit]).join("") : symbol;
}
