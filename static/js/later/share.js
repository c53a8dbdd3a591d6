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
  effect(() => render(share({ catalogue: catalogue.value, ...sharing.state.value, sharing, actions }), place.share));
}
