// The composer: the only file that knows store, views, player and page at once.
import { computed, effect } from "../vendor/signals-core/signals-core.mjs";
import { render } from "../vendor/lit-html/lit-html.js";
import { KEYS } from "./core/keys.js";
import { createEditing } from "./core/editing.js";
import { isSame } from "./core/history.js";
import { lazily } from "./core/lazily.js";
import { createLoader, DEFAULT_PRESET } from "./core/loading.js";
import { listen } from "./core/listen.js";
import { createPlayer, whenResting } from "./core/player.js";
import { keepOneStop, markOf, redraw, rove } from "./core/rover.js";
import { createStore } from "./core/store.js";
import { applyTheme, storedTheme } from "./core/theme.js";
import { layout } from "./draw/layout.js";
import { duration, pulse, roll, snapshot } from "./draw/motion.js";
import { setupOf, startAgain, structureOf } from "./model/edit.js";
import { sameAs } from "./model/refs.js";
import { sceneAt, stepsSince } from "./model/trace.js";
import { narrate, outcome } from "./model/words.js";
import { diagram } from "./views/diagram.js";
import { editor } from "./views/editor.js";
import { settings, tools } from "./views/header.js";
import { help } from "./views/help.js";
import { network } from "./views/network.js";
import { notice } from "./views/notice.js";
import { timeline } from "./views/timeline.js";
import { why } from "./views/why.js";

const place = Object.fromEntries(["demo", "settings", "tools", "notice", "diagram", "matrices", "table", "training", "why", "timeline", "help", "live"].map((id) => [id, document.getElementById(id)]));
const store = createStore();
const { actions, trace, cursor, selected, draft, digits, narrow, grain, speed, playing, status, size } = store;
const loader = createLoader(store);
const editing = createEditing(store, loader);

const setup = computed(() => store.history.value.present);
const canStartAgain = computed(() => setup.value && !isSame(startAgain(setup.value, setupOf(store.preset.value)), setup.value));
const structure = computed(() => setup.value && structureOf(setup.value, store.sample.value));
const scene = computed(() => trace.value && sceneAt(trace.value, cursor.value, grain.value, selected.value));
// An edit of a number leaves every place where it is, so the layout is made anew for another shape only.
const shape = computed(() => trace.value && JSON.stringify({ sizes: trace.value.sizes, batch: trace.value.batch }));
const picture = computed(() => shape.value && size.value.width > 0 ? layout(JSON.parse(shape.value), size.value, digits.value) : null);
const reading = () => ({ trace: trace.value, cursor: cursor.value, scene: scene.value, digits: digits.value, selected: selected.value, actions });

// The same number lights up wherever it stands while the pointer or the focus is on it; also after a redraw moved it.
function markHovered(ref) {
  for (const mark of place.demo.querySelectorAll("[data-hovered]")) mark.removeAttribute("data-hovered");
  if (ref === null || !trace.peek()) return;
  const own = (text) => sameAs(text, trace.peek().sample);
  for (const mark of place.demo.querySelectorAll("[data-ref]")) if (own(mark.dataset.ref) === own(ref)) mark.setAttribute("data-hovered", "");
}

// Header and notices.
effect(() => render(tools({ theme: store.theme.value, actions }), place.tools));
effect(() => render(settings({
  status: status.value,
  presets: store.catalogue.value.presets, chosen: store.preset.value?.id ?? DEFAULT_PRESET, trace: trace.value, sample: store.sample.value,
  digits: digits.value, isNarrow: narrow.value, actions, choosePreset: loader.choosePreset, chooseSample: loader.chooseSample,
  canUndo: store.history.value.past.length > 0, canRedo: store.history.value.future.length > 0, canStartAgain: canStartAgain.value,
  isNetworkOpen: store.panel.value === "network", editing,
}), place.settings));
effect(() => render(notice({ status: status.value, refusal: store.panel.value ? null : store.refusal.value, retry: loader.retry, dismiss: () => actions.refuse(null) }), place.notice));
effect(() => { place.demo.setAttribute("aria-busy", String(status.value.kind === "loading")); });

// One of the views stands on the stage; the others are not drawn.
const stageOf = (name) => (name === "network" ? place.diagram : place[name]);
effect(() => { for (const name of ["network", "matrices", "table", "training"]) stageOf(name).hidden = name !== store.view.value; });

// Diagram: the picture first, then motion over it, and only where a step led here.
let drawn = { trace: null, cursor: 0 };
effect(() => {
  const state = { ...reading(), picture: picture.value };
  if (!state.picture || store.view.value !== "network") return;
  const moved = stepsSince(drawn, state, grain.peek());
  const isElsewhere = state.trace !== drawn.trace || state.cursor !== drawn.cursor;
  const before = snapshot(place.diagram, moved);
  render(diagram(state), place.diagram);
  keepOneStop(place.diagram, [...state.scene.targets]);
  if (isElsewhere) {
    pulse(place.diagram.querySelector(".pulses"), moved, state.picture);
    roll(place.diagram, moved, before);
  }
  drawn = { trace: state.trace, cursor: state.cursor };
  markHovered(store.hovered.peek());
});

// The twins of the diagram, each loaded once it is chosen; the matrices with the formulas of whole layers.
const loadFailed = () => actions.refuse("This view could not be loaded. Is the server still running?");
const together = async (...modules) => Object.assign({}, ...(await Promise.all(modules)));
const twins = {
  matrices: lazily(() => together(import("./views/matrices.js"), import("./draw/turn.js")), loadFailed),
  table: lazily(() => together(import("./views/table.js"), import("./draw/turn.js")), loadFailed),
};
const seen = { matrices: { trace: null, cursor: 0, focus: "" }, table: { trace: null, cursor: 0, focus: "" } };
effect(() => { twins[store.view.value]?.need(); });
effect(() => { if (store.view.value === "matrices" && structure.value && store.equations.value?.structure !== structure.value) loader.loadEquations(); });
effect(() => {
  const name = store.view.value;
  const [state, equations] = [reading(), store.equations.value];
  const twin = twins[name]?.part.value;
  if (!twin || !state.trace || (name === "matrices" && equations?.structure !== structure.value)) return;
  redraw(place[name], () => render(twin[name]({ ...state, answer: equations?.answer }), place[name]), [...state.scene.targets]);
  const focus = `${state.cursor} ${state.selected} ${structure.value}`;
  if (focus !== seen[name].focus) twin.bringIntoView(place[name], ".is-current .target, .cell.target", ".equation, td");
  if (name === "matrices") twin.turn(place.matrices, stepsSince(seen.matrices, state, grain.peek()));
  seen[name] = { trace: state.trace, cursor: state.cursor, focus };
  markHovered(store.hovered.peek());
});

// Why panel: what is new in it is read from its top. A visit that began inside the panel replaces what had the focus: the way
// back takes it; from an editor the number in the picture.
let explained = "";
let edited = null;
effect(() => {
  const state = { ...reading(), chooseSample: loader.chooseSample, takeUpdate: editing.takeUpdate };
  if (!state.trace) return;
  const hadFocus = place.why.contains(document.activeElement);
  render(store.panel.value === "network" ? networkSettings() : why({ ...state, editor: draft.value && editor({ draft: draft.value, trace: state.trace, editing }) }), place.why);
  const explains = `${state.cursor} ${state.selected} ${store.panel.value}`;
  if (explains !== explained) place.why.scrollTop = 0;
  explained = explains;
  keepOneStop(place.why, []);
  markHovered(store.hovered.peek());
  const number = edited && markOf(stageOf(store.view.peek()), sameAs(edited, state.trace.sample));
  if (hadFocus && !place.why.contains(document.activeElement)) (number ?? place.why.querySelector(".back-to-step") ?? place.why).focus();
  edited = draft.value?.ref ?? null;
});

function networkSettings() {
  return network({
    setup: setup.value, cursor: cursor.value, catalogue: store.catalogue.value, refusal: store.refusal.value, digits: digits.value,
    isNarrow: narrow.value, canStartAgain: canStartAgain.value, editing, actions,
  });
}

effect(() => render(timeline({ ...reading(), updates: setup.value?.updates ?? 0, phase: store.phase.value, playing: playing.value, grain: grain.value, speed: speed.value, view: store.view.value, isNarrow: narrow.value }), place.timeline));

// Narration: once, when the step rests.
const announce = whenResting(duration("--rest"), (words) => { place.live.textContent = words; });
effect(() => {
  const { trace: told, cursor: at, scene: lit, digits: count } = reading();
  const news = store.news.value;
  if (told) announce(news ? `${news} ${outcome(told, at, count)}` : lit.step ? narrate(told, lit.step, count) : "");
});

effect(() => markHovered(store.hovered.value));

// Help, theme, time.
effect(() => render(help({ keys: KEYS, actions }), place.help));
effect(() => {
  if (store.helpOpen.value && !place.help.open) place.help.showModal();
  if (!store.helpOpen.value && place.help.open) place.help.close();
});
store.theme.value = storedTheme();
effect(() => applyTheme(store.theme.value));
const player = createPlayer({ isPlaying: () => playing.peek(), pause: () => duration("--dwell") / speed.peek(), tick: actions.tick });
let wasPlaying = false;
effect(() => {
  const starts = playing.value && !wasPlaying;
  wasPlaying = playing.value;
  if (speed.value) player.update(starts);
});

rove(place.diagram);
rove(place.matrices);
rove(place.table);
rove(place.why);
listen(place, store, editing);
loader.begin();
