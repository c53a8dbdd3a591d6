// The two dialogs, kept as the store has them.
import { effect } from "../../vendor/signals-core/signals-core.mjs";

/**
 * The browser closes a dialog by itself, at the Escape key, and tells it later: by then another may be open, or the same again.
 * So each wish to open is heard (`asked` is a new object every time), and what is told late closes only what is closed.
 */
export function keepDialogs(place, { asked, actions }) {
  for (const name of ["help", "share"]) {
    const dialog = place[name];
    effect(() => {
      const isAsked = asked.value?.dialog === name;
      if (isAsked && !dialog.open) dialog.showModal();
      if (!isAsked && dialog.open) dialog.close();
    });
    dialog.addEventListener("close", () => { if (!dialog.open) actions.closeDialog(name); });
    dialog.addEventListener("click", ({ target }) => { if (target === dialog) actions.closeDialog(name); });
  }
}
