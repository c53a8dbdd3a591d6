// Motion and scrolling in the matrix view, over finished pictures like all motion.
import { reveal } from "./brackets.js";
import { duration, isReduced } from "./motion.js";

const MARGIN = 8; // px

/** A transposed matrix that came into play with `steps`: its entries glide from their places in W to those in its transpose. */
export function turn(root, steps) {
  if (isReduced() || !steps.some(({ target }) => /^delta\.\d+\.0$/.test(target))) return;
  const matrix = root.querySelector(".is-current .transposed");
  if (!matrix) return;
  const columns = matrix.style.gridTemplateColumns.split(" ").length;
  const entries = [...matrix.children];
  const { offsetWidth: width, offsetHeight: height } = entries[0];
  for (const [k, entry] of entries.entries()) {
    const [row, column] = [Math.floor(k / columns), k % columns];
    const before = `translate(${(row - column) * width}px, ${(column - row) * height}px)`;
    if (row !== column) entry.animate([{ transform: before }, { transform: "none" }], { duration: duration("--step"), easing: "cubic-bezier(.45, 0, .3, 1)" });
  }
}

/**
 * Scrolls `stage`, and nothing else, as little as shows the first of `numbers` in it, with its `whole` if that has room (two
 * selectors), clear of the names of its row and column, which stay at the edges.
 */
export function bringIntoView(stage, numbers, whole) {
  const number = stage.querySelector(numbers);
  if (!number) return;
  const aside = number.closest("tr")?.querySelector("th").offsetWidth ?? 0;
  const above = number.closest("table")?.tHead.offsetHeight ?? 0;
  const view = stage.getBoundingClientRect();
  const holder = number.closest(whole) ?? number;
  const [inner, outer] = [number.getBoundingClientRect(), holder.getBoundingClientRect()];
  const high = outer.height <= view.height ? outer : inner;
  const wide = outer.width <= view.width ? outer : inner;
  const { scrollTop, scrollLeft, clientHeight, clientWidth } = stage;
  const top = reveal(scrollTop, clientHeight, high.top - view.top + scrollTop, high.bottom - view.top + scrollTop, above + MARGIN);
  const left = reveal(scrollLeft, clientWidth, wide.left - view.left + scrollLeft, wide.right - view.left + scrollLeft, aside + MARGIN);
  if (top !== scrollTop || left !== scrollLeft) stage.scrollTo(left, top);
}
