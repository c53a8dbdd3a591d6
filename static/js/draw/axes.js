// The axes of a plot, as an SVG template.
import { nothing, svg } from "../../vendor/lit-html/lit-html.js";
import { tickText } from "./plot.js";

/**
 * Both axes with their grid. `box` = {left, top, right, bottom} in pixels, `x` and `y` scales over it, `names` = {x, y},
 * `counts` = {x, y}, about so many ticks.
 */
export function axes({ box, x, y, names = {}, counts = { x: 5, y: 4 } }) {
  return svg`<g class="axes" aria-hidden="true">
    ${y.ticks(counts.y).map((tick) => svg`<line class="gridline" x1=${box.left} x2=${box.right} y1=${y.to(tick)} y2=${y.to(tick)} />
      <text class="tick-text" x=${box.left - 6} y=${y.to(tick) + 4} text-anchor="end">${tickText(tick)}</text>`)}
    ${x.ticks(counts.x).map((tick) => svg`<line class="gridline" y1=${box.top} y2=${box.bottom} x1=${x.to(tick)} x2=${x.to(tick)} />
      <text class="tick-text" x=${x.to(tick)} y=${box.bottom + 17} text-anchor="middle">${tickText(tick)}</text>`)}
    <line class="axis" x1=${box.left} x2=${box.right} y1=${box.bottom} y2=${box.bottom} />
    <line class="axis" x1=${box.left} x2=${box.left} y1=${box.top} y2=${box.bottom} />
    ${names.x ? svg`<text class="axis-name" x=${box.right} y=${box.bottom + 34} text-anchor="end">${names.x}</text>` : nothing}
    ${names.y ? svg`<text class="axis-name" x=${box.left} y=${box.top - 8} text-anchor="start">${names.y}</text>` : nothing}
  </g>`;
}
