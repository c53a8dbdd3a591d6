// Composes the parts of the lesson that stand in the panel: each is loaded when it is first opened.
import { computed, effect } from "../../vendor/signals-core/signals-core.mjs";
import { fetchStyle } from "../core/api.js";
import { lazily } from "../core/lazily.js";
import { lesson } from "../views/lesson.js";

// {id, title, load}, in the order of their names on the screen
const PARTS = [{ id: "tours", title: "Tours", load: () => import("./tours.js") }];

/**
 * -> {panel(state, explained)}: the open part's template; `explained` is the template of what would stand there without it.
 * A part's module has compose(given) -> {body(path, state, explained)}, `path` being what follows its name: ["dead-relu", "2"].
 */
export async function compose(given) {
  await fetchStyle("/static/css/lesson.css");
  const { actions, lesson: open } = given.store;
  const sorry = () => actions.refuse("This part of the lesson could not be loaded. Is the server still running?");
  const loaded = Object.fromEntries(PARTS.map(({ id, load }) => [id, lazily(async () => (await load()).compose(given), sorry)]));
  const path = computed(() => open.value?.split(".") ?? [null]);
  effect(() => loaded[path.value[0]]?.need());

  function panel(state, explained) {
    const [id, ...rest] = path.value;
    return lesson({ parts: PARTS, open: id, body: loaded[id]?.part.value?.body(rest, state, explained) ?? explained, actions });
  }
  return { panel };
}
