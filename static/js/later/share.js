// Composes the dialog that gives the lesson away: link, frame, files.
import { effect } from "../../vendor/signals-core/signals-core.mjs";
import { render } from "../../vendor/lit-html/lit-html.js";
import { fetchStyle } from "../core/styles.js";
import { createShare } from "../core/share.js";
import { share } from "../views/share.js";

export async function compose({ store, loader, change, address, place, setup }) {
  await fetchStyle("/static/css/share.css");
  const { actions, catalogue } = store;
  const sharing = createShare(store, { ...loader, change }, address, setup);
  // the browser tells of a closed dialog later: who opens it again at once would not be heard
  place.share.addEventListener("cancel", () => actions.setShare(false));
  place.share.addEventListener("close", () => actions.setShare(place.share.open));
  place.share.addEventListener("click", (event) => { if (event.target === place.share) actions.setShare(false); });
  effect(() => render(share({ catalogue: catalogue.value, ...sharing.state.value, sharing, actions }), place.share));
}
