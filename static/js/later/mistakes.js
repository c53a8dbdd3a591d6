// Composes the lens on mistakes: their list, and one of them on the reader's own network.
import { computed, effect } from "../../vendor/signals-core/signals-core.mjs";
import { fetchStyle } from "../core/styles.js";
import { createClosing, createMistaken } from "../core/mistaken.js";
import { parted, wrongTrace } from "../model/lens.js";
import { placeNear } from "../model/trace.js";
import { closing } from "../views/closing.js";
import { differing } from "../views/differing.js";
import { exposing } from "../views/exposing.js";
import { lens } from "../views/lens.js";
import { list } from "../views/mistakes.js";
import { parting, verdict } from "../views/parting.js";
import { steps } from "../views/both_ways.js";

const WRONG = "wrong"; // the third part of the lesson's path: the picture shows the wrong numbers

/** -> {body(path, state, explained), told()}: `told` is the trace that the picture shows instead of its own, or null. */
export async function compose({ store, place, whenAtRest }) {
  await Promise.all([fetchStyle("/static/css/mistakes.css"), fetchStyle("/static/css/printed.css")]);
  const { actions, lesson, catalogue, preset, trace, view, cursor } = store;
  const mistakes = () => catalogue.value.mistakes ?? [];
  const path = computed(() => (lesson.value?.startsWith("mistakes.") ? lesson.value.split(".").slice(1) : []));
  const chosen = computed(() => mistakes().find(({ id }) => id === path.value[0])?.id ?? null);
  const told = createMistaken(store, chosen, whenAtRest);
  const isCurrent = computed(() => told.value?.id === chosen.value && told.value?.trace === trace.value);
  const answer = computed(() => (told.value?.id === chosen.value && told.value?.answer) || null);
  const changes = computed(() => (answer.value?.status === "changes" ? answer.value : null));
  const wrong = computed(() => changes.value && wrongTrace(told.value.trace, changes.value));
  const ending = createClosing(computed(() => (chosen.value !== null && preset.value?.closing === chosen.value ? preset.value.id : null)));
  const hasPicture = computed(() => ["network", "table"].includes(view.value));
  const shown = computed(() => (path.value[1] === WRONG && hasPicture.value && isCurrent.value ? wrong.value : null));

  // Once everything is drawn, the numbers that differ wear a mark in the picture and in the table.
  effect(() => {
    const refs = new Set(isCurrent.value && changes.value ? parted(trace.value, changes.value.differs).own : []);
    const drawnWith = [cursor, view, store.selected, store.digits, store.size, store.grain, shown].map(({ value }) => value);
    queueMicrotask(() => mark(refs, drawnWith.at(-1) ? "wrong" : "right"));
  });
  function mark(refs, look) {
    for (const number of place[view.peek() === "table" ? "table" : "diagram"].querySelectorAll("[data-ref]")) {
      if (refs.has(number.dataset.ref)) number.dataset.differs = look;
      else delete number.dataset.differs;
    }
  }

  /** What had the focus is gone after such a move: `next` takes it. */
  function open(to, next) {
    actions.openLesson(to);
    place.why.querySelector(next)?.focus();
  }
  const go = (ref) => actions.seek(placeNear(trace.peek(), ref).cursor);

  function body([id, shows], state, explained) {
    const mistake = mistakes().find((entry) => entry.id === id);
    if (!mistake) return list({ mistakes: mistakes(), unknown: id, choose: (wanted) => open(`mistakes.${wanted}`, ".mistake-title") });
    const shared = {
      right: told.value?.trace, wrong: wrong.value, answer: answer.value, cursor: state.cursor, scene: state.scene, digits: state.digits, go,
    };
    if (state.selected !== null) return [explained, changes.value ? differing({ ...shared, only: state.selected }) : ""];
    return lens({
      mistake, answer: answer.value, failure: told.value?.id === id ? told.value.failure : undefined, isCurrent: isCurrent.value,
      leave: () => open("mistakes", `[data-mistake="${id}"]`),
      verdict: changes.value && verdict(shared),
      parting: changes.value && parting({
        ...shared, isWrongShown: shows === WRONG, hasPicture: hasPicture.value,
        show: (isWrong) => actions.openLesson(isWrong ? `mistakes.${id}.${WRONG}` : `mistakes.${id}`),
      }),
      steps: changes.value && steps(shared),
      exposing: changes.value && exposing(shared),
      differing: changes.value && differing(shared),
      closing: preset.value?.closing === id ? closing({ told: ending.value, preset: preset.value }) : null,
    });
  }

  return { body, told: () => shown.value };
}
