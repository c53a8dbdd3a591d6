// Composes the parts of the lesson that stand in the panel: each is loaded when it is first opened.
import { computed, effect } from "../../vendor/signals-core/signals-core.mjs";
import { fetchStyle } from "../core/styles.js";
import { lazily } from "../core/lazily.js";
import { lesson } from "../views/lesson.js";

// In the order of their names on the screen.
const PARTS = [
  { id: "tours", title: "Tours", load: () => import("./tours.js") },
  { id: "practice", title: "Practice", load: () => import("./practice.js") },
  { id: "mistakes", title: "Mistakes", load: () => import("./mistakes.js") },
];

/**
 * -> {panel(state, explained), words(usual), told()}: the open part's template, `explained` being the template of what would stand
 * there without it; what is announced at rest instead of the `usual` words; another trace for the picture to show, or null.
 * A part's module has compose(given) -> {body(path, state, explained)}, `path` being what follows its name, ["dead-relu", "2"]; and,
 * if it speaks for itself, words(usual), and told() if it shows other numbers.
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
  const own = () => loaded[path.value[0]]?.part.value;
  const words = (usual) => own()?.words?.(usual) ?? usual;
  const told = () => own()?.told?.() ?? null;
  return { panel, words, told };
}
