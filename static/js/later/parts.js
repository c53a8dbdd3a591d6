// The parts of the page that the first view does without: what loads each, and what is said when that fails.
import { batch } from "../../vendor/signals-core/signals-core.mjs";
import { lazily } from "../core/lazily.js";

const NO_VIEW = "This view could not be loaded. Is the server still running?";

/** `given()` is what their composers are given; each part is loaded by its `need()`, once. */
export function createParts({ actions }, given) {
  const part = (load, sorry, before = () => {}) => lazily(async () => (await load()).compose(given()), () => batch(() => {
    before();
    actions.refuse(sorry);
  }));
  return {
    panels: part(() => import("./settings.js"), "The settings could not be loaded.", () => actions.leave()),
    beside: part(() => import("./asides.js"), "The gradient check could not be loaded."),
    printed: part(() => import("./printed.js"), "What the source prints could not be loaded."),
    twins: part(() => import("./twins.js"), NO_VIEW),
    training: part(() => import("./training.js"), NO_VIEW),
    share: part(() => import("./share.js"), "What can be shared could not be loaded. Is the server still running?", () => actions.closeDialog("share")),
    article: part(() => import("./article.js"), "The text could not be brought to life."),
    lesson: part(() => import("./lesson.js"), "This part of the lesson could not be loaded. Is the server still running?", () => actions.openLesson(null)),
  };
}
