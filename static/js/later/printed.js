// Composes what the source of an example prints, beside ours: loaded after the first view.
import { computed, signal } from "../../vendor/signals-core/signals-core.mjs";
import { fetchStyle } from "../core/styles.js";
import { isSame } from "../core/history.js";
import { setupOf } from "../model/edit.js";
import { printedAt, printedHere } from "../views/printed.js";

/** -> {mark(state)}: the template for the opening or for an explained number, of the state of views/why.js; "" where nothing is printed. */
export async function compose({ store, setup }) {
  await fetchStyle("/static/css/printed.css");
  const { actions, preset, trace } = store;
  const isEdited = computed(() => Boolean(setup.value && preset.value) && !isSame(setup.value, setupOf(preset.value)));
  const openFor = signal(null); // the example whose list stands open
  const list = { toggle: (event) => { openFor.value = event.target.open ? preset.value.id : null; }, tellMistake: (id) => actions.openLesson(`mistakes.${id}`) };

  function mark(state) {
    if (!preset.value || state.trace !== trace.value) return ""; // a mistake's numbers are no one's
    const shared = { ...state, preset: preset.value, isEdited: isEdited.value, list: { ...list, isOpen: openFor.value === preset.value.id } };
    return state.scene.step ? printedAt(shared) : printedHere(shared);
  }
  return { mark };
}
