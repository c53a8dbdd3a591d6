// Composes the practice: predict the next number before it is shown.
import { computed, effect } from "../../vendor/signals-core/signals-core.mjs";
import { html } from "../../vendor/lit-html/lit-html.js";
import { markAsked } from "../core/asked.js";
import { fetchStyle } from "../core/styles.js";
import { createPractising } from "../core/practising.js";
import { operandsOf } from "../model/mathml.js";
import { holeOf, kindsIn, tally } from "../model/practice.js";
import { phaseAt, sceneAt } from "../model/trace.js";
import { practice } from "../views/practice.js";
import { phaseRest, walkRest } from "../views/practice_rest.js";
import { progressLine } from "../views/progress.js";

const NEXT = "#answer-field, .go-on"; // what the next thing to be done is done with
const LOW = 320; // px

// In a low panel the names of the parts make room for the question; elsewhere it is only kept from being scrolled away.
function uncover(panel) {
  const question = panel.querySelector(".practice");
  const above = question ? question.getBoundingClientRect().top - panel.getBoundingClientRect().top : 0;
  if (above < 0 || panel.clientHeight < LOW) panel.scrollTop += above;
}

/** -> {body(path, state, explained), words(usual)}. */
export async function compose({ store, loader, change, place, setup, reading }) {
  await fetchStyle("/static/css/practice.css");
  const { actions, trace, cursor, digits, lesson, view, selected } = store;
  const practising = createPractising(store, { change, setup });
  const { question, marks } = practising;

  const isOpen = computed(() => lesson.value?.split(".")[0] === "practice");
  effect(() => { if (isOpen.value && view.peek() === "training") actions.setView("network"); });
  const scene = computed(() => question.value && sceneAt(trace.value, cursor.value + 1, "element"));
  // after the picture is drawn anew
  effect(() => {
    const { selected: visited } = reading();
    const isAsking = isOpen.value && visited === null && view.value === "network" && store.size.value.width > 0;
    markAsked(place.diagram, isAsking && question.value ? question.value.ref : null, question.value?.phase.number);
  });

  /** What leads on keeps the keyboard where the next thing is done. */
  const thenFocus = (act) => async (...given) => {
    await act(...given);
    const next = place.why.querySelector(NEXT);
    next?.focus();
    if (next?.value) next.select();
    uncover(place.why);
  };
  const focused = { ...practising, ...Object.fromEntries(["answer", "more", "show", "understood"].map((name) => [name, thenFocus(practising[name])])) };

  function body(path, state, explained) {
    if (view.value === "training" || selected.value !== null) return explained;
    const progress = practising.progress.value;
    const phases = trace.value.phases.map((phase) => ({ ...phase, ...tally(trace.value, phase, marks.value) }));
    return html`${asked(phases)}${progressLine({ progress, phases, kinds: kindsIn(trace.value), cleared: practising.cleared.value, practising })}`;
  }

  function asked(phases) {
    const now = question.value;
    if (!now) return walkRest({ phase: trace.value.phases.at(-1), total: tally(trace.value, { start: 0, end: trace.value.count }, marks.value), ...offers() });
    if (practising.isResting.value) {
      const phase = phaseAt(trace.value, cursor.value);
      return phaseRest({ phase, next: now.phase, counts: phases[phase.number - 1], goOn: thenFocus(practising.leaveRest) });
    }
    return practice({
      question: now, stand: practising.stand.value, own: practising.own.value, help: practising.help.value, verdict: practising.verdict.value, last: practising.last.value,
      hole: holeOf(operandsOf(now.step), now.index), scene: scene.value, digits: digits.value, practising: focused, actions,
    });
  }

  function offers() {
    const { presets } = store.catalogue.value;
    const next = presets[(presets.findIndex(({ id }) => id === store.preset.value?.id) + 1) % presets.length];
    return {
      next: next?.title,
      startAgain: thenFocus(practising.startAgain),
      otherNumbers: thenFocus(practising.otherNumbers),
      nextExample: thenFocus(() => loader.open({ preset: next.id })),
    };
  }

  return { body, words: (usual) => (isOpen.value && selected.value === null && view.value !== "training" ? practising.words(usual) : usual) };
}
