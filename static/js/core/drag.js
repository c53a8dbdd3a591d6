// A number drawn sideways by pointer or finger. A press that does not move stays a click.

const STILL = 4; // px a press may tremble

/** `canDrag(ref)`; then `begin(ref)`, `move(pixels, isFine)` as often as it moves, and `end()`. */
export function dragNumbers(root, { canDrag, begin, move, end }) {
  let held = null;
  let hasDragged = false;

  root.addEventListener("pointerdown", (event) => {
    hasDragged = false;
    const ref = event.target.closest?.("[data-ref]")?.dataset.ref;
    if (ref && event.button === 0 && event.isPrimary && canDrag(ref)) held = { ref, id: event.pointerId, x: event.clientX };
  });
  root.addEventListener("pointermove", (event) => {
    if (event.pointerId !== held?.id) return;
    const pixels = Math.round(event.clientX - held.x);
    if (!hasDragged) {
      if (Math.abs(pixels) < STILL) return;
      hasDragged = true;
      root.setPointerCapture(event.pointerId); // of the root: what is drawn in it changes under the hand
      begin(held.ref);
    }
    if (pixels === 0) return;
    held.x += pixels;
    move(pixels, event.altKey);
  });
  const release = (event) => {
    if (event.pointerId !== held?.id) return;
    held = null;
    if (hasDragged) end();
  };
  root.addEventListener("pointerup", release);
  root.addEventListener("pointercancel", release);
  // The click that ends a drag chooses nothing.
  root.addEventListener("click", (event) => {
    if (hasDragged) event.stopPropagation();
    hasDragged = false;
  }, true);
}
