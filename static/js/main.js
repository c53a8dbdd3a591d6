// The composer: the only file that knows store, views, player and page at once.
import { computed, effect } from "../vendor/signals-core/signals-core.mjs";
import { nothing, render } from "../vendor/lit-html/lit-html.js";
import { KEYS } from "./core/keys.js";
import { createAddress } from "./core/address.js";
import { createAsides } from "./core/asides.js";
import { keepDialogs } from "./core/dialogs.js";
import { createEditing } from "./core/editing.js";
import { isSame } from "./core/history.js";
import { markHovered } from "./core/hover.js";
import { createLoader, DEFAULT_PRESET } from "./core/loading.js";
import { whenMet } from "./core/lazily.js";
import { listen, watchWidth } from "./core/listen.js";
import { inTurns, keepPlaying, soon, whenResting } from "./core/player.js";
import { keepOneStop, markOf, rove } from "./core/rover.js";
import { createStore } from "./core/store.js";
import { keepThemes } from "./core/theme.js";
import { unfold } from "./core/unfold.js";
import { createParts } from "./later/parts.js";
import { chosenOf } from "./draw/elide.js";
import { layout, orientationOf } from "./draw/layout.js";
import { duration, pulse, roll, snapshot } from "./draw/motion.js";
import { startAgain, startsAs } from "./model/edit.js";
import { aboutParameter } from "./model/parameter.js";
import { sameAs } from "./model/refs.js";
import { sceneAt, stepsSince } from "./model/trace.js";
import { narrate, outcome } from "./model/words.js";
import { diagram } from "./views/diagram.js";
import { editor } from "./views/editor.js";
import { settings, tools } from "./views/header.js";
import { help } from "./views/help.js";
import { notice } from "./views/notice.js";
import { timeline } from "./views/timeline.js";
import { why } from "./views/why.js";

const place = Object.fromEntries(["demo", "settings", "tools", "notice", "diagram", "matrices", "table", "training", "why", "timeline", "help", "share", "live"].map((id) => [id, document.getElementById(id)]));
const store = createStore();
const { actions, trace, cursor, selected, draft, digits, narrow, grain, speed, playing, status, size } = store;
const loader = createLoader(store);
watchWidth(actions);

// What is not in the first view is loaded once it is needed, and composed in its own file.
const { panels, beside, printed, twins, training, lesson, article, share } = createParts(store, () => ({ store, loader: { ...loader, open: afterPause(loader.open) }, change, afterPause, editing, address, place, setup, canStartAgain, reading, hover, whenAtRest }));
const isTraining = computed(() => Boolean(trace.value) && store.view.value === "training");
const hasTrainingPanel = computed(() => isTraining.value && selected.value === null && store.panel.value === null);
// A change ends a run of updates where it is, and is made of the network there.
const pause = () => training.part.peek()?.pause() ?? false;
const afterPause = (action) => (...given) => {
  pause();
  return action(...given);
};
const change = (wanted) => loader.change(pause() ? { ...wanted, needsTrace: true } : wanted);
const editing = createEditing(store, { ...loader, change });
const whenAtRest = (act) => whenResting(() => duration("--rest"), act);
const address = createAddress(store, { ...loader, open: afterPause(loader.open) }, whenAtRest, (act) => whenResting(() => duration("--read"), act));

const setup = computed(() => store.history.value.present);
const canStartAgain = computed(() => setup.value && !isSame(startAgain(setup.value), setup.value));
const told = computed(() => lesson.part.value?.told() ?? trace.value); // a mistake's numbers, where the reader looks at them
const scene = computed(() => told.value && sceneAt(told.value, cursor.value, grain.value, selected.value));
const about = computed(() => told.value && told.value === trace.value && aboutParameter(trace.value, cursor.value, scene.value.step?.target ?? selected.value));
createAsides(store, about, whenAtRest);
// An edit of a number leaves every place where it is, so the layout is made anew for another shape only.
const shape = computed(() => trace.value && JSON.stringify({
  sizes: trace.value.sizes, batch: trace.value.batch, chosen: chosenOf(scene.value.targets, trace.value.sizes, orientationOf(size.value)),
}));
const picture = computed(() => shape.value && size.value.width > 0 ? layout(JSON.parse(shape.value), size.value, digits.value) : null);
const reading = () => ({ trace: told.value, cursor: cursor.value, scene: scene.value, digits: digits.value, selected: selected.value, actions });

const hover = (ref) => markHovered(place.demo, ref, trace.peek());
const turns = inTurns(trace, 7); // header, its menus, places, picture, explanation, time line, help

// Header and notices.
turns.take(1, () => render(tools({ theme: store.theme.value, lesson: store.lesson.value, isNarrow: narrow.value, copyLink: address.copy, actions }), place.tools));
turns.take(2, () => render(settings({
  status: status.value,
  presets: store.catalogue.value.presets, chosen: store.preset.value?.id ?? DEFAULT_PRESET, isOwn: Boolean(setup.value) && !startsAs(setup.value, store.preset.value), trace: trace.value, sample: store.sample.value,
  digits: digits.value, isNarrow: narrow.value, actions, choosePreset: afterPause(loader.choosePreset), chooseSample: loader.chooseSample,
  canUndo: store.history.value.past.length > 0, canRedo: store.history.value.future.length > 0, canStartAgain: canStartAgain.value,
  isNetworkOpen: store.panel.value !== null, editing,
}), place.settings));
effect(() => {
  const message = store.message.value;
  const isToldElsewhere = store.panel.value || (training.part.value && hasTrainingPanel.value);
  render(notice({ status: status.value, refusal: isToldElsewhere ? null : store.refusal.value, message, retry: afterPause(loader.retry), actions }), place.notice);
  if (message?.link) place.notice.querySelector("input")?.select();
});
effect(() => { place.demo.setAttribute("aria-busy", String(status.value.kind === "loading" || !turns.isOver.value)); });

// One of the views stands on the stage; the others are not drawn.
const stageOf = (name) => (name === "network" ? place.diagram : place[name]);
effect(() => { for (const name of ["network", "matrices", "table", "training"]) stageOf(name).hidden = name !== store.view.value; });

// Diagram: the picture first, then motion over it, and only where a step led here.
let drawn = { trace: null, cursor: 0 };
turns.take(3, () => picture.value);
turns.take(4, () => {
  const state = { ...reading(), picture: picture.value };
  if (!state.picture || store.view.value !== "network") return;
  const moved = stepsSince(drawn, state, grain.peek());
  const isElsewhere = state.trace !== drawn.trace || state.cursor !== drawn.cursor;
  const before = snapshot(place.diagram, moved);
  const moving = duration("--step"); // asked for before anything changes: afterwards the browser would have to compute all styles first
  render(diagram(state), place.diagram);
  keepOneStop(place.diagram, [...state.scene.targets]);
  if (isElsewhere) {
    pulse(place.diagram.querySelector("div.pulses"), moved, state.picture, moving);
    roll(place.diagram, moved, before, moving);
  }
  drawn = { trace: state.trace, cursor: state.cursor };
  hover(store.hovered.peek());
});

effect(() => { if (store.panel.value) panels.need(); });
effect(() => { if (about.value) beside.need(); });
const needPrinted = whenAtRest(printed.need);
effect(() => { if (trace.value && cursor.value >= 0) needPrinted(); });
effect(() => { if (["matrices", "table"].includes(store.view.value)) twins.need(); });
effect(() => { if (isTraining.value) training.need(); });
effect(() => { if (store.lesson.value) lesson.need(); });
effect(() => { if (store.dialog.value === "share") share.need(); });
whenMet(document.getElementById("lesson-text"), article.need);
effect(() => { if (turns.isDone.value) unfold([".section > *", ".section"].flatMap((parts) => [...document.querySelectorAll(parts)])); });

// Why panel: what is new in it is read from its top. A visit that began inside the panel replaces what had the focus: the way
// back takes it; from an editor the number in the picture.
let explained = "";
let isScrolled = false; // heard, since to ask for it makes the browser lay everything out in the middle of a step
place.why.addEventListener("scroll", () => { isScrolled = place.why.scrollTop > 0; });
let edited = null;
turns.take(5, () => {
  const state = { ...reading(), chooseSample: loader.chooseSample, takeUpdate: told.value === trace.value && editing.takeUpdate };
  if (!state.trace) return;
  const hadFocus = place.why.contains(document.activeElement);
  render(panelTemplate(state), place.why);
  const explains = `${state.cursor} ${state.selected} ${store.panel.value} ${store.lesson.value} ${hasTrainingPanel.value}`;
  if (isScrolled && explains !== explained) place.why.scrollTop = 0;
  explained = explains;
  keepOneStop(place.why, []);
  hover(store.hovered.peek());
  const number = edited && markOf(stageOf(store.view.peek()), sameAs(edited, state.trace.sample));
  if (hadFocus && !place.why.contains(document.activeElement)) (number ?? place.why.querySelector(".why-body .back-to-step") ?? place.why).focus();
  edited = draft.value?.ref ?? null;
});

function panelTemplate(state) {
  if (store.panel.value && panels.part.value) return panels.part.value.panel();
  const explained = hasTrainingPanel.value ? training.part.value?.controls() ?? nothing : explanation(state);
  return (store.lesson.value && lesson.part.value?.panel(state, explained)) ?? explained;
}

function explanation(state) {
  const asides = about.value && beside.part.value?.beside(about.value);
  return why({ ...state, ...asides, printed: printed.part.value?.mark(state), editor: draft.value && editor({ draft: draft.value, trace: state.trace, editing }) });
}

turns.take(6, () => render(timeline({ ...reading(), updates: setup.value?.updates ?? 0, phase: store.phase.value, playing: playing.value, grain: grain.value, speed: speed.value, view: store.view.value, isNarrow: narrow.value }), place.timeline));

// Narration: once, when the step rests.
const announce = whenAtRest((words) => { place.live.textContent = words; });
effect(() => {
  const { trace: shown, cursor: at, scene: lit, digits: count } = reading();
  const news = store.news.value;
  const words = shown && (news ? `${news} ${outcome(shown, at, count)}` : lit.step ? narrate(shown, lit.step, count) : "");
  if (shown) announce(lesson.part.value?.words(words) ?? words);
});

effect(() => hover(store.hovered.value));

// Help, theme, time.
turns.take(7, () => render(help({ keys: KEYS, actions }), place.help));
keepDialogs(place, store);
keepThemes(store);
keepPlaying(store, () => duration("--dwell"));
for (const panel of [place.diagram, place.why]) rove(panel);
soon(() => {
  listen(place, store, editing, pause);
  loader.begin();
  address.begin();
});
