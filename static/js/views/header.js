// What is shown and how: preset, sample, digits, undo and redo, theme, help. Menus come from the catalogue.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";

const DIGITS = [2, 3, 4, 5, 6, 7, 8];
const NEXT_THEME = { system: "light", light: "dark", dark: "system" };
const THEME_ICONS = {
  system: "M12 3a9 9 0 1 0 0 18ZM12 3a9 9 0 0 1 0 18",
  light: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2",
  dark: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
};

const EDIT_ICONS = {
  share: "M12 14V3.5M7.500 7.500 12 3l4.500 4.500M5 11.500v8h14v-8",
  undo: "M8.5 5 4 9.5 8.5 14M4 9.5h10a5.25 5.25 0 0 1 0 10.5h-3",
  redo: "M15.5 5 20 9.5 15.5 14M20 9.5H10a5.25 5.25 0 0 0 0 10.5h3",
  again: "M4.5 4v5h5M5 9a8 8 0 1 1-1 4",
  link: "M10 14a4.5 4.5 0 0 0 6.4 0l3-3a4.5 4.5 0 0 0-6.4-6.4l-1 1M14 10a4.5 4.5 0 0 0-6.4 0l-3 3a4.5 4.5 0 0 0 6.4 6.4l1-1",
  network: "M4 7h8M18 7h2M4 17h2M12 17h8M15 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM9 14.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z",
};

/** `state` = {status, presets, chosen, isOwn, trace, sample, digits, isNarrow, canUndo, canRedo, canStartAgain, isNetworkOpen, editing, actions, choosePreset, chooseSample}. */
export function settings(state) {
  const { presets, chosen, isOwn, trace, sample, digits, isNarrow, actions } = state;
  const examples = presets.map(({ id, title }) => ({ value: id, text: title, on: id === chosen && !isOwn }));
  return html`
    ${menu("preset", "Example", isOwn ? [{ value: "", text: "Another network", on: true }, ...examples] : examples, state.choosePreset)}
    ${trace && trace.batch > 1 ? menu("sample", "Sample", Array.from({ length: trace.batch }, (_, i) => ({ value: i, text: `Sample ${i + 1}`, on: i === sample })), (value) => state.chooseSample(Number(value))) : nothing}
    ${isNarrow ? nothing : menu("digits", "Decimals", DIGITS.map((count) => ({ value: count, text: `${count} decimals`, on: count === digits })), (value) => actions.setDigits(Number(value)))}
    ${edits(state)}`;
}

// Undo, redo, back to the start, and the way to the network's own settings.
function edits({ canUndo, canRedo, canStartAgain, isNetworkOpen, isNarrow, editing, actions }) {
  return html`<div class="edits" role="group" aria-label="Changes">
    ${press("undo", "Undo", "Ctrl Z", editing.undo, canUndo)}
    ${press("redo", "Redo", "Ctrl Shift Z", editing.redo, canRedo)}
    ${isNarrow ? nothing : press("again", "Back to the starting weights", "", editing.startAgain, canStartAgain)}
    <button type="button" class="tool network-button" aria-expanded=${isNetworkOpen ? "true" : "false"} aria-controls="why" title="Layers, loss, optimizer, samples" aria-label="Network settings"
      @click=${isNetworkOpen ? actions.leave : () => actions.openPanel("network")}>${icon("network")}<span class="long">Network</span></button>
  </div>`;
}

// aria-disabled instead of disabled: undoing the last change must not drop the focus.
function press(name, label, keys, action, isOn) {
  return html`<button type="button" class="tool" aria-label=${label} title=${keys ? `${label} (${keys})` : label} aria-disabled=${isOn ? "false" : "true"} @click=${() => isOn && action()}>${icon(name)}</button>`;
}

function icon(name) {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${EDIT_ICONS[name]} /></svg>`;
}

/** The lesson's parts, link, theme and help, at the end of the header's first line. */
export function tools({ theme, lesson, isNarrow, copyLink, actions }) {
  const next = NEXT_THEME[theme];
  return html`<button type="button" class="tool learn" aria-expanded=${lesson ? "true" : "false"} aria-controls="why" title="Guided tours, practice, common mistakes"
      @click=${() => actions.openLesson(lesson ? null : "tours")}>Learn</button>
    ${isNarrow ? nothing : html`${press("link", "Copy link", "", copyLink, true)}
    <button type="button" class="tool" aria-label="Share and export" title="Share and export" aria-haspopup="dialog" @click=${() => actions.openDialog("share")}>${icon("share")}</button>`}
    <button type="button" class="tool" aria-label="Theme: ${theme}. Change to ${next}." title="Theme: ${theme}" @click=${() => actions.setTheme(next)}>
      <svg viewBox="0 0 24 24" aria-hidden="true" class="icon-${theme}"><path d=${THEME_ICONS[theme]} /></svg></button>
    <button type="button" class="tool" aria-label="Help and keys" title="Help and keys (?)" aria-haspopup="dialog" @click=${() => actions.openDialog("help")}>?</button>`;
}

// `live`: after a failed choice the menu goes back to what is still shown.
function menu(id, name, options, choose) {
  return html`<label class="menu menu-${id}"><span class="unseen">${name}</span>
    <select id=${id} @change=${(event) => choose(event.target.value)}>${options.map(({ value, text, on }) => html`<option value=${value} .selected=${live(on)}>${text}</option>`)}</select></label>`;
}
