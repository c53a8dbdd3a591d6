// Which key means what, as a pure function of the key and of what has the focus.

const MOVES = { ArrowLeft: "back", ArrowRight: "step", Home: "start", End: "end" };
const EDITS = { z: "undo", y: "redo" }; // with Ctrl or Cmd
const BY_PHASE = { ArrowLeft: "previousPhase", ArrowRight: "nextPhase" };

/** The keys as the help dialog lists them. */
export const KEYS = [
  { keys: ["←", "→"], meaning: "one step back, one step on (element, layer or phase, as chosen)" },
  { keys: ["Shift ←", "Shift →"], meaning: "one whole phase back, on" },
  { keys: ["Space"], meaning: "play, pause" },
  { keys: ["Home", "End"], meaning: "to the start, to the end" },
  { keys: ["Tab"], meaning: "into the diagram, the matrices or the table, and on to the formula: each is one stop" },
  { keys: ["↑", "↓"], meaning: "inside one of them: the previous, the next number" },
  { keys: ["Enter"], meaning: "show how the number in focus was made; an input opens its editor; in practice it answers" },
  { keys: ["Esc"], meaning: "leave that number, back to the step; in an editor: as it was before" },
  { keys: ["↑", "↓"], meaning: "in an editor: 0.1 more, 0.1 less" },
  { keys: ["Alt ↑", "Shift ↑"], meaning: "in an editor: 0.01 more, 1 more; likewise with ↓" },
  { keys: ["Ctrl Z", "Ctrl Y"], meaning: "undo, redo (redo also: Ctrl Shift Z)" },
  { keys: ["?"], meaning: "this list" },
];

/**
 * The action a key stands for, or null. `focus` says what the key would otherwise serve:
 * "field" (select, text: it keeps all its keys), "slider" (the timeline's range: our keys move it by the chosen grain),
 * "button" (keeps Space and Enter), "dialog" (keeps everything) or "page".
 */
export function actionOf({ key, shiftKey, ctrlKey, altKey, metaKey }, focus) {
  if ((ctrlKey || metaKey) && !altKey && focus !== "dialog") return editOf(key.toLowerCase(), shiftKey);
  if (ctrlKey || altKey || metaKey || focus === "dialog" || focus === "field") return null;
  if (key === "?") return "help";
  if (key === "Escape") return "leave";
  if (key === " ") return focus === "button" ? null : "togglePlay";
  if (shiftKey) return BY_PHASE[key] ?? null;
  return MOVES[key] ?? null;
}

// Everywhere on the page, also in the editor's field, whose edits are entries of the same history.
function editOf(key, shiftKey) {
  const action = EDITS[key] ?? null;
  return shiftKey && action === "undo" ? "redo" : action;
}

export function focusKind(element) {
  if (!element?.closest) return "page";
  if (element.closest("dialog")) return "dialog";
  if (element.matches("input.position")) return "slider";
  // A radio keeps its arrows: they choose the grain; another slider keeps its own.
  if (element.matches("select, textarea, input, [contenteditable]")) return "field";
  if (element.closest("button, a[href], [role=button], summary")) return "button";
  return "page";
}
