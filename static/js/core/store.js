// The one store: what the reader sees follows from these signals and nothing else. Actions are the only writers.
import { batch, computed, signal } from "../../vendor/signals-core/signals-core.mjs";
import { setupOf } from "../model/edit.js";
import { writeNumber } from "../model/parse.js";
import { isEditable } from "../model/refs.js";
import { isKnown, move, phaseAt, placeNear, samePlace, valueOf } from "../model/trace.js";
import { createDrafts } from "./drafts.js";
import { createFindings } from "./findings.js";
import { begin } from "./history.js";

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

export function createStore() {
  const catalogue = signal({ presets: [], activations: [], losses: [], optimizers: [], initialisers: [], datasets: [], limits: {} });
  const preset = signal(null); // the example as it came
  const history = signal(begin(null)); // of setups; `history.value.present` and `trace` are always of one problem
  const trace = signal(null);
  const draft = signal(null); // what stands in the open editor: {ref, text, problem, visit, isClosing}
  const panel = signal(null); // the settings that stand in the panel: "network", "samples" or null
  const note = signal(""); // in the open panel: what the last change did
  const lesson = signal(null); // the part of the lesson that is open, and where in it: "tours.dead-relu.2", "practice", "mistakes.flipped_sign"
  const drafts = createDrafts();
  const findings = createFindings();
  const view = signal("network"); // which of VIEWS stands on the stage
  const refusal = signal(null); // why the last change of the network's settings was not made
  const message = signal(null); // {text, link, isPassing}: what the page has to say besides; a link is shown to be copied
  const news = signal(""); // the last change in words, for the live region
  const run = signal(null); // the updates taken in the training view, as in model/run.js
  const training = signal({ updates: "500", updatesProblem: "", rate: null, rateProblem: "", axis: "linear" }); // the fields of that view
  const cursor = signal(0);
  const selected = signal(null); // the Ref whose making is shown instead of the current step's
  const hovered = signal(null);
  const sample = signal(0);
  const digits = signal(4);
  const theme = signal("system");
  const ownTheme = signal("system"); // the reader's choice; a link may show another
  const grain = signal("element");
  const speed = signal(1);
  const playing = signal(false);
  const asked = signal(null); // for a dialog: {dialog: "help" or "share"}, or null
  const dialog = computed(() => asked.value?.dialog ?? null);
  const narrow = signal(false);
  const status = signal({ kind: "loading", message: "Loading the network…" });
  const size = signal({ width: 0, height: 0 }); // of the diagram's own box
  const room = signal({ width: 0, height: 0 }); // for the plots
  const phase = computed(() => trace.value && phaseAt(trace.value, cursor.value));

  function close() {
    selected.value = null;
    draft.value = null;
    panel.value = null;
    note.value = "";
    refusal.value = null;
  }

  // An input that is chosen opens its editor.
  let visits = 0;
  const draftOf = (ref) => ({ ref, text: writeNumber(valueOf(trace.value, ref)), problem: "", visit: (visits += 1), isClosing: false });

  function seek(position) {
    if (!trace.value) return;
    batch(() => {
      close();
      news.value = "";
      cursor.value = clamp(position, 0, trace.value.count);
      if (cursor.value === trace.value.count) playing.value = false;
    });
  }
  const moveBy = (direction, by = grain.value) => trace.value && seek(move(trace.value, cursor.value, by, direction));
  const pauseFirst = (action) => (...given) => batch(() => {
    playing.value = false;
    action(...given);
  });

  const opening = (place) => pauseFirst((name) => {
    if (!trace.value) return;
    close();
    place.value = name;
  });

  const actions = {
    ...drafts.actions,
    ...findings.actions,
    tick: () => moveBy(1),
    seek: pauseFirst(seek),
    step: pauseFirst(() => moveBy(1)),
    back: pauseFirst(() => moveBy(-1)),
    nextPhase: pauseFirst(() => moveBy(1, "phase")),
    previousPhase: pauseFirst(() => moveBy(-1, "phase")),
    start: pauseFirst(() => seek(0)),
    end: pauseFirst(() => seek(Infinity)),
    togglePlay() {
      if (!trace.value) return;
      batch(() => {
        if (!playing.value && cursor.value === trace.value.count) seek(0);
        close();
        playing.value = !playing.value;
      });
    },
    select: pauseFirst((ref) => {
      if (!trace.value || !isKnown(trace.value, cursor.value, ref)) return;
      close();
      news.value = "";
      selected.value = ref;
      draft.value = isEditable(ref) ? draftOf(ref) : null;
    }),
    /** What stands in front goes first, the part of the lesson last. */
    leave: () => batch(() => {
      if (selected.value === null && panel.value === null) lesson.value = null;
      close();
    }),
    openPanel: opening(panel),
    openLesson: opening(lesson),
    /** `make` from model/run.js: run -> run. */
    changeRun: (make, words) => batch(() => {
      run.value = make(run.value);
      if (words !== undefined) news.value = words;
    }),
    setTraining: (more) => { training.value = { ...training.value, ...more }; },
    setRoom: (box) => { if (box.width > 0 && (box.width !== room.value.width || box.height !== room.value.height)) room.value = box; },
    setView: (name) => { view.value = name; },
    /** Changes what is known of the open draft. */
    write: (more) => { if (draft.value) draft.value = { ...draft.value, ...more }; },
    /** What comes next in the open editor is an edit of its own. */
    newVisit: () => { if (draft.value) draft.value = { ...draft.value, visit: (visits += 1) }; },
    refuse: (message) => { refusal.value = message; },
    setNarrow: (isNarrow) => { narrow.value = isNarrow; },
    hover: (ref) => { hovered.value = ref; },
    setDigits: (count) => { digits.value = clamp(count, 2, 8); },
    setTheme: (name) => batch(() => { theme.value = ownTheme.value = name; }),
    setGrain: (name) => { grain.value = name; },
    setSpeed: (factor) => { speed.value = factor; },
    openDialog: (name) => { asked.value = { dialog: name }; },
    closeDialog: (name) => { if (dialog.peek() === name) asked.value = null; },
    setSize: (box) => { if (box.width > 0 && (box.width !== size.value.width || box.height !== size.value.height)) size.value = box; },
    setCatalogue: (answer) => { catalogue.value = answer; },
    setStatus: (kind, message = "") => { status.value = { kind, message }; },
    tell: (told) => { message.value = told; },
    /** Another example, or a place in it (core/link.js): a new history, from the start or from that place. */
    show: (chosen, fresh, place = {}) => batch(() => {
      preset.value = chosen;
      history.value = begin(place.setup ?? setupOf(chosen));
      trace.value = fresh;
      run.value = null;
      training.value = { ...training.value, rate: null, rateProblem: "" };
      sample.value = fresh.sample;
      hovered.value = null;
      drafts.actions.forgetRows();
      message.value = null;
      digits.value = place.digits ?? digits.value;
      grain.value = place.grain ?? grain.value;
      view.value = place.view ?? view.value;
      lesson.value = place.lesson === undefined ? lesson.value : place.lesson;
      if ("theme" in place) theme.value = place.theme ?? ownTheme.value;
      actions.seek(placeNear(fresh, place.at ?? null).cursor);
      if (place.selected) actions.select(place.selected);
      status.value = { kind: "ready", message: "" };
    }),
    /** The same example after a change, at the same step unless `toStart`. An open editor stays; it `keepsText` that made the change. */
    showChange: (changed, fresh, { toStart, keepsText, words }) => batch(() => {
      const kept = samePlace(trace.value, cursor.value, fresh);
      history.value = changed;
      trace.value = fresh;
      sample.value = fresh.sample;
      refusal.value = null;
      status.value = { kind: "ready", message: "" };
      if (toStart) seek(0);
      else cursor.value = kept;
      if (selected.value !== null && !isKnown(fresh, cursor.value, selected.value)) close();
      if (draft.value && !keepsText) draft.value = draftOf(draft.value.ref);
      news.value = words;
      note.value = panel.value ? words : "";
    }),
  };
  return {
    ...drafts, ...findings, catalogue, preset, history, trace, run, training, cursor, selected, draft, panel, lesson, view, note, refusal,
    message, news, hovered, sample, digits, theme, ownTheme, grain, speed, playing, asked, dialog, narrow, status, size, room, phase, actions,
  };
}
