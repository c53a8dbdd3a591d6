// Undo, redo, back to the start, and the way to the network's own settings.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";

const ICONS = {
  undo: "M8.5 5 4 9.5 8.5 14M4 9.5h10a5.25 5.25 0 0 1 0 10.5h-3",
  redo: "M15.5 5 20 9.5 15.5 14M20 9.5H10a5.25 5.25 0 0 0 0 10.5h3",
  again: "M4.5 4v5h5M5 9a8 8 0 1 1-1 4",
  network: "M4 7h8M18 7h2M4 17h2M12 17h8M15 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM9 14.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z",
};

/** `state` = {canUndo, canRedo, canStartAgain, isOpen, isNarrow, editing, actions}. */
export function edits({ canUndo, canRedo, canStartAgain, isOpen, isNarrow, editing, actions }) {
  return html`<div class="edits" role="group" aria-label="Changes">
    ${press("undo", "Undo", "Ctrl Z", editing.undo, canUndo)}
    ${press("redo", "Redo", "Ctrl Shift Z", editing.redo, canRedo)}
    ${isNarrow ? nothing : press("again", "Back to the starting weights", "", editing.startAgain, canStartAgain)}
    <button type="button" class="tool network-button" aria-expanded=${isOpen ? "true" : "false"} aria-controls="why" title="Activations, loss, optimizer" aria-label="Network settings"
      @click=${isOpen ? actions.leave : actions.openNetwork}>${icon("network")}<span class="long">Network</span></button>
  </div>`;
}

// aria-disabled instead of disabled: undoing the last change must not drop the focus.
function press(name, label, keys, action, isOn) {
  return html`<button type="button" class="tool" aria-label=${label} title=${keys ? `${label} (${keys})` : label} aria-disabled=${isOn ? "false" : "true"} @click=${() => isOn && action()}>${icon(name)}</button>`;
}

function icon(name) {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${ICONS[name]} /></svg>`;
}
