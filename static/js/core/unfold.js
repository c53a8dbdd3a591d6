// The text under the lesson is laid out a part at a time: all at once it would hold up the first drawing.
import { whenIdle } from "./player.js";

/** Each of the `parts` in a task of its own, when the browser has nothing else to do; css/article.css leaves out the others. */
export function unfold([first, ...others]) {
  if (!first) return; // the embedded page has no text
  whenIdle(() => {
    first.classList.add("is-laid-out");
    unfold(others);
  });
}
