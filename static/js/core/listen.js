// What the reader does to the page, told to the store: pointer, focus, keys, the box's size.
import { isEditable } from "../model/refs.js";
import { dragNumbers } from "./drag.js";
import { actionOf, focusKind } from "./keys.js";

/** Apart from the rest, since the first drawing asks for it. */
export function watchWidth(actions) {
  const narrow = matchMedia("(max-width: 79.5rem)");
  actions.setNarrow(narrow.matches);
  narrow.addEventListener("change", () => actions.setNarrow(narrow.matches));
}

export function listen(place, { actions, selected, draft, panel, lesson }, editing, pause) {
  const refAt = (event) => event.target.closest?.("[data-ref]")?.dataset.ref ?? null;

  place.demo.addEventListener("pointerover", (event) => actions.hover(refAt(event)));
  place.demo.addEventListener("pointerleave", () => actions.hover(null));
  place.demo.addEventListener("focusin", (event) => actions.hover(refAt(event)));
  place.demo.addEventListener("focusout", () => actions.hover(null));
  place.demo.addEventListener("click", (event) => {
    const ref = refAt(event);
    if (ref === null) return;
    if (ref === selected.peek() && !draft.peek()) actions.leave();
    else if (ref !== selected.peek()) actions.select(ref);
    if (draft.peek()) enterEditor();
  });
  const enterEditor = () => {
    const field = place.why.querySelector("#editor-field");
    field?.focus();
    field?.select();
  };
  dragNumbers(place.diagram, {
    canDrag: isEditable,
    begin: actions.select,
    move: (pixels, isFine) => editing.nudge(pixels, isFine ? -3 : -2),
    end: editing.rest,
  });

  // A menu chosen with the pointer gives the arrow keys back to the lesson; one chosen by key keeps its focus.
  let byPointer = false;
  document.addEventListener("pointerdown", () => { byPointer = true; }, true);
  document.addEventListener("keydown", () => { byPointer = false; }, true);
  document.addEventListener("change", ({ target }) => { if (byPointer && target.matches("select, input[type=radio]")) target.blur(); });

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    const action = actionOf(event, focusKind(event.target));
    if (!action || (action === "leave" && [selected, panel, lesson].every((open) => open.peek() === null))) return;
    event.preventDefault();
    if (action === "undo" || action === "redo") editing[action]();
    else if (action === "help") actions.openDialog("help");
    else actions[action]();
  });

  new ResizeObserver(([{ contentRect }]) => actions.setSize({ width: Math.floor(contentRect.width), height: Math.floor(contentRect.height) })).observe(place.diagram);
  new ResizeObserver(([{ contentRect }]) => actions.setRoom({ width: Math.floor(contentRect.width), height: Math.floor(contentRect.height) })).observe(place.training);
  addEventListener("pagehide", pause);
}
