// The text under the lesson is laid out a part at a time, for its size alone: all at once it would hold up the first drawing.
import { whenIdle, whenShown } from "./player.js";

/**
 * Shows each of the `parts` for a frame, when the browser has nothing else to do: it remembers their sizes (css/article.css). From then
 * on what is out of sight is left out, or every step of the lesson would make the browser look through it.
 */
export function unfold([part, ...others]) {
  if (!part) return; // the embedded page has no text
  whenIdle(() => {
    part.classList.add("is-being-measured");
    whenShown(() => {
      part.classList.replace("is-being-measured", "is-measured");
      unfold(others);
    });
  });
}
