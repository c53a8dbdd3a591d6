// The composer: the only file that knows store, views, player and page at once.
import { batch, computed, effect } from "../vendor/signals-core/signals-core.mjs";
import { render } from "../vendor/lit-html/lit-html.js";
import { fetchStyle } from "./core/api.js";
import { KEYS } from "./core/keys.js";
import { createAddress } from "./core/address.js";
import { answered, createAsides } from "./core/asides.js";
import { createEditing } from "./core/editing.js";
import { isSame } from "./core/history.js";
import { markHovered } from "./core/hover.js";
import { lazily, together } from "./core/lazily.js";
import { createLoader, DEFAULT_PRESET } from "./core/loading.js";
import { listen } from "./core/listen.js";
import { createPlayer, whenResting } from "./core/player.js";
import { keepOneStop, rove } from "./core/rover.js";
import { createStore } from "./core/store.js";
import { applyTheme, keepTheme, storedTheme } from "./core/theme.js";
import { chosenOf } from "./draw/elide.js";
import { layout, orientationOf } from "./draw/layout.js";
import { duration, pulse, roll, snapshot } from "./draw/motion.js";
import { startAgain } from "./model/edit.js";
import { aboutParameter } from "./model/parameter.js";
import { sameAs } from "./model/refs.js";
import { blockAt, sceneAt } from "./model/trace.js";
import { narrate, outcome } from "./model/words.js";
import { diagram } from "./views/diagram.js";
import { editor } from "./views/editor.js";
import { settings, tools } from "./views/header.js";
import { help } from "./views/help.js";
import { notice } from "./views/notice.js";
import { timeline } from "./views/timeline.js";
import { why } from "./views/why.js";

const place = Object.fromEntries(["demo", "settings", "tools", "notice", "diagram", "matrices", "table", "training", "why", "timeline", "help", "live"].map((id) => [id, document.getElementById(id)]));
const store = createStore();
const { actions, trace, cursor, selected, draft, digits, narrow, grain, speed, playing, status, size } = store;
const loader = createLoader(store);
const editing = createEditing(store, loader);
const address = createAddress(store, loader, (act) => whenResting(duration("--rest"), act), (act) => whenResting(duration("--read"), act));

// The settings' own modules and style come when they are first opened.
const laterSettings = lazily(async () => {
  const parts = await together(
    import("./core/architecture.js"), import("./core/samples.js"), import("./views/panel.js"), import("./views/layers.js"),
    import("./views/network.js"), import("./views/samples.js"), import("./views/sources.js"), fetchStyle("/static/css/settings.css"));
  const architecture = parts.createArchitecture(store, loader);
  return { ...parts, architecture, samples: parts.createSamples(store, loader, architecture) };
}, () => batch(() => {
  actions.leave();
  actions.refuse("The settings could not be loaded.");
}));
effect(() => { if (store.panel.value) laterSettings.need(); });

const setup = computed(() => store.history.value.present);
const canStartAgain = computed(() => setup.value && !isSame(startAgain(setup.value), setup.value));
const scene = computed(() => trace.value && sceneAt(trace.value, cursor.value, grain.value, selected.value));
const about = computed(() => trace.value && aboutParameter(trace.value, cursor.value, scene.value.step?.target ?? selected.value));
// Check and slice have nothing to show before a parameter is explained: so long they are not loaded either.
const laterAsides = lazily(() => together(import("./views/check.js"), import("./views/slice.js"), fetchStyle("/static/css/plots.css"), fetchStyle("/static/css/asides.css")),
  () => actions.refuse("The gradient check could not be loaded."));
effect(() => { if (about.value) laterAsides.need(); });
createAsides(store, about, (ask) => whenResting(duration("--rest"), ask));
// An edit of a number leaves every place where it is, so the layout is made anew for another shape only.
const shape = computed(() => trace.value && JSON.stringify({
  sizes: trace.value.sizes, batch: trace.value.batch, chosen: chosenOf(scene.value.targets, trace.value.sizes, orientationOf(size.value)),
}));
const picture = computed(() => shape.value && size.value.width > 0 ? layout(JSON.parse(shape.value), size.value, digits.value) : null);
const reading = () => ({ trace: trace.value, cursor: cursor.value, scene: scene.value, digits: digits.value, selected: selected.value, actions });

const hover = (ref) => markHovered(place.demo, ref, trace.peek());

// Header and notices.
effect(() => render(tools({ theme: store.theme.value, isNarrow: narrow.value, copyLink: address.copy, actions }), place.tools));
effect(() => render(settings({
  status: status.value,
  presets: store.catalogue.value.presets, chosen: store.preset.value?.id ?? DEFAULT_PRESET, trace: trace.value, sample: store.sample.value,
  digits: digits.value, isNarrow: narrow.value, actions, choosePreset: loader.choosePreset, chooseSample: loader.chooseSample,
  canUndo: store.history.value.past.length > 0, canRedo: store.history.value.future.length > 0, canStartAgain: canStartAgain.value,
  isNetworkOpen: store.panel.value !== null, editing,
}), place.settings));
effect(() => {
  const message = store.message.value;
  render(notice({ status: status.value, refusal: store.panel.value ? null : store.refusal.value, message, retry: loader.retry, actions }), place.notice);
  if (message?.link) place.notice.querySelector("input")?.select();
});
effect(() => { place.demo.setAttribute("aria-busy", String(status.value.kind === "loading")); });

// One of the views stands on the stage; the others are not drawn.
effect(() => { for (const name of ["network", "matrices", "table", "training"]) (name === "network" ? place.diagram : place[name]).hidden = name !== store.view.value; });

// Diagram: the picture first, then motion over it, and only where a step led here.
let drawn = { trace: null, cursor: 0 };
effect(() => {
  const state = { ...reading(), picture: picture.value };
  if (!state.picture || store.view.value !== "network") return;
  const isStep = state.trace === drawn.trace && drawn.cursor < state.cursor && drawn.cursor === state.cursor - blockAt(state.trace, state.cursor, grain.peek()).length;
  const moved = isStep ? state.trace.steps.slice(drawn.cursor, state.cursor) : [];
  const isElsewhere = state.trace !== drawn.trace || state.cursor !== drawn.cursor;
  const before = snapshot(place.diagram, moved);
  render(diagram(state), place.diagram);
  keepOneStop(place.diagram, [...state.scene.targets]);
  if (isElsewhere) {
    pulse(place.diagram.querySelector(".pulses"), moved, state.picture);
    roll(place.diagram, moved, before);
  }
  drawn = { trace: state.trace, cursor: state.cursor };
  hover(store.hovered.peek());
});

// Why panel: what is new in it is read from its top. A visit that began inside the panel replaces what had the focus: the way
// back takes it; from an editor the number in the picture.
let explained = "";
let edited = null;
effect(() => {
  const state = { ...reading(), chooseSample: loader.chooseSample, takeUpdate: editing.takeUpdate };
  if (!state.trace) return;
  const hadFocus = place.why.contains(document.activeElement);
  render(store.panel.value && laterSettings.part.value ? settingsPanel(laterSettings.part.value) : why({ ...state, ...asides(state), editor: draft.value && editor({ draft: draft.value, trace: state.trace, editing }) }), place.why);
  const explains = `${state.cursor} ${state.selected} ${store.panel.value}`;
  if (explains !== explained) place.why.scrollTop = 0;
  explained = explains;
  keepOneStop(place.why, []);
  hover(store.hovered.peek());
  const number = edited && place.diagram.querySelector(`[data-ref="${sameAs(edited, state.trace.sample)}"]`);
  if (hadFocus && !place.why.contains(document.activeElement)) (number ?? place.why.querySelector(".back-to-step") ?? place.why).focus();
  edited = draft.value?.ref ?? null;
});

function asides({ trace: told, digits: count }) {
  const views = laterAsides.part.value;
  const beside = views && about.value && { about: about.value, trace: told, digits: count, ...answered({ check: store.check.value, slices: store.slices.value }, told, about.value) };
  return beside ? { check: views.check(beside), slice: views.slice(beside) } : {};
}

function settingsPanel({ panel, network, layers, samplesTable, sources, architecture, samples }) {
  const { catalogue, drawing, dataset, csv, rows, sample } = store;
  const shared = { setup: setup.value, catalogue: catalogue.value, architecture, editing, samples, actions };
  const body = store.panel.value === "network"
    ? network({ ...shared, layers: layers({ ...shared, drawing: drawing.value }), digits: digits.value, isNarrow: narrow.value, canStartAgain: canStartAgain.value, copyLink: address.copy })
    : samplesTable({ ...shared, sample: sample.value, rows: rows.value, chooseSample: loader.chooseSample, sources: sources({ ...shared, dataset: dataset.value, csv: csv.value }) });
  return panel({ panel: store.panel.value, cursor: cursor.value, note: store.note.value, refusal: store.refusal.value, rows: rows.value, body, actions });
}

effect(() => render(timeline({ ...reading(), updates: setup.value?.updates ?? 0, phase: store.phase.value, playing: playing.value, grain: grain.value, speed: speed.value, view: store.view.value, isNarrow: narrow.value }), place.timeline));

// Narration: once, when the step rests.
const announce = whenResting(duration("--rest"), (words) => { place.live.textContent = words; });
effect(() => {
  const { trace: told, cursor: at, scene: lit, digits: count } = reading();
  const news = store.news.value;
  if (told) announce(news ? `${news} ${outcome(told, at, count)}` : lit.step ? narrate(told, lit.step, count) : "");
});

effect(() => hover(store.hovered.value));

// Help, theme, time.
effect(() => render(help({ keys: KEYS, actions }), place.help));
effect(() => {
  if (store.helpOpen.value && !place.help.open) place.help.showModal();
  if (!store.helpOpen.value && place.help.open) place.help.close();
});
store.theme.value = store.ownTheme.value = storedTheme();
effect(() => applyTheme(store.theme.value));
effect(() => keepTheme(store.ownTheme.value));
const player = createPlayer({ isPlaying: () => playing.peek(), pause: () => duration("--dwell") / speed.peek(), tick: actions.tick });
let wasPlaying = false;
effect(() => {
  const starts = playing.value && !wasPlaying;
  wasPlaying = playing.value;
  if (speed.value) player.update(starts);
});
rove(place.diagram);
rove(place.why);
listen(place, store, editing);
loader.begin();
address.begin();
