// The one store: what the reader sees follows from these signals and nothing else. Actions are the only writers.
import { batch, computed, signal } from "../../vendor/signals-core/signals-core.mjs";
import { isKnown, move, phaseAt } from "../model/trace.js";

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

export function createStore() {
  const catalogue = signal({ presets: [], activations: [] });
  const preset = signal(null);
  const trace = signal(null);
  const cursor = signal(0);
  const selected = signal(null); // the Ref whose making is shown instead of the current step's
  const hovered = signal(null);
  const sample = signal(0);
  const digits = signal(4);
  const theme = signal("system");
  const grain = signal("element");
  const speed = signal(1);
  const playing = signal(false);
  const helpOpen = signal(false);
  const status = signal({ kind: "loading", message: "Loading the network…" });
  const size = signal({ width: 0, height: 0 }); // of the diagram's own box
  const phase = computed(() => trace.value && phaseAt(trace.value, cursor.value));

  function seek(position) {
    if (!trace.value) return;
    batch(() => {
      selected.value = null;
      cursor.value = clamp(position, 0, trace.value.count);
      if (cursor.value === trace.value.count) playing.value = false;
    });
  }
  const moveBy = (direction, by = grain.value) => trace.value && seek(move(trace.value, cursor.value, by, direction));
  const pauseFirst = (action) => (...given) => batch(() => {
    playing.value = false;
    action(...given);
  });

  const actions = {
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
        selected.value = null;
        playing.value = !playing.value;
      });
    },
    select: pauseFirst((ref) => {
      if (trace.value && isKnown(trace.value, cursor.value, ref)) selected.value = ref;
    }),
    leave: () => { selected.value = null; },
    hover: (ref) => { hovered.value = ref; },
    setDigits: (count) => { digits.value = clamp(count, 2, 8); },
    setTheme: (name) => { theme.value = name; },
    setGrain: (name) => { grain.value = name; },
    setSpeed: (factor) => { speed.value = factor; },
    setHelp: (open) => { helpOpen.value = open; },
    setSize: (box) => { if (box.width !== size.value.width || box.height !== size.value.height) size.value = box; },
    setCatalogue: (answer) => { catalogue.value = answer; },
    setStatus: (kind, message = "") => { status.value = { kind, message }; },
    /** A new picture. The cursor stays where it was asked to (another sample of the same problem) or goes to the start. */
    show: (chosen, fresh, keepsPlace) => batch(() => {
      preset.value = chosen;
      trace.value = fresh;
      sample.value = fresh.sample;
      hovered.value = null;
      playing.value = false;
      seek(keepsPlace ? cursor.value : 0);
      status.value = { kind: "ready", message: "" };
    }),
  };
  return { catalogue, preset, trace, cursor, selected, hovered, sample, digits, theme, grain, speed, playing, helpOpen, status, size, phase, actions };
}
