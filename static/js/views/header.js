// What is shown and how: preset, sample, digits, theme, help. Menus come from the catalogue.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";

const DIGITS = [2, 3, 4, 5, 6, 7, 8];
const NEXT_THEME = { system: "light", light: "dark", dark: "system" };
const THEME_ICONS = {
  system: "M12 3a9 9 0 1 0 0 18ZM12 3a9 9 0 0 1 0 18",
  light: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2",
  dark: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
};

/** `state` = {status, presets, chosen, trace, sample, digits, isNarrow, edits, actions, choosePreset, chooseSample}. */
export function settings(state) {
  const { presets, chosen, trace, sample, digits, isNarrow, actions } = state;
  return html`
    ${menu("preset", "Example", presets.map(({ id, title }) => ({ value: id, text: title, on: id === chosen })), state.choosePreset)}
    ${trace && trace.batch > 1 ? menu("sample", "Sample", Array.from({ length: trace.batch }, (_, i) => ({ value: i, text: `Sample ${i + 1}`, on: i === sample })), (value) => state.chooseSample(Number(value))) : nothing}
    ${isNarrow ? nothing : menu("digits", "Decimals", DIGITS.map((count) => ({ value: count, text: `${count} decimals`, on: count === digits })), (value) => actions.setDigits(Number(value)))}
    ${state.edits}`;
}

/** Theme and help, at the end of the header's first line. */
export function tools({ theme, actions }) {
  const next = NEXT_THEME[theme];
  return html`<button type="button" class="tool" aria-label="Theme: ${theme}. Change to ${next}." title="Theme: ${theme}" @click=${() => actions.setTheme(next)}>
      <svg viewBox="0 0 24 24" aria-hidden="true" class="icon-${theme}"><path d=${THEME_ICONS[theme]} /></svg></button>
    <button type="button" class="tool" aria-label="Help and keys" title="Help and keys (?)" aria-haspopup="dialog" @click=${() => actions.setHelp(true)}>?</button>`;
}

// `live`: after a failed choice the menu goes back to what is still shown.
function menu(id, name, options, choose) {
  return html`<label class="menu menu-${id}"><span class="unseen">${name}</span>
    <select id=${id} @change=${(event) => choose(event.target.value)}>${options.map(({ value, text, on }) => html`<option value=${value} .selected=${live(on)}>${text}</option>`)}</select></label>`;
}
