// The text under the lesson is laid out a part at a time, for its size alone: all at once it would hold up the first drawing.
import { whenIdle, whenShown } from "./player.js";

const TURN = 12; // milliseconds; a slow phone needs more for a single part, and so takes them one by one

/**
 * Lays out the `parts` when the browser has nothing else to do, and shows them for a frame: it remembers their sizes (css/article.css).
 * From then on what is out of sight is left out, or every step of the lesson would make the browser look through it.
 */
export function unfold(parts) {
  if (parts.length === 0) return; // the embedded page has no text
  whenIdle(() => {
    const begin = performance.now();
    let count = 0;
    do {
      parts[count].classList.add("is-being-measured");
      parts[count].getBoundingClientRect(); // lays it out, here and not in the frame that paints it
      count += 1;
    } while (count < parts.length && performance.now() - begin < TURN);
    whenShown(() => {
      for (const part of parts.slice(0, count)) part.classList.replace("is-being-measured", "is-measured");
      unfold(parts.slice(count));
    });
  });
}
