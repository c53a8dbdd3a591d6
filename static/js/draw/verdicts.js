// Right and wrong as small signs, told apart by shape; the words stand beside them or inside, unseen.
import { html } from "../../vendor/lit-html/lit-html.js";

const PATHS = {
  right: "M5 12.5l4.5 4.5L19 7.5",
  wrong: "M6 6l12 12M18 6L6 18",
  same: "M5 9h14M5 15h14",
  barred: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM6.5 17.5l11-11",
  near: "M5 10c3-3 5 2 7 0s4-3 7 0M5 16c3-3 5 2 7 0s4-3 7 0",
};

export function sign(kind) {
  return html`<svg class="verdict-sign ${kind}" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[kind]} /></svg>`;
}
